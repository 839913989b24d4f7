"""Reliability and sensitivity on the evidence page: coders, and other choices of evidence."""

import streamlit as st

from hustings import findings, query, words
from hustings.export.statements import shown_codes
from hustings.figures import checks, tables
from hustings.scene import Scene
from hustings.ui import figure, panels, statements
from hustings.ui.evidence import pick_cell
from hustings.ui.links import statements_link
from hustings.ui.text import prose


def pick_axis(point: list) -> None:
    """A click on an axis: keep to it, or go back to all of them."""
    _, axis = point
    panels.keep_axis(axis)


def reliability(scene: Scene) -> None:
    """Alpha for each axis, and the widest disagreements side by side."""
    st.subheader("How far coders agree", anchor=False)
    found = findings.coders(scene.data, scene.view)
    if not found.units:
        prose(f"{words.sentence(found.headline)} There is nothing to hold one coder's reading to.")
        return
    figure.show(scene, checks.reliability_panel(scene, found), on_pick=pick_axis)
    _disagreements(scene, found)


def _disagreements(scene: Scene, found: findings.Coders) -> None:
    share = words.percent(found.differing_count / found.units)
    prose(
        f"Coders differ by half a step of the scale or more on {found.differing_count:,} of "
        f"{found.units:,} judgements ({share})."
    )
    if found.differing.empty:
        return
    with st.expander(
        f"The widest {len(found.differing)} disagreements side by side", icon=":material/compare:"
    ):
        said = query.by_ids(scene.data, tuple(dict.fromkeys(found.differing.statement_id)))
        coded = shown_codes(scene, said)
        for row in found.differing.itertuples():
            codes = " · ".join(f"{who} {words.signed(x)}" for who, x in row.stances.items())
            prose(f"{row.axis}: {codes}")
            statements.show(scene, said[said.statement_id == row.statement_id], coded)


def sensitivity(scene: Scene) -> None:
    """What flips under which choice."""
    st.subheader("What other choices would change", anchor=False)
    found = findings.choices(scene.data, scene.view)
    if found is None:
        prose("There is no position to hold other choices against.")
        return
    panel = checks.choices_panel(scene, found)
    if panel.empty:
        prose(words.sentence(panel.credit.headline))
    else:
        figure.show(scene, panel, on_pick=pick_cell)
        _one(scene, found)
    for text in found.sentences:
        prose(text)
    table = tables.choices(found)
    st.dataframe(table.frame, hide_index=True, alt=table.title)
    if len(found.flips):
        table = tables.flips(found)
        with st.expander(table.title, icon=":material/swap_horiz:"):
            st.dataframe(table.frame, hide_index=True, alt="Positions that change side")
    table = tables.orders(found)
    with st.expander(table.title, icon=":material/sort:"):
        st.dataframe(table.frame, hide_index=True, alt="Order under each choice")


def _one(scene: Scene, found: findings.Choices) -> None:
    """The way to the statements, where the figure is of one group on one axis."""
    if len(found.drawn) == len(found.axes) == 1:
        axes = (found.axes[0].id,)
        label = f"{found.drawn[0]} on {axes[0]}: the statements"
        st.html(statements_link(scene, query.Picks(scene.view.by, found.drawn), axes, label))
