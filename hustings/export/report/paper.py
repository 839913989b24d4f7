"""How figures and tables fit on paper: A4, figures upright and tables across."""

from collections.abc import Iterable

import pandas as pd

from hustings.charts.base import Credit
from hustings.charts.text_metrics import text_width, wrap
from hustings.html.table import shown

#: px of a page inside its margins of 15 mm: upright, and for tables across
WIDE, HIGH, ACROSS = 680, 1009, 1009
#: px of height for the first figure, which stands below the head of the report
BELOW_HEAD = 560
#: the least size at which the first figure is worth having below the head
LEAST = 0.75
#: font size in px and px of a line: headings, sub-lines, captions of figures, cells of tables
HEADING, SUBLINE, CAPTION, CELL = (18.7, 22.4), (13.3, 20), (11.3, 15.9), (8.7, 11.7)
#: px between these, all together, and to the end of the page
SPACES = 64
#: rows of a table that are printed, and how many of them are judged for its width
ROWS, JUDGED = 500, 200
#: px beside the text of a cell, and between tables side by side
PADDING, GAP = 8, 30
#: the most columns that a narrow table is broken into, and the rows from which it is
COLUMNS, LONG = 3, 60


def room(said: Credit) -> float:
    """px of height that a figure has on a page of its own, among its headline and its notes."""
    words = ((said.headline, HEADING), (said.subline, SUBLINE), (said.notes, CAPTION))
    taken = sum(len(wrap(text, WIDE, size)) * line for text, (size, line) in words)
    return HIGH - SPACES - taken - CAPTION[1]


def size(width: int, height: int, left: float, first: bool) -> float:
    """The share of its size at which a figure fits its page, so that no page break cuts it.

    Parameters
    ----------
    width, height : int
        px of the figure.
    left : float
        px of height on a page of its own.
    first : bool
        Whether it comes first, and may stand below the head.
    """
    most = min(1, WIDE / width)
    below = min(most, BELOW_HEAD / height)
    return round(below if first and below >= LEAST else min(most, left / height), 3)


def columns(table: pd.DataFrame) -> int:
    """The number of columns that the rows of a long and narrow table are printed in."""
    if len(table) < LONG:
        return 1
    head = table.head(JUDGED)
    wide = sum(_width([name, *head[name]]) for name in head.columns)
    return max(1, min(COLUMNS, int((ACROSS + GAP) // (wide + GAP))))


def _width(cells: Iterable[object]) -> float:
    return max(text_width(shown(cell)[0], CELL[0]) for cell in cells) + PADDING
