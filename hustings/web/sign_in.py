"""Sign-in (authentication) middleware: whoever has not signed in gets no data."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hustings.web import paths
from hustings.web.key import has_key
from hustings.web.refusal import refusal

#: leads to the provider
SIGN_IN = "/sign-in"
#: what works without having signed in: signing in and out, and the probes of a server's watchers
OPEN = (*paths.PROBES, "/_stcore/health", "/auth/login", "/auth/logout", "/oauth2callback")
#: keeps the link that a reader came for while the provider asks who they are
RETURN_COOKIE = "hustings_return"
RETURN_SECONDS = 600
#: characters that a cookie holds in every browser, less what its attributes need
MOST_RETURN = 3500


class SignInRequired:
    """Middleware: whoever has not signed in gets a page or an answer that says so, and no data.

    Assistants with the key of the server reach its tools, and nothing else.

    Parameters
    ----------
    app : ASGI application
    signed_in : callable
        Whether the cookies of a request are those of a signed-in reader.
    providers : callable
        The names of the providers there are.
    start : callable
        Name of a provider -> query of Streamlit's /auth/login that starts signing in with it.
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    """

    def __init__(
        self,
        app: ASGIApp,
        signed_in: Callable[[Mapping[str, str]], bool],
        providers: Callable[[], tuple[str, ...]],
        start: Callable[[str], str],
        below: str = "",
    ) -> None:
        self.app, self.below = app, below
        self.signed_in, self.providers, self.start = signed_in, providers, start

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = paths.inside(scope["path"], self.below)
        cookies = HTTPConnection(scope).cookies
        if scope["type"] == "http" and path in OPEN:
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and path == SIGN_IN:
            await self._to_provider(scope)(scope, receive, send)
        elif scope["type"] == "http" and _of_assistant(path) and has_key(Headers(scope=scope)):
            await self.app(scope, receive, _private(send))
        elif not self.signed_in(cookies):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self._unauthorized(scope)(scope, receive, send)
        elif path in ("", "/") and RETURN_COOKIE in cookies and scope["type"] == "http":
            await self._back(cookies[RETURN_COOKIE])(scope, receive, send)
        else:
            await self.app(scope, receive, _private(send))

    def _unauthorized(self, scope: Scope) -> Response:
        """What is shown instead: where to sign in, and nothing of what was asked for."""
        asked = scope["path"]
        if scope["query_string"]:
            asked += "?" + scope["query_string"].decode("latin-1")
        to = quote(asked, safe="")
        links = [
            (
                "Sign in" if name == "default" else f"Sign in with {name}",
                f"{self.below}{SIGN_IN}?provider={quote(name, safe='')}&to={to}",
            )
            for name in self.providers()
        ]
        return refusal(
            scope,
            401,
            "Please sign in",
            "This dashboard is for readers who have signed in.",
            {"WWW-Authenticate": 'Cookie realm="Hustings"'},
            links,
        )

    def _to_provider(self, scope: Scope) -> Response:
        """On to the provider; the link that the reader came for waits in a cookie."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        name = asked.get("provider", ["default"])[0]
        if name not in self.providers():
            return refusal(scope, 404, "No such provider", "Nobody here signs in with it.")
        response = RedirectResponse(f"{self.below}/auth/login?{self.start(name)}", 303)
        response.headers["Cache-Control"] = "no-store"
        to = quote(asked.get("to", ["/"])[0], safe="/?=&%+")
        if _local(to) and to != f"{self.below}/" and len(to) <= MOST_RETURN:
            response.set_cookie(
                RETURN_COOKIE,
                to,
                max_age=RETURN_SECONDS,
                path=self.below or "/",
                httponly=True,
                samesite="lax",
                secure=scope["scheme"] == "https",
            )
        return response

    def _back(self, to: str) -> Response:
        """From the first page, where the provider sends readers, to the page they came for."""
        response = RedirectResponse(to if _local(to) else f"{self.below}/", 303)
        response.headers["Cache-Control"] = "no-store"
        response.delete_cookie(RETURN_COOKIE, path=self.below or "/")
        return response


def _of_assistant(path: str) -> bool:
    """Whether an address is that of the tools, where a key stands for signing in."""
    return path.rstrip("/") == "/mcp"


def _local(to: str) -> bool:
    """Whether an address stays on this server, however a browser reads it."""
    return to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isascii()


def _private(send: Send) -> Send:
    """Answers to signed-in readers are not for caches that others share."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            kept = headers.get("cache-control")
            if kept and "public" in kept:
                headers["Cache-Control"] = kept.replace("public", "private")
            headers.add_vary_header("Cookie")
        await send(message)

    return sent
