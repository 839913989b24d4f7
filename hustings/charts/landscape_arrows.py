"""Arrows of a biplot: one for each axis, from the middle of the map of all axes."""

from collections.abc import Callable, Mapping
from math import atan2, degrees, hypot

import pandas as pd

from hustings.charts import base
from hustings.charts.layout import Box, Label
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten
from hustings.dataset import Axis

#: the longest arrow, as a share of the way to the farthest point: at the rim names have room
LONGEST = 1.0
INK = "#7f8389"
#: px between the boxes that keep names off an arrow, and their half side
STEP, HALF = 14, 3
#: px that a name keeps from the head
HEAD = 9


def scaled(arrows: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Arrows in units of the points."""
    if arrows.empty:
        return arrows
    far = max(map(hypot, points.x, points.y))
    unit = LONGEST * far / arrows.length.max()
    return arrows.assign(x=arrows.x * unit, y=arrows.y * unit)


def add_arrows(sheet: Sheet, arrows: pd.DataFrame, axes: Mapping[str, Axis]) -> None:
    """A line from the middle for each axis, with a head that can be clicked."""
    for row in arrows.itertuples():
        line = dict(width=1.4, color=INK)
        sheet.shape(type="line", x0=0, y0=0, x1=row.x, y1=row.y, layer="below", line=line)
    if arrows.empty:
        return
    sheet.marks(
        arrows.x,
        arrows.y,
        told=[
            base.hover(
                axes[axis].heading,
                f"This way: {axes[axis].high}; the other way: {axes[axis].low}",
                f"Weight {length:.2f} of at most 1",
            )
            for axis, length in zip(arrows.axis, arrows.length, strict=True)
        ],
        customdata=[["axis", axis] for axis in arrows.axis],
        edge=None,
        symbol="arrow",
        size=13,
        color=INK,
        angle=[90 - degrees(atan2(y, x)) for x, y in zip(arrows.x, arrows.y, strict=True)],
    )


def named(
    arrows: pd.DataFrame,
    axes: Mapping[str, Axis],
    pixels: Callable[[float, float], tuple[float, float]],
    limit: int,
) -> tuple[list[Label], list[Box]]:
    """A label for each arrow's end, and boxes that keep names off the arrows themselves."""
    labels, taken = [], []
    ox, oy = pixels(0, 0)
    for row in arrows.itertuples():
        px, py = pixels(row.x, row.y)
        axis = axes[row.axis]
        text = f"{shorten(axis.id, limit)}: {shorten(axis.high, limit)}"
        labels.append(
            Label(
                text=text, x=px, y=py, radius=HEAD, size=base.LABEL, priority=10**9, required=True
            )
        )
        reach = hypot(px - ox, py - oy)
        for i in range(1, int(reach // STEP)):
            x, y = ox + (px - ox) * i * STEP / reach, oy + (py - oy) * i * STEP / reach
            taken.append((x - HALF, y - HALF, x + HALF, y + HALF))
    return labels, taken
