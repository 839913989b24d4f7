"""Words on the map: names beside their marks, and what stands in the four corners."""

from collections.abc import Iterator
from math import isnan

import pandas as pd

from hustings import words
from hustings.bidi import isolated
from hustings.charts import base
from hustings.charts.layout import Label, place_labels
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import fit, shorten, text_width
from hustings.dataset import Axis
from hustings.link import WHOLE, Window

#: px below which a figure has no room for numbers of statements below its names
NARROW = 500


def corners(
    x: Axis, y: Axis, room: Room, window: Window
) -> Iterator[tuple[str, tuple[int, int], tuple[str, str]]]:
    """What stands in each corner of the whole map, the corner as 0 or 1, and its anchors."""
    if window != WHOLE:
        # its corners need not lie in the quadrants that these words name
        return
    for ax, ay in ((0, 0), (0, 1), (1, 0), (1, 1)):
        text = f"{isolated((x.low, x.high)[ax])} · {isolated((y.low, y.high)[ay])}"
        anchors = ("left" if ax == 0 else "right", "bottom" if ay == 0 else "top")
        yield fit(text, room.inner / 2 - 8, base.NOTE), (ax, ay), anchors


def add_labels(
    sheet: Sheet,
    spots: pd.DataFrame,
    averages: pd.DataFrame,
    crosses: pd.DataFrame,
    x: Axis,
    y: Axis,
    room: Room,
    window: Window,
    only_picked: bool,
) -> None:
    """As many names as fit without touching: picked first, then averages, then by evidence.

    The names of the picked have their numbers of statements below; where they are not `only_picked`
    all others may have names too. No name lies on one of `crosses`, the intervals of the picked.
    """

    left, right, bottom, top = window

    def pixels(at_x, at_y):
        across, down = (at_x - left) / (right - left), (top - at_y) / (top - bottom)
        return across * room.inner, down * room.height

    labels, markers = [], []
    # to walk over rows takes as long as they have columns
    for row in spots[["group", "at_x", "at_y", "size", "picked", "n", "x_n", "y_n"]].itertuples():
        px, py = pixels(row.at_x, row.at_y)
        markers.append((px, py, row.size / 2))
        if only_picked and not row.picked:
            continue
        labels.append(
            Label(
                text=shorten(row.group),
                under=_evidence(row, x.unit) if row.picked and room.width >= NARROW else "",
                x=px,
                y=py,
                radius=row.size / 2 + 2,
                size=base.LABEL,
                priority=(1000 if row.picked else 0) + row.n / (1 + row.n),
                required=row.picked,
            )
        )
    for row in averages[["group", "x", "y"]].itertuples():
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
    for row in crosses[["x", "y", "x_low", "x_high", "y_low", "y_high"]].itertuples():
        for (x0, y0), (x1, y1) in (
            ((row.x_low, row.y), (row.x_high, row.y)),
            ((row.x, row.y_high), (row.x, row.y_low)),
        ):
            ends = (*pixels(x0, y0), *pixels(x1, y1))
            if not any(map(isnan, ends)):
                taken.append(ends)
    for text, (ax, ay), _anchors in corners(x, y, room, window):
        w, h = text_width(text, base.NOTE) + 6, base.NOTE * 1.5 + 4
        at = (0 if ax == 0 else room.inner - w), (0 if ay == 1 else room.height - h)
        taken.append((*at, at[0] + w, at[1] + h))
    placed = place_labels(labels, taken, (2, 2, room.inner - 2, room.height - 2), markers)
    named = spots[spots.picked] if only_picked else spots
    bold = [*named.picked, *([False] * len(averages))]
    quiet = [False] * len(named) + [True] * len(averages)
    for label, spot, strong, average in zip(labels, placed, bold, quiet, strict=True):
        if spot is None:
            continue
        look = "<b>{}</b>" if strong else "<i>{}</i>" if average else "{}"
        sheet.label(label, spot, room, look, 1 if strong or average else 0.85)


def _evidence(row, unit: str) -> str:
    """How many statements a point rests on, on either axis: "5 and 12 statements"."""
    if row.x_n == row.y_n:
        return words.statements(row.x_n, unit) + (" each" if row.x_n > 1 else " on each")
    return f"{row.x_n:,} and {words.statements(row.y_n, unit)}"
