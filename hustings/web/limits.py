"""Request limits middleware: rate limit, size of address and body, methods, timeout."""

from math import ceil
from urllib.parse import quote, unquote_to_bytes

import anyio
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hustings.web import paths, uploading
from hustings.web.rate import Buckets, client
from hustings.web.refusal import refusal
from hustings.web.uploading import Uploads, is_upload

#: bytes of the part of an address after "?"
MOST_QUERY = 64 * 1024
#: parameters of an address: Streamlit ignores the whole of a longer one, and says nothing
MOST_PARAMETERS = 1000
#: bytes of a path
MOST_PATH = 2048
#: bytes that a request to /mcp may carry; charts, reports and the API take none
MOST_BODY = 64 * 1024
#: seconds in which they must have come
PATIENCE = 15
#: by PUT, whoever has a page open could fill Streamlit's memory with files: see `Uploads`
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
#: what charts, reports and the API answer to
READING = ("GET", "HEAD")


class Limits:
    """Middleware: size, form and rate of requests.

    Parameters
    ----------
    app : ASGI application
    picture_rate : int
        Charts and reports that one client may ask for in a minute.
    api_rate : int
        Requests to /api and /mcp that one client may make in a minute.
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    uploads : Uploads, optional
        Where readers may bring files; nobody may without it.
    """

    def __init__(
        self,
        app: ASGIApp,
        picture_rate: int,
        api_rate: int,
        below: str = "",
        uploads: Uploads | None = None,
    ) -> None:
        self.app, self.below, self.uploads = app, below, uploads
        pictures, api = Buckets(picture_rate), Buckets(api_rate)
        drawn = dict.fromkeys(("charts", "report.html", "report.pdf"), pictures)
        self.buckets = {**drawn, "api": api, "mcp": api}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        first_segment = paths.first_segment(scope["path"], self.below)
        files = self.uploads if is_upload(scope["path"], self.below) else None
        refused = (
            _form(scope, first_segment, files is not None)
            or (files and files.refused(scope))
            or _query(scope, first_segment)
            or self._rate(scope, first_segment)
        )
        if not refused and first_segment in paths.ANSWERS:
            receive, refused = await _body(
                scope, receive, MOST_BODY if first_segment == "mcp" else 0
            )
        await (refused or self.app)(scope, receive, send)

    def _rate(self, scope: Scope, first_segment: str) -> Response | None:
        bucket = self.buckets.get(first_segment)
        if bucket is None or paths.inside(scope["path"], self.below) in paths.PROBES:
            return None
        wait = bucket.take(client((scope.get("client") or ("",))[0]))
        if not wait:
            return None
        return refusal(
            scope,
            429,
            "Too many requests",
            f"At most {bucket.per_minute} of these in a minute; the next one in {ceil(wait)} s.",
            {"Retry-After": str(ceil(wait))},
        )


def _form(scope: Scope, first_segment: str, uploads: bool) -> Response | None:
    """Methods and paths that nothing here answers to."""
    methods = uploading.METHODS if uploads else READING if first_segment in paths.READ else METHODS
    if scope["method"] not in methods:
        allowed = {"Allow": ", ".join(methods)}
        return refusal(scope, 405, "Method not allowed", f"Allowed: {allowed['Allow']}.", allowed)
    if {b"content-length", b"transfer-encoding"} <= {name for name, _ in scope["headers"]}:
        # Two who disagree on where a request ends take the rest for another request.
        close = {"Connection": "close"}
        return refusal(scope, 400, "Two lengths", "A request says its length in one way.", close)
    raw = scope.get("raw_path") or scope["path"].encode()
    if len(raw) > MOST_PATH:
        return refusal(scope, 414, "Address too long", f"A path has at most {MOST_PATH} bytes.")
    if not _plain(raw):
        return refusal(
            scope,
            400,
            "No such address",
            "A path is UTF-8 without control characters, backslashes, encoded or doubled slashes, "
            "and dots in place of a name.",
        )
    return None


def _plain(raw: bytes) -> bool:
    if b"%2f" in raw.lower():
        return False
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        return False
    if "//" in path or "\\" in path or any(ord(char) < 32 or char == "\x7f" for char in path):
        return False
    return not {".", ".."} & set(path.split("/"))


def _query(scope: Scope, first_segment: str) -> Response | None:
    """Addresses with more than can be read; readers are told, for nothing vanishes in silence."""
    query: bytes = scope["query_string"]
    count = query.count(b"&") + 1
    whole = scope["path"]
    if len(query) > MOST_QUERY:
        return refusal(
            scope,
            414,
            "Address too long",
            f"What follows the question mark has {len(query):,} bytes; at most {MOST_QUERY:,} can "
            "be read.",
            links=[("Open the page without the choices of this link", quote(whole))],
        )
    if count > MOST_PARAMETERS:
        kept = b"&".join(query.split(b"&")[:MOST_PARAMETERS]).decode("latin-1")
        return refusal(
            scope,
            400,
            "Too many parameters",
            f"The address makes {count:,} choices; at most {MOST_PARAMETERS:,} can be read.",
            links=[
                (f"Open the page with the first {MOST_PARAMETERS:,}", f"{quote(whole)}?{kept}"),
                ("Open the page without the choices of this link", quote(whole)),
            ],
        )
    # A page names to its reader what it cannot read; programs are told here.
    if first_segment in paths.ANSWERS and not _text(query):
        return refusal(
            scope,
            400,
            "Unreadable parameters",
            "Parameters are percent-encoded UTF-8 without the character NUL.",
        )
    return None


def _text(query: bytes) -> bool:
    try:
        return "\0" not in unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return False


async def _body(scope: Scope, receive: Receive, most: int) -> tuple[Receive, Response | None]:
    """Read what a request carries, up to `most` bytes, and hand it on; or refuse it."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    if length == "0" and "transfer-encoding" not in headers:
        return receive, None
    refused = refusal(
        scope, 413, "Too much content", f"A request here carries at most {most:,} bytes."
    )
    if length.isdigit() and int(length) > most:
        return receive, refused
    parts: list[Message] = []
    size = 0
    with anyio.move_on_after(PATIENCE) as time:
        while not parts or parts[-1].get("more_body"):
            parts.append(await receive())
            size += len(parts[-1].get("body", b""))
            if size > most:
                return receive, refused
    if time.cancelled_caught:
        late = f"What a request here carries must come within {PATIENCE} seconds."
        return receive, refusal(scope, 408, "Too slow", late, {"Connection": "close"})
    read = iter(parts)

    async def again() -> Message:
        return next(read, None) or await receive()

    return again, None
