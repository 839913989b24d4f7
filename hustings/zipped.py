"""Data Packages in a zip: write a folder as one file, and take it apart again within bounds."""

import io
import zipfile
import zlib
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
#: bytes that are taken out at once
_STEP = 2**20


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
    left = most
    try:
        with zipfile.ZipFile(source) as file:
            for member in file.infolist():
                base = member.filename.rpartition("/")[2]
                if base not in MEMBERS or (folder / base).exists():
                    continue
                with file.open(member) as inside, (folder / base).open("wb") as out:
                    # what a zip says of its size is not believed
                    while part := inside.read(_STEP):
                        if (left := left - len(part)) < 0:
                            refuse(name, f"more than {most:,} bytes", "a smaller data set")
                        out.write(part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        refuse(name, str(error)[:100], "a zip that is whole and has no password")
    if not any((folder / each).is_file() for each in POSITIONS):
        refuse(name, "", f"a zip with {' or '.join(POSITIONS)} in it")
