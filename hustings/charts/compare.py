"""Dot plot of positions from pole to pole, one row for each axis: Compare and Actor."""

from collections.abc import Mapping, Sequence
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.markers import interval, one_statement
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import shorten, text_width
from hustings.dataset import Axis

#: px of one group's lane, of a row's heading, and between rows
LANE, HEADING, GAP = 21, 24, 10


def compare_chart(
    cells: pd.DataFrame,
    axes: Sequence[Axis],
    styles: Mapping[str, base.Style],
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw one dot with its interval for each group on each axis; a gap where it is silent.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, n, position, low, high, mixed, judges`.
    axes : sequence of Axis
        From top to bottom.
    styles : mapping
        Group -> Style, in the order of the lanes.

    Returns
    -------
    go.Figure
        Each dot's customdata is `["cell", group, axis]`.
    """
    sheet = Sheet()
    block = HEADING + LANE * len(styles) + GAP
    height = block * len(axes)
    room = framed(sheet, credit, width, height, left=12, right=12, below=6)
    reach = 1.04
    scale = room.inner / (2 * reach)
    lane = {group: i for i, group in enumerate(styles)}
    known = {axis.id: i for i, axis in enumerate(axes)}

    def level(axis: str, group: str) -> float:
        return known[axis] * block + HEADING + (lane[group] + 0.5) * LANE

    for i, axis in enumerate(axes):
        add_row(sheet, axis, i * block, block, room)
    for group, style in styles.items():
        part = cells[(cells.group == group) & cells.axis.isin(known)]
        if part.empty:
            continue
        at = [level(axis, group) for axis in part.axis]
        sheet.marks(
            part.position,
            at,
            told=[
                cell_told(cell, axes[known[cell.axis]], shorten(cell.group, 90))
                for cell in part.itertuples()
            ],
            customdata=[["cell", group, axis] for axis in part.axis],
            style=style,
            hollow=one_statement(part.n, axes[0].unit),
            trace=dict(error_x=interval(part.position, part.low, part.high, style.colour)),
            size=12,
        )
        for cell, y in zip(part.itertuples(), at, strict=True):
            _add_name(sheet, cell, y, scale, reach, room)
    sheet.plain_axes((-reach, reach), (height, 0))
    return sheet.figure()


def add_row(sheet: Sheet, axis: Axis, top: float, block: float, room: Room) -> None:
    """Heading with poles, a line at each half step."""
    narrow = room.inner < 500
    name = axis.id if narrow else axis.heading
    limit = 16 if narrow else 40
    for text, anchor in (
        (f"← {shorten(axis.low, limit)}", "left"),
        (shorten(name, 24 if narrow else 60), "center"),
        (f"{shorten(axis.high, limit)} →", "right"),
    ):
        sheet.row_text(text, top + HEADING / 2, anchor, bold=anchor == "center")
    for at in (-1, -0.5, 0, 0.5, 1):
        dash = None if at in (-1, 0, 1) else "dot"
        ends = (top + HEADING, top + block - GAP)
        sheet.line(at, ends, 1.2 if at == 0 else 0.5, dash=dash)


def _add_name(sheet, cell, y: float, scale: float, reach: float, room: Room) -> None:
    """The group's name beside its interval, on the side where there is room."""
    text = shorten(cell.group, 24)
    low = cell.position if isnan(cell.low) else cell.low
    high = cell.position if isnan(cell.high) else cell.high
    right = (high + reach) * scale + 12
    left = (low + reach) * scale - 12
    fits = right + text_width(text, base.LABEL) <= room.inner
    if not fits and left - text_width(text, base.LABEL) < 0:
        # Wider than both gaps: above its own dot would touch the next lane, so it stands on it.
        fits, right = True, room.inner - text_width(text, base.LABEL)
    anchor, px = ("left", right) if fits else ("right", left)
    sheet.row_text(text, y, anchor, px=px, size=base.LABEL, name="label")


def cell_told(cell, axis: Axis, name: str) -> str:
    """What hovering says of the position of a group, called `name` there, on an axis."""
    return base.hover(
        name,
        f"{axis.id}: {words.stands(cell.position, cell.n, axis, cell.mixed)} "
        f"({words.signed(cell.position)})",
        f"{words.evidence(cell.n, cell.judges, axis.unit)}; "
        f"{words.interval(cell.low, cell.high, axis.unit)}",
    )
