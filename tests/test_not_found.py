"""An address that is no page is not answered as if it were one."""

import re

import pytest
from asgi import ask
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

from hustings.pages import PAGES
from hustings.web.not_found import NotFound


def served(below: str) -> NotFound:
    """What answers any address with the HTML of the pages, as Streamlit does."""

    async def page(request):
        return HTMLResponse("the page")

    async def data(request):
        return JSONResponse({"page": False})

    async def elsewhere(request):
        return RedirectResponse("/elsewhere")

    async def failed(request):
        return HTMLResponse("sorry", 503)

    named = {"/_stcore/health": data, "/auth/login": elsewhere, "/failed": failed}
    routes = [Route(f"{below}{path}", answer) for path, answer in named.items()]
    return NotFound(Starlette(routes=[*routes, Route("/{path:path}", page)]), below)


@pytest.mark.parametrize("below", ["", "/board"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path",
    ["/foo", "/foo/bar/baz", "/compare/x", "/comparex", "/index.html", "/static/js/gone.js",
     "/_stcore/gone", "/report.html/x", "/mcp/x", "/auth/x", "/chartsx", "/%C3%89/%3Cb%3E"],
)  # fmt: skip
def test_unknown_addresses_are_not_found(below, path, method):
    answer = ask(served(below), f"{below}{path}", method)
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["title"] == "No such page" and "Landscape" in answer.json()["detail"]
    shown = ask(served(below), f"{below}{path}", method, accept="text/html").body.decode()
    links = re.findall(r'<a href="([^"]*)">', shown)
    assert links == [f"{below}/{page.path}" for page in PAGES]
    assert "foo" not in shown and "<b>" not in shown


@pytest.mark.parametrize("below", ["", "/board"])
def test_what_there_is_passes(below):
    pages = [f"/{page.path}" for page in PAGES] + [f"/{page.path}/" for page in PAGES if page.path]
    html = ["/report.html", "/charts/map.html", "/api/docs", "/media/a.html", "/component/a/b.html"]
    for path in [*pages, *html, *([""] if below else [])]:
        assert ask(served(below), f"{below}{path}").body == b"the page", path
    assert ask(served(below), f"{below}/_stcore/health").json() == {"page": False}
    assert ask(served(below), f"{below}/auth/login").status == 307
    assert ask(served(below), f"{below}/failed").body == b"sorry"
