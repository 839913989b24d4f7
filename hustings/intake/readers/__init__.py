"""Readers of foreign files: each kind of file becomes tables of text, with what was wrong in it.

A new kind is one file here and one line in READERS. What a reader gives is told in
`hustings.intake.table`; how large a file may be, in `bounds`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from hustings.intake.readers.archive import is_zip, read_archive
from hustings.intake.readers.data_package import DESCRIPTOR, read_package
from hustings.intake.readers.discourse import as_discourse, read_discourse
from hustings.intake.readers.faults import Unreadable
from hustings.intake.readers.json_file import read_json
from hustings.intake.readers.parquet import read_parquet
from hustings.intake.readers.polis import as_polis
from hustings.intake.readers.separated import read_separated
from hustings.intake.readers.several import joined, named
from hustings.intake.readers.spreadsheet import read_spreadsheet
from hustings.intake.readers.survey import read_survey
from hustings.intake.table import Fault, Reading, Table

__all__ = ["ENDINGS", "NAMES", "READERS", "Reader", "read", "read_many"]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How files of a kind are read.

    Attributes
    ----------
    kind : str
        What readers call it.
    endings : tuple of str
        Of file names, with their points.
    function : function from path and name to Reading
        Raises `Unreadable` for what cannot be read at all.
    marks : tuple of bytes
        How such files begin, whatever their names.
    or_text : bool
        Whether files of that name that begin otherwise are text: programs call such files .xls.
    """

    kind: str
    endings: tuple[str, ...]
    function: Callable[[Path, str], Reading]
    marks: tuple[bytes, ...] = ()
    or_text: bool = False


_TEXT = Reader(kind="CSV", endings=(".csv",), function=read_separated)
_JSON = Reader(kind="JSON", endings=(".json", ".jsonl", ".ndjson", ".geojson"), function=read_json)
#: how JSON begins that holds records: no header of a table begins so
_BEGINS_JSON = re.compile(rb'(\xef\xbb\xbf)?\s*(\{\s*["}]|\[\s*[\[{])')
#: kinds of file that hold a table, or a few
_SINGLE = (
    _TEXT,
    Reader(kind="TSV", endings=(".tsv", ".tab"), function=read_separated),
    Reader(kind="text", endings=(".txt", ".dat", ".asc"), function=read_separated),
    Reader(
        kind="XLSX, XLS or ODS",
        endings=(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        function=read_spreadsheet,
        marks=(b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        or_text=True,
    ),
    Reader(
        kind="Parquet",
        endings=(".parquet", ".pq"),
        function=read_parquet,
        marks=(b"PAR1",),
        or_text=True,
    ),
    _JSON,
    Reader(
        kind="SPSS",
        endings=(".sav", ".zsav", ".por"),
        function=read_survey,
        marks=(b"$FL2", b"$FL3"),
    ),
    Reader(kind="Stata", endings=(".dta",), function=read_survey, marks=(b"<stata_dta>",)),
    Reader(
        kind="Discourse Network Analyzer",
        endings=(".dna", ".sqlite", ".db"),
        function=read_discourse,
        marks=(b"SQLite format 3\0",),
    ),
)
_ENDINGS = tuple(ending for reader in _SINGLE for ending in reader.endings)


def _read_member(path: Path, name: str) -> Reading:
    return _told(_reader(path, name, _SINGLE), path, name)


_ARCHIVE = Reader(
    kind="a zip of them",
    endings=(".zip",),
    function=partial(read_archive, read=_read_member, endings=_ENDINGS),
)
#: every kind of file that can be read
READERS = (*_SINGLE, _ARCHIVE)
#: endings of files that can be read
ENDINGS = tuple(ending for reader in READERS for ending in reader.endings)
#: their kinds, for readers
NAMES = f"{', '.join(reader.kind for reader in READERS[:-1])} or {READERS[-1].kind}"


def read(path: str | Path, name: str | None = None) -> Reading:
    """Read a foreign file or a folder of them; a datapackage.json stands for its whole package.

    Parameters
    ----------
    path : str or Path
    name : str, optional
        What its sender calls it, with its ending, where that is not the name of `path`.

    Returns
    -------
    Reading
        Whatever is wrong with the file stands in its faults.
    """
    path = Path(path)
    name = name or path.name
    if path.name == DESCRIPTOR and path.is_file():
        path = path.parent
    if path.is_dir():
        return _recognised(_told(_ARCHIVE, path, name))
    return _recognised(_told(_reader(path, name, READERS), path, name))


def read_many(paths: Sequence[str | Path], names: Sequence[str] | None = None) -> Reading:
    """Read several files as one: tables of the same header become one that names their files.

    Parameters
    ----------
    paths : sequence of str or Path
    names : sequence of str, optional
        What their sender calls them.

    Returns
    -------
    Reading
    """
    called = names or [Path(path).name for path in paths]
    if DESCRIPTOR in called:
        files = {name: Path(path) for name, path in zip(called, paths, strict=True)}
        resources = partial(read_package, files, DESCRIPTOR, DESCRIPTOR, _read_member)
        package = replace(_ARCHIVE, function=lambda *_: resources())
        return _told(package, files[DESCRIPTOR], DESCRIPTOR)
    readings = [read(path, name) for path, name in zip(paths, called, strict=True)]
    tables: list[Table] = []
    for reading, file in zip(readings, called, strict=True):
        tables += named(file, reading.tables)
    kinds = {reading.kind: None for reading in readings if reading.tables}
    merged = Reading(
        kind=next(iter(kinds)) if len(kinds) == 1 else "Several files",
        tables=joined(tables),
        faults=tuple(fault for reading in readings for fault in reading.faults),
    )
    return _recognised(merged)


def _reader(path: Path, name: str, readers: tuple[Reader, ...]) -> Reader:
    """The reader of a file: by how it begins, else by its ending, else as text."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError:
        head = b""
    if head.startswith(b"PK") and _ARCHIVE in readers and is_zip(path):
        return _ARCHIVE
    for reader in readers:
        if reader.marks and head.startswith(reader.marks):
            return reader
    ending = Path(name).suffix.lower()
    known = next((reader for reader in readers if ending in reader.endings), None)
    if known is None or known.or_text:
        known = _TEXT
    return _JSON if known.function is read_separated and _BEGINS_JSON.match(head) else known


def _told(reader: Reader, path: Path, name: str) -> Reading:
    try:
        return reader.function(path, name)
    except Unreadable as wrong:
        return Reading(kind=reader.kind, tables=(), faults=(wrong.fault(name),))
    except MemoryError:
        found = "a file that needs more memory than there is"
        fault = Fault(file=name, column="", value=found, allowed="a smaller file")
        return Reading(kind=reader.kind, tables=(), faults=(fault,))
    except OSError as error:
        fault = Fault(file=name, column="", value=error.strerror or "an error of the disk",
                      allowed="a file that may be read")  # fmt: skip
        return Reading(kind=reader.kind, tables=(), faults=(fault,))


def _recognised(reading: Reading) -> Reading:
    """A reading under the name of the program whose export it is."""
    return as_discourse(as_polis(reading))
