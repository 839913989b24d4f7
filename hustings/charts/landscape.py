"""Biplot of all axes: groups as points, axes as arrows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts import landscape_arrows as arrow
from hustings.charts.frame import framed
from hustings.charts.hulls import add_hulls
from hustings.charts.layout import Box, Label, place_labels
from hustings.charts.markers import one_statement
from hustings.charts.points import add_points, in_colours, packed
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import shorten
from hustings.dataset import Axis
from hustings.package import SPOKEN

#: diameter in px of the group with most statements, and of the smallest drawn
LARGEST, SMALLEST = 30, 7
#: px kept free round the points for markers and names, and the same on a phone
EDGE, NARROW_EDGE = 34, 18
#: px above and below the points together, for names
SPARE = 90
#: px below which a plot is a phone's
NARROW = 420
#: points may fill this share of the plot before all of them become smaller
FULL = 0.1


@dataclass(frozen=True)
class _Frame:
    """Data units to px: the same scale on both axes."""

    scale: float
    middle: tuple[float, float]
    room: Room

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """px from the top left of the plot."""
        return (
            self.room.inner / 2 + (x - self.middle[0]) * self.scale,
            self.room.height / 2 - (y - self.middle[1]) * self.scale,
        )

    def units(self, px: np.ndarray) -> np.ndarray:
        """The way back, for rows of px."""
        middle = np.array([self.room.inner, self.room.height]) / 2
        return np.array(self.middle) + (px - middle) * [1 / self.scale, -1 / self.scale]


def landscape_chart(
    points: pd.DataFrame,
    arrows: pd.DataFrame,
    explained: tuple[float, float],
    axes: Mapping[str, Axis],
    picked: Sequence[str],
    styles: Mapping[str | None, base.Style],
    credit: base.Credit,
    width: int = 960,
    height: int | None = None,
) -> go.Figure:
    """Draw groups by their places on the map of all axes.

    Parameters
    ----------
    points : DataFrame
        `group, type, n, x, y, axes, cluster`; clusters above 0 are drawn as lettered hulls.
    arrows : DataFrame
        `axis, x, y, length`: the loadings to draw.
    explained : tuple of float
        Share of the differences in each direction.
    axes : mapping
        Axis id -> Axis.
    picked : sequence of str
        Groups to label and raise.
    styles : mapping
        Type -> Style, for all types of the data set.
    height : int, optional
        px of the plot itself; by default what suits the width.

    Returns
    -------
    go.Figure
        Customdata is `["group", group]` for points and `["axis", axis]` for arrows.
    """
    sheet = Sheet()
    _add_legend(sheet, points, styles, bool(set(picked) & set(points.group)))
    arrows = arrow.scaled(arrows, points)
    height = height or _height(points, arrows, width)
    room = framed(sheet, credit, width, height)
    frame = _frame(points, arrows, room)
    unit = next((axis.unit for axis in axes.values()), SPOKEN)
    spots = _spots(points, picked, styles, frame, unit)
    _add_axes(sheet, frame, explained)
    taken = _add_hulls(sheet, spots, frame)
    arrow.add_arrows(sheet, arrows, axes)
    for raised in (False, True):
        part = spots[spots.picked == raised]
        if len(part):
            told = [_told(row, unit) for row in part.itertuples()]
            add_points(sheet, part, told, raised)
    _add_labels(sheet, spots, arrows, axes, frame, taken)
    return sheet.figure()


def _add_legend(sheet, points, styles, some_picked: bool) -> None:
    """Entries for types, grey where the picked are in colour."""
    for kind, style in base.type_legend(styles, points.type):
        sheet.legend(kind, base.Style(base.OTHER[0], style.symbol) if some_picked else style)


def _add_hulls(sheet: Sheet, spots: pd.DataFrame, frame: "_Frame") -> list[Box]:
    """A hull round each cluster, with its letter; gives where the letters stand, in px."""
    at = [frame.pixels(row.at_x, row.at_y) for row in spots.itertuples()]
    px, py = zip(*at, strict=True) if at else ((), ())
    return add_hulls(sheet, spots.assign(px=px, py=py), "cluster", frame.room, frame.units)


def _ends(points: pd.DataFrame, arrows: pd.DataFrame) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of all that is drawn, the middle included."""
    x, y = [0, *points.x, *arrows.x], [0, *points.y, *arrows.y]
    return min(x), max(x), min(y), max(y)


def _edge(inner: float) -> int:
    return NARROW_EDGE if inner < NARROW else EDGE


def _height(points: pd.DataFrame, arrows: pd.DataFrame, width: int) -> int:
    """px of a plot as high as its points need at full width, within what a screen shows."""
    x0, x1, y0, y1 = _ends(points, arrows)
    inner = width - 62
    edge = _edge(inner)
    needed = (y1 - y0) * (inner - 2 * edge) / max(x1 - x0, 1e-9) + 2 * edge + SPARE
    return round(min(max(needed, 240), width * 1.1, 340 + width * 0.3))


def _frame(points: pd.DataFrame, arrows: pd.DataFrame, room: Room) -> _Frame:
    x0, x1, y0, y1 = _ends(points, arrows)
    edge = _edge(room.inner)
    scale = min(
        (room.inner - 2 * edge) / max(x1 - x0, 1e-9), (room.height - 2 * edge) / max(y1 - y0, 1e-9)
    )
    return _Frame(scale, ((x0 + x1) / 2, (y0 + y1) / 2), room)


def _spots(points, picked, styles, frame: _Frame, unit: str) -> pd.DataFrame:
    """Points with their size, look and the place where they are drawn: packed where they meet."""
    spots = points.copy()
    most = max(spots.n.max(), 1)
    size = LARGEST * (spots.n / most) ** 0.5
    room = FULL * frame.room.inner * frame.room.height
    spots["size"] = (size * min(1, sqrt(room / (size**2).sum()))).clip(lower=SMALLEST)
    spots["picked"] = spots.group.isin(set(picked))
    spots["hollow"] = one_statement(spots.n, unit)
    spots = in_colours(spots, styles, base.picked_colours(picked, set(spots.group)))
    return packed(spots, (frame.scale, -frame.scale))


def _told(row, unit: str) -> str:
    kind = f" ({shorten(row.type, 40)})" if isinstance(row.type, str) else ""
    axes = "one axis" if row.axes == 1 else f"{row.axes} axes"
    return base.hover(
        shorten(row.group, 90) + kind,
        f"{words.statements(row.n, unit)} on {axes}",
        f"Cluster {words.letter(row.cluster)}" if row.cluster else "",
    )


def _add_axes(sheet: Sheet, frame: _Frame, explained: tuple[float, float]) -> None:
    """Lines through the average of all groups, and what each direction holds."""
    room = frame.room
    for name, size, middle in zip("xy", (room.inner, room.height), frame.middle, strict=True):
        half = size / 2 / frame.scale
        sheet.layout[f"{name}axis"] = dict(
            range=[middle - half, middle + half],
            showgrid=False,
            showticklabels=False,
            zeroline=True,
            zerolinewidth=1.2,
            fixedrange=True,
            title=None,
            ticks="",
        )
    across, up = map(words.percent, explained)
    sheet.axis_text("x", f"First direction: {across} of the differences", "center")
    sheet.axis_text("y", f"Second direction: {up}", "middle")


def _add_labels(sheet, spots, arrows, axes, frame: _Frame, hulls: list[Box]) -> None:
    """Picked groups and arrows are named first, then as many others as fit without touching."""
    limit = 20 if frame.room.inner < NARROW else 30
    labels, taken = arrow.named(arrows, axes, frame.pixels, limit)
    looks: list[tuple[str, float]] = [("<i>{}</i>", 1)] * len(labels)
    markers = []
    for row in spots.itertuples():
        px, py = frame.pixels(row.at_x, row.at_y)
        markers.append((px, py, row.size / 2))
        rank = row.n + (10**10 if row.picked else 0)
        labels.append(
            Label(
                text=shorten(row.group, 24),
                x=px,
                y=py,
                radius=row.size / 2 + 3,
                size=base.LABEL,
                priority=rank,
                required=row.picked,
            )
        )
        looks.append(("<b>{}</b>", 1) if row.picked else ("{}", 0.85))
    bounds = (2, 2, frame.room.inner - 2, frame.room.height - 2)
    placed = place_labels(labels, [*taken, *hulls], bounds, markers)
    for label, spot, (look, opacity) in zip(labels, placed, looks, strict=True):
        if spot:
            sheet.label(label, spot, frame.room, look, opacity)
