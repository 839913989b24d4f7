"""Grid page: order and pages of the rows, and the statements behind a clicked cell."""

import streamlit as st

from hustings import findings, query, words
from hustings.link import EVIDENCE
from hustings.scene import Scene
from hustings.ui import link_state, statement_list
from hustings.ui.anchors import statements_link
from hustings.ui.session import settle
from hustings.ui.text import hint, md, small

#: keys of the session: the order chosen, the cell whose statements are to be shown, the last one
_ORDER, _CELL, _LAST = "order of rows", "cell of the grid", "last cell of the grid"
#: statements of a cell that are shown before the reader goes to the full list
FIRST = 6


def controls(scene: Scene) -> Scene:
    """The order of the rows and whether types stand together; the scene with both."""
    options = list(findings.grid_orders(scene.data, scene.view))
    asked = scene.view.order
    options = options if asked in options else [*options, asked]
    picked = findings.named(scene.data, scene.view, scene.view.actor)
    # The link may have changed since this page last ran; the control follows it.
    st.session_state[_ORDER] = asked
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Order of the rows",
            options,
            format_func=lambda order: words.sentence(
                findings.order_words(scene.data, order, picked)
            )[:-1],
            key=_ORDER,
            filter_mode="contains",
            on_change=_reorder,
            width=300,
        )
        gather = False
        if scene.view.by != "type":
            gather = st.toggle("Gathered by actor type", key="gather", bind="query-params")
    return settle(scene, gather=gather)


def _reorder() -> None:
    """Put the chosen order into the link, and begin at its first page."""
    link_state.put("order", st.session_state[_ORDER], EVIDENCE)
    if "p" in st.session_state:
        st.session_state["p"] = 1


def pages(scene: Scene) -> Scene:
    """The page control; gives the scene with the page, which is in the link as `p`."""
    last = findings.grid(scene.data, scene.view).pages
    if scene.view.p > last:
        small(f"There is no page {scene.view.p:,}: the grid has {last:,}.")
    if last == 1:
        return scene
    return settle(scene, p=st.pagination(last, key="p", bind="query-params"))


def open_cell(point: list) -> None:
    """A click on a cell: show the statements behind it."""
    st.session_state[_CELL] = st.session_state[_LAST] = point[1:]


def open_again() -> None:
    """Another click on the same cell: show them again."""
    if _LAST in st.session_state:
        st.session_state[_CELL] = st.session_state[_LAST]


def statements(scene: Scene) -> None:
    """The statements behind the clicked cell, over the page."""
    if _CELL not in st.session_state:
        rows = words.many(scene.data.meta.unit)
        hint(f"Click a cell, or use the table below the chart, to read the {rows} behind it.")
        return
    group, axis = st.session_state.pop(_CELL)
    called = findings.axis_of(scene.data, axis).called
    (name,) = findings.named(scene.data, scene.view, (group,))
    st.dialog(md(f"{name} on {called}"), width="medium")(_cell)(scene, group, axis)


def _cell(scene: Scene, group: str, axis: str) -> None:
    """The newest statements of a group on an axis, and the way to all of them."""
    view, picks = scene.view, query.Picks(scene.view.by, (group,))
    total = query.totals(scene.data, view.filters, picks, (axis,))
    found = query.statements(scene.data, view.filters, picks, (axis,), "newest", FIRST)
    small(f"{min(len(found), total.statements)} of {total.statements}, newest first")
    statement_list.show(scene, found)
    label = words.all_statements(total.statements, scene.data.meta.unit)
    st.html(statements_link(scene, picks, (axis,), label))
