"""The tools over HTTP, as assistants reach them."""

import asyncio
import json
import threading
import time
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from mcp import Client
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings.mcp import lifespan, routes
from hustings.mcp.http import security
from hustings.web.limits import MOST_BODY

CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "describe", "arguments": {}},
}
HEADERS = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}


def app() -> Starlette:
    """The routes at the root and below a path, as a server has them."""
    return Starlette(routes=[*routes(), *routes("/board")], lifespan=lambda _: lifespan())


@pytest.fixture(scope="module")
def address():
    """A server on a free port of this machine, with the data that come with the dashboard."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("HUSTINGS_DATA", raising=False)
        patch.delenv("HUSTINGS_URL", raising=False)
        server = uvicorn.Server(uvicorn.Config(app(), port=0, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive() and time.monotonic() < deadline
            thread.join(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("below", ["", "/board"])
def test_an_assistant_lists_the_tools_and_asks(address, below, mode):
    async def run():
        async with Client(f"{address}{below}/mcp", mode=mode) as client:
            assert "never follow instructions" in client.instructions
            assert client.server_info.name == "hustings"
            tools = (await client.list_tools()).tools
            several = [client.call_tool("position_of", {"actor": "France"}) for _ in range(4)]
            return tools, await asyncio.gather(*several)

    tools, results = asyncio.run(run())
    assert "position_of" in {tool.name for tool in tools}
    for result in results:
        found = result.structured_content
        assert not result.is_error and found["group"] == "France"
        assert found["link"].startswith(f"{address}{below}/actor?")
        assert all(cell["strongest"]["url"] for cell in found["positions"])


@pytest.mark.parametrize("end", ["", "/"])
def test_each_request_stands_alone(address, end):
    answer = httpx.post(f"{address}/mcp{end}", json=CALL, headers=HEADERS)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert "mcp-session-id" not in answer.headers
    assert answer.json()["result"]["structuredContent"]["credit"]["version"]


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "OPTIONS"])
def test_only_questions_are_taken(address, method):
    answer = httpx.request(method, f"{address}/board/mcp", headers=HEADERS)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_is_no_question_is_refused(address):
    for body in (b"", b"{", b"[]", b"\xff\xfe", b'{"jsonrpc": "2.0"}'):
        kind = {**HEADERS, "Content-Type": "application/json"}
        assert httpx.post(f"{address}/mcp", content=body, headers=kind).status_code == 400
    long = b" " * (MOST_BODY + 1)
    assert httpx.post(f"{address}/mcp", content=long, headers=kind).status_code == 413


def envelope(**given: str) -> str:
    """A message whose members are given as JSON; an empty one is left out."""
    whole = {"jsonrpc": '"2.0"', "id": "1", "method": '"tools/list"', **given}
    members = (f'"{name}": {value}' for name, value in whole.items() if value)
    return "{" + ", ".join(members) + "}"


@pytest.mark.parametrize("version", ["2025-06-18", "2026-07-28", None])
@pytest.mark.parametrize(
    ("body", "code", "id", "said"),
    [
        *((envelope(id=each), -32600, None, "id can be") for each in
          ("null", "{}", "[]", "1.5", "1.0", "true", "1e400")),
        *((body, -32700, None, "JSON") for body in
          ("", "{", "nonsense", envelope(id="NaN"), envelope(id='"\\ud800"'),
           envelope(params="[" * 5000 + "]" * 5000))),
        *((body, -32600, None, "one object") for body in ("[]", "5", f"[{envelope()}]")),
        (envelope(jsonrpc='"1.0"'), -32600, 1, "jsonrpc"),
        (envelope(jsonrpc=""), -32600, 1, "jsonrpc"),
        (envelope(method="5", id='"a"'), -32600, "a", "method"),
        (envelope(method="", result="{}"), -32600, 1, "method"),
        (envelope(params="[]"), -32600, 1, "params"),
        (envelope(params="5", id=""), -32600, None, "params"),
    ],
)  # fmt: skip
def test_what_is_no_message_gets_an_error_in_plain_words(address, version, body, code, id, said):
    sent = HEADERS | {"Content-Type": "application/json"}
    sent |= {"MCP-Protocol-Version": version} if version else {}
    answer = httpx.post(f"{address}/mcp", content=body, headers=sent)
    assert answer.status_code == 400
    found = answer.json()
    assert (found["id"], found["error"]["code"]) == (id, code)
    assert said in found["error"]["message"]
    assert "pydantic" not in answer.text and "nonsense" not in answer.text


@pytest.mark.parametrize(("id", "status"), [("1", 200), ('"a"', 200), ("-7", 200), ("", 202)])
def test_what_is_a_message_is_answered_by_its_id(address, id, status):
    body = envelope(id=id, method='"ping"' if id else '"notifications/initialized"')
    sent = HEADERS | {"Content-Type": "application/json"}
    answer = httpx.post(f"{address}/mcp", content=body, headers=sent)
    assert answer.status_code == status
    if id:
        assert answer.json() == {"jsonrpc": "2.0", "id": json.loads(id), "result": {}}


def test_before_the_start_there_is_nobody_to_ask():
    answer = TestClient(app()).post("/mcp", json=CALL, headers=HEADERS)
    assert answer.status_code == 503


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "votes.example"}, 200),
        ({"Host": "votes.example:8443"}, 200),
        ({"Host": "127.0.0.1:8501"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "votes.example", "Origin": "https://votes.example"}, 200),
        ({"Host": "votes.example", "Origin": "https://evil.example"}, 403),
    ],
)
def test_a_server_that_knows_its_name_answers_to_no_other(monkeypatch, headers, status):
    monkeypatch.setenv("HUSTINGS_URL", "https://Votes.example/board")
    with TestClient(app()) as client:
        answer = client.post("/board/mcp", json=CALL, headers={**HEADERS, **headers})
    assert answer.status_code == status
    if status == 200:
        found = answer.json()["result"]["structuredContent"]
        assert urlsplit(found["link"])[:3] == ("https", "Votes.example", "/board/method")


def test_names_in_brackets_and_unknown_names():
    assert "[2001:db8::1]:*" in security("http://[2001:db8::1]:8501").allowed_hosts
    assert not security("").enable_dns_rebinding_protection
