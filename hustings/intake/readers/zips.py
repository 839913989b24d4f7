"""Bounds of zips, checked before and while anything in them is read."""

import zipfile
from pathlib import Path

from hustings.intake.readers.bounds import MOST_MEMBERS, MOST_PACKED, MOST_UNPACKED, SMALL
from hustings.intake.readers.faults import refuse

_CHUNK = 2**20
_ZIP = "a zip that is not damaged and has no password"


def most_unpacked(path: Path) -> int:
    """The bytes that a zip may have unpacked."""
    return min(MOST_UNPACKED, max(SMALL, MOST_PACKED * path.stat().st_size))


def check_zip(path: Path) -> None:
    """Refuse a zip that unpacks to more than it may, whatever it declares.

    Raises
    ------
    Unreadable
    """
    with open_zip(path) as packed:
        left = most_unpacked(path)
        for member in packed.infolist():
            left = _counted(packed, member, left, path)


def open_zip(path: Path) -> zipfile.ZipFile:
    """A zip whose declared sizes lie within bounds."""
    try:
        packed = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        refuse("a damaged zip", _ZIP)
    members = packed.infolist()
    if len(members) > MOST_MEMBERS:
        packed.close()
        refuse(f"{len(members):,} files in a zip", f"at most {MOST_MEMBERS:,} files in a zip")
    if sum(member.file_size for member in members) > most_unpacked(path):
        packed.close()
        refuse_bomb(path)
    return packed


def refuse_bomb(path: Path) -> None:
    """Give up a zip that is too large once it is unpacked."""
    most = most_unpacked(path) // 2**20
    refuse(f"a zip of more than {most:,} MB unpacked", f"at most {most:,} MB for a zip of its size")


def _counted(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, path: Path
) -> int:
    try:
        with packed.open(member) as file:
            while part := file.read(_CHUNK):
                left -= len(part)
                if left < 0:
                    refuse_bomb(path)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        refuse("a damaged zip, or one with a password", _ZIP)
    except Exception as error:
        # each way of packing has errors of its own: zlib.error, lzma.LZMAError
        if type(error).__module__.split(".")[0] not in ("zlib", "_lzma", "lzma", "_bz2", "bz2"):
            raise
        refuse("a damaged zip", _ZIP)
    return left
