"""Small multiples of the map: plots side by side with the same limits and the same zero lines."""

from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings.bidi import isolated
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.layout import Label, place_labels
from hustings.charts.points import MIXED, hollow, in_colours, packed, told_of
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import fit, shorten
from hustings.dataset import Axis
from hustings.query import MIDDLE

#: every plot reaches this far past its poles
REACH = 1.22
#: px between plots, above each for its name and below for its poles; the narrowest and its height
GAP, NAME, POLES, LEAST, SHAPE = 18, 20, 18, 250, 0.82
#: diameters in px of the group with most statements, and of the smallest
LARGEST, SMALLEST = 20, 7
#: the same of an average of others, whose statements are many
AVERAGE_SIZE = 12.0


def multiples_chart(
    parts: Sequence[tuple[str, pd.DataFrame]],
    x: Axis,
    y: Axis,
    picked: Sequence[str],
    styles: Mapping[str | None, base.Style],
    many: str,
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw a small map for each part; sizes mean the same in all of them.

    Parameters
    ----------
    parts : sequence of (str, DataFrame)
        Name and points (as `map_chart` has them, with `average`) of each plot, from the top left.
    picked : sequence of str
        Groups in colours of their own, with their names.
    many : str
        What groups are called, for example "actors".

    Returns
    -------
    go.Figure
        Each point's customdata is `["group", group]`.
    """
    sheet = Sheet()
    inner = width - 24
    columns = max(1, min(len(parts), 3, (inner + GAP) // (LEAST + GAP)))
    wide = (inner - (columns - 1) * GAP) / columns
    high = wide * SHAPE
    step = NAME + high + POLES + GAP
    drawn = {group for _, points in parts for group in points.group}
    colours = base.picked_colours(picked, drawn)
    for kind, style in base.type_legend(styles, pd.concat([p.type for _, p in parts])):
        sheet.legend(kind, base.Style(base.OTHER[0], style.symbol) if colours else style, size=9)
    room = framed(sheet, credit, width, round(ceil(len(parts) / columns) * step), left=12,
                  right=12, below=6)  # fmt: skip
    most = max(float(_single(points).n.max()) for _, points in parts)
    for i, (name, points) in enumerate(parts):
        left, top = (i % columns) * (wide + GAP), (i // columns) * step + NAME
        _add_plot(
            sheet, f"{name}, {(~points.average).sum():,} {many}", x, y, (left, top, wide, high)
        )
        size = (LARGEST * (points.n.astype(float) / most) ** 0.5).clip(SMALLEST, LARGEST)
        size = size.mask(points.average, AVERAGE_SIZE)
        spots = points.assign(size=size, picked=points.group.isin(set(picked)))
        spots["hollow"] = hollow(spots, x.unit)
        scale = (wide / (2 * REACH), high / (2 * REACH))
        spots = in_colours(packed(spots, scale), styles, colours)
        spots = spots.assign(
            px=left + (spots.at_x + REACH) * scale[0], py=top + (REACH - spots.at_y) * scale[1]
        )
        _add_points(sheet, spots, x, y)
        _add_names(sheet, spots, (left + 2, top + 2, left + wide - 2, top + high - 2), room)
    sheet.axes_in_px(room)
    return sheet.figure()


def _single(points: pd.DataFrame) -> pd.DataFrame:
    """The points that are no averages of others, where there are any."""
    found = points[~points.average]
    return found if len(found) else points


def _add_plot(
    sheet: Sheet, name: str, x: Axis, y: Axis, box: tuple[float, float, float, float]
) -> None:
    """Name, edges, zero lines, mixed band and poles of one plot: `box` is left, top, size."""
    left, top, wide, high = box
    middle, half = (left + wide / 2, top + high / 2), (wide / (2 * REACH), high / (2 * REACH))
    sheet.shape(
        x0=middle[0] - MIDDLE * half[0], x1=middle[0] + MIDDLE * half[0], y0=top, y1=top + high,
        **MIXED,
    )  # fmt: skip
    sheet.shape(
        y0=middle[1] - MIDDLE * half[1], y1=middle[1] + MIDDLE * half[1], x0=left, x1=left + wide,
        **MIXED,
    )  # fmt: skip
    for at in (left, left + wide):
        sheet.line(at, (top, top + high), 0.6)
    for at in (top, top + high):
        sheet.line((left, left + wide), at, 0.6)
    sheet.line(middle[0], (top, top + high), 1.2)
    sheet.line((left, left + wide), middle[1], 1.2)
    sheet.text(fit(name, wide, base.LABEL), left, top - NAME / 2, "left", size=base.LABEL,
               bold=True, name="part")  # fmt: skip
    for pole, at, anchor in (
        (f"← {fit(isolated(x.low), wide / 2 - 20, base.NOTE)}", left, "left"),
        (f"{fit(isolated(x.high), wide / 2 - 20, base.NOTE)} →", left + wide, "right"),
    ):
        sheet.text(pole, at, top + high + POLES / 2, anchor, size=base.NOTE, name="pole")
    for pole, at in ((f"↑ {y.high}", top + 9), (f"↓ {y.low}", top + high - 9)):
        sheet.text(fit(pole, wide / 2 - 8, base.NOTE), left + 4, at, "left", size=base.NOTE,
                   name="pole")  # fmt: skip


def _add_points(sheet: Sheet, spots: pd.DataFrame, x: Axis, y: Axis) -> None:
    for raised in (False, True):
        part = spots[spots.picked == raised]
        if part.empty:
            continue
        sheet.marks(
            part.px,
            part.py,
            [told_of(row, x, y) for row in part.itertuples()],
            customdata=[["group", group] for group in part.group],
            hollow=part.hollow,
            edge=1 if raised else 0.5,
            outline=2 if raised else 1.2,
            symbol=part.symbol,
            color=part.colour,
            size=part["size"],
            opacity=1.0,
        )


def _add_names(sheet: Sheet, spots: pd.DataFrame, bounds, room) -> None:
    """The names of the picked, beside their marks."""
    named = spots[spots.picked]
    labels = [
        Label(
            text=shorten(row.group, 20), x=row.px, y=row.py, radius=row.size / 2 + 2,
            size=base.NOTE, required=True,
        )
        for row in named.itertuples()
    ]  # fmt: skip
    markers = np.column_stack([spots.px, spots.py, spots["size"] / 2]).tolist()
    for label, spot in zip(labels, place_labels(labels, (), bounds, markers), strict=True):
        if spot is not None:
            sheet.label(label, spot, room, "<b>{}</b>")
