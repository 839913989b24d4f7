"""The routes are called as a server would call them, without one."""

import asyncio
import gzip
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from plotly.offline import get_plotlyjs, get_plotlyjs_version
from starlette.applications import Starlette

from hustings.web.assets import PLOTLY_PATH, routes

ICON = Path(__file__).parents[1] / "hustings" / "ui" / "brand" / "mark.svg"
APP = Starlette(
    routes=[route for path in ("", "/board", "/news/board") for route in routes(path, ICON)]
)


def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer."""
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(),
        "query_string": b"", "root_path": "", "scheme": "http", "server": ("test", 80),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(APP(scope, receive, send))
    found = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(part.get("body", b"") for part in sent[1:])


def test_the_address_is_relative_and_names_the_version():
    assert PLOTLY_PATH == f"assets/plotly-{get_plotlyjs_version()}.min.js"


@pytest.mark.parametrize("below", ["", "/board", "/news/board"])
def test_plotly_is_served_as_it_is_packaged(below):
    status, headers, body = ask(f"{below}/{PLOTLY_PATH}")
    assert status == 200
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-length"] == str(len(body))
    assert "content-encoding" not in headers
    assert body.decode() == get_plotlyjs()


@pytest.mark.parametrize(
    "accepted", ["gzip", "br;q=1, GZIP;q=0.8", "deflate,gzip", "*", "gzip;q=1.000", "gzip; q=0.5"]
)
def test_a_client_that_takes_gzip_gets_it(accepted):
    _, headers, body = ask(f"/{PLOTLY_PATH}", accept_encoding=accepted)
    assert headers["content-encoding"] == "gzip"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["content-length"] == str(len(body))
    assert gzip.decompress(body).decode() == get_plotlyjs()


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip;q=0.0, br", "gzip;q=0, *"])
def test_a_client_that_does_not_gets_plain_text(accepted):
    _, headers, _ = ask(f"/{PLOTLY_PATH}", accept_encoding=accepted)
    assert "content-encoding" not in headers
    assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["gzip", ""])
def test_head_has_the_headers_of_get_and_no_body(accepted):
    expected = ask(f"/{PLOTLY_PATH}", accept_encoding=accepted)[:2]
    status, headers, body = ask(f"/{PLOTLY_PATH}", "HEAD", accept_encoding=accepted)
    assert (status, headers) == expected
    assert body == b""


def test_a_known_tag_is_not_sent_again():
    plain = ask(f"/{PLOTLY_PATH}")[1]["etag"]
    packed = ask(f"/{PLOTLY_PATH}", accept_encoding="gzip")[1]["etag"]
    assert plain != packed
    for known in (plain, f"W/{plain}", f'"other", {plain}', "*"):
        status, headers, body = ask(f"/{PLOTLY_PATH}", if_none_match=known)
        assert (status, headers["etag"], body) == (304, plain, b"")
        assert "content-length" not in headers
    for other in ('"other"', packed):
        assert ask(f"/{PLOTLY_PATH}", if_none_match=other)[0] == 200


@pytest.mark.parametrize("below", ["", "/board"])
def test_crawlers_may_read_pages_and_pictures_and_leave_reports_alone(below):
    status, headers, body = ask(f"{below}/robots.txt")
    assert status == 200 and headers["content-type"] == "text/plain; charset=utf-8"
    rules = RobotFileParser()
    rules.parse(body.decode().splitlines())
    for path in ("/", "/compare?actor=France", "/charts/map.png?size=preview", "/api/docs"):
        assert rules.can_fetch("crawler", f"https://h.example{below}{path}"), path
    for path in ("/report.html?page=compare", "/report.pdf", "/mcp", "/_stcore/health"):
        assert not rules.can_fetch("crawler", f"https://h.example{below}{path}"), path


def test_pictures_and_files_have_an_icon_in_their_tab():
    status, headers, body = ask("/board/favicon.ico")
    assert (status, headers["content-type"], body) == (200, "image/svg+xml", ICON.read_bytes())


def test_nothing_else_is_served():
    assert ask("/assets/plotly-0.0.0.min.js")[0] == 404
    assert ask(f"/{PLOTLY_PATH}", "POST")[0] == 405
