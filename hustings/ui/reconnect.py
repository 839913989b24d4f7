"""Reconnect: a page whose connection to the server was lost runs again when it is back.

The server that answers may be another one, or may have let the session go: it knows the address,
but no widgets. Whatever the reader did next would be its first run, in which no callback is
called, and a choice that a callback hands on would be lost.
"""

from datetime import timedelta

import streamlit as st


@st.fragment(run_every=timedelta(days=20))
def run_on_return() -> None:
    """Let the page ask for a run when its connection is back.

    Streamlit's pages do so if they hold a timer. This one only has to be there: nobody's page
    stays open long enough for it to go off, and then it does nothing. Browsers know no timer
    longer than 24 days.
    """
