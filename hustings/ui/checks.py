"""Reliability and sensitivity on the evidence page: coders, and other choices of evidence."""

import pandas as pd
import streamlit as st

from hustings import findings, query, words
from hustings.figures import checks
from hustings.scene import Scene
from hustings.ui import figure, statements
from hustings.ui.evidence import pick_cell
from hustings.ui.links import statements_link
from hustings.ui.text import prose


def pick_axis(point: list) -> None:
    """A click on an axis: keep to it, or go back to all of them."""
    _, axis = point
    st.session_state["axis"] = [] if st.session_state["axis"] == [axis] else [axis]


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
        for row in found.differing.itertuples():
            codes = " · ".join(f"{who} {words.signed(x)}" for who, x in row.stances.items())
            prose(f"{row.axis}: {codes}")
            statements.show(scene, said[said.statement_id == row.statement_id])


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
    st.dataframe(choice_table(found.summary), hide_index=True, alt="What each choice changes")
    if len(found.flips):
        with st.expander("Every position that changes side", icon=":material/swap_horiz:"):
            st.dataframe(
                checks.positions_table(found.flips, found.axes),
                hide_index=True,
                alt="Positions that change side",
            )
    with st.expander("The order on each axis under each choice", icon=":material/sort:"):
        st.dataframe(
            order_table(found.found.orders), hide_index=True, alt="Order under each choice"
        )


def _one(scene: Scene, found: findings.Choices) -> None:
    """The way to the statements, where the figure is of one group on one axis."""
    if len(found.drawn) == len(found.axes) == 1:
        axes = (found.axes[0].id,)
        label = f"{found.drawn[0]} on {axes[0]}: the statements"
        st.html(statements_link(scene, query.Picks(scene.view.by, found.drawn), axes, label))


def choice_table(summary: pd.DataFrame) -> pd.DataFrame:
    """What each choice changes, for readers."""
    share = summary.reversed / summary.pairs.where(summary.pairs > 0)
    return pd.DataFrame(
        {
            "choice": summary.choice,
            "positions compared": summary.compared,
            "change side": summary.flips,
            "left silent": summary.silent,
            "pairs in reversed order": summary.reversed,
            "share of pairs": share.map(words.percent, na_action="ignore"),
        }
    )


def order_table(orders: pd.DataFrame) -> pd.DataFrame:
    """The order of groups on each axis under each choice, for readers."""
    return pd.DataFrame(
        {
            "axis": orders.axis,
            "choice": orders.choice,
            "groups": orders.groups,
            "rank correlation": orders.correlation.round(3),
            "pairs": orders.pairs,
            "in reversed order": orders.flips,
            "left silent": orders.missing.map(len),
        }
    )
