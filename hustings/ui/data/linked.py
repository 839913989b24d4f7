"""The saved data set of the link on the page of one's own data: what it is, and its removal."""

import streamlit as st

from hustings import store, words
from hustings.store import Refused, Saved, StoreError
from hustings.ui import link_state
from hustings.ui.data import versions
from hustings.ui.text import md, prose

_TOLD = "own removal told"


def show() -> None:
    """What the link opens, how the next file becomes its new version, and how it is removed."""
    if told := st.session_state.pop(_TOLD, ""):
        st.info(md(told))
    try:
        saved = store.find(link_state.data_address())
    except (Refused, StoreError):
        return
    if saved is None:
        return
    until = f"kept until {words.day(saved.expires)}" if saved.expires else "kept without end"
    again = (
        "Drop the next file with the same header: what was said of this one is applied to it, and "
        "what you save of it names this version as the one before."
    )
    with st.container(border=True):
        day = words.day(saved.saved)
        prose(f"“{saved.title}”, version {saved.version}, saved on {day}, {until}.")
        if saved.header:
            prose(again)
        versions.of_saved(saved)
        with st.popover("Remove it", icon=":material/delete:", type="tertiary"):
            prose("With the key that was shown when it was saved. Its link then opens nothing.")
            st.text_input("Key", key="own removal key", type="password", max_chars=100)
            st.button("Remove", key="own removal", on_click=_remove, args=(saved,))


def _remove(saved: Saved) -> None:
    key = str(st.session_state["own removal key"]).strip()
    try:
        gone = store.remove(saved.hash, key)
    except (Refused, StoreError) as error:
        st.session_state[_TOLD] = str(error)
        return
    removed = "The data set is removed; its link opens nothing any more."
    wrong = "This is not the key of this data set; nothing was removed."
    st.session_state[_TOLD] = removed if gone else wrong
