"""Coverage on the evidence page: who speaks about what, and counts of the statements."""

from datetime import date

import streamlit as st

from hustings import findings, words
from hustings.figures import tables
from hustings.figures.coverage import counts_panel, panel
from hustings.scene import Scene
from hustings.ui import clicks, figure, link_state, reasons, sections
from hustings.ui.text import hint, prose, small

#: what is counted whose concentration is told besides that of the groups
SKEWED = ("country", "publisher")


def pick_value(point: list) -> None:
    """A click on a bar: keep to its value, or lift that filter again."""
    _, key, value = point
    state = st.session_state
    if key == "year":
        first, last = date(int(value), 1, 1), date(int(value), 12, 31)
        again = (state["since"], state["until"]) == (first, last)
        since, until = (None, None) if again else (first, last)
        link_state.change(since=since, until=until)
    else:
        link_state.change(**{key: [] if state[key] == [value] else [value]})


def show(scene: Scene) -> None:
    """Who speaks about what, and what the statements are."""
    found = findings.coverage(scene.data, scene.view)
    if not found.by_group.empty:
        _speakers(scene, found)
    _counts(scene)


def _speakers(scene: Scene, found: findings.CoverageFinding) -> None:
    """Who speaks about what, and the statements behind a picked square."""
    figure.show(scene, panel(scene, found), on_pick=clicks.keep_cell)
    for text in (*found.sentences, findings.validated(scene.data)):
        prose(text)
    with st.expander("Who is silent on what", icon=":material/volume_off:"):
        for column, table in zip(st.columns(2), tables.silences(scene, found), strict=True):
            column.dataframe(table.frame, hide_index=True, alt=table.title)
            if table.whole:
                with column:
                    small(f"{table.title}.")
    reasons.show(findings.reasons(scene.data, scene.view.having(actor=())))
    if scene.view.axis:
        sections.statements(scene, scene.view.picks, scene.view.axis)
    else:
        rows = words.many(scene.data.meta.unit)
        hint(f"Click a square, or use the table below it, to read the {rows} behind it.")


def _counts(scene: Scene) -> None:
    """Statements by year, type, country, kind, source and publisher."""
    found, unit = findings.statement_counts(scene.data, scene.view), scene.data.meta.unit
    if not found:
        rows = words.many(unit)
        small(f"These {rows} have no date, type, country, kind, source or publisher to count.")
        return
    st.subheader("When, where and by whom", anchor=False)
    figure.show(scene, counts_panel(scene, found), on_pick=pick_value)
    hint("Click a blue bar, or choose it under Filter, to keep to it.")
    prose(" ".join(findings.skewed(c.skew, c.called, unit) for c in found if c.key in SKEWED))
