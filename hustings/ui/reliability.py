"""Reliability on the evidence page: how far coders agree, and where they differ most."""

import streamlit as st

from hustings import findings, query, words
from hustings.figures.reliability import panel
from hustings.measures.reliability import METRICS
from hustings.scene import Scene
from hustings.ui import clicks, figure, statement_list
from hustings.ui.session import settle
from hustings.ui.text import prose


def show(scene: Scene) -> None:
    """Alpha for each axis, and the widest disagreements side by side."""
    st.subheader("How far coders agree", anchor=False)
    found = findings.reliability(scene.data, scene.view)
    if not found.units:
        prose(f"{words.sentence(found.headline)} There is nothing to hold one coder's reading to.")
        return
    metric = st.selectbox(
        "Differences count by",
        list(METRICS),
        key="metric",
        bind="query-params",
        width=200,
        help="; ".join(f"{name}: {text}" for name, text in METRICS.items()),
    )
    scene = settle(scene, metric=metric)
    found = findings.reliability(scene.data, scene.view)
    figure.show(scene, panel(scene, found), on_pick=clicks.keep_axis_of)
    for said in findings.coding_limit(scene.data):
        prose(said)
    _disagreements(scene, found)


def _disagreements(scene: Scene, found: findings.ReliabilityFinding) -> None:
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
        coded = findings.codes_of(scene.data, scene.view, said)
        for row in found.differing.itertuples():
            codes = " · ".join(f"{who} {words.signed(x)}" for who, x in row.stances.items())
            prose(f"{row.axis}: {codes}")
            statement_list.show(scene, said[said.statement_id == row.statement_id], coded)
