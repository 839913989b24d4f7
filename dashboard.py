"""The server: `streamlit run dashboard.py`."""

from contextlib import asynccontextmanager

import streamlit as st

from hustings.routes import ROUTES


@asynccontextmanager
async def lifespan(app):
    """Warm up; imported late, since pages need the running server."""
    from hustings.ui import warm

    async with warm.lifespan(app):
        yield


def told(error: Exception) -> bool:
    """What a reader sees of a fault."""
    from hustings.ui.notices import unexpected

    return unexpected(error)


app = st.App("hustings/app.py", routes=ROUTES, lifespan=lifespan, on_script_error=told)
