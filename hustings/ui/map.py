"""Map page: groups that share a place, and groups that are not on the map."""

import streamlit as st

from hustings import findings, words
from hustings.figures import tables
from hustings.ui.text import prose


def together(found: findings.MapFinding) -> None:
    """Tell which groups share one place, so that points side by side are not misread."""
    if found.together:
        said = "; ".join(words.listing(group, most=words.MOST_NAMED) for group in found.together)
        with st.expander(
            f"{sum(map(len, found.together))} share a place with others",
            icon=":material/join_inner:",
        ):
            prose(f"At the very same place, drawn side by side: {said}.")


def absent(found: findings.MapFinding) -> None:
    """Who is not on the map, and on which axis they are silent."""
    if found.absent.empty:
        return
    table = tables.off_map(found)
    with st.expander(table.title, icon=":material/visibility_off:"):
        st.dataframe(table.frame, hide_index=True, alt="Groups that are not on the map")
