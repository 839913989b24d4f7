"""Correction on the evidence page: how much people have checked, positions corrected by it."""

import streamlit as st

from hustings import findings, words
from hustings.figures import tables
from hustings.scene import Scene
from hustings.ui import figure_table
from hustings.ui.text import prose


def show(scene: Scene) -> None:
    """How much is checked, and plain and corrected positions side by side; nothing if unsaid."""
    found = findings.correction(scene.data, scene.view)
    if found is None:
        return
    st.subheader("What people have checked", anchor=False)
    prose(words.sentence(found.headline))
    for text in found.sentences:
        prose(text)
    if found.axes.empty:
        return
    table = tables.corrected_axes(found, scene.data.meta.unit)
    figure_table.plain(table)
    if len(found.groups):
        table = tables.corrected_groups(found, scene.data.meta.unit)
        figure_table.folded("corrected", table, ":material/fact_check:")
