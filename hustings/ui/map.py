"""Map page: groups that share a place, and groups that are not on the map."""

import streamlit as st

from hustings import findings, words
from hustings.figures import tables
from hustings.scene import Scene
from hustings.ui import figure_table
from hustings.ui.text import prose, small


def together(scene: Scene, found: findings.MapFinding) -> None:
    """Tell which groups share one place, so that points side by side are not misread."""
    if found.together:
        known = findings.names(scene.data, scene.view)
        named = ([known.get(group, group) for group in groups] for groups in found.together)
        said = "; ".join(words.listing(groups, most=words.MOST_NAMED) for groups in named)
        with st.expander(
            f"{sum(map(len, found.together))} share a place with others",
            icon=":material/join_inner:",
        ):
            prose(f"At the very same place, drawn side by side: {said}.")


def beside(scene: Scene) -> None:
    """Tell which of the picked stand in a picked type or country as well."""
    if said := findings.inside(scene.data, scene.view):
        small(said)


def absent(scene: Scene, found: findings.MapFinding) -> None:
    """Who is not on the map, and on which axis they are silent."""
    if found.absent.empty:
        return
    table = tables.off_map(scene, found)
    figure_table.folded("off the map", table, ":material/visibility_off:")
