"""Sign-in middleware: no request gets past it, and nobody is led to another site."""

from urllib.parse import parse_qs, urlsplit

import pytest
from asgi import ask, connect
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from hustings.web.sign_in import OPEN, RETURN_COOKIE, SignInRequired

KEY = "user=yes"


def secret(request):
    return PlainTextResponse("data", headers={"Cache-Control": "public, max-age=60"})


async def stream(websocket):
    await websocket.accept()


def app(providers: tuple[str, ...] = ("default",), below: str = "") -> SignInRequired:
    inner = Starlette(
        routes=[WebSocketRoute("/_stcore/stream", stream), Route("/{path:path}", secret)]
    )
    return SignInRequired(
        inner,
        signed_in=lambda cookies: cookies.get("user") == "yes",
        providers=lambda: providers,
        start=lambda name: f"provider=token-{name}",
        below=below,
    )


CLOSED = ["/", "/compare?actor=France", "/api/axes", "/api/health/", "/charts/map.png", "/report",
          "/mcp", "/assets/plotly.js", "/_stcore/metrics", "/static/js/a.js", "/media/a.csv",
          "/api/readyness", "/x/api/health"]  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_programs_are_told_to_sign_in(path):
    for cookie in ("", "user=no", "user=yes2", "other=yes"):
        answer = ask(app(), path, cookie=cookie)
        assert answer.status == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] and b"data" not in answer.body


@pytest.mark.parametrize("path", CLOSED)
def test_those_who_signed_in_pass_and_shared_caches_keep_nothing(path):
    answer = ask(app(), path, cookie=KEY)
    assert (answer.status, answer.body) == (200, b"data")
    assert answer.headers["cache-control"] == "private, max-age=60"
    assert answer.headers["vary"] == "Cookie"


@pytest.mark.parametrize("path", OPEN)
def test_what_signing_in_and_probes_need_is_open(path):
    assert ask(app(), path).status == 200
    assert ask(app(below="/board"), f"/board{path}").status == 200


def test_a_page_leads_to_sign_in_and_keeps_the_link():
    page = ask(app(("default", "acme")), "/compare?actor=France&q=%3Cb%3E", accept="text/html")
    assert page.status == 401
    text = page.body.decode()
    assert "og:" not in text and text.count("<a ") == 2
    assert 'href="/sign-in?provider=acme&amp;to=%2Fcompare%3Factor%3DFrance%26q%3D%253Cb%253E"' in (
        text
    )


def test_the_way_to_the_provider_and_back():
    to = "/sign-in?provider=default&to=%2Fcompare%3Factor%3DFrance%26q%3D%253Cb%253E"
    away = ask(app(), to)
    assert away.status == 303
    assert away.headers["location"] == "/auth/login?provider=token-default"
    cookie = away.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    assert "Secure" in ask(app(), to, scheme="https").headers["set-cookie"]
    kept = cookie.partition(";")[0]
    back = ask(app(), "/", cookie=f"{KEY}; {kept}")
    assert back.status == 303
    assert urlsplit(back.headers["location"]).path == "/compare"
    asked = parse_qs(urlsplit(back.headers["location"]).query)
    assert asked == {"actor": ["France"], "q": ["<b>"]}
    assert "Max-Age=0" in back.headers["set-cookie"]


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/%5Cevil.example",
                                "", "/" + "a" * 4000])  # fmt: skip
def test_readers_are_sent_nowhere_else(to):
    away = ask(app(), f"/sign-in?to={to}")
    assert away.status == 303
    assert "set-cookie" not in away.headers or "/%5C" in away.headers["set-cookie"]


@pytest.mark.parametrize("kept", ["https://evil.example", "//evil.example", "/\\\\evil.example"])
def test_a_planted_cookie_leads_nowhere_else(kept):
    back = ask(app(below="/board"), "/board/", cookie=f"{KEY}; {RETURN_COOKIE}={kept}")
    assert back.headers["location"] == "/board/"


def test_an_unknown_provider():
    assert ask(app(), "/sign-in?provider=other").status == 404


def test_websockets_are_refused_before_they_open():
    assert connect(app()) == [{"type": "websocket.close", "code": 1008}]
    assert connect(app(), "/sign-in") == [{"type": "websocket.close", "code": 1008}]
    assert connect(app(), cookie=KEY)[0]["type"] == "websocket.accept"
