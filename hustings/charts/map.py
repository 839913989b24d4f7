"""Scatter plot of groups on two axes: the map."""

from collections.abc import Mapping, Sequence
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.layout import Label, place_labels
from hustings.charts.points import REACH, add_averages, add_groups, add_intervals, spots_of
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import fit, shorten, text_width
from hustings.dataset import Axis

#: most characters of a pole, px between it and the axis's name, and px below which no name fits
POLE, GAP, LEAST_NAME = 34, 12, 60


def map_chart(
    points: pd.DataFrame,
    averages: pd.DataFrame,
    x: Axis,
    y: Axis,
    picked: Sequence[str],
    styles: Mapping[str | None, base.Style],
    intervals: str,
    credit: base.Credit,
    width: int = 960,
    height: int | None = None,
) -> go.Figure:
    """Draw groups by their positions on two axes.

    Parameters
    ----------
    points, averages : DataFrame
        As `hustings.measures.map.plane` gives them, without missing places; `averages` has one
        row for each type of group, and may be empty.
    x, y : Axis
        From left to right, and from bottom to top.
    picked : sequence of str
        Groups to label, raise and (by `intervals`) give their interval.
    styles : mapping
        Type -> Style, for all types of the data set.
    intervals : str
        "picked", "all" or "none".
    credit : Credit
        The words inside the figure.
    width : int
        px; labels are placed for exactly this width.
    height : int, optional
        px of the plot itself; by default what suits the width.

    Returns
    -------
    go.Figure
        Each point's customdata is `[kind, group]`, kind being "group" or "average".
    """
    height = height or round(min(width * 0.98, 300 + width * 0.24))
    sheet = Sheet()
    for kind, style in base.type_legend(styles, points.type):
        sheet.legend(kind, style)
    if len(averages):
        sheet.legend("average of a type", base.Style(base.ZERO, "diamond"))
    room = framed(sheet, credit, width, height)
    scale = (room.inner / (2 * REACH), room.height / (2 * REACH))

    spots = spots_of(points, picked, scale, x.unit)
    if intervals != "none":
        shown = spots if intervals == "all" else spots[spots.picked]
        add_intervals(sheet, shown, styles)
    for raised in (False, True):
        part = spots[spots.picked == raised]
        if len(part):
            add_groups(sheet, part, styles, x, y, raised)
    if len(averages):
        add_averages(sheet, averages, styles, x, y)
    _add_axes(sheet, x, y, room)
    crosses = spots[spots.picked] if intervals == "picked" else spots.iloc[:0]
    _add_labels(sheet, spots, averages, crosses, x, y, room, scale)
    return sheet.figure()


def _add_axes(sheet: Sheet, x: Axis, y: Axis, room: Room) -> None:
    """Grid, zero lines, poles at the ends of the axes, quadrants named in the corners."""
    shared = dict(
        range=[-REACH, REACH],
        tickvals=[-1, -0.5, 0.5, 1],
        showticklabels=False,
        zeroline=True,
        zerolinewidth=1.2,
        showline=False,
        fixedrange=True,
        title=None,
        ticks="",
    )
    sheet.layout["xaxis"] = dict(**shared)
    sheet.layout["yaxis"] = dict(**shared)
    for name, axis, room_px, ends in (
        ("x", x, room.inner, ("left", "center", "right")),
        ("y", y, room.height, ("bottom", "middle", "top")),
    ):
        low, high = (shorten(pole, POLE) for pole in (f"← {axis.low}", f"{axis.high} →"))
        texts = (low, _between(axis, room_px), high)
        for text, anchor, pole in zip(texts, ends, (True, False, True), strict=True):
            sheet.axis_text(name, text, anchor, bold=pole)
    for text, at, anchors in _corners(x, y, room):
        sheet.note(
            text=base.safe(text),
            x=at[0],
            y=at[1],
            xref="paper",
            yref="paper",
            xanchor=anchors[0],
            yanchor=anchors[1],
            opacity=0.75,
            font=dict(size=base.NOTE),
        )


def _between(axis: Axis, room: float) -> str:
    """What the axis is called, as far as the poles at its ends leave room, else nothing."""
    poles = (shorten(f"← {pole}", POLE) for pole in (axis.low, axis.high))
    # the name stands in the middle, so that the longer pole takes its room on both sides
    left = room - 2 * max(text_width(pole, base.AXIS) for pole in poles) - 2 * GAP
    if text_width(axis.heading, base.AXIS) <= left:
        return axis.heading
    return fit(axis.id, left, base.AXIS) if left >= LEAST_NAME else ""


def _corners(x: Axis, y: Axis, room: Room):
    for ax, ay in ((0, 0), (0, 1), (1, 0), (1, 1)):
        text = f"{(x.low, x.high)[ax]} · {(y.low, y.high)[ay]}"
        anchors = ("left" if ax == 0 else "right", "bottom" if ay == 0 else "top")
        yield fit(text, room.inner / 2 - 8, base.NOTE), (ax, ay), anchors


def _add_labels(sheet, spots, averages, crosses, x, y, room: Room, scale) -> None:
    """As many names as fit without touching: picked first, then averages, then by evidence.

    No name lies on one of `crosses`, the intervals of the picked points.
    """

    def pixels(at_x, at_y):
        return (at_x + REACH) * scale[0], (REACH - at_y) * scale[1]

    labels, markers = [], []
    for row in spots.itertuples():
        px, py = pixels(row.at_x, row.at_y)
        markers.append((px, py, row.size / 2))
        labels.append(
            Label(
                text=shorten(row.group),
                x=px,
                y=py,
                radius=row.size / 2 + 2,
                size=base.LABEL,
                priority=(1000 if row.picked else 0) + row.n / (1 + row.n),
                required=row.picked,
            )
        )
    for row in averages.itertuples():
        px, py = pixels(row.x, row.y)
        markers.append((px, py, 7))
        labels.append(
            Label(
                text=shorten(row.group),
                x=px,
                y=py,
                radius=9,
                size=base.NOTE,
                priority=500.0,
                required=False,
            )
        )
    taken = []
    for row in crosses.itertuples():
        for (x0, y0), (x1, y1) in (
            ((row.x_low, row.y), (row.x_high, row.y)),
            ((row.x, row.y_high), (row.x, row.y_low)),
        ):
            ends = (*pixels(x0, y0), *pixels(x1, y1))
            if not any(map(isnan, ends)):
                taken.append(ends)
    for text, (ax, ay), _anchors in _corners(x, y, room):
        w, h = text_width(text, base.NOTE) + 6, base.NOTE * 1.5 + 4
        left, top = (0 if ax == 0 else room.inner - w), (0 if ay == 1 else room.height - h)
        taken.append((left, top, left + w, top + h))
    placed = place_labels(labels, taken, (2, 2, room.inner - 2, room.height - 2), markers)
    bold = [*spots.picked, *([False] * len(averages))]
    quiet = [False] * len(spots) + [True] * len(averages)
    for label, spot, strong, average in zip(labels, placed, bold, quiet, strict=True):
        if spot is None:
            continue
        look = "<b>{}</b>" if strong else "<i>{}</i>" if average else "{}"
        sheet.label(label, spot, room, look, 1 if strong or average else 0.85)
