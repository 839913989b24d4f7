"""Why there is no stance, on pages: one line, and a table of groups, axes and reasons below it."""

import streamlit as st

from hustings import findings
from hustings.figures import tables
from hustings.ui.text import small


def show(found: findings.ReasonsFinding) -> None:
    """How often there is which reason; nothing where there is none."""
    if not found.sentence:
        return
    small(found.sentence)
    table = tables.reasons(found)
    with st.expander("Who has no stance on what, and why", icon=":material/do_not_disturb_on:"):
        st.dataframe(table.frame, hide_index=True, alt=table.title)
        if table.whole:
            small(f"{table.title}.")
