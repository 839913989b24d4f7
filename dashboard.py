"""The server: `streamlit run dashboard.py`."""

import streamlit as st

from hustings.routes import ROUTES


def told(error: Exception) -> bool:
    """What a reader sees of a fault; imported late, since pages need the running server."""
    from hustings.ui.notices import unexpected

    return unexpected(error)


app = st.App("hustings/app.py", routes=ROUTES, on_script_error=told)
