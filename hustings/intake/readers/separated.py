"""Reader of text files whose cells are set apart: CSV, TSV and any other separator.

Where a file is plain, Arrow reads it; where its quotes or widths are not, it is read record by
record, so that each fault costs its own row or cell at most.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from hustings.intake.readers.bounds import LONGEST_LINE, MOST_CELLS
from hustings.intake.readers.dialect import Dialect, dialect_of, refuse_endless
from hustings.intake.readers.encoding import Text, utf8
from hustings.intake.readers.faults import Faults, shown
from hustings.intake.readers.header import find_header, questions
from hustings.intake.readers.quotes import Records
from hustings.intake.readers.regular import regular
from hustings.intake.readers.rows import (
    Rows,
    header_cells,
    refuse_cells,
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
    `plain` says whether each record so far is a line.
    """

    dialect: Dialect
    header: list[str]
    above: list[list[str]]
    titles: list[str]
    row: int
    width: int
    plain: bool


def read_separated(path: Path, name: str) -> Reading:
    """Read a text file as one table; see `hustings.intake.readers.Reader`.

    Rows are numbered as a spreadsheet numbers them: every record counts, the empty ones and those
    above the header too, however many lines it takes; a first line "sep=;" does not.
    """
    with utf8(path) as text:
        head = _head(text)
        faults = Faults(name)
        notes = [", ".join([text.notes[0], *head.dialect.notes]), *text.notes[1:], *_above(head)]
        columns = _plain(text, head)
        numbers: Sequence[int]
        if columns is None:
            columns, numbers, more = _careful(text, head, faults)
            notes += more
        else:
            columns, numbers = _filled(columns, head.row)
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
    return _Head(
        dialect=dialect,
        header=header,
        above=cells[:place],
        titles=cells[place + 1] if asked else [],
        row=place + 2 + 2 * asked,
        width=max(width_of(cells, place), trimmed(header)),
        plain=not any("\n" in cell for record in cells[: place + 1 + 2 * asked] for cell in record),
    )


def _sample(text: Text) -> tuple[str, bool]:
    """The beginning of a file, at least its first line, and whether that is all of it."""
    for size in (_SAMPLE, LONGEST_LINE):
        raw = text.bytes[text.start : text.start + size]
        whole = text.start + size >= len(text.bytes)
        sample = raw.decode("utf-8", "ignore").replace("\r\n", "\n").replace("\r", "\n")
        if whole or "\n" in sample.strip():
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


def _plain(text: Text, head: _Head) -> list[pa.ChunkedArray] | None:
    """Columns of a file as Arrow reads it; None where it would not read it rightly."""
    dialect = head.dialect
    separator = dialect.separator
    shaped = dialect.spaced or dialect.tail or dialect.wrapped or not separator.isascii()
    if not head.plain or shaped or separator == " ":
        return None
    if not regular(text.bytes, text.start, separator):
        return None
    body = _line(text, head.row - 1 + dialect.told)
    if body >= len(text.bytes):
        return None
    names = [str(place) for place in range(head.width)]
    try:
        table = csv.read_csv(
            pa.BufferReader(memoryview(text.bytes)[body:]),
            csv.ReadOptions(column_names=names, block_size=2**22),
            csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, ignore_empty_lines=False
            ),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowCapacityError):
        return None
    if table.num_rows * table.num_columns > MOST_CELLS:
        refuse_cells()
    return [_one_line_end(column) for column in table.columns]


def _one_line_end(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Cells of several lines, all of which end alike."""
    if not pc.any(pc.match_substring(column, "\r")).as_py():
        return column
    return pc.replace_substring(pc.replace_substring(column, "\r\n", "\n"), "\r", "\n")


def _line(text: Text, number: int) -> int:
    """Where in the bytes of a file a line begins, counted from 0."""
    ends = _LINE_END.finditer(text.bytes, text.start)
    found = [end.end() for end in islice(ends, number)]
    return (found[-1] if len(found) == number else len(text.bytes)) if number else text.start


def _filled(
    columns: list[pa.ChunkedArray], row: int
) -> tuple[list[pa.ChunkedArray], Sequence[int]]:
    """Columns without their empty rows, and the numbers of the others."""
    numbers = range(row, row + len(columns[0]))
    empty = pc.equal(columns[0], "")
    for column in columns[1:]:
        if not pc.any(empty).as_py():
            return columns, numbers
        empty = pc.and_(empty, pc.equal(column, ""))
    if not pc.any(empty).as_py():
        return columns, numbers
    kept = pc.invert(empty)
    rows = pa.chunked_array([pa.array(numbers)]).filter(kept)
    return [column.filter(kept) for column in columns], rows.to_pylist()


def _careful(
    text: Text, head: _Head, faults: Faults
) -> tuple[list[pa.ChunkedArray], list[int], list[str]]:
    """Columns of a file record by record, the numbers of their rows, and what was mended."""
    rows = Rows(head.width, trimmed(head.header), faults)
    with io.TextIOWrapper(
        io.BufferedReader(_Bytes(text)), "utf-8", "replace", newline=None
    ) as file:
        records = _records(file, head.dialect, faults)
        for number, cells in records:
            if number >= head.row:
                rows.add(number, cells)
    columns, numbers = rows.columns()
    notes = []
    if rows.short:
        notes.append(f"rows that end before the last column: {rows.short:,}")
    if records.lenient:
        notes.append(f"rows with quotes in cells that are not written twice: {records.lenient:,}")
    if records.escaped:
        notes.append("a backslash stands before quotes in cells")
        escape, plain = "\\" + head.dialect.separator, head.dialect.separator
        columns = [pc.replace_substring(column, escape, plain) for column in columns]
    return columns, numbers, notes


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
