"""Dot plot of sensitivity: where a group would stand under each other choice of evidence."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.markers import one_statement
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import shorten, text_width
from hustings.dataset import Axis
from hustings.words import LADDER

#: px of one group's lane, of a row's heading (on a wide sheet and on a phone), and between rows
LANE, HEADING, NARROW_HEADING, GAP = 24, 24, 44, 12
#: px of the mark of a position as shown, and of the others
LARGE, SMALL = 15, 9
#: a choice that moves a position by less than this is not drawn beside it
STILL = 0.005
#: |position| below which it is called mixed
MIXED = LADDER[1][0]


def sensitivity_chart(
    positions: pd.DataFrame,
    axes: Sequence[Axis],
    groups: Sequence[str],
    labels: Sequence[str],
    base_label: str,
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw for each axis and group the position as shown, and round it those of other choices.

    Axes on which no choice moves any of the groups are left out.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, choice, base, other, n_base, n_other, flip` (see
        `hustings.measures.sensitivity.Sensitivity`).
    axes, groups : sequence
        Rows from top to bottom, and lanes inside each; a silent group has no lane.
    labels : sequence of str
        The choices, in the order of the legend.
    base_label : str
        What the position as shown is called there.

    Returns
    -------
    go.Figure
        Each mark's customdata is `["cell", group, axis]`.
    """
    sheet = Sheet()
    rank = {group: i for i, group in enumerate(groups)}
    part = moving(positions[positions.group.isin(rank)])
    start = part.drop_duplicates(["axis", "group"])
    narrow = width < 600
    heading = NARROW_HEADING if narrow else HEADING
    # Top of each axis, level of each lane, from top to bottom.
    tops: dict[str, tuple[int, int]] = {}
    levels: dict[tuple[str, str], float] = {}
    height = 0
    for axis in axes:
        there = sorted(start.group[start.axis == axis.id], key=lambda group: rank[group])
        if there:
            tops[axis.id] = (height, len(there))
            for i, group in enumerate(there):
                levels[axis.id, group] = height + heading + (i + 0.5) * LANE
            height += heading + LANE * len(there) + GAP
    moved = part[(part.other - part.base).abs() >= STILL]
    styles = _styles(labels)
    shown = [label for label in labels if label in set(moved.choice)]
    for name in (base_label, *shown):
        sheet.legend(name, styles.get(name, base.Style(*base.OTHER)))
    limit = 14 if narrow else 26
    widest = max((text_width(shorten(g, limit), base.AXIS) for g in groups), default=0)
    left = round(widest) + 14
    room = framed(sheet, credit, width, height, left=left, right=14, below=4)
    for axis in axes:
        if axis.id in tops:
            _add_row(sheet, axis, *tops[axis.id], room, narrow)
    for (key, group), y in levels.items():
        mine = part[(part.axis == key) & (part.group == group)]
        ends = pd.concat([mine.base, mine.other]).dropna()
        sheet.line((ends.min(), ends.max()), y, 1.5, base.OTHER[0], below=False)
        sheet.row_text(shorten(group, limit), y, "right", px=-8, name="label")
    known = {axis.id: axis for axis in axes}
    places = start[[(a, g) in levels for a, g in zip(start.axis, start.group, strict=True)]]
    _add_marks(sheet, places, "base", base_label, base.Style(*base.OTHER), levels, known)
    for label in shown:
        mine = moved[moved.choice == label]
        mine = mine[[(a, g) in levels for a, g in zip(mine.axis, mine.group, strict=True)]]
        _add_marks(sheet, mine, "other", label, styles[label], levels, known)
    # Room for a whole mark that stands at a pole.
    reach = room.inner / (room.inner - LARGE - 4)
    sheet.plain_axes((-reach, reach), (max(height, 1), 0))
    return sheet.figure()


def moving(positions: pd.DataFrame) -> pd.DataFrame:
    """The rows of those axes on which some choice moves some group."""
    moved = (positions.other - positions.base).abs() >= STILL
    return positions[positions.axis.isin(positions.axis[moved])]


def _styles(labels: Sequence[str]) -> dict[str, base.Style]:
    """A colour and shape for each choice, no two the same even when colours come round again."""
    n = len(base.COLOURS)
    return {
        label: base.Style(base.COLOURS[i % n], base.SYMBOLS[(i + 3 * (i // n)) % n])
        for i, label in enumerate(labels)
    }


def _add_marks(sheet, rows: pd.DataFrame, at: str, label: str, style, levels, known) -> None:
    """The marks of one choice."""
    sheet.marks(
        rows[at],
        [levels[a, g] for a, g in zip(rows.axis, rows.group, strict=True)],
        told=[_told(row, at, label, known[row.axis]) for row in rows.itertuples()],
        customdata=[["cell", g, a] for a, g in zip(rows.axis, rows.group, strict=True)],
        hollow=one_statement(rows[f"n_{at}"], next(iter(known.values())).unit),
        selected=0.9,
        style=style,
        size=LARGE if at == "base" else SMALL,
        opacity=0.9,
    )


def _told(row, at: str, label: str, axis: Axis) -> str:
    position, n = getattr(row, at), int(getattr(row, f"n_{at}"))
    said = f"{label}: {words.stands(position, n, axis)} ({words.signed(position)})"
    return base.hover(f"{shorten(row.group, 60)}, {axis.id}", said, words.statements(n, axis.unit))


def _add_row(sheet, axis: Axis, top: float, lanes: int, room: Room, narrow: bool) -> None:
    """Heading with poles, the band that is called mixed, lines at the poles and the middle."""
    heading = NARROW_HEADING if narrow else HEADING
    foot = top + heading + lanes * LANE
    limit = 18 if narrow else 36
    poles = [f"← {shorten(axis.low, limit)}", f"{shorten(axis.high, limit)} →"]
    # On a phone the name of the axis has a line of its own, above its poles.
    named, ends = (top + 12, top + 31) if narrow else (top + heading / 2,) * 2
    spare = room.inner - (0 if narrow else 2 * max(text_width(p, base.AXIS) for p in poles) + 12)
    name = axis.id
    while text_width(name, base.AXIS) * 1.08 > spare and len(name) > 8:
        name = shorten(axis.id, len(name) - 1)
    sheet.row_text(poles[0], ends, "left")
    sheet.row_text(name, named, "center", bold=True)
    sheet.row_text(poles[1], ends, "right")
    sheet.shape(
        type="rect", x0=-MIXED, x1=MIXED, y0=top + heading, y1=foot, layer="below",
        line=dict(width=0), fillcolor=base.ZERO, opacity=0.18,
    )  # fmt: skip
    for at in (-1, 0, 1):
        sheet.line(at, (top + heading, foot), 1.2 if at == 0 else 0.6)
