"""Values of JSON as cells of a table: objects one level deep become columns, lists are joined."""

import json
from typing import Any

import pyarrow as pa

from hustings.intake.readers.bounds import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS
from hustings.intake.readers.faults import Faults, refuse
from hustings.intake.readers.quotes import SHORT
from hustings.intake.readers.rows import refuse_cells, text_array

#: records that are put into columns at a time
_BATCH = 10_000


def cell(value: Any) -> str:
    """One value as text; numbers are texts already, as they stand in the file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, list) and not any(isinstance(v, dict | list) for v in value):
        return "; ".join(map(cell, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def flat(record: dict[str, Any]) -> dict[str, str]:
    """Cells of a record by name; those of an object in it as "name.part"."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict) and value:
            cells.update((f"{name}.{part}", cell(inner)) for part, inner in value.items())
        else:
            cells[name] = cell(value)
    return cells


class Keyed:
    """Records that differ in their keys, put into columns piece by piece."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._numbers: list[int] = []
        self._rows: list[dict[str, str]] = []
        self._parts: dict[str, list[pa.Array]] = {}
        self._length = 0

    def add(self, number: int, record: dict[str, Any]) -> None:
        """Take a record."""
        cells = flat(record)
        for name, value in cells.items():
            if len(value) > LONGEST_CELL:
                self._faults.add(name, number, value, SHORT)
                cells[name] = ""
        if not any(cells.values()):
            return
        self._numbers.append(number)
        self._rows.append(cells)
        if len(self._rows) == _BATCH:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        for name in {name: None for row in self._rows for name in row}:
            if name not in self._parts:
                self._parts[name] = [_empty(self._length)] if self._length else []
        if len(self._parts) > MOST_COLUMNS:
            allowed = f"records of at most {MOST_COLUMNS:,} different names"
            refuse(f"{len(self._parts):,} different names in records", allowed)
        self._length += len(self._rows)
        if self._length * len(self._parts) > MOST_CELLS:
            refuse_cells()
        for name, parts in self._parts.items():
            parts.append(text_array([row.get(name, "") for row in self._rows]))
        self._rows = []

    def columns(self) -> tuple[list[str], list[pa.ChunkedArray], list[int]]:
        """Names, columns of text, and numbers of rows."""
        self._flush()
        columns = [pa.chunked_array(parts, pa.string()) for parts in self._parts.values()]
        return [*self._parts], columns, self._numbers


def _empty(length: int) -> pa.Array:
    return pa.repeat(pa.scalar("", pa.string()), length)
