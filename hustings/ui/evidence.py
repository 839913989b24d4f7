"""Coverage on the evidence page: who speaks about what, and what the statements are."""

from datetime import date

import pandas as pd
import streamlit as st

from hustings import findings, query, words
from hustings.charts.bars import Bar, Panel, bars_chart
from hustings.charts.coverage import coverage_chart
from hustings.scene import Scene
from hustings.ui import figure, panels
from hustings.ui.text import prose, small

CELL_NOTES = (
    "One square for each group and axis, its area the number of statements; hollow: one statement; "
    "no square: silent. Click a square to read what it rests on."
)
BAR_NOTES = (
    "Share of all statements, every bar on one scale. Blue bars can be clicked to keep to them."
)
#: what is counted whose concentration is told besides that of the groups
SKEWED = ("country", "publisher")
#: axes named in a cell of a table
MOST_SILENT = 8


def pick_cell(point: list) -> None:
    """A click on a group's mark on an axis: keep to the two, or go back to all axes."""
    _, group, axis = point
    again = st.session_state["actor"] == [group] and st.session_state["axis"] == [axis]
    st.session_state["actor"] = [group]
    st.session_state["axis"] = [] if again else [axis]


def pick_value(point: list) -> None:
    """A click on a bar: keep to its value, or lift that filter again."""
    _, key, value = point
    state = st.session_state
    if key == "year":
        first, last = date(int(value), 1, 1), date(int(value), 12, 31)
        again = (state["since"], state["until"]) == (first, last)
        state["since"], state["until"] = (None, None) if again else (first, last)
    else:
        state[key] = [] if state[key] == [value] else [value]


def coverage(scene: Scene, found: findings.Evidence) -> None:
    """Who speaks about what, and the statements behind a picked square."""
    names = found.groups.group.tolist()
    drawn = len(names) < len(found.by_group)
    note = findings.axes_note(scene.data, found.axes, scene.view)
    if drawn:
        many = findings.GROUP_WORDS[scene.view.by][1]
        first = " and the picked first" if scene.view.actor else ""
        whole = f"{len(found.by_group):,} {many}"
        note = f"The {len(names)} of {whole} with most statements{first}. {note}"
    notes = f"{CELL_NOTES} {note}".strip()
    credit = figure.credit(scene, found.headline, found.subline, notes)
    figure.show(
        scene,
        figure.Panel(
            "coverage",
            lambda width: coverage_chart(
                found.cells, names, found.axes, scene.view.actor, credit, width
            ),
            found.cells.rename(columns={"n": "statements"}),
            credit,
        ),
        on_pick=pick_cell,
    )
    for text in found.sentences:
        prose(text)
    with st.expander("Who is silent on what", icon=":material/volume_off:"):
        left, right = st.columns(2)
        with left:
            st.dataframe(
                silence_table(found.by_group, "group", "axes spoken to"),
                hide_index=True,
                alt="Groups and the axes they are silent on",
            )
        with right:
            st.dataframe(
                silence_table(found.by_axis, "axis", "groups that speak"),
                hide_index=True,
                alt="Axes and the groups that are silent on them",
            )
    if scene.view.axis:
        panels.evidence(scene, scene.view.picks, scene.view.axis)
    else:
        small("Click a square to read the statements behind it.")


def silence_table(silences: pd.DataFrame, name: str, spoken: str) -> pd.DataFrame:
    """Silences for readers."""
    return pd.DataFrame(
        {
            name: silences.name,
            "statements": silences.n,
            spoken: silences.spoken,
            "silent": silences.silent.map(len),
            "silent on" if name == "group" else "who is silent": [
                words.listing(found, most=MOST_SILENT) for found in silences.silent
            ],
        }
    )


def counts(scene: Scene) -> None:
    """Statements by year, type, country, kind and publisher."""
    found = findings.statement_counts(scene.data, scene.view)
    if not found:
        small("These statements have no date, type, country, kind or publisher to count by.")
        return
    st.subheader("When, where and by whom", anchor=False)
    headline = findings.counts_headline(found)
    subline = findings.plain_subline(scene.data, scene.view)
    credit = figure.credit(scene, headline, subline, BAR_NOTES)
    figure.show(
        scene,
        figure.Panel(
            "statements-by",
            lambda width: bars_chart([bars(count) for count in found], credit, width),
            counts_table(found),
            credit,
        ),
        on_pick=pick_value,
    )
    prose(" ".join(findings.skewed(c.skew, c.called) for c in found if c.key in SKEWED))


def bars(count: findings.Count) -> Panel:
    """The bars of one count, years in their order."""
    shown = count.drawn
    rest = []
    if hidden := len(count.named) - len(shown):
        left = int(count.named.n.sum() - shown.n.sum())
        rest.append(f"{hidden:,} more with {words.evidence(left)}")
    if count.unstated:
        rest.append(f"{words.evidence(count.unstated)} without")
    clickable = count.key in (*query.FACETS, "year")
    return Panel(
        count.called[1].capitalize(),
        tuple(
            Bar(
                row.value,
                int(row.n),
                row.share,
                ("facet", count.key, row.value) if clickable else (),
            )
            for row in shown.itertuples()
        ),
        ", ".join(rest),
    )


def counts_table(found: tuple[findings.Count, ...]) -> pd.DataFrame:
    """All the bars for readers, and the values that have none."""
    parts = [
        pd.DataFrame(
            {
                "by": count.called[0],
                "value": count.values.value.fillna("not stated"),
                "statements": count.values.n,
                "share": count.values.share.round(4),
            }
        )
        for count in found
    ]
    return pd.concat(parts, ignore_index=True)
