"""Widgets for axes, order and drawing: bound ones in the sidebar, twins at the head of a page.

The bound widgets never move: a bound widget that is drawn in another place after a change of page
no longer writes the address. At the head of a page stand twins that are not bound: they show what
the bound ones hold and hand on what is chosen.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from hustings import query
from hustings.axes import by_poles
from hustings.cache import cached
from hustings.charts.text_metrics import text_width
from hustings.dataset import Dataset
from hustings.link import INTERVALS, View
from hustings.ui import link_state
from hustings.ui.text import md, small

#: page -> the widgets that stand at its head
HEADS = {
    "": ("x", "y"),
    "compare": ("axis",),
    "grid": ("axis",),
    "statements": ("axis", "sort"),
    "actor": ("axis",),
    "agreement": ("axis",),
    "landscape": ("axis",),
    "divides": ("axis",),
    "change": ("axis",),
    "evidence": ("axis",),
}
#: the widgets that choose axes: the bound ones write ids, the twins are read
OF_AXES = ("x", "y", "axis", "flip")
#: the map's further choices, folded away at its head
OPTIONS = ("interval", "averages")
#: px of a picker of one axis at least and at most, and of its own frame in that
NARROW, WIDE, FRAME = 165, 205, 48
#: size of its letters in px, less what `text_width` reckons too much
LETTERS = 15
#: px between two of them
GAP = 16


def _one_axis(label: str) -> Callable:
    def widget(data: Dataset, **how):
        return st.selectbox(label, _ids(data), filter_mode="contains", **how)

    return widget


@cached
def _said(data: Dataset) -> dict[str, str]:
    """What the lists say of each axis; worked out once, since axes can be thousands."""
    return by_poles(data.axes)


@cached
def _width(data: Dataset) -> int:
    """px of a picker of one axis, the same whichever is chosen."""
    widest = max(text_width(said, LETTERS) for said in _said(data).values())
    return round(min(WIDE, max(NARROW, widest + FRAME)))


def _axes(data: Dataset, **how):
    return st.multiselect(
        "Axes",
        _ids(data),
        placeholder="All axes",
        width=320,
        filter_mode="contains",
        select_all=False,
        **how,
    )


def _flip(data: Dataset, **how):
    about = "The two poles of an axis change places, and every number on it its sign."
    return st.multiselect(
        "Turn axes round",
        _ids(data),
        placeholder="None",
        help=about,
        width=360,
        filter_mode="contains",
        select_all=False,
        **how,
    )


def _sort(data: Dataset, **how):
    said = "; ".join(f"{key}: {text}" for key, text in query.SORTS.items())
    return st.selectbox("Order", list(query.SORTS), help=said, width=150, **how)


def _interval(data: Dataset, **how):
    about = "Thin crosses: 90 % intervals of the positions."
    return st.segmented_control("Intervals", list(INTERVALS), required=True, help=about, **how)


def _averages(data: Dataset, **how):
    return st.toggle("Averages of actor types", **how)


_WIDGETS = {
    "x": _one_axis("Left to right"),
    "y": _one_axis("Bottom to top"),
    "axis": _axes,
    "flip": _flip,
    "sort": _sort,
    "interval": _interval,
    "averages": _averages,
}


def _ids(data: Dataset) -> list[str]:
    return [axis.id for axis in data.axes]


def bound(data: Dataset, start: View) -> dict:
    """The widgets of the link, in the place where they always are; gives what they hold."""
    ids = _ids(data)
    default: dict[str, dict[str, Any]] = {
        "x": {"index": ids.index(start.x)},
        "y": {"index": ids.index(start.y)},
        "interval": {"default": start.interval},
        "averages": {"value": start.averages},
    }
    found = {
        name: widget(data, key=name, bind="query-params", **default.get(name, {}))
        for name, widget in _WIDGETS.items()
    }
    return found | {name: tuple(found[name]) for name in ("axis", "flip")}


def head(data: Dataset, page: str) -> None:
    """The twins at the head of a page."""
    if page != "":
        for name in HEADS.get(page, ()):
            _twin(name, data)
        if page in HEADS:
            with st.popover("Options", icon=":material/tune:"):
                _twin("flip", data)
        return
    # x and y stay side by side on a phone, where the row breaks.
    with st.container(horizontal=True, width=2 * _width(data) + GAP):
        for name in HEADS[page]:
            _twin(name, data)
    with st.popover("Options", icon=":material/tune:"):
        st.button("Swap the axes", icon=":material/swap_horiz:", on_click=_swap)
        said = _said(data)
        for axis in dict.fromkeys((st.session_state["x"], st.session_state["y"])):
            st.button(
                f"Turn {md(said[axis])} round",
                key=f"turn {axis}",
                icon=":material/sync_alt:",
                on_click=_turn,
                args=(axis,),
            )
        for name in OPTIONS:
            _twin(name, data)


def in_full(data: Dataset, page: str) -> None:
    """The names of the chosen axes that a picker cuts or does not show, in a quiet line."""
    wanted = [st.session_state[name] for name in HEADS.get(page, ()) if name in ("x", "y", "axis")]
    chosen = {key for value in wanted for key in ([value] if isinstance(value, str) else value)}
    said, room = _said(data), _width(data) - FRAME
    cut = {axis for axis in chosen if text_width(said[axis], LETTERS) > room}
    small(" · ".join(axis.heading for axis in data.axes if axis.id in cut))


def _twin(name: str, data: Dataset) -> None:
    key = f"{name} here"
    st.session_state[key] = st.session_state[name]
    how = {"format_func": _said(data).__getitem__} if name in OF_AXES else {}
    _WIDGETS[name](data, key=key, on_change=_hand_on, args=(name, key), **how)


def _hand_on(name: str, key: str) -> None:
    st.session_state[name] = st.session_state[key]


def _swap() -> None:
    state = st.session_state
    link_state.change(x=state["y"], y=state["x"])


def _turn(axis: str) -> None:
    flip = st.session_state["flip"]
    kept = [each for each in flip if each != axis]
    link_state.change(flip=kept if axis in flip else [*flip, axis])
