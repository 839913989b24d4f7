"""Records of a text file with whatever quotes: each is read as well as it can be.

The strict reader of Python takes what is right at its speed. Where quotes are wrong, the first
line alone is taken apart leniently, and reading goes on at the second: an unclosed quote would
otherwise swallow every row up to the next one. Time stays in proportion to the file.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, TextIO

from hustings.intake.readers.bounds import LONGEST_CELL, LONGEST_LINE
from hustings.intake.readers.dialect import Dialect, unwrapped
from hustings.intake.readers.faults import Faults, shown

#: characters that may be read again where quotes are wrong, and how many for each of the file
_AGAIN, _AGAIN_EACH = 2**24, 2
#: lines with wrong quotes after which, where most are so, each line stands for itself
_FAILED = 10_000
#: characters that could be read in the time that a line takes by itself
_PER_LINE = 50
CLOSED = "cells whose quotes are closed, and two quotes for one in a cell"
SHORT = f"a cell of at most {LONGEST_CELL:,} characters"
LINE = f"a line of at most {LONGEST_LINE:,} characters"


class _Endless(Exception):
    """A record is longer than can be read."""


class Records:
    """Records of a text file, numbered as a spreadsheet would; faults are noted on the way.

    Attributes
    ----------
    escaped : bool
        Whether some record held \\" for a quote.
    lenient : int
        Records whose quotes are wrong in a way that leaves no doubt.
    """

    def __init__(self, file: TextIO, dialect: Dialect, faults: Faults) -> None:
        self.escaped = False
        self.lenient = 0
        self._file = file
        self._dialect = dialect
        self._closing = closing(dialect.separator)
        self._faults = faults
        self._held: deque[str] = deque()
        self._taken: list[str] = []
        self._size = 0
        self._left = _AGAIN
        self._row = 0
        self._failed = 0

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Pairs of row and cells; an empty line is an empty row."""
        options: dict[str, Any] = {
            "delimiter": self._dialect.separator,
            "skipinitialspace": self._dialect.spaced or self._dialect.separator == " ",
        }
        while self._left >= 0:
            try:
                for record in csv.reader(self._lines(), strict=True, **options):
                    self._forget()
                    self._row += 1
                    yield self._row, record
                return
            except (csv.Error, _Endless) as error:
                again = self._again(isinstance(error, csv.Error))
                if again is not None:
                    self._row += 1
                    yield self._row, again
        # too much had to be read again, or most lines are wrong: each line stands for itself
        for line in self._lines():
            self._forget()
            cells = self._lenient(line)
            self._row += 1
            yield self._row, cells

    def _again(self, quotes: bool) -> list[str] | None:
        """The cells of the first line where quotes are wrong; None to read it once more."""
        lines = self._taken
        self._left -= self._size + _PER_LINE * len(lines)
        mended = [self._tidy(line) for line in lines] if quotes else lines
        if mended != lines:
            self._held.extendleft(reversed(mended))
            self._forget()
            return None
        self._failed += 1
        if self._failed > _FAILED and self._failed * 2 > self._row:
            self._left = -1
        first, *others = lines
        self._held.extendleft(reversed(others))
        self._forget()
        return self._lenient(first)

    def _tidy(self, line: str) -> str:
        """A line with its quotes as CSV has them, where another way of writing them is clear."""
        if '\\"' in line:
            self.escaped = True
            line = line.replace('\\"', '""')
        return re.sub(rf'" +(?={re.escape(self._dialect.separator)}|\n|$)', '"', line)

    def _lenient(self, line: str) -> list[str]:
        row = self._row + 1
        if len(line) > LONGEST_LINE:
            self._faults.add("", row, line, LINE)
            return []
        line = line.rstrip("\n")
        if '"' not in line:
            cells = line.split(self._dialect.separator) if line else []
        else:
            cells, wrong = lenient(line, self._closing, self._dialect.separator)
            if wrong is None:
                self.lenient += 1
            else:
                self._faults.add("", row, wrong, CLOSED)
        if len(line) > LONGEST_CELL:
            for place, cell in enumerate(cells):
                if len(cell) > LONGEST_CELL:
                    self._faults.add("", row, cell, SHORT)
                    cells[place] = ""
        return cells

    def _forget(self) -> None:
        self._taken = []
        self._size = 0

    def _lines(self) -> Iterator[str]:
        while True:
            line = self._held.popleft() if self._held else self._line()
            if not line:
                return
            self._taken.append(line)
            self._size += len(line)
            if self._size > LONGEST_LINE and len(self._taken) > 1:
                raise _Endless
            yield line

    def _line(self) -> str:
        """The next line as it is meant; of one that is too long only its beginning."""
        line = self._file.readline(LONGEST_LINE)
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            part = line
            while part and not part.endswith("\n"):
                part = self._file.readline(LONGEST_LINE)
            return line + "…"
        self._left += _AGAIN_EACH * (len(line) + _PER_LINE)
        if self._dialect.wrapped:
            line = unwrapped(line)
        if self._dialect.tail and line.rstrip("\n").endswith(self._dialect.tail):
            line = line.rstrip("\n")[: -len(self._dialect.tail)] + "\n"
        return line


def closing(separator: str) -> re.Pattern[str]:
    """Quotes that may close a cell."""
    return re.compile(rf'("+) *(?={re.escape(separator)}|$)')


def lenient(line: str, closing: re.Pattern[str], separator: str) -> tuple[list[str], str | None]:
    """Cells of one line whose quotes are wrong, and the cell that is not closed, if one is.

    A quote that opens a cell is closed by the first one before a separator, or by the last one of
    the line; quotes anywhere else belong to the text.
    """
    cells: list[str] = []
    place, wrong, may_close = 0, None, True
    while place <= len(line):
        end = line.find(separator, place)
        end = len(line) if end < 0 else end
        start = place + len(line[place:end]) - len(line[place:end].lstrip(" "))
        if line.startswith('"', start):
            close = _closing(closing, line, start + 1) if may_close else None
            if close:
                cells.append(line[start + 1 : close.end(1) - 1].replace('""', '"'))
                place = close.end() + 1
                continue
            may_close = False
            wrong = wrong or shown(line[start:end])
            start += 1
            place = start
        cells.append(line[place:end])
        place = end + 1
    return cells, wrong


def _closing(closing: re.Pattern[str], line: str, start: int) -> re.Match[str] | None:
    """Where a cell ends: at an odd number of quotes, as two stand for one in a cell."""
    for found in closing.finditer(line, start):
        if len(found[1]) % 2 or found.end() == len(line):
            return found
    return None
