"""Security headers middleware: headers on every answer, those of Streamlit included."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hustings.web import paths
from hustings.web.policy import ancestors, policy

#: what no page of the dashboard uses, nor any that it shows
_NEVER = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NEVER),
}


def keep_private(headers: MutableHeaders) -> None:
    """A reader's own data set: no search engine is to list it, no cache to outlive its removal."""
    headers["X-Robots-Tag"] = "noindex"
    if "no-store" not in headers.get("cache-control", ""):
        headers["Cache-Control"] = "private, no-cache"


class SecurityHeaders:
    """Middleware: what browsers may do with an answer.

    A route that sends a content security policy of its own keeps it; who may frame is added.

    Parameters
    ----------
    app : ASGI application
    frame_ancestors : str
        Who may show the dashboard in a frame, as in the settings.
    scripts : iterable of str
        Hashes of the scripts inside the first HTML of the pages.
    below : str
        Path that the dashboard lives under, "" or "/hustings".

    Raises
    ------
    SettingError
        When `frame_ancestors` holds what is no source.
    """

    def __init__(
        self,
        app: ASGIApp,
        frame_ancestors: str = "*",
        scripts: Iterable[str] = (),
        below: str = "",
    ) -> None:
        self.app, self.below, self.scripts = app, below, tuple(scripts)
        self.ancestors = ancestors(frame_ancestors)
        # For browsers that do not know frame-ancestors; it cannot say more than these two.
        self.legacy = {"'none'": "DENY", "'self'": "SAMEORIGIN"}.get(self.ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        first_segment = paths.first_segment(scope["path"], self.below)
        of_reader = "data" in QueryParams(scope.get("query_string", b""))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._add(headers, first_segment)
                if of_reader:
                    keep_private(headers)
            await send(message)

        await self.app(scope, receive, with_headers)

    def _add(self, headers: MutableHeaders, first_segment: str) -> None:
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        shared = first_segment in paths.ANSWERS or first_segment == "assets"
        headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if shared else "same-origin"
        )
        if self.legacy:
            headers.setdefault("X-Frame-Options", self.legacy)
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        own = headers.get("content-security-policy")
        rules = policy(first_segment, media, self.scripts) if own is None else own
        framing = f"frame-ancestors {self.ancestors}"
        headers["Content-Security-Policy"] = f"{rules}; {framing}" if rules else framing
