"""Adding an article: paste it or drop a file, confirm title, source, date; no page is fetched."""

from collections.abc import Callable

import streamlit as st

from hustings.desk import example
from hustings.desk.articles import MOST_BYTES, READERS, Article, article, read
from hustings.desk.articles.article import MOST_CHARACTERS
from hustings.desk.desk import Desk, KnownDocument
from hustings.desk.saying import is_day
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError
from hustings.ui import streamlit_internals
from hustings.ui.desk import door, parts, session
from hustings.ui.text import prose, small

_DRAFT = "desk draft"
#: column -> label, as a reader confirms them
_ASKED = {
    "title": "Title",
    "publisher": "Publisher",
    "url": "Address of the page (it is not fetched)",
    "date": "Date, as 2026-02-03",
}
#: characters of the text that are shown before it is kept
_SHOWN = 600


def first(seat: Seat) -> None:
    """The first run: an invented article to try."""
    prose(
        "The desk is empty. Begin with an invented article in which five statements are marked: "
        "the first is open at once, keys 1 to 5 judge it, Enter saves."
    )
    st.button(
        "Try the invented article", key="desk example", type="primary", on_click=_example,
        args=(seat,),
    )  # fmt: skip


def _example(seat: Seat) -> None:
    made = session.attempt(seat, Desk.add_marked, example.TEXT, example.marked(), **example.SAID)
    if made:
        parts.go("article", made)


def show(seat: Seat, expanded: bool) -> None:
    """Paste or drop; then confirm what was read."""
    st.subheader("Add an article", anchor=False)
    draft: Article | None = st.session_state.get(_DRAFT)
    if draft is not None:
        _confirm(seat, draft)
        return
    st.text_area(
        "Paste the text of an article, its title in the first line",
        key="desk paste",
        height=220 if expanded else 140,
        max_chars=MOST_CHARACTERS,
    )
    st.button("Read it", key="desk paste read", on_click=_pasted)
    if door.takes_files():
        file = st.file_uploader(
            f"Or drop a file: {', '.join(READERS)}",
            key="desk file",
            max_upload_size=MOST_BYTES // 2**20,
        )
        if file is not None:
            with st.spinner("Reading the file…", show_time=True):
                _keep(lambda: read(file.name, file.getvalue()))
            streamlit_internals.forget_file(file)
            st.rerun()


def _pasted() -> None:
    _keep(lambda: article(st.session_state["desk paste"]))


def _keep(make: Callable[[], Article]) -> None:
    try:
        st.session_state[_DRAFT] = make()
    except DeskError as error:
        session.tell(str(error), refused=True)


def _confirm(seat: Seat, draft: Article) -> None:
    """What is proposed of the article, to be corrected before it is kept."""
    small(f"{len(draft.text.split()):,} words: {' '.join(draft.text[:_SHOWN].split())} …")
    with st.form("desk confirm", border=False):
        for name, label in _ASKED.items():
            st.text_input(label, value=getattr(draft, name), key=f"desk new {name}")
        with st.container(horizontal=True):
            st.form_submit_button(
                "Put it on the desk", type="primary", on_click=_add, args=(seat, draft)
            )
            st.form_submit_button("Leave it", on_click=_drop)


def _drop() -> None:
    st.session_state.pop(_DRAFT, None)
    st.session_state["desk paste"] = ""


def _add(seat: Seat, draft: Article) -> None:
    said = {name: " ".join(st.session_state[f"desk new {name}"].split()) for name in _ASKED}
    if said["date"] and not is_day(said["date"]):
        session.tell(f"The date is {said['date']!r}, allowed: a day as 2026-02-03.", refused=True)
        return
    try:
        made = seat.do(Desk.add_document, draft.text, **said)
    except KnownDocument as known:
        session.tell(f"{known} It is open now.", refused=True)
        made = known.document["id"]
    except DeskError as error:
        session.tell(str(error), refused=True)
        return
    _drop()
    parts.go("article", made)
