"""Bounds of zips, checked before and while anything in them is read."""

import os
import zipfile
from pathlib import Path

from hustings.intake.readers.bounds import MOST_MEMBERS, MOST_PACKED, MOST_UNPACKED, SMALL
from hustings.intake.readers.faults import refuse

_CHUNK = 2**20
_ZIP = "a zip that is not damaged and has no password"
#: modules of unpacking, each with errors of its own
_UNPACKING = ("zlib", "_lzma", "lzma", "_bz2", "bz2", "zipfile", "struct")


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
        left: int | None = None
        for member in packed.infolist():
            left = copied(packed, member, None, path, left)


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
        _refuse_bomb(path)
    return packed


def copied(
    packed: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    target: Path | None,
    path: Path,
    left: int | None,
) -> int:
    """Unpack one file of a zip, or only count its bytes.

    Parameters
    ----------
    packed, member
    target : Path or None
        Where it goes.
    path : Path
        Of the zip.
    left : int or None
        Bytes that its files may still have; None at the first.

    Returns
    -------
    int
        Bytes that are left for others.

    Raises
    ------
    Unreadable
    """
    left = most_unpacked(path) if left is None else left
    try:
        with packed.open(member) as file, open(target or os.devnull, "wb") as out:
            while part := file.read(_CHUNK):
                left -= len(part)
                if left < 0:
                    _refuse_bomb(path)
                out.write(part)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError):
        refuse("a damaged zip, or one with a password", _ZIP)
    except Exception as error:
        if type(error).__module__ not in _UNPACKING:
            raise
        refuse("a damaged zip", _ZIP)
    return left


def _refuse_bomb(path: Path) -> None:
    most = most_unpacked(path) // 2**20
    refuse(f"a zip of more than {most:,} MB unpacked", f"at most {most:,} MB for a zip of its size")
