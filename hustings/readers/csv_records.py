"""CSV line by line: records whose quotes are right, and what is wrong with the others.

Whatever stands in a file, memory and time stay in proportion to it.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from hustings.schema import KEPT

#: characters of the longest line or record that is read
LONGEST = 2**22
#: characters that are read again where quotes are wrong: so many, and so many for each of the file
AGAIN, AGAIN_EACH = 2**28, 8
#: characters that could be read in the time that a line takes by itself
PER_LINE = 50
#: what is allowed where a row is broken
CLOSED = f"cells whose quotes are closed, of at most {csv.field_size_limit():,} characters"
AFTER = "a separator or the end of the line after a closed quote; two quotes for one in a cell"
LINE = f"a line of at most {LONGEST:,} characters"
FEWER = "quotes that are closed in most rows; none of the rows from here on was read"
SHORT = f"a cell of at most {csv.field_size_limit():,} characters"
_SPACE_AFTER_QUOTE = re.compile(r'" +(?=[,;\t\n]|$)')


@dataclass(frozen=True)
class Broken:
    """A row that is no row: the place of the cell that breaks it, where that is known, and why."""

    place: int | None
    value: str
    allowed: str


class _Beginning(str):
    """What is kept of a line that is longer than can be read."""

    __slots__ = ()


class _Endless(Exception):
    """A record is longer than can be read."""


def _line(file: TextIO) -> str:
    """The next line; of one that is too long only its beginning, however long it is."""
    line = part = file.readline(LONGEST)
    if len(line) < LONGEST or line.endswith("\n"):
        return line
    while part and not part.endswith("\n"):
        part = file.readline(LONGEST)
    return _Beginning(line[:KEPT])


def records(file: TextIO, separator: str) -> Iterator[list[str] | Broken]:
    """Records of a CSV file; one that is broken costs only its first line.

    The lines of a record are kept until it is complete. When its quotes turn out to be wrong, its
    first line is given up and reading goes on at the second: an unclosed quote would otherwise
    swallow every row up to the next quote or the end of the file. Where so much has been read again
    that it would take for ever, reading ends.
    """
    held: deque[str] = deque()
    taken: list[str] = []
    size = again = 0
    most_again = AGAIN

    def lines() -> Iterator[str]:
        nonlocal size, most_again
        while True:
            if held:
                line = held.popleft()
            else:
                line = _line(file)
                most_again += AGAIN_EACH * (len(line) + PER_LINE)
            if not line:
                return
            taken.append(line)
            size += len(line)
            if isinstance(line, _Beginning) or size > LONGEST:
                raise _Endless
            yield line

    options: dict[str, Any] = {"delimiter": separator, "strict": True, "skipinitialspace": True}
    while True:
        try:
            for record in csv.reader(lines(), **options):
                taken.clear()
                size = 0
                yield record
            return
        except (csv.Error, _Endless) as error:
            tidy = _SPACE_AFTER_QUOTE.sub('"', taken[-1])
            if tidy != taken[-1] and isinstance(error, csv.Error):
                held.extendleft(reversed([*taken[:-1], tidy]))
            else:
                held.extendleft(reversed(taken[1:]))
                yield _broken(taken[0], options)
            again += size + PER_LINE * len(taken)
            if again > most_again:
                yield Broken(None, held[0], FEWER)
                return
            taken.clear()
            size = 0


def _broken(line: str, options: dict) -> Broken:
    """Why a line is no row, and where: in its last cell, if a quote that opens is never closed."""
    if isinstance(line, _Beginning):
        return Broken(None, line, LINE)
    try:
        next(csv.reader([line], **options))
    except csv.Error as error:
        if "field larger" in str(error):
            return Broken(*_long_cell(line, options["delimiter"]), SHORT)
        if "unexpected end" not in str(error):
            return Broken(None, line, AFTER)
    cells = next(csv.reader([line], **{**options, "strict": False}))
    return Broken(len(cells) - 1, cells[-1], CLOSED)


def _long_cell(line: str, separator: str) -> tuple[int | None, str]:
    """Place and text of the first cell that is longer than can be read."""
    # cells as the reader of CSV takes them apart: quoted, with or without their end, or plain
    cells = re.compile(rf' *"([^"]*(?:""[^"]*)*)"?[^{separator}]*|[^{separator}]*')
    start, place = 0, 0
    while start < len(line):
        cell = cells.match(line, start)
        assert cell, "the pattern matches anything, and nothing"
        said = cell[0] if cell[1] is None else cell[1].replace('""', '"')
        if len(said) > csv.field_size_limit():
            return place, said
        start, place = cell.end() + 1, place + 1
    return None, line
