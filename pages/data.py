"""A reader's own data: drop a file, say what it means, see what it gives, take it."""

import streamlit as st

from hustings import store
from hustings.ui.data import (
    about,
    axes,
    columns,
    faults,
    names,
    outcome,
    scale,
    session,
    source,
    versions,
)
from hustings.ui.text import unseen_heading
from hustings.ui.viewport import SPACE, WORDS, room_beside

st.title("Your data", anchor=False)
unseen_heading("From a file to a map")
if not store.open_for_uploads():
    source.closed()
elif session.own() is None:
    source.choose()
else:
    source.told()
    width = room_beside()
    if not width:
        outcome.brief()
    left, right = st.columns([width + SPACE, WORDS]) if width else (st.container(), st.container())
    with left:
        columns.show()
        scale.show()
        names.show()
        axes.show()
        about.show()
        faults.show()
        versions.show()
    with right:
        outcome.show(WORDS)
