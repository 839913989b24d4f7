"""Reader of spreadsheets: XLSX, XLSM, XLSB, XLS and ODS, each sheet a table.

Formulas and macros are never run: a cell is what the program that saved the file last showed.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from hustings.intake.readers.apart import apart
from hustings.intake.readers.bounds import (
    FREE,
    LONGEST_CELL,
    MOST_TABLES,
    ROW_SECONDS,
    TIMES,
)
from hustings.intake.readers.faults import Faults, Unreadable, refuse
from hustings.intake.readers.header import find_header, questions
from hustings.intake.readers.quotes import SHORT
from hustings.intake.readers.rows import Rows, header_cells, table_of, trimmed, width_of
from hustings.intake.readers.zips import memory_of
from hustings.intake.table import Fault, Reading, Table

#: rows among which the header is looked for
_BEGINNING = 500
_BY_ROWS = "a large file: merged cells are not filled"
_ALLOWED = "a spreadsheet: XLSX, XLS or ODS, not damaged, without a password"


def read_spreadsheet(path: Path, name: str) -> Reading:
    """Read every sheet that is not empty; see `hustings.intake.readers.Reader`.

    Rows are numbered as the spreadsheet numbers them.
    """
    kind = Path(name).suffix[1:].upper() or "XLSX"
    by_rows = _is_dense(path)
    how, seconds = ("rows", ROW_SECONDS) if by_rows else ("spreadsheet", 0)
    tables: list[Table] = []
    faults: list[Fault] = []
    for sheet, lines in _sheets(apart(how, path, _ALLOWED, seconds, 2 * FREE)):
        try:
            if len(tables) == MOST_TABLES:
                refuse(f"more than {MOST_TABLES} sheets", f"at most {MOST_TABLES} sheets")
            table = _sheet(sheet, lines, name)
        except Unreadable as wrong:
            faults.append(wrong.fault(f"{name}, sheet {sheet['table']}"))
            continue
        if by_rows:
            table = replace(table, notes=(*table.notes, _BY_ROWS))
        tables += [table] if len(table.cells) else []
    if not tables and not faults:
        refuse("only empty sheets", "a sheet with a header, and rows below it")
    return Reading(kind=kind, tables=tuple(tables), faults=tuple(faults))


def _is_dense(path: Path) -> bool:
    """Whether the sheets of a file, which is checked, take too much memory as a whole."""
    with path.open("rb") as file:
        packed = file.read(2) == b"PK"
    most = FREE + TIMES * path.stat().st_size
    return packed and memory_of(path) > most


def _sheets(lines: Iterator[Any]) -> Iterator[tuple[dict[str, Any], Iterator[list[str]]]]:
    """What begins each sheet, and its rows."""
    begun = 0

    def sheet_of(line: Any) -> int:
        nonlocal begun
        begun += isinstance(line, dict)
        return begun

    for _, sheet in groupby(lines, key=sheet_of):
        rows = iter(sheet)
        yield next(rows), rows


def _sheet(sheet: dict[str, Any], lines: Iterator[list[str]], name: str) -> Table:
    top, left = sheet["start"]
    faults = Faults(f"{name}, sheet {sheet['table']}")
    first = [line for _, line in zip(range(_BEGINNING), lines, strict=False)]
    merged = _Merged(sheet["merged"], top, left)
    for place, cells in enumerate(first):
        merged.fill(place, cells, downwards=True)
    merged.restart()
    place = find_header(first)
    header = header_cells(first, place)
    asked = questions(first, place)
    width = max(width_of(first, place), trimmed(header))
    rows = Rows(width, trimmed(header), faults)
    for number, cells in enumerate(_chain(first, lines)):
        if number > place + 2 * asked:
            merged.fill(number, cells)
            rows.add(top + number + 1, [_short(cell, top + number + 1, faults) for cell in cells])
    columns, numbers = rows.columns()
    notes = []
    if top + place:
        notes.append(f"the header is row {top + place + 1}")
    if merged.count:
        notes.append(f"merged cells that were filled: {merged.count:,}")
    if sheet["hidden"]:
        notes.append("a hidden sheet")
    titles = first[place + 1] if asked else []
    return table_of(sheet["table"], header, columns, numbers, notes, faults, titles)


def _chain(first: list[list[str]], lines: Iterator[list[str]]) -> Iterator[list[str]]:
    yield from first
    yield from lines


def _short(cell: str, number: int, faults: Faults) -> str:
    if len(cell) <= LONGEST_CELL:
        return cell
    faults.add("", number, cell, SHORT)
    return ""


class _Merged:
    """Merged cells of a sheet: what stands in the first of them holds for all."""

    def __init__(self, ranges: list[Any], top: int, left: int) -> None:
        self.count = 0
        self._starting: dict[int, list[tuple[int, int, int]]] = {}
        self._open: list[tuple[int, int, int, str]] = []
        for (first, start), (last, end) in ranges:
            self._starting.setdefault(first - top, []).append(
                (last - top, start - left, end - left)
            )

    def restart(self) -> None:
        """Begin at the top once more."""
        self._open = []

    def fill(self, number: int, cells: list[str], *, downwards: bool = False) -> None:
        """Fill one row, the rows before it being filled; or only cells below one another.

        Above and in the header, a title that spans columns names none of them.
        """
        self._open = [merged for merged in self._open if merged[0] >= number]
        for last, start, end in self._starting.get(number, []):
            if 0 <= start < len(cells) and (start == end or not downwards):
                self._open.append((last, start, end, cells[start]))
        for _, start, end, value in self._open:
            for place in range(start, min(end + 1, len(cells))):
                if not cells[place] and value:
                    cells[place] = value
                    self.count += 1
