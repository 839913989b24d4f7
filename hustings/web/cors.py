"""CORS middleware: pages of other sites may read charts, reports and the API, refusals too."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from hustings.web import paths

#: the header that names the data version of an answer of the API
VERSION = "Hustings-Data-Version"


class OpenToRead:
    """Middleware: figures, reports and the API may be read from any page, by nobody in particular.

    It stands outside whatever refuses a request. Credentials are never allowed: where readers sign
    in, another site gets nothing in their name.

    Parameters
    ----------
    app : ASGI application
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    """

    def __init__(self, app: ASGIApp, below: str = "") -> None:
        self.app, self.below = app, below
        self.open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD"],
            allow_headers=["*"],
            expose_headers=["ETag", "Link", "Retry-After", VERSION],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        read = (
            scope["type"] == "http" and paths.first_segment(scope["path"], self.below) in paths.READ
        )
        await (self.open if read else self.app)(scope, receive, send)
