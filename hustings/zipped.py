"""Zips within bounds, whatever they declare; Data Packages as a zip, written and taken apart."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from hustings.schema import refuse
from hustings.source import AXES, EVENTS, PACKAGE

#: how a zip of a data set ends
ENDING = ".zip"
#: the recipe by which a foreign file became the data set
RECIPE = "recipe.json"
#: the table of positions, and all that a data set of a reader may consist of
POSITIONS = ("positions.csv", "positions.parquet")
MEMBERS = (*POSITIONS, AXES, EVENTS, PACKAGE, RECIPE)
#: what every file in a zip is dated, so that equal folders give equal bytes
_DAY = (1980, 1, 1, 0, 0, 0)
#: bytes that the files in a zip may have together
MOST = 2**31
#: files that a zip may hold
MOST_MEMBERS = 1_000
#: bytes that are taken out at once
_STEP = 2**20
_WHOLE = "a zip that is whole and has no password"
#: modules of unpacking, each with errors of its own
_UNPACKING = ("zlib", "_lzma", "lzma", "_bz2", "bz2", "zipfile", "struct")


class BadZip(Exception):
    """A zip that is not taken apart: what was found in it, and what would be right."""

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(f"found {found}; allowed: {allowed}")
        self.found = found
        self.allowed = allowed


class Bounded:
    """A zip that is taken apart as long as its files stay within bytes that they have together."""

    def __init__(self, packed: zipfile.ZipFile, most: int) -> None:
        self._packed, self._most, self._left = packed, most, most
        self.members = packed.infolist()

    def copy(self, member: zipfile.ZipInfo, target: Path) -> None:
        """Take one file out to a place on disk.

        Raises
        ------
        BadZip
        OSError
            When the place cannot be written.
        """
        with target.open("wb") as out:
            for piece in self.pieces(member):
                out.write(piece)

    def pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of one file, piece by piece.

        Raises
        ------
        BadZip
        """
        try:
            with self._packed.open(member) as inside:
                # what a zip says of its size is not believed
                while piece := inside.read(_STEP):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise _too_much(self._most)
                    yield piece
        except (RuntimeError, NotImplementedError, EOFError, ValueError) as error:
            raise BadZip("a damaged zip, or one with a password", _WHOLE) from error
        except Exception as error:
            if type(error).__module__ not in _UNPACKING:
                raise
            raise BadZip("a damaged zip", _WHOLE) from error

    def check(self) -> None:
        """Count the bytes of all files.

        Raises
        ------
        BadZip
        """
        for member in self.members:
            for _ in self.pieces(member):
                pass


@contextmanager
def bounded(source: Path | IO[bytes], most: int, members: int = MOST_MEMBERS) -> Iterator[Bounded]:
    """Open a zip that has so many bytes unpacked and so many files at the most.

    Parameters
    ----------
    source : Path or file
    most : int
        Bytes that its files may have together: those that it declares, and those that come.
    members : int

    Raises
    ------
    BadZip
        At once where it is no zip or declares more, and later where more comes.
    """
    try:
        packed = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise BadZip("a damaged zip, or none", _WHOLE) from error
    with packed:
        found = packed.infolist()
        if len(found) > members:
            raise BadZip(f"{len(found):,} files in a zip", f"at most {members:,} files in a zip")
        if sum(member.file_size for member in found) > most:
            raise _too_much(most)
        yield Bounded(packed, most)


def _too_much(most: int) -> BadZip:
    size = most // 2**20
    return BadZip(f"a zip of more than {size:,} MB unpacked", f"at most {size:,} MB unpacked")


def is_zip(source: str | Path) -> bool:
    """Whether a source is a zip."""
    return str(source).lower().endswith(ENDING) and Path(source).is_file()


def files_of(folder: Path) -> list[Path]:
    """The files of a data set in a folder, by name; anything else there is passed over."""
    return sorted(folder / name for name in MEMBERS if (folder / name).is_file())


def zip_of(folder: Path) -> bytes:
    """A Data Package folder as a zip, the same bytes for the same files.

    Parameters
    ----------
    folder : Path
        As `hustings.intake.folder.write_folder` writes it.

    Returns
    -------
    bytes
        Of a file that `open_dataset` opens to the same version.

    Raises
    ------
    OSError
        When the folder cannot be read.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for path in files_of(folder):
            entry = zipfile.ZipInfo(path.name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, path.read_bytes())
    return made.getvalue()


def unpack(source: Path | IO[bytes], folder: Path, most: int = MOST) -> None:
    """Take the files of a data set out of a zip; other members are left in it.

    Parameters
    ----------
    source : Path or file
    folder : Path
        That exists. No file is written beside it, whatever the names in the zip.
    most : int
        Bytes that the files may have together.

    Raises
    ------
    DataError
        When it is no zip, is damaged, holds more, or no table of positions.
    OSError
        When the folder cannot be written.
    """
    name = source.name if isinstance(source, Path) else ""
    try:
        with bounded(source, most) as packed:
            for member in packed.members:
                base = member.filename.rpartition("/")[2]
                if base in MEMBERS and not (folder / base).exists():
                    packed.copy(member, folder / base)
    except BadZip as error:
        refuse(name, error.found, error.allowed)
    if not any((folder / each).is_file() for each in POSITIONS):
        refuse(name, "", f"a zip with {' or '.join(POSITIONS)} in it")
