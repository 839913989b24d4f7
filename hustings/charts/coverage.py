"""Coverage matrix: how many statements each group has on each axis, as areas of squares."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.markers import one_statement
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten, text_width
from hustings.dataset import Axis
from hustings.package import SPOKEN

#: px of a row, and the widest a column gets
ROW, COLUMN = 22, 112
#: side in px of the largest square, and the least side of any
LARGEST, SMALLEST = 18, 6
#: the number from which the largest square stands, so that one statement never looks like many
LEAST_MOST = 9
#: columns from this width on have the number beside their squares
NUMBERED = 44


def coverage_chart(
    cells: pd.DataFrame,
    groups: Sequence[str],
    axes: Sequence[Axis],
    picked: Sequence[str],
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw a square for each group and axis that it has spoken on, its area the statements.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, n`.
    groups : sequence of str
        From top to bottom.
    axes : sequence of Axis
        From left to right.
    picked : sequence of str
        Groups whose names are in bold.

    Returns
    -------
    go.Figure
        Each square's customdata is `["cell", group, axis]`.
    """
    sheet = Sheet()
    limit = 16 if width < 500 else 32
    names = [shorten(group, limit) for group in groups]
    widest = max((text_width(name, base.AXIS) for name in names), default=0)
    left = min(round(widest * 1.06) + 12, round(width * 0.42))
    column = min(COLUMN, (width - left - 12) / max(1, len(axes)))
    titles = [shorten(axis.id, 22 if width < 500 else 28) for axis in axes]
    longest = max((text_width(title, base.AXIS) for title in titles), default=0)
    upright = longest > column - 6
    head = round(longest) + 10 if upright else 24
    height = head + ROW * len(groups)
    right = round(width - left - column * len(axes))
    room = framed(sheet, credit, width, height, left=left, right=right, below=6)
    column = room.inner / max(1, len(axes))
    rows = {group: i for i, group in enumerate(groups)}
    columns = {axis.id: i for i, axis in enumerate(axes)}
    unit = axes[0].unit if axes else SPOKEN
    at = [(columns[axis] + 0.5) * column for axis in cells.axis]
    level = [head + (rows[group] + 0.5) * ROW for group in cells.group]
    most = max(cells.n.max(), LEAST_MOST) if len(cells) else LEAST_MOST
    largest = min(LARGEST, column - 3)
    sheet.marks(
        at,
        level,
        told=[
            base.hover(
                shorten(c.group, 90), f"{shorten(c.axis, 90)}: {words.statements(int(c.n), unit)}"
            )
            for c in cells.itertuples()
        ],
        customdata=[["cell", c.group, c.axis] for c in cells.itertuples()],
        hollow=one_statement(cells.n, unit),
        edge=0,
        rim=base.COLOURS[0],
        outline=1.6,
        symbol="square",
        color=base.COLOURS[0],
        opacity=1.0,
        size=[max(SMALLEST, largest * (n / most) ** 0.5) for n in cells.n],
    )
    if column >= NUMBERED:
        for x, y, n in zip(at, level, cells.n, strict=True):
            if n > 1:
                beside = x + largest / 2 + 3
                sheet.text(f"{n:,}", beside, y, "left", size=base.NOTE, opacity=0.7)
    for i, (group, name) in enumerate(zip(groups, names, strict=True)):
        sheet.text(name, 0, head + (i + 0.5) * ROW, "right", bold=group in picked, xshift=-6)
    for i, title in enumerate(titles):
        turned: dict[str, Any] = dict(textangle=-90, yanchor="bottom") if upright else {}
        y = head - 6 if upright else head / 2
        sheet.text(title, (i + 0.5) * column, y, "center", **turned)
    for i in range(len(groups) + 1):
        sheet.line((0, room.inner), head + i * ROW, 0.3 if 0 < i < len(groups) else 0.6)
    sheet.axes_in_px(room)
    return sheet.figure()
