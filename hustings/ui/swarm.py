"""All statements on one axis on the divides page; a click on a dot opens its statement."""

import streamlit as st

from hustings import findings, query, words
from hustings.figures.swarm import panel
from hustings.scene import Scene
from hustings.ui import figure, sections, statement_list
from hustings.ui.text import hint, small


def section(scene: Scene) -> None:
    """The figure, then the statements that were clicked."""
    found = findings.swarm(scene.data, scene.view)
    if found.axis is None:
        return
    unit = scene.data.meta.unit
    st.subheader(f"Every {words.one(unit)} on one axis", anchor=False)
    if len(scene.view.axis) != 1 and len(scene.data.axes) > 1:
        which = "the first that is chosen" if scene.view.axis else "the one that divides most"
        small(f"The axis is {which}; choose another above.")
    figure.show(scene, panel(scene, found), on_pick=_pick)
    if scene.view.id:
        opened = query.by_ids(scene.data, scene.view.id[: sections.FIRST_STATEMENTS])
        if opened.empty:
            small(f"The {words.one(unit)} that this link names is not in these data.")
        else:
            statement_list.show(scene, opened)
    else:
        hint(f"Click a dot to read its {words.one(unit)}.")


def _pick(point: list) -> None:
    _, *ids = point
    st.query_params["id"] = ids
