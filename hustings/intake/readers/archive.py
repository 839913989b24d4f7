"""Reader of zips and folders: every file in them that can be read, and Data Packages."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hustings.intake.readers.bounds import MOST_TABLES
from hustings.intake.readers.data_package import DESCRIPTOR, read_package
from hustings.intake.readers.faults import refuse
from hustings.intake.readers.several import joined, named
from hustings.intake.readers.zips import opened
from hustings.intake.table import Fault, Reading, Table
from hustings.zipped import MOST_MEMBERS

#: what programs put beside the data
_BESIDE = ("__macosx/", ".", "thumbs.db", "readme", "license", "licence", "copying", "changelog")
_ALLOWED = "a zip or folder of tables: CSV, XLSX, Parquet, JSON, SPSS, Stata"
_PACKED = (".zip", ".gz", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz")

Read = Callable[[Path, str], Reading]


def read_archive(path: Path, name: str, read: Read, endings: tuple[str, ...]) -> Reading:
    """Read the files of a zip or a folder; see `hustings.intake.readers.Reader`.

    Parameters
    ----------
    path : Path
    name : str
    read : function from path and name to Reading
        How one file in it is read.
    endings : tuple of str
        Of the files that are read; others are passed over. A zip in a zip is refused.
    """
    with _folder(path) if path.is_dir() else _unpacked(path, endings) as files:
        package = next((n for n in files if PurePosixPath(n).name == DESCRIPTOR), None)
        if package is not None:
            return read_package(files, package, name, read)
        tables: list[Table] = []
        faults: list[Fault] = []
        for member, file in sorted(files.items()):
            if not _is_data(member, endings):
                continue
            if member.lower().endswith(_PACKED):
                where, allowed = f"{name}, {member}", "files that are not packed once more"
                faults.append(Fault(file=where, column="", value="a packed file", allowed=allowed))
                continue
            found = read(file, member)
            tables += named(member, found.tables)
            faults += found.faults
        if not tables and not faults:
            refuse("no file that holds a table", _ALLOWED)
        if len(tables) > MOST_TABLES and len(joined(tables)) > MOST_TABLES:
            refuse(f"{len(tables):,} tables", f"at most {MOST_TABLES} tables")
        kind = "Folder" if path.is_dir() else "Zip"
        return Reading(kind=kind, tables=joined(tables), faults=tuple(faults))


def _is_data(member: str, endings: tuple[str, ...]) -> bool:
    path = PurePosixPath(member.lower())
    if member.lower().startswith(_BESIDE) or path.name.startswith(_BESIDE):
        return False
    return path.suffix in (*endings, *_PACKED) or path.name == DESCRIPTOR


@contextmanager
def _folder(path: Path) -> Iterator[dict[str, Path]]:
    files: dict[str, Path] = {}
    for file in path.rglob("*"):
        if file.is_file():
            files[file.relative_to(path).as_posix()] = file
        if len(files) > MOST_MEMBERS:
            refuse(f"more than {MOST_MEMBERS:,} files", f"at most {MOST_MEMBERS:,} files")
    yield files


@contextmanager
def _unpacked(path: Path, endings: tuple[str, ...]) -> Iterator[dict[str, Path]]:
    """Files of a zip by their names in it; on disk they have names of our own."""
    with TemporaryDirectory() as folder, opened(path) as packed:
        files: dict[str, Path] = {}
        for number, member in enumerate(packed.members):
            if member.is_dir() or not _is_data(member.filename, endings):
                continue
            file = Path(folder) / f"{number}{PurePosixPath(member.filename).suffix.lower()}"
            if not member.filename.lower().endswith(_PACKED):
                packed.copy(member, file)
            files[member.filename] = file
        yield files


def is_zip(path: Path) -> bool:
    """Whether a file is a zip that holds files rather than a spreadsheet."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    book = any(name.startswith(("xl/", "word/", "ppt/")) for name in names)
    return not book and not ("content.xml" in names and "mimetype" in names)
