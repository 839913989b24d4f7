"""Of one article: title and source to correct, being done with it, the next one, its end."""

import streamlit as st

from hustings.desk.desk import Desk
from hustings.desk.events import Row
from hustings.desk.seat import Seat
from hustings.ui.desk import parts, session
from hustings.ui.text import md, prose, small

#: column -> label
FIELDS = {
    "title": "Title",
    "publisher": "Publisher",
    "url": "Address",
    "date": "Date",
    "note": "Note for everybody",
}
_SURE = "desk sure"


def show(seat: Seat, document: Row) -> None:
    """Title and source above the text."""
    st.subheader(md(document["title"] or "Without a title"), anchor=False)
    said = [document["publisher"], document["date"], f"{len(document['text'].split()):,} words"]
    small(" · ".join(each for each in [*said, document["url"], document["note"]] if each))


def below(seat: Seat, document: Row, done: bool) -> None:
    """What is done with the article as a whole."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if seat.may("finish"):
            _done(seat, document, done)
        st.button(
            "Next article", key="desk next", shortcut="A", on_click=_next, args=(seat, document)
        )
        if seat.may("change_document"):
            with st.popover("About this article", icon=":material/edit:"):
                _fields(seat, document)


def _done(seat: Seat, document: Row, done: bool) -> None:
    if done:
        prose("You are done with this article: your codes rest as they are.", width="content")
    elif st.session_state.get(_SURE) == document["id"]:
        prose(
            "Your codes can no longer be changed then, and those of others can be seen.",
            width="content",
        )
        st.button("Yes, done", key="desk yes", type="primary", shortcut="Y", on_click=_finish,
                  args=(seat, document["id"]))  # fmt: skip
        st.button("Not yet", key="desk not yet", shortcut="Esc", on_click=_sure, args=("",))
    else:
        st.button(
            "I am done", key="desk done", icon=":material/done_all:", shortcut="D",
            on_click=_sure, args=(document["id"],),
        )  # fmt: skip


def _sure(document: str) -> None:
    st.session_state[_SURE] = document


def _finish(seat: Seat, document: str) -> None:
    _sure("")
    session.attempt(seat, Desk.finish, document)


def _next(seat: Seat, document: Row) -> None:
    """The next article that this person is not done with, in the order of the overview."""
    rows = seat.documents()
    here = next((i for i, row in enumerate(rows) if row["id"] == document["id"]), -1)
    order = [*rows[here + 1 :], *rows[: here + 1]]
    left = [row for row in order if seat.who not in row["done"]] or order
    if left:
        parts.go("article", left[0]["id"])


def _fields(seat: Seat, document: Row) -> None:
    with st.form(f"about {document['id']}", border=False):
        for name, label in FIELDS.items():
            st.text_input(label, value=document[name], key=f"{name} of {document['id']}")
        st.form_submit_button("Save", on_click=_change, args=(seat, document["id"]))
    if seat.may("remove_document"):
        small("It goes with its statements and everybody's codes; undo brings all of it back.")
        st.button("Remove this article", key="desk remove", on_click=_remove,
                  args=(seat, document["id"]))  # fmt: skip


def _change(seat: Seat, document: str) -> None:
    said = {name: str(st.session_state[f"{name} of {document}"]).strip() for name in FIELDS}
    session.attempt(seat, Desk.change_document, document, **said)


def _remove(seat: Seat, document: str) -> None:
    session.attempt(seat, Desk.remove_document, document)
    parts.go("documents")
