"""The server: `streamlit run dashboard.py`, or `hustings serve`."""

from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import hustings
from hustings import api, mcp, pictures, settings
from hustings.preview import Preview
from hustings.ui import csp, secrets, sign_in, streamlit_internals
from hustings.ui.desk import door
from hustings.web import assets, card, charts, health, log, report
from hustings.web.cors import OpenToRead
from hustings.web.headers import SecurityHeaders
from hustings.web.limits import Limits
from hustings.web.log import RequestLog
from hustings.web.not_found import NotFound
from hustings.web.policy import ancestors
from hustings.web.sign_in import SignInRequired
from hustings.web.static_files import StaticFiles
from hustings.web.uploading import Uploads

secrets.load()
options = settings.current()
#: the path that the dashboard lives under: "" or "/path"
below = st.get_option("server.baseUrlPath").strip("/")
below = f"/{below}" if below else ""
log.to_stderr()
uploads = None
if door.takes_files():
    streamlit_internals.most_of_a_file(options.upload_mb)
    uploads = Uploads(options.upload_mb, held=streamlit_internals.bytes_of_files)
streamlit_internals.no_external_ip_lookup()

#: what every request passes through, from the outside in
middleware = [
    Middleware(
        SecurityHeaders,
        frame_ancestors=ancestors(options.frame_ancestors),
        scripts=csp.script_hashes(),
        below=below,
    ),
    Middleware(RequestLog, lines=options.log, below=below),
    Middleware(OpenToRead, below=below),
    Middleware(
        Limits,
        picture_rate=options.picture_rate,
        api_rate=options.api_rate,
        below=below,
        uploads=uploads,
    ),
]
if options.sign_in:
    middleware.append(
        Middleware(
            SignInRequired,
            signed_in=sign_in.signed_in,
            providers=sign_in.providers,
            start=sign_in.login_query,
            below=below,
        )
    )
middleware += [
    Middleware(NotFound, below=below),
    Middleware(StaticFiles, directory=streamlit_internals.static_dir(), below=below),
    Middleware(
        Preview,
        placeholder=streamlit_internals.TITLE_TAG,
        below=below,
        script=streamlit_internals.BASE_SCRIPT,
        no_script=streamlit_internals.NO_SCRIPT,
    ),
]


@asynccontextmanager
async def lifespan(app):
    """Warm up; imported late, since pages need the running server."""
    from hustings.ui import warm_up

    sign_in.check()
    async with warm_up.lifespan(app), mcp.lifespan():
        yield
    await pictures.close()


def told(error: Exception) -> bool:
    """What a reader sees of a fault."""
    from hustings.ui.notices import unexpected

    return unexpected(error)


app = st.App(
    str(Path(hustings.__file__).with_name("app.py")),
    routes=[
        *health.routes(below, pictures=lambda: pictures.browser() is not None),
        *api.routes(below),
        *card.routes(below),
        *charts.routes(below),
        *report.routes(below),
        *mcp.routes(below),
        *assets.routes(below, icon=Path(hustings.__file__).with_name("ui") / "brand" / "mark.svg"),
    ],
    middleware=middleware,
    lifespan=lifespan,
    on_script_error=told,
)
