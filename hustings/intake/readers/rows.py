"""Rows of text become a table: every row as wide as the header, numbered as in the file."""

from array import array
from collections.abc import Sequence
from statistics import mode

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hustings.intake.readers.bounds import MOST_CELLS, MOST_COLUMNS
from hustings.intake.readers.faults import Faults, refuse
from hustings.intake.readers.header import names_of
from hustings.intake.table import Table

#: rows that are put into columns at a time
_BATCH = 20_000
#: what old programs write at the end of a file
_END_OF_FILE = "\x1a"


def trimmed(cells: Sequence[str]) -> int:
    """How many cells there are up to the last one that is not empty."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)


def width_of(records: Sequence[Sequence[str]], header: int) -> int:
    """How many cells a row has: as many as most rows, and at least those of the header."""
    body = [len(record) for record in records[header + 1 :] if trimmed(record)]
    width = max(trimmed(records[header]), min(mode(body), len(records[header]) + 1) if body else 0)
    if width > MOST_COLUMNS:
        refuse(f"{width:,} columns", f"a table of at most {MOST_COLUMNS:,} columns")
    return width


def header_cells(records: Sequence[Sequence[str]], header: int) -> list[str]:
    """The header, with an empty name first where rows have names, as R writes them."""
    cells = [*records[header]]
    body = [record for record in records[header + 1 :] if trimmed(record)]
    firsts = [record[0] for record in body]
    shifted = bool(body) and all(len(record) == len(cells) + 1 for record in body)
    if shifted and len({*firsts}) == len(firsts) and 2 * sum(bool(r[-1]) for r in body) > len(body):
        return ["", *cells]
    return cells


class Rows:
    """Rows that come one by one, put into columns of text piece by piece."""

    def __init__(self, width: int, named: int, faults: Faults) -> None:
        self.short = 0
        self.width = width
        self._named = named
        self._faults = faults
        self._numbers: list[int] = []
        self._all_numbers = array("q")
        self._rows: list[list[str]] = []
        self._parts: list[list[pa.Array]] = [[] for _ in range(width)]

    def add(self, number: int, cells: list[str]) -> None:
        """Take a row; an empty one is passed over, and one that is too wide is named."""
        if len(cells) != self.width:
            if len(cells) > self.width and trimmed(cells) > self._named:
                allowed = f"{self._named:,} cells, as in the header"
                self._faults.add("", number, f"{len(cells):,} cells", allowed)
                return
            self.short += 0 < len(cells) < self._named and any(cells)
            cells = cells[: self.width] + [""] * (self.width - len(cells))
        if not any(cells) or cells[0] == _END_OF_FILE:
            return
        self._numbers.append(number)
        self._rows.append(cells)
        if len(self._rows) * self.width >= _BATCH * 8 or len(self._rows) == _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._all_numbers.extend(self._numbers)
        if len(self._all_numbers) * self.width > MOST_CELLS:
            refuse_cells()
        for parts, cells in zip(
            self._parts, zip(*self._rows, strict=True), strict=bool(self._rows)
        ):
            parts.append(text_array(cells))
        self._numbers, self._rows = [], []

    def columns(self) -> tuple[list[pa.ChunkedArray], Sequence[int]]:
        """Columns of text, and the numbers of their rows."""
        self._flush()
        return [pa.chunked_array(parts, pa.string()) for parts in self._parts], self._all_numbers


def text_array(cells: Sequence[str]) -> pa.Array:
    """Cells as a column; halves of characters, which no text may hold, become question marks."""
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array([c.encode("utf-8", "replace").decode() for c in cells], pa.string())


def refuse_cells() -> None:
    """Give up a table that is too large."""
    refuse(f"more than {MOST_CELLS:,} cells", f"a table of at most {MOST_CELLS:,} cells")


def table_of(
    name: str,
    header: Sequence[str],
    columns: list[pa.ChunkedArray],
    numbers: Sequence[int],
    notes: Sequence[str] = (),
    faults: Faults | None = None,
    titles: Sequence[str] = (),
) -> Table:
    """A table of columns under their names.

    Parameters
    ----------
    name : str
    header : sequence of str
        As it stands in the file; columns beyond it have no name.
    columns : list of ChunkedArray
        All of one length. Those without a name and a value are left out.
    numbers : sequence of int
        The row of the file in which each row stands.
    notes : sequence of str
    faults : Faults, optional
    titles : sequence of str
        What each column of the header asks, where the file says so.

    Returns
    -------
    Table
    """
    cells = [*header, *[""] * (len(columns) - len(header))]
    kept = [
        place
        for place, column in enumerate(columns)
        if cells[place].strip() or (len(column) and pc.any(pc.not_equal(column, "")).as_py())
    ]
    if not kept:
        refuse("no names of columns and no cells", "a header, and rows below it")
    names, renamed = names_of([*(cells[place] for place in kept)])
    table = pa.table([columns[place] for place in kept], names=names)
    frame = table.to_pandas()
    frame.index = (
        pd.RangeIndex(numbers)
        if isinstance(numbers, range)
        else pd.Index(np.array(numbers, "int64"))
    )
    return Table(
        name=name,
        cells=frame.astype("str"),
        titles={names[kept.index(p)]: t for p, t in enumerate(titles) if t and p in kept},
        notes=(*notes, *renamed),
        faults=faults.told() if faults else (),
    )
