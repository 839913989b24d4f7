"""Not found middleware: an address that is no page answers 404, with the pages that there are.

Streamlit answers any address with the HTML of its pages and status 200, which then shows the first.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hustings.pages import PAGES
from hustings.web import paths
from hustings.web.refusal import refusal
from hustings.words import listing

#: first segments below which HTML is no page of the dashboard, but what was asked for
HTML = ("charts", "api", "media", "component")


class NotFound:
    """Middleware: the HTML of the pages is sent for the addresses of pages only.

    Parameters
    ----------
    app : ASGI application
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    """

    def __init__(self, app: ASGIApp, below: str = "") -> None:
        self.app, self.below = app, below
        self._html = {"", "/report.html", *(f"/{page.path}" for page in PAGES)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._may_be_html(scope["path"]):
            await self.app(scope, receive, send)
            return
        refused = False

        async def sent(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and _page(message):
                refused = True
            if not refused:
                await send(message)

        await self.app(scope, receive, sent)
        if refused:
            names = listing(page.title for page in PAGES)
            answer = refusal(
                scope,
                404,
                "No such page",
                f"There is nothing at this address. The pages are {names}.",
                links=[(page.title, f"{self.below}/{page.path}") for page in PAGES],
            )
            await answer(scope, receive, send)

    def _may_be_html(self, path: str) -> bool:
        asked = paths.inside(path, self.below)
        first_segment = paths.first_segment(path, self.below)
        return asked.rstrip("/") in self._html or first_segment in HTML


def _page(message: Message) -> bool:
    """Whether an answer is HTML that was found, and not a refusal of its own."""
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return message["status"] == 200 and kind.startswith("text/html")
