"""The server: `streamlit run dashboard.py`."""

from contextlib import asynccontextmanager

import streamlit as st

from hustings.web import assets

#: where the dashboard lives: "" or "/path"
BELOW = "/".join(["", *filter(None, (st.get_option("server.baseUrlPath") or "").split("/"))])


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


app = st.App(
    "hustings/app.py",
    routes=assets.routes(BELOW),
    lifespan=lifespan,
    on_script_error=told,
)
