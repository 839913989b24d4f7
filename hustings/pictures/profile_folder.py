"""Profile folder: temporary files of a browser; those that killed servers left are removed."""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:
    # On Windows nothing is drawn by the server; all else works without.
    fcntl = None  # type: ignore[assignment]

#: what the names of these folders begin with
PREFIX = "hustings-browser-"
#: seconds in which whoever makes a folder has locked it
YOUNG = 60


@dataclass(frozen=True)
class ProfileFolder:
    """A folder of one's own, locked as long as this process lives and has not removed it."""

    path: str
    lock: int

    @classmethod
    def make(cls) -> "ProfileFolder":
        """A new folder among the temporary files."""
        path = tempfile.mkdtemp(prefix=PREFIX)
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(lock, fcntl.LOCK_EX)
        return cls(path, lock)

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self.lock)


def remove_left() -> None:
    """Remove the folders of servers that were killed: those of this user that nobody locks."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        # Another server may do the same at once; a folder of somebody else cannot be opened.
        with suppress(OSError):
            _remove_if_left(path)


def _remove_if_left(path: Path) -> None:
    lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        known = os.fstat(lock)
        if known.st_uid == os.geteuid() and time.time() - known.st_mtime > YOUNG:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
    finally:
        os.close(lock)
