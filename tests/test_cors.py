"""Pages of other sites read what is for programs, and nothing else."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from hustings import api
from hustings.web import charts
from hustings.web.cors import OpenToRead
from hustings.web.limits import Limits

PAGE = {"Origin": "https://page.example"}


def served(api_rate: int = 100, below: str = "") -> TestClient:
    page = Route("/{path:path}", lambda request: PlainTextResponse("page"), methods=["GET", "POST"])
    limits = Middleware(Limits, picture_rate=100, api_rate=api_rate, below=below)
    routes = [*api.routes(below), *charts.routes(below), page]
    middleware = [Middleware(OpenToRead, below=below), limits]
    return TestClient(Starlette(routes=routes, middleware=middleware))


@pytest.mark.parametrize("below", ["", "/board"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/axes", 200),
        ("/api/axes?by=z", 400),
        ("/api/axes?q=%FF", 400),
        ("/api/nothing", 404),
        ("/charts/map.json", 200),
        ("/charts/map.json?size=huge", 400),
        ("/report.html?" + "&" * 1000, 400),
    ],
)
def test_any_page_may_read_answers_and_why_there_is_none(below, address, status):
    for cookie in ({}, {"Cookie": "user=yes"}):
        answer = served(below=below).get(f"{below}{address}", headers=PAGE | cookie)
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] in ("*", PAGE["Origin"])
        assert "access-control-allow-credentials" not in answer.headers
        assert "ETag" in answer.headers["access-control-expose-headers"]


def test_who_asks_too_often_may_read_when_to_come_back():
    client = served(api_rate=1)
    assert client.get("/api/axes", headers=PAGE).status_code == 200
    answer = client.get("/api/axes", headers=PAGE)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Retry-After" in answer.headers["access-control-expose-headers"]


def test_browsers_that_ask_first_are_told():
    asked = PAGE | {"Access-Control-Request-Headers": "if-none-match"}
    for method, status in (("GET", 200), ("HEAD", 200), ("POST", 400)):
        asked["Access-Control-Request-Method"] = method
        assert served().options("/api/axes", headers=asked).status_code == status


@pytest.mark.parametrize("path", ["/", "/compare", "/_stcore/host-config", "/mcp", "/board/api"])
def test_all_else_is_as_it_was(path):
    answer = served().get(path, headers=PAGE)
    assert not [name for name in answer.headers if name.startswith("access-control")]
