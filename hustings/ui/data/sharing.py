"""Open a reader's own data set on every page, or save it and give its link and its key."""

from datetime import timedelta

import streamlit as st

from hustings import settings, store, words
from hustings.intake.again import header_of
from hustings.link import own_data
from hustings.schema import DataError
from hustings.store import Refused, Saved, StoreError
from hustings.store.about import today
from hustings.ui.data import known, progress, session
from hustings.ui.session import current
from hustings.ui.text import md, prose, small

#: how long a saved data set is kept, in days; 0 for no end
KEPT = {90: "for 90 days", 365: "for a year", 0: "without end"}
#: what opening a data set does, step by step, for readers
OPENING = {
    "": "Writing its files",
    "read": "Reading them back",
    "check": "Checking every cell",
    "codings": "Making its tables",
    "version": "Working out its version",
    "judged": "Averaging coders",
    "all_statements_by_axes": "Counting",
}
_PROBLEM = "own sharing problem"


def show() -> None:
    """Two buttons, and below them what they have brought."""
    now = session.held()
    with st.container(horizontal=True):
        opening = st.button("Open it here", key="own open", type="primary")
        with st.popover("Save and share", icon=":material/share:"):
            prose("Saving keeps an unchangeable copy on this server, for whoever has the link.")
            if (before := now.previous) is not None:
                prose(f"It becomes a new version of “{before.title}”, version {before.version}.")
            st.selectbox("Kept", list(KEPT), key="own kept", format_func=lambda days: KEPT[days])
            if st.button("Save", key="own save", type="primary"):
                _save()
    if opening:
        _open()
    if told := st.session_state.pop(_PROBLEM, ""):
        st.error(md(told), icon=":material/error:")
    if now.token:
        st.link_button("See it on every page", own_data(now.token), icon=":material/open_in_new:")
        hours = settings.current().upload_hours
        small(
            f"In a new tab, for whoever has its address; gone after {hours:,} hours without use. "
            "This page stays as it is."
        )
    if now.saved is not None:
        # not in the popover: what is shown once must not go with a click beside it
        _saved(now.saved)


def _kept(saved: Saved) -> str:
    until = f"until {words.day(saved.expires)}" if saved.expires else "without end"
    said = f"Saved as version {saved.version}, {until}."
    if not session.held().changed:
        return said
    return f"{said} What you have changed since then is not in it; save again for a new version."


def _saved(saved: Saved) -> None:
    """The link of what is saved, and the key to delete it."""
    small(_kept(saved))
    st.caption("Link")
    st.code(f"{current().base}{own_data(saved.hash).removeprefix('.')}", language=None,
            wrap_lines=True)  # fmt: skip
    if saved.key:
        st.caption("Key to delete it, shown here only: keep it")
        st.code(saved.key, language=None, wrap_lines=True)


def _open() -> None:
    try:
        with progress.shown(*OPENING.values()) as step, session.package() as folder:
            told = _parts(step)
            session.held().token = store.put(folder, by=_by(), step=told)
    except (Refused, DataError, OSError) as error:
        st.session_state[_PROBLEM] = _told(error)


def _save() -> None:
    now, days = session.held(), int(st.session_state["own kept"])
    expires = today() + timedelta(days=days) if days else None
    previous = now.previous.hash if now.previous is not None else ""
    header = header_of(now.draft.table)
    try:
        with progress.shown(*OPENING.values()) as step, session.package() as folder:
            saved = store.save(
                folder, expires=expires, previous=previous, header=header, by=_by(),
                step=_parts(step),
            )  # fmt: skip
    except (Refused, StoreError, DataError, OSError) as error:
        st.session_state[_PROBLEM] = _told(error)
        return
    if not (now.saved and now.saved.hash == saved.hash and now.saved.key):
        now.saved = saved
    now.kept, now.compared = (now.draft.recipe, now.draft.mends), None
    known.remember(now.draft, saved)


def _parts(step: progress.Step) -> progress.Step:
    """Steps of opening a data set, as readers call them."""
    return lambda part: step(OPENING.get(part, ""))


def _by() -> str:
    """Whose turn it is, as far as can be told."""
    return st.context.ip_address or ""


def _told(error: Exception) -> str:
    if isinstance(error, DataError):
        return error.brief
    if isinstance(error, OSError):
        return f"The disk of the server does not take it: {error.strerror}."
    return str(error)
