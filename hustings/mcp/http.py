"""MCP over streamable HTTP at /mcp: stateless requests, which any replica can answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hustings import settings
from hustings.mcp.envelope import fault
from hustings.mcp.protocol import server
from hustings.web.limits import MOST_BODY
from hustings.web.problem_json import problem_json

#: names under which a machine talks to itself, as health checks and proxies do
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
#: what answers in each event loop that a server runs in: each start makes a new one
_running: dict[asyncio.AbstractEventLoop, StreamableHTTPSessionManager] = {}


class Endpoint:
    """Hands questions to the running server, with the path that the dashboard lives under."""

    def __init__(self, below: str):
        self.below = below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        running = _running.get(asyncio.get_running_loop())
        if request.method != "POST":
            # Without sessions there is nothing to listen to and nothing to end.
            answer: ASGIApp = problem_json(
                405, "Method not allowed", "Questions are sent by POST.", {"Allow": "POST"}
            )
        elif running is None:
            answer = problem_json(503, "Not ready", "The server is starting.", {"Retry-After": "1"})
        else:
            request.state.below = self.below
            receive, body = await _read(receive)
            wrong = fault(body) if len(body) <= MOST_BODY else None
            answer = wrong.answer() if wrong else running.handle_request
        await answer(scope, receive, send)


async def _read(receive: Receive) -> tuple[Receive, bytes]:
    """What a request carries, and a way to read it again; of a long one the beginning."""
    parts: list[Message] = []
    body = b""
    while not parts or (parts[-1].get("more_body") and len(body) <= MOST_BODY):
        parts.append(await receive())
        body += parts[-1].get("body", b"")
    again = iter(parts)

    async def once_more() -> Message:
        return next(again, None) or await receive()

    return once_more, body


def routes(below: str = "") -> list[BaseRoute]:
    """The route of the tools, below a path of the dashboard's own.

    With a slash at its end too: a question that is sent by POST does not survive a redirect.
    """
    return [Route(f"{below}/mcp{end}", Endpoint(below)) for end in ("", "/")]


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """What must run while the routes are served."""
    manager = StreamableHTTPSessionManager(
        app=server(),
        json_response=True,
        stateless=True,
        security_settings=security(settings.current().url),
        max_request_body_size=MOST_BODY,
    )
    async with manager.run():
        loop = asyncio.get_running_loop()
        _running[loop] = manager
        try:
            yield
        finally:
            del _running[loop]


def security(public: str) -> TransportSecuritySettings:
    """Whom the server answers, against other sites that point a name of theirs at it.

    Parameters
    ----------
    public : str
        Public address of the dashboard. A server that knows it answers to that name and to
        itself only. One that does not cannot tell its own names from others; it answers all, as
        it may: what it says is what its pages and its API say to anyone.
    """
    if not public:
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    address = urlsplit(public)
    name = address.hostname or ""
    name = f"[{name}]" if ":" in name else name
    ports = ("", ":*")
    return TransportSecuritySettings(
        allowed_hosts=[f"{host}{port}" for host in (name, *LOOPBACK) for port in ports],
        allowed_origins=[
            f"{scheme}://{host}{port}"
            for scheme, host in ((address.scheme, name), *(("http", host) for host in LOOPBACK))
            for port in ports
        ],
    )
