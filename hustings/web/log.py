"""Request log middleware: one line for each request, without anything that tells who asked.

No parameters, no addresses, no user agents; of a path only what the dashboard itself has named.
"""

import logging
import re
import time
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hustings.pages import PAGES
from hustings.web import paths
from hustings.web.refusal import refusal

_log = logging.getLogger("hustings")
_PATHS = tuple(page.path for page in PAGES)
_requests = logging.getLogger("hustings.requests")
#: the machinery of the pages: many requests that say nothing about use
_MACHINERY = ("static", "media", "component", "assets", "_stcore", "favicon.png",
              "favicon.ico", "robots.txt")  # fmt: skip
#: what may stand in a path below /api, /charts and so on; anything else may be a reader's word
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,40}")


def to_stderr() -> None:
    """Write what the dashboard logs to standard error, once however often it is called."""
    if _log.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False


class RequestLog:
    """Middleware: logs each request, and answers for what failed.

    It stands inside the security headers, so that its answer has them too.

    Parameters
    ----------
    app : ASGI application
    lines : bool
        Whether each request gets its line; failures are logged in any case.
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    names : iterable of str
        Paths of the pages, "" for the first.
    """

    def __init__(
        self,
        app: ASGIApp,
        lines: bool = True,
        below: str = "",
        names: Iterable[str] = _PATHS,
    ) -> None:
        self.app, self.lines, self.below, self.names = app, lines, below, frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        status, size, begun = 0, 0, time.perf_counter()

        async def counted(message: Message) -> None:
            nonlocal status, size
            kind = message["type"]
            if kind == "http.response.start":
                status = message["status"]
            elif kind == "websocket.accept":
                status = 101
            elif kind == "websocket.close":
                status = status or 403
            size += len(message.get("body", b"") or message.get("bytes") or b"")
            await send(message)

        try:
            await self.app(scope, receive, counted)
        except Exception as error:
            name = self._name(scope["path"])
            _log.error("%s failed", name, exc_info=error)
            if scope["type"] != "http" or status:
                raise
            failed = refusal(
                scope,
                500,
                "Internal error",
                "The fault is ours and has been noted. Please try again, or ask for less.",
            )
            await failed(scope, receive, counted)
        finally:
            if self.lines:
                self._line(scope, status, size, time.perf_counter() - begun)

    def _line(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        socket = scope["type"] == "websocket"
        quiet = not socket and paths.first_segment(scope["path"], self.below) in _MACHINERY
        _requests.log(
            logging.DEBUG if quiet else logging.INFO,
            "%s %s %s %.0f ms %d bytes",
            "WEBSOCKET" if socket else scope["method"],
            self._name(scope["path"]),
            status or "-",
            seconds * 1000,
            size,
        )

    def _name(self, path: str) -> str:
        """The path as far as the dashboard named it."""
        asked = paths.inside(path, self.below)
        first_segment, *rest = asked.strip("/").split("/")
        if asked.strip("/") in self.names:
            return f"/{first_segment}"
        if first_segment in paths.ANSWERS + _MACHINERY + ("auth", "oauth2callback", "sign-in"):
            named = rest[0] if len(rest) == 1 and _NAME.fullmatch(rest[0]) else "…"
            return f"/{first_segment}/{named}" if rest else f"/{first_segment}"
        return "(other)"
