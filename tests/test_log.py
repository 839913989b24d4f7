"""One line for each request, and no reader in it."""

import logging

import pytest
from asgi import ask, connect
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute

from hustings.web import log
from hustings.web.log import RequestLog


def broken(request):
    raise RuntimeError("secret detail")


def broken_midway(request):
    async def parts():
        yield b"one"
        raise RuntimeError("later")

    return StreamingResponse(parts())


async def socket(websocket):
    await websocket.accept()
    await websocket.send_bytes(b"12345")


def app(**options) -> RequestLog:
    inner = Starlette(
        routes=[
            Route("/api/broken", broken),
            Route("/midway", broken_midway),
            WebSocketRoute("/_stcore/stream", socket),
            Mount("/", app=PlainTextResponse("hello")),
        ]
    )
    # Starlette answers for failures too; what users wrap stands inside of that.
    return RequestLog(inner.router, **options)


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.DEBUG, "hustings")
    return lambda level=logging.INFO: [
        record.getMessage() for record in caplog.records if record.levelno == level
    ]


def named(line: str) -> tuple[str, str, str]:
    method, path, status, *_ = line.split()
    return method, path, status


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "/"),
        ("/compare?actor=France&q=secret", "/compare"),
        ("/charts/map.png?actor=France", "/charts/map.png"),
        ("/api/actors/Jane%20Doe", "/api/…"),
        ("/api/actors/jane/more", "/api/…"),
        ("/Jane-Doe", "(other)"),
        ("/a%0aGET%20/forged", "(other)"),
    ],
)
def test_a_line_names_what_the_dashboard_named(lines, path, name):
    ask(app(), path, user_agent="Agent", client="198.51.100.9")
    (line,) = lines()
    assert named(line)[:2] == ("GET", name)
    assert line.endswith(" bytes") and " ms " in line
    for private in ("France", "secret", "Jane", "jane", "Agent", "198.51"):
        assert private not in line


def test_the_machinery_of_pages_is_for_debugging(lines):
    for path in ("/static/js/a.js", "/_stcore/health", "/media/abc.csv", "/favicon.png"):
        ask(app(), path)
    assert lines() == []
    assert len(lines(logging.DEBUG)) == 4


def test_below_a_path(lines):
    ask(app(below="/news"), "/news/compare")
    ask(app(below="/news"), "/news")
    assert [named(line)[1] for line in lines()] == ["/compare", "/"]


def test_no_lines_when_the_setting_says_so(lines):
    ask(app(lines=False), "/compare")
    assert lines() == []


def test_a_failure_is_logged_and_the_reader_is_told_nothing_of_it(lines, caplog):
    answer = ask(app(lines=False), "/api/broken")
    assert answer.status == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Internal error"
    assert b"secret" not in answer.body and b"Traceback" not in answer.body
    assert lines(logging.ERROR) == ["/api/broken failed"]
    assert "secret detail" in caplog.text
    page = ask(app(), "/api/broken", accept="text/html")
    assert page.status == 500 and b"secret" not in page.body


def test_a_failure_in_mid_answer_breaks_it_off(lines):
    with pytest.raises(RuntimeError, match="later"):
        ask(app(), "/midway")
    assert lines(logging.ERROR) == ["(other) failed"]


def test_a_websocket_has_one_line_at_its_end(lines):
    connect(app())
    (line,) = lines()
    assert named(line) == ("WEBSOCKET", "/_stcore/stream", "101")
    assert line.endswith(" 5 bytes")


def test_lines_go_to_standard_error_once(capsys, monkeypatch):
    logger = logging.getLogger("hustings")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "propagate", True)
    monkeypatch.setattr(logger, "level", logging.NOTSET)
    log.to_stderr()
    log.to_stderr()
    ask(app(), "/compare")
    assert capsys.readouterr().err.count("GET /compare 200") == 1
