"""Points of groups in a scatter plot: size, place, colour, symbol, and hover text on the map."""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
import pandas as pd

from hustings import words
from hustings.charts import base
from hustings.charts.layout import pack
from hustings.charts.markers import one_statement
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten
from hustings.dataset import Axis
from hustings.link.zoom import FARTHEST
from hustings.package import SPOKEN
from hustings.query import is_in

#: diameter in px of the group with most statements, of the smallest drawn, and of an average
LARGEST, SMALLEST, MIDDLING = 32, 9, 16
#: px across of the middle of a mark that is its own to click, whoever lies on it
MIDDLE_PX = 6
#: the band in which a position leans to neither pole, as a rectangle without its edges
MIXED = dict(type="rect", line=dict(width=0), fillcolor="rgba(128,134,139,0.1)", layer="below")
#: how a point is drawn that is an average of others
AVERAGE = "diamond"
#: columns of points that hovering tells of
TOLD = (
    "group",
    "type",
    *(f"{v}{what}" for v in "xy" for what in ("", "_n", "_judges", "_low", "_high", "_mixed")),
)
#: share of a circle that the circles packed into it cover, at the least
DENSE = 0.55


def spots_of(
    points: pd.DataFrame,
    picked: Sequence[str],
    scale: tuple[float, float],
    unit: str = SPOKEN,
) -> pd.DataFrame:
    """Points with their size and the place where they are drawn: packed where they coincide.

    Parameters
    ----------
    points : DataFrame
        As `map_chart` has them.
    picked : sequence of str
    scale : (float, float)
        px of one unit of each axis.
    unit : str
        What n counts: one of `hustings.package.UNITS`.

    Returns
    -------
    DataFrame
        The points with `size` in px, `picked`, `hollow`, and the place `at_x`, `at_y`.
    """
    n = points.n.to_numpy(float)
    average = points.average.to_numpy(bool) if "average" in points else np.zeros(len(n), bool)
    single = n[~average]
    most = single.max() if single.any() else n.max(initial=0)
    size = np.where(average, MIDDLING, LARGEST * np.sqrt(n / most))
    size *= _fit(points, np.maximum(size, SMALLEST), scale)
    spots = points.assign(
        average=average,
        size=np.maximum(size, SMALLEST),
        picked=is_in(points.group, picked),
        hollow=hollow(points, unit),
    )
    return packed(spots, scale)


def packed(spots: pd.DataFrame, scale: tuple[float, float]) -> pd.DataFrame:
    """The points with the place `at_x`, `at_y` where they are drawn, side by side if they coincide.

    Parameters
    ----------
    spots : DataFrame
        `group, x, y`, and `size` in px.
    scale : (float, float)
        px of one unit of each axis, below zero where it runs down.
    """
    dx, dy = pack(
        spots.x.to_numpy(float),
        spots.y.to_numpy(float),
        spots["size"].to_numpy(float) / 2 + 0.5,
        order=spots.group.tolist(),
    )
    if "picked" in spots:
        dx, dy = _at_their_place(spots, dx, dy)
    return spots.assign(at_x=spots.x + dx / scale[0], at_y=spots.y + dy / scale[1])


def _at_their_place(spots: pd.DataFrame, dx: np.ndarray, dy: np.ndarray):
    """Offsets at which the first picked of a place lies where its interval crosses."""
    place = _place(spots)
    picked = np.flatnonzero(spots.picked.to_numpy(bool))
    there, first = np.unique(place[picked], return_index=True)
    back = np.zeros((2, len(spots)))
    back[:, there] = dx[picked[first]], dy[picked[first]]
    return dx - back[0, place], dy - back[1, place]


def _place(points: pd.DataFrame) -> np.ndarray:
    """For each point a number, from 0 on, that those at the very same place share."""
    # -0.0 becomes 0.0
    rounded = points[["x", "y"]].to_numpy(float).round(9) + 0.0
    return np.unique(rounded, axis=0, return_inverse=True)[1].ravel()


def dressed(spots: pd.DataFrame, styles: Mapping[str | None, base.Style]) -> pd.DataFrame:
    """The points with the `symbol` and the `colour` of their type."""
    drawn = [styles[t if isinstance(t, str) else None] for t in spots.type]
    return spots.assign(symbol=[s.symbol for s in drawn], colour=[s.colour for s in drawn])


def in_colours(
    spots: pd.DataFrame, styles: Mapping[str | None, base.Style], colours: Mapping[str, str]
) -> pd.DataFrame:
    """The same, the picked in `colours` of their own, if any are, and all others in grey.

    What is an `average` of others is a diamond then.
    """
    found = dressed(spots, styles)
    if not colours:
        return found
    found["colour"] = [colours.get(group, base.OTHER[0]) for group in found.group]
    return (
        found.assign(symbol=found.symbol.mask(found.average, AVERAGE))
        if "average" in found
        else found
    )


def hollow(points: pd.DataFrame, unit: str) -> pd.Series:
    """Which points on two axes stand on one statement, on either of them."""
    return one_statement(points.x_n, unit) | one_statement(points.y_n, unit)


def _fit(points: pd.DataFrame, size: np.ndarray, scale: tuple[float, float]) -> float:
    """The factor at which those who share a place all lie inside the plot, at most 1."""
    place = _place(points)
    many = np.bincount(place)
    if not (many > 1).any():
        return 1.0
    room = np.full(len(many), np.inf)
    left = (FARTHEST - np.abs(points[["x", "y"]].to_numpy(float))) * scale
    np.minimum.at(room, place, left.min(axis=1))
    radius = np.sqrt(np.bincount(place, (size / 2) ** 2))
    # With a px of space round each, which does not shrink with them.
    factor = (room * sqrt(DENSE) - np.sqrt(many)) / radius
    return min(1.0, float(factor[many > 1].min()))


def add_points(sheet: Sheet, part: pd.DataFrame, told: Sequence[str], raised: bool) -> None:
    """Add `packed` and `dressed` points; `told` is what hovering says of each."""
    sheet.marks(
        part.at_x,
        part.at_y,
        told,
        customdata=[["group", group] for group in part.group],
        hollow=part.hollow,
        edge=1.5 if raised else 0.5,
        outline=2.5 if raised else 1.2,
        symbol=part.symbol,
        color=part.colour,
        size=part["size"],
        # with less, the outlines of those that are not raised would fall below 3:1
        opacity=1.0,
    )


def covered(spots: pd.DataFrame, scale: tuple[float, float]) -> pd.DataFrame:
    """Those of `packed` points on whose middle another one lies."""
    x, y = spots.at_x.to_numpy(float) * scale[0], spots.at_y.to_numpy(float) * scale[1]
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    lies = apart < spots["size"].to_numpy(float) / 2
    np.fill_diagonal(lies, False)
    return spots[lies.any(axis=1)]


def add_middles(sheet: Sheet, part: pd.DataFrame, told: Sequence[str]) -> None:
    """What is seen of nothing: the middles of `covered` points, for pointing and clicking.

    Of marks that lie on each other Plotly gives a click to the smallest, wherever it is met; a
    smaller one yet, in the middle of each, leaves every mark its own.
    """
    sheet.marks(
        part.at_x,
        part.at_y,
        told,
        customdata=[["group", group] for group in part.group],
        edge=None,
        rim=None,
        selected=0.0,
        symbol=part.symbol,
        color=part.colour,
        size=MIDDLE_PX,
        opacity=0.0,
    )


def add_averages(
    sheet: Sheet, averages: pd.DataFrame, styles: Mapping[str | None, base.Style], x: Axis, y: Axis,
    quiet: bool = False,
) -> None:  # fmt: skip
    """The averages of types, as diamonds; grey where they are `quiet`."""
    before = words.in_unit("average of all {many} by ", x.unit)
    sheet.marks(
        averages.x,
        averages.y,
        told=[told_of(row, x, y, before) for row in averages.itertuples()],
        customdata=[["average", group] for group in averages.group],
        hollow=hollow(averages, x.unit),
        symbol=AVERAGE,
        size=13,
        color=[base.OTHER[0] if quiet else styles[g].colour for g in averages.group],
        line=dict(width=1.5, color=base.WHITE),
    )


def told_of(row, x: Axis, y: Axis, before: str = "", quote: str = "") -> str:
    """What hovering says of a point; `quote` is a quotation with its date."""
    said = [
        f"{axis.id}: {words.stands(p, n, axis, mixed)} ({words.signed(p)}; "
        f"{words.evidence(n, judges, axis.unit)}; {words.interval(low, high, axis.unit)})"
        for axis, p, n, judges, low, high, mixed in (
            (x, row.x, row.x_n, row.x_judges, row.x_low, row.x_high, row.x_mixed),
            (y, row.y, row.y_n, row.y_judges, row.y_low, row.y_high, row.y_mixed),
        )
    ]
    kind = row.type if not before and isinstance(row.type, str) and row.type != row.group else ""
    name = shorten(row.group, 90)
    return base.hover(before + name + (f" ({shorten(kind, 40)})" if kind else ""), *said, quote)


def add_intervals(sheet: Sheet, spots: pd.DataFrame) -> None:
    """A thin cross through the true place of each `dressed` point, as its intervals reach."""
    at = {name: spots[name].to_numpy(float) for v in "xy" for name in (v, f"{v}_low", f"{v}_high")}
    colours = spots.colour.to_numpy()
    for colour in sorted(set(colours)):
        part = {name: each[colours == colour] for name, each in at.items()}
        bars = {
            f"error_{v}": dict(
                type="data",
                symmetric=False,
                thickness=1.2,
                width=0,
                color=colour,
                array=part[f"{v}_high"] - part[v],
                arrayminus=part[v] - part[f"{v}_low"],
            )
            for v in ("x", "y")
        }
        sheet.trace(
            x=part["x"],
            y=part["y"],
            mode="markers",
            hoverinfo="skip",
            showlegend=False,
            opacity=0.7,
            marker=dict(size=1, color=colour),
            **bars,
        )
