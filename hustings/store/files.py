"""The files of the store, at any address that fsspec knows: written as a whole or not at all."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import fsspec
from fsspec.core import url_to_fs
from fsspec.implementations.arrow import ArrowFSWrapper
from pyarrow.fs import FileSystem

from hustings import settings
from hustings.store.bounds import Refused, StoreError

#: where saved data sets lie on one's own machine
HOME = "~/.hustings/store"
#: folders of the store: the packages, what is known of each, and what is being written
PACKAGES, ABOUT, COMING = "packages", "about", "coming"
#: how the address of a bucket begins
S3 = "s3://"
#: seconds after which what is left of a write that was broken off is cleared away
LEFT = 86_400


class Files:
    """A store at an address.

    Parameters
    ----------
    address : str
        As fsspec reads it: a folder, "memory://…", or "s3://bucket/prefix", to which Arrow goes.
    """

    def __init__(self, address: str) -> None:
        with told("opened"):
            self.fs: fsspec.AbstractFileSystem
            self.fs, root = _bucket(address) if address.startswith(S3) else url_to_fs(address)
        self.root = root.rstrip("/")

    def read(self, folder: str, name: str) -> bytes | None:
        """The content of a file; None where there is none."""
        with told("read"):
            self.fs.invalidate_cache()
            try:
                content: bytes = self.fs.cat_file(self._path(folder, name))
            except FileNotFoundError:
                return None
        return content

    def write(self, folder: str, name: str, content: bytes) -> None:
        """Write a file so that others find all of it or nothing, whenever this is broken off."""
        coming = self._path(COMING, f"{int(time.time())}-{secrets.token_hex(8)}")
        with told("written"):
            for parent in (folder, COMING):
                self.fs.makedirs(f"{self.root}/{parent}", exist_ok=True)
            try:
                self.fs.pipe_file(coming, content)
                self.fs.mv(coming, self._path(folder, name))
            except BaseException:
                with suppress(Exception):
                    self.fs.rm_file(coming)
                raise

    def remove(self, folder: str, name: str) -> None:
        """Remove a file; nothing happens where there is none."""
        with told("written"), suppress(FileNotFoundError):
            self.fs.rm_file(self._path(folder, name))

    def all(self, folder: str) -> dict[str, bytes]:
        """The content of every file of a folder, by name."""
        with told("read"):
            paths = [f"{self.root}/{folder}/{name}" for name in self._names(folder)]
            found = self.fs.cat(paths, on_error="omit") if paths else {}
        return {path.rpartition("/")[2]: content for path, content in found.items()}

    def clear(self) -> None:
        """Remove what is left of writes that were broken off long ago."""
        with told("written"):
            for name in self._names(COMING):
                begun = name.partition("-")[0]
                if begun.isdigit() and time.time() - int(begun) > LEFT:
                    with suppress(FileNotFoundError):
                        self.fs.rm_file(self._path(COMING, name))
            known = set(self._names(ABOUT))
            for name in self._names(PACKAGES):
                if name not in known and self._age(name) > LEFT:
                    with suppress(FileNotFoundError):
                        self.fs.rm_file(self._path(PACKAGES, name))

    def _age(self, name: str) -> float:
        try:
            changed = self.fs.modified(self._path(PACKAGES, name))
        except (NotImplementedError, FileNotFoundError):
            return 0.0
        changed = changed if changed.tzinfo else changed.replace(tzinfo=UTC)
        return (datetime.now(UTC) - changed).total_seconds()

    def _names(self, folder: str) -> Iterator[str]:
        self.fs.invalidate_cache()
        try:
            found = self.fs.ls(f"{self.root}/{folder}", detail=False)
        except FileNotFoundError:
            return iter(())
        return (path.rstrip("/").rpartition("/")[2] for path in found)

    def _path(self, folder: str, name: str) -> str:
        return f"{self.root}/{folder}/{name}"


def _bucket(address: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """A bucket by way of Arrow, which is here anyway; s3fs would be a dozen packages more."""
    bucket, root = FileSystem.from_uri(address)
    return ArrowFSWrapper(bucket, skip_instance_cache=True), root


@contextmanager
def told(done: str) -> Iterator[None]:
    """Whatever a kind of store raises, as one sentence."""
    try:
        yield
    except (Refused, StoreError):
        raise
    except Exception as error:
        # each kind of store has errors of its own
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise StoreError(
            f"The store of saved data sets cannot be {done} ({reason}); nothing was changed."
        ) from error


def files() -> Files:
    """The store that the settings name.

    Raises
    ------
    Refused
        Where there is none: behind a public address the host has to name one.
    StoreError
    """
    options = settings.current()
    if not options.store and options.url:
        raise Refused("This server has no store, so no data set can be saved on it.")
    return Files(options.store or str(Path(HOME).expanduser()))
