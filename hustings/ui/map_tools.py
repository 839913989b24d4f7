"""Tools below the map: zoom and its reset, lasso, the picked alone, and who lies under a click."""

from base64 import b64decode
from collections.abc import Sequence
from typing import Literal

import numpy as np
import streamlit as st

from hustings import findings
from hustings.findings import GROUP_WORDS
from hustings.link import zoomed
from hustings.scene import Scene
from hustings.ui import clicks, link_state
from hustings.ui.session import settle
from hustings.ui.text import md, small

#: what dragging does, by what the control says
DRAGS: dict[str, Literal["", "box", "lasso"]] = {"Click": "", "Lasso": "lasso", "Zoom": "box"}
#: who is picked by one lasso at the most, and named near a click at the most
MOST_LASSOED, MOST_NEAR = 20, 24
#: px between two marks up to which they lie together: those of one place are drawn side by side
TOGETHER = 6
#: share of a window that is left free round the picked
MARGIN = 0.15
#: keys of the session: what dragging does, and whose mark was clicked last
_DRAG, _CLICKED = "drag", "clicked"


def choose(scene: Scene) -> Scene:
    """The scene with what stands in the tools, which are drawn below the map."""
    only = st.session_state.get("only", scene.view.only)
    return settle(scene, only=only)


def drag() -> Literal["", "box", "lasso"]:
    """What dragging on the map does: "", "lasso" or "box"."""
    return DRAGS[st.session_state.get(_DRAG) or "Click"]


def pick(point: list) -> None:
    """A click on a mark: pick its group, and remember it for the list of those who lie there."""
    st.session_state[_CLICKED] = point
    clicks.pick_group(point)


def dragged(marks: Sequence[list], across: tuple[float, float], up: tuple[float, float]) -> None:
    """A lasso picks all in it, beside those picked; a box is what the map shows next."""
    if drag() == "box":
        st.session_state[_DRAG] = "Click"
        _zoom(zoomed(*across, *up))
        return
    st.session_state.pop(_CLICKED, None)
    picked = list(st.session_state["actor"])
    # the middle of a mark may be a mark of its own
    there = dict.fromkeys(group for kind, group in marks if kind == "group")
    fresh = [group for group in there if group not in picked]
    if len(fresh) > MOST_LASSOED:
        st.toast(f"The lasso holds {len(fresh):,}; {MOST_LASSOED} of them are picked.")
    link_state.change(actor=[*picked, *fresh[:MOST_LASSOED]])


def below(scene: Scene, found: findings.MapFinding, sent: dict) -> None:
    """What stands below the map as it is sent: the tools, and who lies where was clicked."""
    _tools(scene, found)
    _company(scene, sent)


def _tools(scene: Scene, found: findings.MapFinding) -> None:
    view = scene.view
    with st.container(horizontal=True, vertical_alignment="center", key="map tools"):
        st.segmented_control(
            "Dragging on the map",
            list(DRAGS),
            default="Click",
            required=True,
            key=_DRAG,
            label_visibility="collapsed",
            help="Click: a click picks. Lasso: draw round those to pick. "
            "Zoom: draw a box to see it larger.",
        )
        named = found.points[found.points.group.isin(view.actor)]
        if view.zoom:
            st.button(
                "Whole map", icon=":material/zoom_out_map:", on_click=_zoom, args=("",), key="whole"
            )
        elif len(named):
            st.button(
                "Zoom to the picked",
                icon=":material/zoom_in:",
                on_click=_zoom,
                args=(round_the(named),),
                key="zoom in",
            )
        st.toggle(
            f"Picked {GROUP_WORDS[view.by][1]} only",
            key="only",
            bind="query-params",
            help="Without the grey field of all others.",
        )


def round_the(points) -> str:
    """The window, as a link spells it, that holds these points with some room round them."""
    ends: list[float] = []
    for axis in ("x", "y"):
        low, high = points[axis].min(), points[axis].max()
        room = max(high - low, 0.3) * MARGIN
        ends += [low - room, high + room]
    return zoomed(*ends)


def _company(scene: Scene, sent: dict) -> None:
    """Those whose marks touch the one that was clicked last, each to be picked by its name."""
    point = st.session_state.get(_CLICKED)
    # a click that let go of a mark, or one that Back has undone, is about nobody
    if not point or point[1] not in scene.view.actor:
        return
    known = findings.names(scene.data, scene.view)
    near = touching(sent, [point[0], known.get(point[1], point[1])])
    if not near:
        return
    groups = findings.by_name(scene.data, scene.view)
    options = {md(name): groups.get(name, name) for name in near[:MOST_NEAR]}

    def chosen() -> None:
        if group := options.get(st.session_state["near"]):
            picked = list(st.session_state["actor"])
            link_state.change(actor=picked if group in picked else [*picked, group])

    more = len(near) - len(options)
    said = f"{len(near)} more lie where you clicked: pick one by its name"
    small(f"{said}, or zoom in for the other {more}." if more > 0 else f"{said}.")
    st.pills(
        "Those who lie there",
        list(options),
        key="near",
        on_change=chosen,
        label_visibility="collapsed",
    )


def touching(figure: dict, point: list) -> list[str]:
    """The groups whose marks touch that of a point, or nearly so, nearest first.

    Parameters
    ----------
    figure : dict
        The map as the browser gets it; its marks have `[kind, group]` as customdata.
    point : list
        Such a pair.
    """
    layout = figure["layout"]
    margin = layout["margin"]
    wide = layout["width"] - margin["l"] - margin["r"]
    high = layout["height"] - margin["t"] - margin["b"]
    scales = []
    for px, axis in ((wide, layout["xaxis"]), (high, layout["yaxis"])):
        start, end = axis["range"]
        scales.append(px / (end - start))
    marks = []
    for trace in figure["data"]:
        if "customdata" not in trace:
            continue
        x, y, size = (_numbers(each) for each in (trace["x"], trace["y"], trace["marker"]["size"]))
        sizes = np.broadcast_to(size, len(x)) / 2
        places = zip(trace["customdata"], x * scales[0], y * scales[1], sizes, strict=True)
        marks += [(list(said), *place) for said, *place in places]
    own = next((mark for mark in marks if mark[0] == point), None)
    if own is None:
        return []
    found = []
    for said, x, y, radius in marks:
        apart = ((x - own[1]) ** 2 + (y - own[2]) ** 2) ** 0.5
        if said != point and said[0] == "group" and apart < radius + own[3] + TOGETHER:
            found.append((apart, said[1]))
    return list(dict.fromkeys(group for _, group in sorted(found)))


def _numbers(sent: dict | list | float) -> np.ndarray:
    """Numbers, as Plotly sends them: most of them as bytes in base64."""
    if isinstance(sent, dict):
        return np.frombuffer(b64decode(sent["bdata"]), sent["dtype"]).astype(float)
    return np.array(sent, float)


def _zoom(window: str) -> None:
    """Let the map show a part of itself, or all of it where the window is empty."""
    if window:
        st.query_params["zoom"] = window
    else:
        st.query_params.pop("zoom", None)
