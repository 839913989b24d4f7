"""Histograms of statements from pole to pole, with a dot for each group below."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.compare import GAP, HEADING, add_row
from hustings.charts.frame import framed
from hustings.charts.layout import Label, pack, place_labels
from hustings.charts.markers import one_statement
from hustings.charts.points import in_colours
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import shorten
from hustings.dataset import Axis
from hustings.measures.polarisation import step_values

#: the scale reaches this far past its poles, so that packed dots stay inside
REACH = 1.22
#: px of the tallest bar, of the room for its share above, and between bars and dots
BARS, SHARE, BETWEEN = 44, 16, 6
#: radius in px of a dot: at most and at least
LARGE, SMALL = 4.5, 1.6
#: how far a company of dots may reach: in px, and as a share of a half step
COMPANY, PART = 30, 0.36
#: width of a bar on the scale of stances, at most, and as a share of the distance between steps
BAR, FULL = 0.34, 0.68
#: px between steps that the share above a bar needs
LABEL = 30
#: px by which dots of the picked are larger; px of a line of their names below all dots, lines
RAISED, NAMES, MOST_LINES = 5, 16, 2
#: before a name, in the colour of whose it is
DOT = "●"
#: px of a line of small text, and between rows
LINE, SPACE = 15, 12


def divides_chart(
    axes: Sequence[Axis],
    statements: pd.DataFrame,
    between: pd.DataFrame,
    cells: pd.DataFrame,
    picked: Sequence[str],
    styles: Mapping[str | None, base.Style],
    many: str,
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw for each axis bars of its statements and, below them, a dot for each group.

    Parameters
    ----------
    axes : sequence of Axis
        From top to bottom.
    statements, between : DataFrame
        `n, histogram, vdeijk, spread` by axis id, of statements and of groups; a histogram has a
        count for each step of its axis.
    cells : DataFrame
        `group, type, axis, n, position`.
    picked : sequence of str
        Groups whose dots are raised and named.
    many : str
        What groups are called, for example "actors".

    Returns
    -------
    go.Figure
        Customdata is `["step", axis]` for bars and `["group", group]` for dots.
    """
    sheet = Sheet()
    colours = base.picked_colours(picked, set(cells.group))
    for kind, style in base.type_legend(styles, cells.type):
        sheet.legend(kind, base.Style(base.OTHER[0], style.symbol) if colours else style, size=9)
    scale = (width - 24) / (2 * REACH)
    radius, reach = _sizes(cells, scale)
    captions = {a.id: _caption(a, statements, between, many, width - 24) for a in axes}
    strip = NAMES * min(len(colours), MOST_LINES)
    body = HEADING + SHARE + BARS + BETWEEN + 2 * reach + 4 + strip
    tops, height = {}, 0
    for axis in axes:
        tops[axis.id] = height
        height += body + LINE * len(captions[axis.id]) + SPACE
    room = framed(sheet, credit, width, height, left=12, right=12, below=6)
    # The tallest bar of all fills its room; the others are to the same scale.
    unit = BARS / max(max(row.histogram) / row.n for row in statements.itertuples())
    for axis in axes:
        top = tops[axis.id]
        add_row(sheet, axis, top, body + GAP, room)
        foot = top + HEADING + SHARE + BARS
        _add_bars(sheet, axis, statements.loc[axis.id], foot, unit, scale)
        sheet.note(
            text="<br>".join(captions[axis.id]),
            x=0,
            xref="paper",
            xanchor="left",
            y=top + body + 2,
            yref="y",
            yanchor="top",
            align="left",
            font=dict(size=base.NOTE),
            opacity=0.85,
        )
    spots = _add_dots(sheet, cells, axes, tops, picked, styles, scale, radius, reach)
    for axis in axes:
        top = tops[axis.id]
        here = (top + HEADING + SHARE + BARS + 2, top + body)
        _add_names(sheet, spots[spots.axis == axis.id], here, radius, scale, room)
    sheet.plain_axes((-REACH, REACH), (height, 0))
    return sheet.figure()


def _sizes(cells: pd.DataFrame, scale: float) -> tuple[float, int]:
    """Radius of a dot, and how far the largest company of dots at one place reaches, in px."""
    at = cells.groupby(["axis", cells.position.round(9)]).size() if len(cells) else pd.Series([1])
    most = max(int(at.max()), 1)
    # A packed company of m circles is about √m × 1.15 circles wide.
    radius = float(np.clip(min(COMPANY, PART * scale / 2) / (1.15 * sqrt(most)), SMALL, LARGE))
    return radius, round(max(radius * 1.15 * sqrt(most), radius + 2))


def _caption(axis: Axis, statements, between, many: str, width: float) -> list[str]:
    """Both measures of statements and of groups, in small print."""
    said = statements.loc[axis.id]
    texts = [_figures(words.statements(said.n, axis.unit), said)]
    if axis.id in between.index and (groups := between.loc[axis.id]).n > 1:
        texts.append(_figures(f"{groups.n:,} {many}", groups))
    return base.lines(" · ".join(texts), width, base.NOTE)


def _figures(head: str, row) -> str:
    if np.isnan(row.vdeijk):
        return head
    return f"{head}: polarisation {row.vdeijk:.2f}, spread {row.spread:.2f}"


def _add_bars(sheet: Sheet, axis: Axis, row, foot: float, unit: float, scale: float) -> None:
    """A bar for each step, its share above it where there is room between the steps."""
    steps = step_values(len(row.histogram))
    apart = steps[1] - steps[0]
    shares = [count / row.n for count in row.histogram]
    tops = [-share * unit for share in shares]
    told = [
        base.hover(
            f"{axis.id} at {words.signed(step)}",
            f"{_counted(count, axis.unit)} of {row.n:,} ({words.percent(share)})",
        )
        for step, count, share in zip(steps, row.histogram, shares, strict=True)
    ]
    clicked = [["step", axis.id]] * len(steps)
    sheet.bars(
        steps, tops, told, clicked, base=foot, width=min(BAR, FULL * apart),
        colour=base.ZERO,
    )  # fmt: skip
    for step, share, up in zip(steps, shares, tops, strict=True):
        if share and apart * scale >= LABEL:
            look: dict[str, Any] = dict(
                size=base.NOTE, name="share", yanchor="bottom", opacity=0.85
            )
            sheet.row_text(words.percent(share), foot + up, None, x=step, **look)


def _counted(count: float, unit: str) -> str:
    """Statements on a step, of which one half-way between two counts half on each."""
    whole = count == int(count)
    return words.statements(int(count), unit) if whole else f"{count:,.1f} {words.many(unit)}"


def _add_dots(sheet, cells, axes, tops, picked, styles, scale, radius, reach) -> pd.DataFrame:
    """A dot for each group at its position; those at the same place are packed. Gives the dots."""
    known = {axis.id: axis for axis in axes}
    rank = {axis.id: i for i, axis in enumerate(axes)}
    cells = cells[cells.axis.isin(known)]
    dx, dy = pack(
        cells.position.to_numpy(float),
        cells.axis.map(rank).to_numpy(float),
        np.full(len(cells), radius),
        gap=0.5,
        order=cells.group.tolist(),
    )
    middle = HEADING + SHARE + BARS + BETWEEN + reach
    spots = cells.assign(
        at_x=cells.position + dx / scale,
        at_y=cells.axis.map(tops).astype(float) + middle + dy,
        picked=cells.group.isin(set(picked)),
    )
    spots = in_colours(spots, styles, base.picked_colours(picked, set(cells.group)))
    for raised in (False, True):
        part = spots[spots.picked == raised]
        if part.empty:
            continue
        told = [
            base.hover(
                shorten(row.group, 90),
                f"{row.axis}: {words.stands(row.position, row.n, known[row.axis], row.mixed)} "
                f"({words.signed(row.position)}; "
                f"{words.statements(row.n, known[row.axis].unit)})",
            )
            for row in part.itertuples()
        ]
        sheet.marks(
            part.at_x,
            part.at_y,
            told,
            customdata=[["group", group] for group in part.group],
            hollow=one_statement(part.n, known[axes[0].id].unit),
            edge=1 if raised else 0,
            outline=1.2,
            symbol=part.symbol,
            color=part.colour,
            size=2 * radius + (RAISED if raised else 0),
            opacity=1.0,
        )
    return spots


def _add_names(
    sheet: Sheet, spots: pd.DataFrame, here: tuple[float, float], radius: float, scale: float,
    room: Room,
) -> None:  # fmt: skip
    """The names of the picked at their dots on one axis, between two heights, off other dots."""
    at = spots.assign(px=(spots.at_x + REACH) * scale)
    size = base.LABEL if room.inner >= 500 else base.NOTE
    named = at[at.picked].sort_values("px")
    labels = [
        Label(
            text=f"{DOT} {shorten(row.group, 24 if room.inner >= 500 else 14)}",
            x=row.px,
            y=row.at_y,
            radius=radius + RAISED / 2 + 2,
            size=size,
            required=True,
        )
        for row in named.itertuples()
    ]
    markers = [
        (row.px, row.at_y, radius + (RAISED / 2 if row.picked else 0)) for row in at.itertuples()
    ]
    bounds = (0, here[0], room.inner, here[1])
    placed = place_labels(labels, (), bounds, markers)
    for label, spot, colour in zip(labels, placed, named.colour, strict=True):
        if spot is not None:
            name = replace(label, text=label.text.removeprefix(f"{DOT} "))
            sheet.label(name, spot, room, f'<span style="color:{colour}">{DOT}</span> {{}}')
