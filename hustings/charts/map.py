"""Scatter plot of groups on two axes: the map."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.key import Entry, add_key, key_height
from hustings.charts.map_labels import NARROW, add_labels, corners
from hustings.charts.points import (
    AVERAGE,
    MIXED,
    SMALLEST,
    TOLD,
    add_averages,
    add_intervals,
    add_middles,
    add_points,
    covered,
    in_colours,
    spots_of,
    told_of,
)
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import fit, shorten, text_width
from hustings.dataset import Axis
from hustings.link import WHOLE, Window
from hustings.package import SPOKEN
from hustings.query import MIDDLE

#: most characters of a pole, px between it and the axis's name, and px below which no name fits
POLE, GAP, LEAST_NAME = 34, 12, 60
#: px that the ticks take between the plot and the poles of an axis
TICKS = 16
#: numbers of statements whose size the legend shows
SIZES = (2, 10)
#: px of a plot below which there is no room for a key, as in a picture beside a link
LOW = 260


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
    quotes: Mapping[str, str] | None = None,
    window: Window = WHOLE,
) -> go.Figure:
    """Draw groups by their positions on two axes.

    Where somebody is picked, they alone are in colour and have names; all others are a quiet grey
    field. Where nobody is, types have their colours, and as many names stand there as fit.

    Parameters
    ----------
    points, averages : DataFrame
        As `hustings.measures.map.places` gives them, without missing places; `average` says, where
        it is a column, which of the points are those of types or countries. `averages` has one row
        for each type of group, and may be empty.
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
    quotes : mapping, optional
        Group -> the quotation that says best where it stands, which hovering shows.
    window : Window
        The part of the map that is seen: left, right, bottom, top. Marks keep their sizes.

    Returns
    -------
    go.Figure
        Each point's customdata is `[kind, group]`, kind being "group" or "average".
    """
    low = height is not None and height < LOW
    height = height or round(min(width * 0.98, 300 + width * 0.24))
    sheet = Sheet()
    colours = base.picked_colours(picked, set(points.group))
    left, right = 46 + TICKS, 16
    inner = width - left - right
    scale = (inner / (window[1] - window[0]), height / (window[3] - window[2]))
    spots = spots_of(points, picked, scale, x.unit)
    spots = in_colours(spots, styles, colours)
    spots, averages = within(spots, window), within(averages, window)
    single = spots[~spots.average] if (~spots.average).any() else spots
    each = single["size"].max() / single.n[single["size"].idxmax()] ** 0.5
    sizes = {words.statements(n, x.unit): max(SMALLEST, each * n**0.5) for n in SIZES}
    entries = []
    if not low:
        known = _entries(points, averages, styles, intervals, colours, x.unit, width)
        entries = [replace(entry, size=sizes.get(entry.name, entry.size)) for entry in known]
    above = key_height(entries, inner)
    room = framed(
        sheet, credit, width, height, left=left, right=right, below=30 + TICKS, above=above
    )
    _add_axes(sheet, x, y, room, window)
    add_key(sheet, entries, room)
    if intervals != "none":
        add_intervals(sheet, spots if intervals == "all" else spots[spots.picked])
    if len(averages):
        add_averages(sheet, averages, styles, x, y, quiet=bool(colours))
    said = quotes or {}
    told = {
        row.group: told_of(row, x, y, quote=said.get(row.group, ""))
        for row in spots[list(TOLD)].itertuples()
    }
    for raised in (False, True):
        part = spots[spots.picked == raised]
        if len(part):
            add_points(sheet, part, [told[group] for group in part.group], raised)
    hidden = covered(spots, scale)
    if len(hidden):
        add_middles(sheet, hidden, [told[group] for group in hidden.group])
    crosses = spots[spots.picked] if intervals == "picked" else spots.iloc[:0]
    # who zooms in asks for the names of those who are there
    only_picked = bool(colours) and window == WHOLE
    add_labels(sheet, spots, averages, crosses, x, y, room, window, only_picked)
    return sheet.figure()


def _entries(
    points, averages, styles, intervals: str, colours, unit: str, width: int
) -> list[Entry]:
    """The key: types by their shapes, then what hollow, size, cross and diamond mean.

    The `size` of those that show sizes is the number of statements. A narrow figure has room for
    what changes the meaning of a mark only.
    """
    wide, grey = width >= NARROW, base.OTHER[0]
    drawn = points[~points.average] if "average" in points else points
    kinds = base.type_legend(styles, drawn.type) if wide or not colours else []
    found = [
        Entry(name=kind, symbol=style.symbol, colour=grey if colours else style.colour)
        for kind, style in kinds
    ]
    if unit == SPOKEN and ((points.x_n == 1) | (points.y_n == 1)).any():
        name = words.statements(1, unit)
        found.append(Entry(name=name, symbol="circle", colour=grey, hollow=True))
    if wide:
        sizes = [n for n in SIZES if n <= drawn.n.max()]
        found += [
            Entry(name=words.statements(n, unit), symbol="circle", colour=grey, size=n)
            for n in sizes
        ]
    if intervals != "none":
        found.append(Entry(name="90 % interval", symbol="cross-thin", colour=grey, size=12))
    if len(averages) or ("average" in points and points.average.any()):
        found.append(Entry(name="average", symbol=AVERAGE, colour=grey))
    return found


def within(places: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Those of the places whose mark has its middle in the window: at `at_x` or else at `x`."""
    left, right, bottom, top = window
    x, y = ("at_x", "at_y") if "at_x" in places else ("x", "y")
    return places[places[x].between(left, right) & places[y].between(bottom, top)]


def _add_axes(sheet: Sheet, x: Axis, y: Axis, room: Room, window: Window) -> None:
    """Grid, zero lines, the mixed band, poles at the ends of the axes, quadrants in the corners."""
    half = "" if window == WHOLE else "{}0.5"
    shared = dict(
        tickvals=[-1, -0.5, 0, 0.5, 1],
        ticktext=["−1", half.format("−"), "mixed", half.format("+"), "+1"],
        tickfont=dict(size=base.NOTE),
        ticklabelstandoff=2,
        zeroline=False,
        showline=False,
        fixedrange=True,
        title=None,
        ticks="",
    )
    across, up = window[:2], window[2:]
    sheet.layout["xaxis"] = dict(**shared, range=list(across))
    sheet.layout["yaxis"] = dict(**shared, range=list(up), tickangle=-90)
    sheet.shape(x0=-MIDDLE, x1=MIDDLE, y0=0, y1=1, yref="paper", **MIXED)
    sheet.shape(y0=-MIDDLE, y1=MIDDLE, x0=0, x1=1, xref="paper", **MIXED)
    sheet.line(0, up, 1.2)
    sheet.line(across, 0, 1.2)
    for name, axis, room_px, ends in (
        ("x", x, room.inner, ("left", "center", "right")),
        ("y", y, room.height, ("bottom", "middle", "top")),
    ):
        low, high = (shorten(pole, POLE) for pole in (f"← {axis.low}", f"{axis.high} →"))
        texts = (low, _between(axis, room_px), high)
        for text, anchor, pole in zip(texts, ends, (True, False, True), strict=True):
            sheet.axis_text(name, text, anchor, bold=pole, off=TICKS)
    for text, at, anchors in corners(x, y, room, window):
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
