"""Neighbours: who agrees most and least with one group, on Actor and on Compare."""

from html import escape

import pandas as pd
import streamlit as st

from hustings import findings, words
from hustings.charts.text_metrics import shorten
from hustings.link import urls
from hustings.measures.agreement import THIN
from hustings.scene import Scene
from hustings.ui.anchors import anchor
from hustings.ui.text import small

#: groups shown as nearest and as farthest
MOST_NEAR = 8
#: letters of a group's name
LONGEST = 80

_CELL = "padding:0.35rem 0.75rem 0.35rem 0;border:0;vertical-align:baseline;text-align:{}"


def of_one(scene: Scene, found: findings.CompareFinding) -> None:
    """For one picked group: the nearest and the farthest of all others."""
    (group,) = found.groups
    if found.cells.empty:
        small(f"{group} has no position to compare.")
        return
    near_and_far(scene, group, found.others)


def near_and_far(scene: Scene, group: str, others: pd.DataFrame) -> None:
    """Two tables: who agrees most with a group and who least, thin evidence named as such.

    Parameters
    ----------
    group : str
        The group that the others are compared with.
    others : DataFrame
        `group, agreement, shared, n, thin`, those who agree most first. Nobody stands in both
        tables.
    """
    if others.empty:
        small(f"Nobody shares two axes with {group} under these filters.")
        return
    near = min(MOST_NEAR, -(-len(others) // 2))
    far = min(MOST_NEAR, len(others) // 2)
    parts = {
        "Nearest": ("to", others.head(near)),
        "Farthest": ("from", others.iloc[::-1].head(far)),
    }
    for column, (label, (way, part)) in zip(st.columns(2), parts.items(), strict=True):
        if len(part):
            with column:
                st.subheader(label, anchor=False)
                st.html(_table(scene, group, f"{label} {way} {group}", part))
    small(
        f"A name leads to its statements beside those of {group}. "
        f"Thin: {THIN}; such an agreement says little."
    )


def _table(scene: Scene, group: str, label: str, part: pd.DataFrame) -> str:
    head = "".join(
        f'<th scope="col" style="{_CELL.format(side)};font-weight:400">{said}</th>'
        for said, side in (("group", "left"), ("agreement", "right"), ("rests on", "left"))
    )
    rows = "".join(_row(scene, group, row) for row in part.itertuples())
    return (
        f'<table aria-label="{escape(label)}" style="width:100%;border-collapse:collapse;'
        f'line-height:1.35"><thead style="font-size:0.8rem;opacity:0.75"><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(scene: Scene, group: str, row) -> str:
    both = urls.relative_view("compare", scene.view.having(actor=(group, row.group)))
    name = anchor(both, shorten(row.group, LONGEST))
    rests = f"{row.shared} axes, {words.statements(row.n)}{'; thin' if row.thin else ''}"
    return (
        '<tr style="border-top:1px solid rgba(128,128,128,0.3)">'
        f'<th scope="row" style="{_CELL.format("left")};font-weight:400;'
        f'overflow-wrap:anywhere">{name}</th>'
        f'<td style="{_CELL.format("right")};white-space:nowrap">{words.percent(row.agreement)}'
        f'</td><td style="{_CELL.format("left")};font-size:0.85rem">'
        f"{escape(rests)}</td></tr>"
    )
