"""Whose statements the list on Statements holds: of all, or of the picked; one click changes it.

Whom the data set picks to start with is nobody's choice and narrows no list; whom a link names or
a reader picks does.
"""

import streamlit as st

from hustings import query, words
from hustings.dataset import Dataset
from hustings.link import WHOSE, View
from hustings.scene import Scene
from hustings.ui import link_state
from hustings.ui.text import prose

#: the parameter of the link, which no widget is bound to
_NAME = "whose"
_FIRST = "link of the first run"


def whose(data: Dataset, page: str, by: str, picked: tuple[str, ...], asked: View) -> str:
    """Whose statements the list holds: as the link says, else by who is picked.

    Streamlit takes picks that are those of the data set out of the address. A link that names just
    these meant them, so that the address then says it in another way.
    """
    first = _FIRST not in st.session_state
    st.session_state[_FIRST] = True
    if st.query_params.get(_NAME) in WHOSE:
        return asked.whose
    if picked != tuple(link_state.default_picks(data, by)):
        return "picked"
    if first and page == "statements" and asked.whose == "picked" and picked:
        st.query_params[_NAME] = "picked"
        return "picked"
    return "all"


def keep_to(value: str) -> None:
    """Show the statements of all, or of the picked: a callback."""
    st.query_params[_NAME] = value


def by_picks() -> None:
    """Let the picks decide, from the callback of a new pick."""
    st.query_params.pop(_NAME, None)


def choice(scene: Scene) -> None:
    """How many statements there are in all and by the picked, and the way to the other list."""
    view, unit = scene.view, scene.data.meta.unit
    if not view.actor:
        return
    every = query.totals(scene.data, view.filters, axes=view.axis).statements
    some = query.totals(scene.data, view.filters, view.picks, view.axis).statements
    narrowed = view.whose == "picked"
    label = f"Show all {every:,}" if narrowed else f"Only these {some:,}"
    with st.container(horizontal=True, vertical_alignment="center", key="whose"):
        found = words.statements(every, unit).capitalize()
        prose(f"{found} found, {some:,} by your {len(view.actor)} picked.", width="content")
        if some != every:
            other = "all" if narrowed else "picked"
            st.button(label, key="list of others", type="tertiary", on_click=keep_to, args=(other,))
