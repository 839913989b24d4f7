"""Grid of groups and axes: in each cell a mark from pole to pole, n, and the position in words.

Words are text traces, not annotations: Plotly draws hundreds of them in a fraction of the time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.compare import cell_told
from hustings.charts.frame import framed
from hustings.charts.markers import one_statement
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import fit, text_width, wrap
from hustings.dataset import Axis

#: px: the narrowest column, the room between two, the row of a mark
COLUMN, GUTTER, STRIP = 112, 14, 16
#: names take this share of the width at the most, or as many px where that is more
NAMES, NAMED = 0.19, 150
#: px of a line of a name, of a phrase, and above and below a row
NAME_LINE, LINE, PAD = 16, 14, 5.5
#: lines of a phrase and of a name at the most
MOST_LINES = 3
#: px of a heading of rows, and between two bands of axes
HEADING, BETWEEN = 26, 30
#: px between a phrase and the next column
GAP = 5
#: px that the number of statements takes
NUMBER = 28
#: narrower figures have a list for each group instead of columns, with marks of this width
LIST_BELOW, MARK = 500, 96
#: px of the place beside a mark that a click on the words of its cell meets
TARGET = 28
#: those that are not picked
QUIET = base.Style(*base.OTHER)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row: a group, what stands under its name, its style, and the heading it begins."""

    group: str
    under: str
    style: base.Style | None = None
    heading: str = ""


class Mark(NamedTuple):
    """The dot of one cell, and where its words are."""

    x: float
    y: float
    words_x: float
    words_y: float
    cell: Any
    axis: Axis


class _Ink:
    """What is drawn many times, gathered so that each kind is one trace."""

    def __init__(self) -> None:
        self.texts: dict[tuple, tuple[list, list, list]] = {}
        self.strips: tuple[list, list] = ([], [])
        self.middles: tuple[list, list] = ([], [])

    def write(
        self, text: str, x: float, y: float, *,
        side: str = "right", size: float = base.NOTE, opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Escaped text whose middle line is at `y`, `side` of `x`."""
        for kept, value in zip(
            self.texts.setdefault((side, size, opacity), ([], [], [])), (x, y, text), strict=True
        ):
            kept.append(value)

    def strip(self, left: float, right: float, y: float) -> None:
        """A line from pole to pole with its middle."""
        self.strips[0].extend((left, right, None))
        self.strips[1].extend((y, y, None))
        middle = (left + right) / 2
        self.middles[0].extend((middle, middle, None))
        self.middles[1].extend((y - 4, y + 4, None))

    def put_strips(self, sheet: Sheet) -> None:
        """Draw the lines from pole to pole, which lie under the marks."""
        for (x, y), width in ((self.strips, 1.2), (self.middles, 1)):
            if x:
                sheet.path(x, y, color=base.ZERO, width=width)

    def put_words(self, sheet: Sheet) -> None:
        """Draw all words."""
        for (side, size, opacity), (x, y, text) in self.texts.items():
            sheet.trace(
                x=x, y=y, text=text, mode="text", textposition=f"middle {side}",
                textfont=dict(size=size), opacity=opacity, hoverinfo="skip", showlegend=False,
                cliponaxis=False,
                # With a colour of what is selected, Plotly leaves all else as it is.
                selected=dict(textfont=dict(color=base.COLOURS[0])),
            )  # fmt: skip


def grid_chart(
    lines: Sequence[Line],
    cells: pd.DataFrame,
    axes: Sequence[Axis],
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw a table of positions: a row for each group, a column for each axis; silence is empty.

    Axes that do not fit side by side go into further bands below; a narrow figure is a list, group
    by group.

    Parameters
    ----------
    lines : sequence of Line
        From top to bottom; those with a style are in bold and in its colour.
    cells : DataFrame
        `group, axis, n, position, low, high, mixed, judges`.
    axes : sequence of Axis
        From left to right.

    Returns
    -------
    go.Figure
        The customdata of each mark, and of the target on its words, is `["cell", group, axis]`.
    """
    sheet, ink = Sheet(), _Ink()
    table = {(cell.group, cell.axis): cell for cell in cells.itertuples()}
    draw = _list if width < LIST_BELOW else _bands
    marks: list[Mark] = []
    rules: list[tuple[float, float]] = []
    height = draw(ink, marks, rules, lines, table, axes, width - 24)
    room = framed(sheet, credit, width, ceil(height), left=12, right=12, below=6)
    for y, weight in rules:
        sheet.line((0, room.inner), y, weight)
    ink.put_strips(sheet)
    _add_marks(sheet, marks, {line.group: line.style or QUIET for line in lines})
    ink.put_words(sheet)
    sheet.axes_in_px(room)
    return sheet.figure()


def _add_marks(sheet: Sheet, marks: Sequence[Mark], styles: Mapping[str, base.Style]) -> None:
    """One dot for each cell where its position is on the strip, and a target on its words."""
    if not marks:
        return
    told = [cell_told(mark.cell, mark.axis, fit(mark.cell.group, 330, 13)) for mark in marks]
    clicked = [["cell", mark.cell.group, mark.axis.id] for mark in marks]
    sheet.marks(
        [mark.words_x for mark in marks], [mark.words_y for mark in marks], told, clicked,
        symbol="square", color=base.ZERO, size=TARGET, opacity=0.0, selected=0.0,
    )  # fmt: skip
    own = [styles[mark.cell.group] for mark in marks]
    sheet.marks(
        [mark.x for mark in marks], [mark.y for mark in marks], told, clicked,
        hollow=one_statement(pd.Series([mark.cell.n for mark in marks]), marks[0].axis.unit),
        symbol=[style.symbol for style in own], color=[style.colour for style in own], size=11,
    )  # fmt: skip


def _bands(ink, marks, rules, lines, table, axes: Sequence[Axis], inner: float) -> float:
    """Columns side by side, as many as fit, in bands of as many axes each; gives the height."""
    left = round(min(max(inner * NAMES, NAMED), max(_widest(lines), 96) + 14))
    bands = ceil(len(axes) / max(1, int((inner - left) // COLUMN)))
    each = ceil(len(axes) / bands)
    column = (inner - left) / each
    y = 0.0
    for start in range(0, len(axes), each):
        y += BETWEEN if start else 0
        y = _band(ink, marks, rules, lines, table, axes[start : start + each], left, column, y)
    return y


def _widest(lines: Sequence[Line]) -> float:
    return max(
        max(text_width(line.group, base.AXIS) * 1.06, text_width(line.under, base.NOTE))
        for line in lines
    )


def _band(
    ink, marks, rules, lines, table, axes: Sequence[Axis], left: float, column: float, top: float
) -> float:
    """One band of columns with its heads and all rows."""
    wide = column - GUTTER
    y = _heads(ink, axes, left, column, top)
    rules.append((y, 1.2))
    for i, line in enumerate(lines):
        if line.heading:
            ink.write(_bold(fit(line.heading, left + wide, base.NOTE)), 0, y + HEADING / 2 + 2)
            y += HEADING
            rules.append((y, 0.6))
        name = _lines(line.group, left - 14, base.AXIS, 2, bold=True)
        under = _lines(line.under, left - 10, base.NOTE, 2)
        said = {
            axis.id: _lines(_phrase(table[line.group, axis.id], axis), column - GAP, base.NOTE)
            for axis in axes
            if (line.group, axis.id) in table
        }
        longest = max((len(text) for text in said.values()), default=0)
        inside = max(STRIP + longest * LINE, len(name) * NAME_LINE + len(under) * LINE)
        head = "<br>".join(_bold(part) if line.style else base.safe(part) for part in name)
        ink.write(head, 0, y + PAD + len(name) * NAME_LINE / 2, size=base.AXIS)
        below = y + PAD + len(name) * NAME_LINE + len(under) * LINE / 2
        if under:
            ink.write("<br>".join(map(base.safe, under)), 0, below, opacity=0.7)
        for k, axis in enumerate(axes):
            if axis.id not in said:
                continue
            x, cell = left + k * column, table[line.group, axis.id]
            at, strip = y + PAD + STRIP / 2 - 2, (x, x + wide - NUMBER)
            text = "<br>".join(map(base.safe, said[axis.id]))
            middle = y + PAD + STRIP + len(said[axis.id]) * LINE / 2
            marks.append(Mark(_place(cell, strip), at, x + wide / 2, middle, cell, axis))
            ink.strip(*strip, at)
            ink.write(f"{cell.n:,}", x + wide, at, side="left")
            ink.write(text, x, middle, opacity=0.75 if cell.n == 1 else 1.0)
        y += inside + 2 * PAD
        last = i == len(lines) - 1 or bool(line.style) != bool(lines[i + 1].style)
        rules.append((y, 1.2 if last else 0.4))
    return y


def _heads(ink, axes: Sequence[Axis], left: float, column: float, top: float) -> float:
    """Over each column the axis and both its poles, over the names what the marks mean."""
    wide = column - GUTTER
    names = [_lines(axis.id, wide, base.AXIS, 2, bold=True) for axis in axes]
    room = max(map(len, names)) * NAME_LINE
    for k, (axis, name) in enumerate(zip(axes, names, strict=True)):
        x = left + k * column
        middle = top + room - len(name) * NAME_LINE / 2
        ink.write("<br>".join(map(_bold, name)), x, middle, size=base.AXIS)
        for text, at, side, row in (
            (f"← {fit(axis.low, wide - 14, base.NOTE)}", x, "right", 0),
            (f"{fit(axis.high, wide - 14, base.NOTE)} →", x + wide, "left", 1),
        ):
            y = top + room + (row + 0.5) * LINE + 2
            ink.write(base.safe(text), at, y, side=side, opacity=0.8)
    return top + room + 2 * LINE + 6


def _list(ink, marks, rules, lines, table, axes: Sequence[Axis], inner: float) -> float:
    """Group by group, one below the other the axes on which it has spoken; gives the height."""
    y, text, wide = 0.0, MARK + 14, inner - MARK - 14 - NUMBER
    for line in lines:
        if line.heading:
            ink.write(_bold(fit(line.heading, inner, base.NOTE)), 0, y + HEADING / 2, opacity=0.8)
            y += HEADING
        rules.append((y, 1.2 if line.style else 0.6))
        name = _lines(line.group, inner, base.AXIS + 1, 2, bold=True)
        high = len(name) * (NAME_LINE + 1)
        ink.write("<br>".join(map(_bold, name)), 0, y + PAD + high / 2, size=base.AXIS + 1)
        y += PAD + high
        if line.under:
            ink.write(base.safe(fit(line.under, inner, base.NOTE)), 0, y + LINE / 2, opacity=0.7)
            y += LINE
        y += PAD
        for axis in axes:
            if (line.group, axis.id) not in table:
                continue
            cell = table[line.group, axis.id]
            said = _lines(_phrase(cell, axis), wide, base.AXIS, 2)
            poles = fit(f"{axis.low} – {axis.high}", wide, base.NOTE)
            at, strip, middle = y + NAME_LINE / 2, (6, MARK), y + len(said) * NAME_LINE / 2
            marks.append(Mark(_place(cell, strip), at, text + wide / 2, middle, cell, axis))
            ink.strip(*strip, at)
            ink.write(
                "<br>".join(map(base.safe, said)), text, middle,
                size=base.AXIS, opacity=0.8 if cell.n == 1 else 1.0,
            )  # fmt: skip
            ink.write(f"{cell.n:,}", inner, at, side="left")
            y += len(said) * NAME_LINE
            ink.write(base.safe(poles), text, y + LINE / 2, opacity=0.7)
            y += LINE + PAD
        y += PAD
    return y


def _place(cell, strip: tuple[float, float]) -> float:
    """Where the position of a cell lies on its strip."""
    left, right = strip
    return left + (cell.position + 1) / 2 * (right - left)


def _phrase(cell, axis: Axis) -> str:
    return words.in_cell(cell.position, cell.n, axis, cell.mixed)


def _lines(text: str, width: float, size: float, most: int = MOST_LINES, bold=False) -> list[str]:
    """The text in at most so many lines, the last of them shortened."""
    width = width / 1.06 if bold else width
    found = wrap(text, width, size)
    if len(found) > most:
        found = [*found[: most - 1], fit(" ".join(found[most - 1 :]), width, size)]
    return found


def _bold(text: str) -> str:
    return f"<b>{base.safe(text)}</b>"
