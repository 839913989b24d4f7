"""A text file whose quotes are right, read by Arrow; rows of another width are put between."""

import csv
import io
from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from hustings.intake.readers.bounds import LONGEST_CELL, MOST_CELLS
from hustings.intake.readers.rows import Rows, refuse_cells

#: columns of text, and the numbers of their rows
Columns = tuple[list[pa.ChunkedArray], Sequence[int]]
#: bytes that are read at a time; a record has to fit in
_BLOCK = 2**22
#: bytes of a cell and its separator, on average, from which on a file is read so
_LEAST = 1.5
#: rows of another width; where there are more, the file is read record by record
_RAGGED = 200_000


def plain(body: memoryview, separator: str, first: int, rows: Rows) -> Columns | None:
    """Columns of a file as Arrow reads it; None where it would not read it rightly.

    Parameters
    ----------
    body : memoryview
        The bytes below the header, in UTF-8.
    separator : str
    first : int
        The number of the first row of it.
    rows : Rows
        Takes the rows that have another width.

    Returns
    -------
    (list of ChunkedArray, numbers of rows) or None
    """
    if _lines(body) * rows.width * _LEAST > len(body):
        # hardly anything but separators: empty rows would take many times the file
        return None
    try:
        try:
            table = _table(body, separator, rows.width)
            columns, numbers = table.columns, np.arange(first, first + len(table))
        except pa.ArrowInvalid:
            columns, numbers = _with_ragged(body, separator, first, rows)
        if len(numbers) * rows.width > MOST_CELLS:
            refuse_cells()
        longest = (pc.max(pc.binary_length(column)).as_py() or 0 for column in columns)
        if any(length > LONGEST_CELL for length in longest):
            return None
        return _filled([_one_line_end(column) for column in columns], numbers)
    except (pa.ArrowInvalid, pa.ArrowCapacityError, csv.Error):
        return None


def _lines(body: memoryview) -> int:
    """How many lines there are, whatever ends them."""
    counts = {b"\n": 0, b"\r": 0}
    for place in range(0, len(body), _BLOCK):
        part = bytes(body[place : place + _BLOCK])
        counts = {end: count + part.count(end) for end, count in counts.items()}
    return max(counts.values())


def _table(body: memoryview, separator: str, width: int, **more: Any) -> pa.Table:
    names = [str(place) for place in range(width)]
    return arrow_csv.read_csv(
        pa.BufferReader(body),
        arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK, use_threads=not more),
        arrow_csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, **more
        ),
        arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def _with_ragged(
    body: memoryview, separator: str, first: int, rows: Rows
) -> tuple[list[pa.ChunkedArray], np.ndarray]:
    """Columns with the rows of another width among the others, and the numbers of all."""
    ragged: list[tuple[int, str]] = []

    def other(row: arrow_csv.InvalidRow) -> str:
        ragged.append((row.number, row.text))
        return "skip" if len(ragged) < _RAGGED else "error"

    table = _table(body, separator, rows.width, invalid_row_handler=other)
    for number, text in ragged:
        for cells in csv.reader(io.StringIO(text, newline=None), delimiter=separator):
            rows.add(first + number - 1, cells)
    all_numbers = np.arange(first, first + len(table) + len(ragged))
    kept = np.delete(all_numbers, [number - 1 for number, _ in ragged])
    more, more_numbers = rows.columns()
    numbers = np.concatenate([kept, np.array(more_numbers, int)])
    order = pa.array(np.argsort(numbers))
    pairs = zip(table.columns, more, strict=True)
    columns = [pa.chunked_array([*one.chunks, *two.chunks]).take(order) for one, two in pairs]
    return columns, np.sort(numbers)


def _one_line_end(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Cells of several lines, all of which end alike."""
    if not pc.any(pc.match_substring(column, "\r")).as_py():
        return column
    return pc.replace_substring(pc.replace_substring(column, "\r\n", "\n"), "\r", "\n")


def _filled(columns: list[pa.ChunkedArray], numbers: np.ndarray) -> Columns:
    """Columns without their empty rows, and the numbers of the others."""
    empty = pc.equal(columns[0], "")
    for column in columns[1:]:
        if not pc.any(empty).as_py():
            break
        empty = pc.and_(empty, pc.equal(column, ""))
    if pc.any(empty).as_py():
        kept = pc.invert(empty)
        columns = [column.filter(kept) for column in columns]
        numbers = numbers[kept.to_numpy()]
    return columns, array("q", numbers.astype("int64").tobytes())
