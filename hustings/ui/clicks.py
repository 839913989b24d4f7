"""Click callbacks of figures that pages share: each writes a selection into the link."""

import streamlit as st

from hustings.query import LEVEL
from hustings.ui import link_state


def pick_group(point: list) -> None:
    """A click on a point of the map: pick its group, or let go of it; an average is a type."""
    kind, group = point
    if kind == "average":
        group = f"type{LEVEL}{group}"
    picked = list(st.session_state["actor"])
    if group in picked:
        picked.remove(group)
    else:
        picked.append(group)
    link_state.change(actor=picked)


def keep_axis(axis: str) -> None:
    """A click on an axis: keep to it alone, or go back to all of them."""
    link_state.change(axis=[] if st.session_state["axis"] == [axis] else [axis])


def pick_group_or_axis(point: list) -> None:
    """A click on a mark of either kind."""
    kind, key = point
    if kind == "group":
        pick_group(point)
    else:
        keep_axis(key)


def keep_axis_of(point: list) -> None:
    """A click on a mark that ends in its axis: keep to that axis, or go back to all of them."""
    keep_axis(point[-1])


def keep_cell(point: list) -> None:
    """A click on a group's mark on an axis: keep to the two, or go back to all axes."""
    _, group, axis = point
    again = st.session_state["actor"] == [group] and st.session_state["axis"] == [axis]
    link_state.change(actor=[group], axis=[] if again else [axis])
