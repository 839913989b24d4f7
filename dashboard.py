"""The server: `streamlit run dashboard.py`."""

from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from hustings import pictures
from hustings.preview import Preview
from hustings.web import assets, charts

#: where the dashboard lives: "" or "/path"
BELOW = "/".join(["", *filter(None, (st.get_option("server.baseUrlPath") or "").split("/"))])


@asynccontextmanager
async def lifespan(app):
    """Warm up; imported late, since pages need the running server."""
    from hustings.ui import warm

    async with warm.lifespan(app):
        yield
    await pictures.close()


def told(error: Exception) -> bool:
    """What a reader sees of a fault."""
    from hustings.ui.notices import unexpected

    return unexpected(error)


app = st.App(
    "hustings/app.py",
    routes=[*assets.routes(BELOW), *charts.routes(BELOW)],
    middleware=[Middleware(Preview, below=BELOW)],
    lifespan=lifespan,
    on_script_error=told,
)
