"""Asking an application in process as a server does, with bytes that no client lets through."""

import asyncio
import json
from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict:
        return json.loads(self.body)


def ask(
    app,
    target: bytes | str = "/",
    method: str = "GET",
    body: tuple[bytes, ...] = (),
    client: str = "192.0.2.1",
    scheme: str = "http",
    **headers: str,
) -> Answer:
    """Status, headers and body of the answer; `target` is path and query as they are sent."""
    scope = scope_of(target, method, client, scheme, **headers)
    sent = asyncio.run(_answered(app, scope, list(body) or [b""]))
    found = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return Answer(
        sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:])
    )


def scope_of(
    target: bytes | str,
    method: str = "GET",
    client: str = "192.0.2.1",
    scheme: str = "http",
    **headers: str,
) -> dict:
    """What a server tells an application of a request."""
    raw = target.encode() if isinstance(target, str) else target
    path, _, query = raw.partition(b"?")
    return {
        "type": "http", "method": method, "path": unquote(path.decode("ascii")), "raw_path": path,
        "query_string": query, "root_path": "", "scheme": scheme, "server": ("test", 80),
        "client": (client, 50000), "http_version": "1.1",
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip


async def _answered(app, scope: dict, parts: list[bytes]) -> list[dict]:
    """What an application sends to a client that stays until the answer is there."""
    sent: list[dict] = []
    whole = asyncio.Event()

    async def receive():
        if not parts:
            await whole.wait()
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def send(message):
        sent.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            whole.set()

    await app(scope, receive, send)
    return sent


def connect(app, path: str = "/_stcore/stream", **headers: str) -> list[dict]:
    """What an application sends to a websocket that connects and then goes."""
    scope = {
        "type": "websocket", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "scheme": "ws", "server": ("test", 80), "client": ("192.0.2.1", 50000),
        "subprotocols": [],
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip
    coming = [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]
    sent = []

    async def receive():
        return coming.pop(0)

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent
