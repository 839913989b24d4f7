"""Neighbours: who agrees most and least with one group, on Actor and on Compare."""

from html import escape

import pandas as pd
import streamlit as st

from hustings import findings, words
from hustings.charts.text_metrics import shorten
from hustings.dataset import Axis
from hustings.link import urls
from hustings.measures.agreement import thin_words
from hustings.scene import Scene
from hustings.ui.anchors import anchor
from hustings.ui.text import safe, small

#: rows of one table
MOST_ROWS = 16
#: letters of a group's name
LONGEST = 80

_CELL = "padding:0.35rem 0.75rem 0.35rem 0;border:0;vertical-align:baseline;text-align:{}"


def of_one(scene: Scene, found: findings.CompareFinding) -> None:
    """For one picked group: the nearest and the farthest of all others."""
    (group,) = found.groups
    near_and_far(scene, group, found.others, found.axes)


def near_and_far(
    scene: Scene, group: str, others: pd.DataFrame, axes: tuple[Axis, ...] | None = None
) -> None:
    """Two tables: who agrees most with a group and who least, and a fold of those on thin evidence.

    Parameters
    ----------
    group : str
        The group that the others are compared with.
    others : DataFrame
        What `findings.with_all_others` gives.
    axes : tuple of Axis, optional
        Those on which they were compared; all by default.
    """
    (name,) = findings.named(scene.data, scene.view, (group,))
    if others.empty:
        small(f"Nobody shares two axes with {name} under these filters.")
        return
    axes = axes or scene.data.axes
    positions = findings.group_positions(scene.data, scene.view.having(actor=(group,)))
    positions = positions[positions.axis.isin([axis.id for axis in axes])]
    found = findings.nearest_and_farthest(positions, group, others, axes)
    parts = {"Nearest": ("to", found.near), "Farthest": ("from", found.far)}
    for column, (label, (way, part)) in zip(st.columns(2), parts.items(), strict=True):
        if len(part):
            with column:
                st.subheader(label, anchor=False)
                st.html(_table(scene, group, f"{label} {way} {name}", part))
    if len(found.thin):
        thin = f"{len(found.thin):,} more on thin evidence"
        with st.expander(thin, icon=":material/more_horiz:"):
            st.html(_table(scene, group, f"Thin evidence, nearest to {name} first", found.thin))
    unit = scene.data.meta.unit
    small(
        "In order of the agreement to be expected: positions on thin evidence count as nearer to "
        f"the average of all. A name leads to its {words.many(unit)} beside those of {name}. "
        f"Thin: {thin_words(unit)}; such an agreement says little."
    )


def _table(scene: Scene, group: str, label: str, part: pd.DataFrame) -> str:
    heads = (("group", "left"), ("agreement", "right"), ("expected", "right"), ("why", "left"))
    head = "".join(
        f'<th scope="col" style="{_CELL.format(side)};font-weight:400">{said}</th>'
        for said, side in heads
    )
    rows = "".join(_row(scene, group, row) for row in part.head(MOST_ROWS).itertuples())
    left = len(part) - MOST_ROWS
    rest = f'<tr><td colspan="{len(heads)}">and {left:,} more</td></tr>' if left > 0 else ""
    return (
        f'<table aria-label="{escape(label)}" style="width:100%;border-collapse:collapse;'
        f'line-height:1.35"><thead style="font-size:0.8rem;opacity:0.75"><tr>{head}</tr></thead>'
        f"<tbody>{rows}{rest}</tbody></table>"
    )


def _row(scene: Scene, group: str, row) -> str:
    both = urls.relative_view("compare", scene.view.having(actor=(group, row.group)))
    (called,) = findings.named(scene.data, scene.view, (row.group,))
    name = anchor(both, shorten(called, LONGEST))
    said = words.statements(row.n, scene.data.meta.unit)
    rests = f"{'; ' if row.reason else ''}{row.shared} axes, {said}"
    number = f'<td style="{_CELL.format("right")};white-space:nowrap">'
    return (
        '<tr style="border-top:1px solid rgba(128,128,128,0.3)">'
        f'<th scope="row" style="{_CELL.format("left")};font-weight:400;'
        f'overflow-wrap:anywhere">{name}</th>'
        f"{number}{words.percent(row.agreement)}</td>{number}{words.percent(row.expected)}</td>"
        f'<td style="{_CELL.format("left")};font-size:0.85rem">{safe(row.reason)}'
        f'<span style="opacity:0.75">{safe(rests)}</span></td></tr>'
    )
