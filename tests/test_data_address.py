"""Links with `data=`: pages, figures, reports, API and tools answer for that data set alone."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from asgi import ask, scope_of
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from stores import open_store, package

from hustings import api, current_dataset, link, preview, store
from hustings.current_dataset import NoSuchData
from hustings.html.statements import _fields
from hustings.link import View, urls
from hustings.mcp import protocol
from hustings.mcp.tools import TOOLS
from hustings.pages import VIEWS
from hustings.scene import Scene
from hustings.web import charts, headers, report
from hustings.web.head import tags

PATHS = ("/api/actors", "/api/meta?v=1", "/charts/map.json", "/charts/map.png", "/report.html")
UNKNOWN = ("x", "0" * 40, "a" * 32, "../..", "é", "None", "0" * 5000)


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    """Two readers' data sets on one server, and a third one that is saved there."""
    folder = tmp_path_factory.mktemp("readers")
    with pytest.MonkeyPatch.context() as patch:
        open_store(patch, folder / "store")
        patch.setenv("HUSTINGS_DATA", str(package(folder / "server", "Server", "The server's")))
        saved = store.save(package(folder / "c", "Cid", "Cid's table"), expires=None)
        yield SimpleNamespace(
            ann=store.put(package(folder / "a")),
            bob=store.put(package(folder / "b", "Bob", "Bob's table")),
            saved=saved.hash,
            key=saved.key,
        )


@pytest.fixture(scope="module")
def app(readers):
    routes = [*api.routes(), *charts.routes(), *report.routes()]
    return headers.SecurityHeaders(Starlette(routes=routes))


def actors(answer) -> list[str]:
    return [row["group"] for row in answer.json()["data"]]


def test_the_api_answers_for_the_data_set_of_the_link(app, readers):
    assert actors(ask(app, "/api/actors")) == ["Server"]
    assert actors(ask(app, f"/api/actors?data={readers.ann}")) == ["Ann"]
    assert actors(ask(app, f"/api/actors?data={readers.bob}")) == ["Bob"]
    assert actors(ask(app, f"/api/actors?data={readers.saved}")) == ["Cid"]
    assert actors(ask(app, "/api/actors?data=")) == ["Server"]
    said = ask(app, f"/api/statements?limit=1&data={readers.ann}")
    assert f"data={readers.ann}" in said.json()["meta"]["link"]
    assert f"data={readers.ann}" in said.headers["link"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("address", UNKNOWN)
def test_an_unknown_address_is_told_and_nothing_else_is_shown(app, path, address):
    joined = f"{path}{'&' if '?' in path else '?'}data={urls.own_data(address)[8:]}"
    answer = ask(app, joined)
    assert answer.status == 404, answer.body
    said = answer.json()
    assert said["title"] == "No such data set"
    assert "link" in said["detail"] and said["detail"].endswith(".")
    assert b"Server" not in answer.body and b"Ann" not in answer.body
    assert answer.headers["cache-control"] == "no-store"


@given(st.text(max_size=60))
def test_no_address_but_its_own_leads_to_a_data_set(readers, address):
    if address not in ("", readers.ann, readers.bob, readers.saved):
        with pytest.raises(NoSuchData):
            current_dataset.current(address)


def test_figures_and_reports_are_of_the_data_set_of_the_link(app, readers):
    tags = set()
    for address, title in (
        (readers.ann, "Ann's table"),
        (readers.saved, "Cid's table"),
        ("", "The server's"),
    ):
        for path in ("/charts/map.json", "/report.html"):
            answer = ask(app, f"{path}?data={address}" if address else path)
            text = answer.body.decode().replace("&#39;", "'")
            assert answer.status == 200 and title in text
            named = [each for each in (readers.ann, readers.saved) if f"data={each}" in text]
            assert named == ([address] if address else [])
            tags.add(answer.headers["etag"])
    assert len(tags) == 6


def test_equal_data_under_two_addresses_have_tags_of_their_own(app, readers, tmp_path):
    # the same statements under another title have the same version
    other = store.put(package(tmp_path / "a", title="Another title"))
    for path in ("/charts/map.json", "/api/meta", "/report.html"):
        first, second = (ask(app, f"{path}?data={each}") for each in (readers.ann, other))
        assert first.headers["etag"] != second.headers["etag"]
        assert b"Another title" in second.body and b"Another title" not in first.body
    store.get(other)


def test_nothing_of_a_reader_is_indexed_or_kept_by_caches(app, readers):
    for path in ("/api/actors", "/charts/map.json", "/report.html"):
        own, server = ask(app, f"{path}?data={readers.ann}"), ask(app, path)
        assert own.headers["x-robots-tag"] == "noindex"
        assert own.headers["cache-control"] == "private, no-cache"
        assert "x-robots-tag" not in server.headers


def asked(query: str, method: str = "GET") -> Request:
    request = Request(scope_of(f"/?{query}", method, host="a.example"))
    request.state.below = ""
    return request


def test_the_preview_is_of_the_data_set_and_not_indexed(readers):
    def told(query: str) -> str:
        return tags(preview.card(asked(query), ""))

    own, server = told(f"data={readers.saved}"), told("")
    assert "Cid&#x27;s table" in own and 'name="robots" content="noindex"' in own
    assert f"data={readers.saved}" in own
    assert "The server&#x27;s" in server and "robots" not in server and "data=" not in server
    with pytest.raises(NoSuchData):
        told("data=x")


def test_tools_answer_for_the_data_set_of_their_address(readers):
    def described(query: str):
        request = asked(query, "POST")
        listed = protocol._listed(request)
        return protocol.answered(TOOLS["describe"], {}, request), listed

    own, listed = described(f"data={readers.ann}")
    assert own.structured_content["title"] == "Ann's table"
    assert f"data={readers.ann}" in own.structured_content["link"]
    assert all("Ann's table" in tool.description for tool in listed)
    server, _ = described("")
    assert server.structured_content["title"] == "The server's"
    unknown, _ = described("data=x")
    assert unknown.is_error and "is gone" in unknown.content[0].text


@pytest.mark.parametrize("page", VIEWS, ids=lambda page: page.path or "map")
def test_every_page_shows_the_data_set_of_the_link(visit, readers, tmp_path, page):
    script = str(page.file) if page.path else ""
    server = package(tmp_path / "server", "Server", "The server's")
    app = visit(script, server, address=readers.ann)
    said = "\n".join(
        str(each.value) for kind in ("html", "markdown", "text") for each in app.get(kind)
    )
    assert "Ann" in said and "Server" not in said
    assert "Your own data set" in said and "6 hours without use" in said
    chart = "".join(each.proto.spec for each in app.get("plotly_chart"))
    assert "Server" not in chart
    if app.get("plotly_chart"):
        assert f"data={readers.ann}" in chart


def test_a_page_without_its_data_set_says_so_and_shows_no_other(visit, readers, tmp_path):
    server = package(tmp_path / "server", "Server", "The server's")
    app = visit("", server, address="0" * 40)
    (error,) = app.error
    assert error.value.startswith("There is no saved data set under this link")
    assert not app.get("plotly_chart") and not app.get("multiselect")
    html = "".join(str(each.value) for each in app.get("html"))
    assert 'href="./"' in html and "server" in html


def test_a_saved_data_set_shows_its_last_day_everywhere_and_is_gone_after_removal(
    app, visit, readers, tmp_path
):
    folder, last = package(tmp_path / "d", "Dan"), store.about.today()
    made = store.save(folder, expires=last)
    told = f"kept until {last.isoformat()}."
    assert current_dataset.current(made.hash).data.kept.endswith(told)
    said = ask(app, f"/api/meta?data={made.hash}").json()["data"]
    assert said["expires"] == last.isoformat() and said["kept"].endswith(told)
    assert told in ask(app, f"/report.html?data={made.hash}").body.decode()
    page = visit("", tmp_path / "d", address=made.hash)
    assert told in "".join(str(each.value) for each in page.get("html"))
    # saved again with a later day, it says that one
    store.save(folder, expires=last + timedelta(days=9))
    store.opened._places[made.hash].looked = -1e9
    later = (last + timedelta(days=9)).isoformat()
    assert ask(app, f"/api/meta?data={made.hash}").json()["data"]["expires"] == later
    assert later in ask(app, f"/report.html?data={made.hash}").body.decode()
    store.remove(made.hash, made.key)
    store.opened._places.clear()
    with pytest.raises(NoSuchData, match="was removed"):
        current_dataset.current(made.hash)


def test_a_server_that_is_closed_opens_nothing(readers, monkeypatch):
    monkeypatch.setenv("HUSTINGS_UPLOADS", "off")
    for address in (readers.ann, readers.saved, "x"):
        with pytest.raises(NoSuchData, match="not open to data sets of readers"):
            current_dataset.current(address)


def test_every_link_keeps_the_data_set(readers):
    data = current_dataset.current(readers.ann).data
    view, _ = link.read(data, [("data", "another"), ("x", "Tax")])
    assert view.data == readers.ann
    scene = Scene(data, view, "", "https://a.example")
    ending = f"data={readers.ann}"
    assert ending in scene.link and ending in scene.at("compare", view, embed=True)
    assert ending in scene.figure_link("map", "png")
    assert ending in urls.relative_view("statements", view.having(axis=("Tax",)))
    assert ending in urls.relative("map", {"x": "Tax"}, data.address)
    row = {"statement_id": "s1", "actor": "Ann", "date": None, "time": None,
           "source_title": None, "url": None, "quote": None}  # fmt: skip
    assert ending in _fields(row, [], scene, ".", True)["actor_link"]
    assert ending in _fields(row, [], scene, ".", True)["card"]


def test_links_without_a_data_set_are_as_they_were(bundled):
    view = link.default_view(bundled)
    scene = Scene(bundled, view, "", "https://a.example")
    assert "data=" not in scene.link + scene.figure_link("map", "png")
    assert "data=" not in urls.actor(".", "Ann") + urls.relative("", {"x": "Tax"})
    assert View().query("") == View(data="").query("")
    assert json.dumps(view.query("")).count('"data"') == 0
