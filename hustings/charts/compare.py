"""Positions from pole to pole, one row for each axis: Compare and Actor."""

from collections.abc import Mapping, Sequence
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
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
        `group, axis, n, position, low, high`.
    axes : sequence of Axis
        From top to bottom.
    styles : mapping
        Group -> Style, in the order of the lanes.

    Returns
    -------
    go.Figure
        Each dot's customdata is `["cell", group, axis]`.
    """
    sheet = base.Sheet()
    block = HEADING + LANE * len(styles) + GAP
    height = block * len(axes)
    room = base.framed(sheet, credit, width, height, left=12, right=12, below=6)
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
        thin = part.n == 1
        sheet.trace(
            x=part.position,
            y=at,
            mode="markers",
            showlegend=False,
            customdata=[["cell", group, axis] for axis in part.axis],
            hovertext=[_told(cell, axes[known[cell.axis]]) for cell in part.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
            error_x=dict(
                type="data",
                symmetric=False,
                array=part.high - part.position,
                arrayminus=part.position - part.low,
                thickness=1.4,
                width=3,
                color=style.colour,
            ),
            marker=dict(
                symbol=[style.symbol + ("-open" if t else "") for t in thin],
                color=style.colour,
                size=12,
                line=dict(
                    width=[2 if t else 1 for t in thin],
                    color=[style.colour if t else "#ffffff" for t in thin],
                ),
            ),
            selected=dict(marker=dict(opacity=1.0)),
            unselected=dict(marker=dict(opacity=1.0)),
        )
        for cell, y in zip(part.itertuples(), at, strict=True):
            _add_name(sheet, cell, y, scale, reach, room)
    sheet.layout["xaxis"] = dict(range=[-reach, reach], visible=False, fixedrange=True)
    sheet.layout["yaxis"] = dict(range=[height, 0], visible=False, fixedrange=True)
    return sheet.figure()


def add_row(sheet: base.Sheet, axis: Axis, top: float, block: float, room: base.Room) -> None:
    """Heading with poles, a line at each half step."""
    narrow = room.inner < 500
    name = axis.id if narrow else axis.heading
    limit = 16 if narrow else 40
    for text, x, anchor in (
        (f"← {shorten(axis.low, limit)}", 0, "left"),
        (f"<b>{base.safe(shorten(name, 24 if narrow else 60))}</b>", 0.5, "center"),
        (f"{shorten(axis.high, limit)} →", 1, "right"),
    ):
        sheet.note(
            text=text if anchor == "center" else base.safe(text),
            x=x,
            xref="paper",
            xanchor=anchor,
            y=top + HEADING / 2,
            yref="y",
            yanchor="middle",
            font=dict(size=base.AXIS),
        )
    for at in (-1, -0.5, 0, 0.5, 1):
        sheet.line(
            x0=at,
            x1=at,
            y0=top + HEADING,
            y1=top + block - GAP,
            layer="below",
            line=dict(
                color=base.ZERO,
                width=1.2 if at == 0 else 0.5,
                dash=None if at in (-1, 0, 1) else "dot",
            ),
        )


def _add_name(sheet, cell, y: float, scale: float, reach: float, room: base.Room) -> None:
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
    sheet.note(
        text=base.safe(text),
        name="label",
        x=0,
        xref="paper",
        xshift=right if fits else left,
        xanchor="left" if fits else "right",
        y=y,
        yref="y",
        yanchor="middle",
        font=dict(size=base.LABEL),
    )


def _told(cell, axis: Axis) -> str:
    return base.hover(
        shorten(cell.group, 90),
        f"{axis.id}: {words.stands(cell.position, cell.n, axis)} ({words.signed(cell.position)})",
        f"{words.statements(cell.n)}; {words.interval(cell.low, cell.high)}",
    )
