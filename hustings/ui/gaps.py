"""Gaps on Compare: each two of the picked on all axes, the widest first."""

import streamlit as st

from hustings import findings
from hustings.figures import tables
from hustings.scene import Scene


def show(scene: Scene) -> None:
    """A table of all gaps; nothing where no two of the picked share an axis."""
    found = findings.gaps(scene.data, scene.view)
    if found.rows.empty:
        return
    table = tables.gaps(scene, found)
    with st.expander(table.title, icon=":material/straighten:"):
        st.dataframe(table.frame, hide_index=True, alt=table.title)
