"""Reader of text files whose cells are set apart: CSV, TSV and any other separator.

Where a file is plain, Arrow reads it; where its quotes or widths are not, it is read record by
record, so that each fault costs its own row or cell at most.
"""

import io
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

import pyarrow.compute as pc

from hustings.intake.readers.bounds import LONGEST_LINE
from hustings.intake.readers.dialect import Dialect, dialect_of, refuse_endless
from hustings.intake.readers.encoding import Text, utf8
from hustings.intake.readers.faults import Faults, shown
from hustings.intake.readers.header import find_header, questions
from hustings.intake.readers.plain import Columns, plain
from hustings.intake.readers.quotes import Records
from hustings.intake.readers.regular import regular
from hustings.intake.readers.rows import (
    Rows,
    header_cells,
    table_of,
    trimmed,
    width_of,
)
from hustings.intake.table import Reading

#: bytes of the beginning that tell how the rest is to be read, and records of it
_SAMPLE, _RECORDS = 2**16, 500
_KINDS = {",": "CSV", ";": "CSV", "\t": "TSV"}
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, kw_only=True)
class _Head:
    """What the beginning of a file says about the rest.

    `above` are the records above the header, `row` is the number of the first row of data,
    `plain` says whether each record so far is a line, and `straight` whether all quotes of the
    file are as CSV has them.
    """

    dialect: Dialect
    header: list[str]
    above: list[list[str]]
    titles: list[str]
    row: int
    width: int
    plain: bool
    straight: bool


def read_separated(path: Path, name: str) -> Reading:
    """Read a text file as one table; see `hustings.intake.readers.Reader`.

    Rows are numbered as a spreadsheet numbers them: every record counts, the empty ones and those
    above the header too, however many lines it takes; a first line "sep=;" does not.
    """
    with utf8(path) as text:
        head = _head(text)
        faults = Faults(name)
        notes = [", ".join([text.notes[0], *head.dialect.notes]), *text.notes[1:], *_above(head)]
        rows = Rows(head.width, trimmed(head.header), faults)
        found = _plain(text, head, rows)
        if found is None:
            faults = Faults(name)
            rows = Rows(head.width, trimmed(head.header), faults)
            found, more = _careful(text, head, rows, faults)
            notes += more
        if rows.short:
            notes.append(f"rows that end before the last column: {rows.short:,}")
        columns, numbers = found
        table = table_of(name, head.header, columns, numbers, notes, faults, head.titles)
    return Reading(kind=_KINDS.get(head.dialect.separator, "Text"), tables=(table,))


def _head(text: Text) -> _Head:
    sample, whole = _sample(text)
    dialect = dialect_of(sample)
    records = [*islice(_records(io.StringIO(sample), dialect, Faults("")), _RECORDS)]
    if not whole and 1 < len(records) < _RECORDS:
        records.pop()
    cells = [record for _, record in records]
    place = find_header(cells)
    header = header_cells(cells, place)
    asked = questions(cells, place)
    shaped = dialect.spaced or dialect.tail or dialect.wrapped or not dialect.separator.isascii()
    straight = not shaped and dialect.separator != " "
    return _Head(
        dialect=dialect,
        header=header,
        above=cells[:place],
        titles=cells[place + 1] if asked else [],
        row=place + 2 + 2 * asked,
        width=max(width_of(cells, place), trimmed(header)),
        plain=not any("\n" in cell for record in cells[: place + 1 + 2 * asked] for cell in record),
        straight=straight and regular(text.bytes, text.start, dialect.separator),
    )


def _sample(text: Text) -> tuple[str, bool]:
    """The beginning of a file, at least its first line, and whether that is all of it."""
    for size in (_SAMPLE, LONGEST_LINE):
        raw = text.bytes[text.start : text.start + size]
        whole = text.start + size >= len(text.bytes)
        sample = raw.decode("utf-8", "ignore").replace("\r\n", "\n").replace("\r", "\n")
        if whole or "\n" in sample.lstrip("\n") or not sample.strip("\n"):
            return sample, whole
    refuse_endless(sample)
    return sample, False


def _records(file: TextIO, dialect: Dialect, faults: Faults) -> Records:
    if dialect.told:
        file.readline()
    return Records(file, dialect, faults)


def _above(head: _Head) -> list[str]:
    """What stands above the header, for readers."""
    said = [" ".join(filter(None, record)) for record in head.above]
    if not said:
        return []
    words = shown(" / ".join(filter(None, said)))
    return [f"the header is row {len(said) + 1}" + (f", below “{words}”" if words else "")]


def _plain(text: Text, head: _Head, rows: Rows) -> Columns | None:
    body = _line(text, head.row - 1 + head.dialect.told)
    if not (head.plain and head.straight) or body >= len(text.bytes):
        return None
    return plain(memoryview(text.bytes)[body:], head.dialect.separator, head.row, rows)


def _line(text: Text, number: int) -> int:
    """Where in the bytes of a file a line begins, counted from 0."""
    ends = _LINE_END.finditer(text.bytes, text.start)
    found = [end.end() for end in islice(ends, number)]
    return (found[-1] if len(found) == number else len(text.bytes)) if number else text.start


def _careful(text: Text, head: _Head, rows: Rows, faults: Faults) -> tuple[Columns, list[str]]:
    """Columns of a file record by record, the numbers of their rows, and what was mended."""
    with _opened(text) as file:
        records = _records(file, head.dialect, faults)
        for number, cells in records:
            if number >= head.row:
                rows.add(number, cells)
    columns, numbers = rows.columns()
    notes = []
    if records.lenient:
        notes.append(f"rows with quotes in cells that are not written twice: {records.lenient:,}")
    if records.escaped:
        notes.append("a backslash stands before quotes in cells")
        escape, separator = "\\" + head.dialect.separator, head.dialect.separator
        columns = [pc.replace_substring(column, escape, separator) for column in columns]
    return (columns, numbers), notes


def _opened(text: Text) -> TextIO:
    return io.TextIOWrapper(io.BufferedReader(_Bytes(text)), "utf-8", "replace", newline=None)


class _Bytes(io.RawIOBase):
    """Bytes of a file in memory or mapped, as a file that is read once."""

    def __init__(self, text: Text) -> None:
        self._bytes, self._place = text.bytes, text.start

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As of any file."""
        part = self._bytes[self._place : self._place + len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)
