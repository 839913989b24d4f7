"""The room of the desk: its parts to choose from, who sits there, undo, and the part chosen."""

import streamlit as st

from hustings import settings
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError
from hustings.ui.desk import parts, session
from hustings.ui.text import md, prose

_KEY = "desk view"


def show() -> None:
    """Draw the part that the address asks for, or what keeps it from being drawn."""
    try:
        seat = session.seat()
        if seat is not None:
            part = parts.chosen(seat)
            _head(seat, part)
            session.said()
            part.show(seat)
    except DeskError as error:
        st.error(md(error), icon=":material/error:")


def _head(seat: Seat, part: parts.Part) -> None:
    there = parts.offered(seat)
    st.session_state[_KEY] = part.name
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.segmented_control(
            "Part of the desk",
            list(there),
            key=_KEY,
            required=True,
            format_func=lambda name: there[name].title,
            on_change=lambda: parts.go(st.session_state[_KEY]),
            label_visibility="collapsed",
        )
        st.space("stretch")
        prose(f"{seat.who}, {seat.role}", width="content")
        if seat.may("undo"):
            st.button(
                "Undo",
                key="desk undo",
                icon=":material/undo:",
                shortcut="U",
                on_click=session.undo,
                args=(seat,),
                type="tertiary",
                help="Take back your last act",
            )
        if not settings.current().for_others:
            st.button("Change name", key="desk leave", on_click=session.leave, type="tertiary")
