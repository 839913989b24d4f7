"""Saved data sets: immutable, named by the hash of their content, removed with a key or in time."""

import hashlib
import hmac
import io
import json
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hustings import settings
from hustings.build import Step
from hustings.dataset import Dataset, open_dataset
from hustings.engine.base import quiet
from hustings.store import about
from hustings.store.about import DIGITS, Saved, is_hash
from hustings.store.bounds import (
    MEGABYTE,
    Refused,
    StoreError,
    need_open,
    need_small,
    need_turn,
)
from hustings.store.files import ABOUT, PACKAGES, Files, files
from hustings.zipped import RECIPE, files_of, unpack, zip_of


def save(
    folder: Path,
    *,
    expires: date | None,
    previous: str = "",
    header: str = "",
    by: str = "",
    step: Step = quiet,
) -> Saved:
    """Save a Data Package folder; nothing of it is seen before all of it is there.

    The same content with the same title, licence, credit and recipe has the same hash. What is
    there already stays as it is, with its key; of the two last days the later one counts.

    Parameters
    ----------
    folder : Path
        As `hustings.intake.folder.write_folder` writes it; recipe.json beside it is kept too.
    expires : date or None
        The last day; None for no end.
    previous : str
        The hash of the version that this one replaces.
    header : str
        Of the file that it was made of (`hustings.intake.again.header_of`).
    by : str
        Who asks, for the rate.
    step : callable
        Is told what is about to be done.

    Returns
    -------
    Saved

    Raises
    ------
    Refused
        When the server is closed to readers' data, its store is full, or the data set is too large.
    DataError
        When not a single row can be used.
    StoreError
        When the store cannot be read or written; then nothing was saved.
    OSError
        When the folder cannot be read.
    """
    need_open()
    need_small(folder)
    if expires is not None and expires < about.today():
        raise Refused(f"{expires.isoformat()} has passed; a data set can be kept to a later day.")
    if previous and not is_hash(previous):
        raise Refused("The version before is named by the hash in its link.")
    store = files()
    need_turn(by)
    data = open_dataset(folder, step)
    package, meta, key = zip_of(folder), data.meta, secrets.token_urlsafe(24)
    made = Saved(
        hash=_hash(folder, data.version),
        version=data.version,
        title=meta.title,
        licence=meta.licence,
        credit=meta.citation,
        saved=about.today(),
        expires=expires,
        previous=previous,
        header=header,
        size=len(package),
        locked=_locked(key),
    )
    data.engine.close()
    if there := find(made.hash):
        return _prolonged(store, there, expires)
    _need_room(store, made.size)
    store.write(PACKAGES, made.hash, package)
    # the package can be opened from the moment on when this is there
    _write(store, made)
    return replace(made, key=key)


def find(hash: str) -> Saved | None:
    """What is known of a saved data set; None when there is none, or its last day has passed.

    Raises
    ------
    Refused
        Where there is no store.
    StoreError
    """
    found = look(hash)
    return None if found is None or found.over else found


def look(hash: str) -> Saved | None:
    """The same, of one whose last day has passed as well, as long as it has not been cleared."""
    if not is_hash(hash):
        return None
    content = files().read(ABOUT, hash)
    return None if content is None else about.read(content)


def package_of(hash: str) -> bytes | None:
    """The Data Package of a saved data set as a zip; None when there is none.

    Raises
    ------
    Refused, StoreError
    """
    return files().read(PACKAGES, hash) if find(hash) else None


def recipe_of(hash: str) -> dict[str, Any] | None:
    """The recipe by which a saved data set was made, as JSON says it; None where there is none.

    Raises
    ------
    Refused, StoreError
    """
    package = package_of(hash)
    if package is None:
        return None
    with TemporaryDirectory(prefix="hustings") as folder:
        unpack(io.BytesIO(package), Path(folder))
        path = Path(folder, RECIPE)
        found = json.loads(path.read_bytes()) if path.is_file() else None
    return found if isinstance(found, dict) else None


def remove(hash: str, key: str) -> bool:
    """Remove a saved data set with the key that its saving gave.

    Returns
    -------
    bool
        False when there is no such data set, or its key is another.

    Raises
    ------
    Refused, StoreError
    """
    found = look(hash)
    if found is None or not hmac.compare_digest(found.locked, _locked(key)):
        return False
    return discard(hash)


def discard(hash: str) -> bool:
    """Remove a saved data set without its key: for the host. Whether there was one."""
    if look(hash) is None:
        return False
    store = files()
    store.remove(ABOUT, hash)
    store.remove(PACKAGES, hash)
    return True


def list_saved() -> list[Saved]:
    """All saved data sets that can be opened, the newest first: for the host, not for readers.

    Raises
    ------
    Refused, StoreError
    """
    found = [each for each in _all(files()) if not each.over]
    return sorted(found, key=lambda each: (each.saved, each.hash), reverse=True)


def load(hash: str, folder: Path) -> Dataset:
    """Take a saved data set out of the store, and open it.

    Parameters
    ----------
    hash : str
        Of one that `find` finds.
    folder : Path
        An empty one; it is not needed afterwards.

    Raises
    ------
    StoreError
        When what lies in the store is not what was saved there.
    """
    package = files().read(PACKAGES, hash)
    if package is None:
        raise StoreError("The store has lost the files of this data set.")
    unpack(io.BytesIO(package), folder)
    data = open_dataset(folder)
    if _hash(folder, data.version) != hash:
        raise StoreError("The files of this data set in the store are not those that were saved.")
    return replace(data, source="a saved data set", address=hash)


def _hash(folder: Path, version: str) -> str:
    """Of the version of the data and every byte of its files: title, licence, credit, recipe."""
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files_of(folder)}
    said = json.dumps({"version": version, "files": files}, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]


def _locked(key: str) -> str:
    """The hash of a key; the key is random, so that a plain one is enough."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _prolonged(store: Files, there: Saved, expires: date | None) -> Saved:
    """What is there already, kept until the later of two last days."""
    if there.expires is None or (expires is not None and expires <= there.expires):
        return there
    longer = replace(there, expires=expires)
    _write(store, longer)
    return longer


def _need_room(store: Files, size: int) -> None:
    """Clear away what is over, and refuse what would be too much.

    Raises
    ------
    Refused
    """
    options, kept = settings.current(), []
    store.clear()
    for each in _all(store):
        if each.over:
            store.remove(ABOUT, each.hash)
            store.remove(PACKAGES, each.hash)
        else:
            kept.append(each)
    full = sum(each.size for each in kept) + size > options.store_mb * MEGABYTE
    if full or len(kept) >= options.store_sets:
        raise Refused(
            "The store of this server is full; the data set can be opened for some hours, or taken "
            "as a file."
        )


def _all(store: Files) -> Iterator[Saved]:
    """Everything in the store, passing over what is none of ours."""
    for name, content in store.all(ABOUT).items():
        if is_hash(name) and (found := about.read(content)):
            yield found


def _write(store: Files, saved: Saved) -> None:
    store.write(ABOUT, saved.hash, about.written(saved))
