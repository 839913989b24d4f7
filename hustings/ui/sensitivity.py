"""Sensitivity on the evidence page: what other choices of evidence would change."""

import streamlit as st

from hustings import findings, query, words
from hustings.figures import sensitivity, tables
from hustings.scene import Scene
from hustings.ui import clicks, figure, figure_table
from hustings.ui.anchors import statements_link
from hustings.ui.text import prose


def show(scene: Scene) -> None:
    """What flips under which choice."""
    st.subheader("What other choices would change", anchor=False)
    found = findings.sensitivity(scene.data, scene.view)
    panel = sensitivity.panel(scene, found)
    if panel.empty:
        prose(words.sentence(panel.credit.headline))
    if found is None:
        return
    if not panel.empty:
        figure.show(scene, panel, on_pick=clicks.keep_cell)
        _one(scene, found)
    for text in found.sentences:
        prose(text)
    table = tables.sensitivity(found)
    figure_table.plain(table)
    if len(found.flips):
        table = tables.flips(scene, found)
        figure_table.folded("flips", table, ":material/swap_horiz:")
    table = tables.orders(found)
    figure_table.folded("orders", table, ":material/sort:")


def _one(scene: Scene, found: findings.SensitivityFinding) -> None:
    """The way to the statements, where the figure is of one group on one axis."""
    if len(found.drawn) == len(found.axes) == 1:
        axes = (found.axes[0].id,)
        (name,) = findings.named(scene.data, scene.view, found.drawn)
        label = f"{name} on {axes[0]}: the {words.many(scene.data.meta.unit)}"
        st.html(statements_link(scene, query.Picks(scene.view.by, found.drawn), axes, label))
