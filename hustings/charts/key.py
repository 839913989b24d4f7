"""Key above a plot: what shapes, sizes, hollow marks and crosses mean, each by its own glyph."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin

from hustings.charts.base import NOTE
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import shorten, text_width

#: px of a row and of a glyph's room at the least, and between two entries
ROW, GLYPH, BETWEEN = 18, 18, 14
#: px that are left free below the key
FOOT = 6
#: corners of shapes that are regular polygons, and the angle of the first of them in turns
POLYGONS = {
    "square": (4, 0.125),
    "diamond": (4, 0.25),
    "triangle-up": (3, 0.25),
    "triangle-down": (3, 0.75),
    "pentagon": (5, 0.25),
    "hexagon": (6, 0.25),
}
#: a third of the way from the middle to the end of a cross is its half width
ARM = 1 / 3


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One glyph with its meaning: `symbol` one of Plotly's, `size` its px across."""

    name: str
    symbol: str
    colour: str
    size: float = 10
    hollow: bool = False


def key_height(entries: Sequence[Entry], width: float) -> int:
    """px that the key takes above a plot of this width."""
    return ceil(sum(map(_height, _rows(entries, width)))) + FOOT if entries else 0


def add_key(sheet: Sheet, entries: Sequence[Entry], room: Room) -> None:
    """Draw the entries in rows above the plot."""
    below = float(FOOT)
    for row in reversed(_rows(entries, room.inner)):
        up, across = below + _height(row) / 2, 0.0
        below += _height(row)
        for entry in row:
            _add_glyph(sheet, entry, across + _glyph(entry) / 2, up)
            sheet.paper_text(
                _shown(entry), 0, 1, size=NOTE, name="key of marks", xanchor="left",
                yanchor="middle", xshift=across + _glyph(entry) + 2, yshift=up,
            )  # fmt: skip
            across += _width(entry)


def _rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    """The entries in rows, each as wide as it needs."""
    rows: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        if not rows or left < _width(entry) - BETWEEN:
            rows.append([])
            left = width
        rows[-1].append(entry)
        left -= _width(entry)
    return rows


def _height(row: Sequence[Entry]) -> float:
    """px of a row: a large glyph reaches into no other."""
    return max(ROW, *(entry.size + 2 for entry in row))


def _width(entry: Entry) -> float:
    return _glyph(entry) + 2 + text_width(_shown(entry), NOTE) + BETWEEN


def _glyph(entry: Entry) -> float:
    return max(GLYPH, entry.size + 4)


def _shown(entry: Entry) -> str:
    return shorten(entry.name, 28)


def _add_glyph(sheet: Sheet, entry: Entry, x: float, y: float) -> None:
    """The glyph with its middle so many px right of the plot's corner and above it."""
    radius = entry.size / 2
    fastened = dict(
        xref="paper", yref="paper", xanchor=0, yanchor=1, xsizemode="pixel", ysizemode="pixel"
    )
    filled = "rgba(0,0,0,0)" if entry.hollow else entry.colour
    look = dict(fillcolor=filled, line=dict(width=1.2 if entry.hollow else 0, color=entry.colour))
    if entry.symbol == "circle":
        ends = dict(x0=x - radius, x1=x + radius, y0=y - radius, y1=y + radius)
        sheet.shape(type="circle", **ends, **fastened, **look)
    elif entry.symbol == "cross-thin":
        thin = dict(line=dict(width=1.2, color=entry.colour))
        for dx, dy in ((radius, 0), (0, radius)):
            ends = dict(x0=x - dx, x1=x + dx, y0=y - dy, y1=y + dy)
            sheet.shape(type="line", **ends, **fastened, **thin)
    else:
        corners = " L".join(f"{x + a:.1f},{y + b:.1f}" for a, b in _corners(entry.symbol, radius))
        sheet.shape(type="path", path=f"M{corners} Z", **fastened, **look)


def _corners(symbol: str, radius: float) -> list[tuple[float, float]]:
    """The corners of a glyph round its middle."""
    if symbol in POLYGONS:
        many, first = POLYGONS[symbol]
        turns = (2 * pi * (first + i / many) for i in range(many))
        return [(radius * cos(turn), radius * sin(turn)) for turn in turns]
    # what has no polygon of its own is drawn as a cross
    arm = radius * ARM
    quarter = [(arm, radius), (arm, arm), (radius, arm)]
    turned = [quarter]
    for _ in range(3):
        turned.append([(y, -x) for x, y in turned[-1]])
    return [corner for part in turned for corner in part]
