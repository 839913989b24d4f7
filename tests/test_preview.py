"""The first HTML of a page, read as a program reads it that makes previews."""

from html.parser import HTMLParser
from threading import Event, current_thread
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from hustings import figures, findings, link, pictures, preview, query
from hustings.pages import PAGES
from hustings.preview import Preview
from hustings.ui.streamlit_internals import TITLE_TAG

PAGE = f"<!DOCTYPE html><html><head>{TITLE_TAG.decode()}</head><body></body></html>"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A page waits for its preview as long as a busy machine needs, which readers are spared."""
    monkeypatch.setattr(preview, "PATIENCE", 60)


class Head(HTMLParser):
    """Title, metas and links of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.title, self.metas, self.links, self.others, self._in = "", {}, {}, [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self._in = tag
        if tag == "meta":
            self.metas[found.get("property") or found["name"]] = found["content"]
        elif tag == "link":
            self.links[found["rel"]] = found["href"]
        elif tag not in ("html", "head", "title", "body"):
            self.others.append(tag)

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in == "title":
            self.title += data


def served(below: str = "", status: int = 200) -> TestClient:
    def page(request):
        headers = {"ETag": '"old"', "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}
        return HTMLResponse(PAGE, status, headers=headers)

    def data(request):
        return JSONResponse({"seen": dict(request.headers)})

    app = Starlette(
        routes=[Route("/data.json", data), Route("/{path:path}", page)],
        middleware=[Middleware(Preview, placeholder=TITLE_TAG, below=below)],
    )
    return TestClient(app)


def head(path: str, below: str = "", **more) -> Head:
    answer = served(below).get(path, **more)
    assert answer.status_code == 200
    return Head(answer.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "map")
def test_every_page_tells_its_view(page, bundled):
    found = head(f"/{page.path}?actor=Capgemini&actor=France&x=Openness")
    asked = [("actor", "Capgemini"), ("actor", "France"), ("x", "Openness")]
    view, _ = link.read(bundled, asked)
    title = findings.title(bundled, view, page.path)
    assert found.title == f"{title} · Hustings"
    assert found.metas["og:title"] == found.metas["twitter:title"] == title
    assert found.metas["og:description"] == found.metas["description"]
    address = link.permalink("http://testserver", page.path, view, bundled.version)
    assert found.links["canonical"] == found.metas["og:url"] == address
    assert found.metas["twitter:card"] == "summary_large_image"


def test_the_picture_is_that_of_the_view(bundled):
    for page in PAGES:
        path = urlsplit(head(f"/{page.path}?actor=China&type=government").metas["og:image"])
        name = path.path.removeprefix("/charts/").removesuffix(".png")
        assert figures.named(name).page in (page.path, "")
        asked = parse_qsl(path.query)
        assert ("size", "preview") in asked and ("v", bundled.version) in asked
        assert ("actor", "China") in asked and ("type", "government") in asked


def test_the_description_is_the_headline_and_what_it_rests_on(few, folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    found = head("/?x=Transport&y=Tax")
    panel = findings.map(few, link.default_view(few))
    assert found.metas["description"] == f"{panel.headline.rstrip('.')}. {panel.subline}"
    # of the four statements by three actors two are of the one that the map draws
    assert "2 statements by one actor" in found.metas["description"]


def test_what_the_data_do_not_have_never_appears():
    asked = "/compare?actor=Wizards&theme=%3Cscript%3E&x=nonsense&q=buy%20cheap%20pills&v=%22%3E"
    text = served().get(asked).text
    for wrong in ("Wizards", "script&gt;", "<script", "nonsense", "pills", 'content=""'):
        assert wrong not in text


def test_words_that_a_statement_holds_appear_escaped(tmp_path, monkeypatch):
    (tmp_path / "positions.csv").write_text(
        'actor,axis,stance,quote\n"A ""<b>&""",T & Co,1,"say ""<img src=x>"" & go"\nB,U,1,no\n'
    )
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    found = head("/compare?actor=A%20%22%3Cb%3E%26%22&q=%22%3Cimg%20src%3Dx%3E%22")
    assert found.others == []
    assert found.metas["og:title"].startswith('A "<b>&" on')
    assert '“"<img src=x>"”' in found.metas["description"]


def test_a_group_to_set_apart_is_told_only_if_it_is_there():
    for asked, told in (("type: company", "apart=type:%20company"), ("cheap pills", "")):
        found = head(f"/divides?apart={asked}")
        for address in (found.metas["og:url"], found.metas["og:image"], found.links["canonical"]):
            assert (told in address) if told else ("apart" not in address)


def test_a_page_without_a_figure_tells_what_it_holds(bundled):
    found = head("/statements?actor=France&actor=China&since=2025-01-01&q=AI")
    pairs = [("actor", "France"), ("actor", "China"), ("since", "2025-01-01"), ("q", "AI")]
    view, _ = link.read(bundled, pairs)
    total = query.totals(bundled, view.filters, view.picks)
    assert 0 < total.statements < query.totals(bundled, view.filters).statements
    about = "The words behind every position: read, search, cite, download."
    expected = f"{about} {findings.subline(bundled, view, total)}"
    assert found.metas["og:description"] == expected
    assert found.title == "Statements by France and China · Hustings"
    method = head("/method?actor=France&type=company")
    (page,) = [page for page in PAGES if page.path == "method"]
    assert method.metas["description"] == page.about
    assert method.title == f"{bundled.meta.title}: method · Hustings"


def test_where_no_picture_can_be_drawn_none_is_promised(monkeypatch):
    monkeypatch.setattr(pictures, "browser", lambda: None)
    found = head("/compare?actor=France")
    assert not [name for name in found.metas if "image" in name]
    assert found.metas["twitter:card"] == "summary" and found.metas["og:title"]


def test_what_a_click_opened_is_not_told():
    assert "id=" not in head("/actor?actor=France&id=anything").metas["og:url"]


def test_lists_and_actors_name_their_feeds(bundled):
    def feeds(address: str) -> dict[str, str]:
        text = served().get(address).text
        found = [part for part in text.split("<link ") if part.startswith('rel="alternate"')]
        return {part.split('"')[3]: part.split('"')[7].replace("&amp;", "&") for part in found}

    asked = "?actor=France&actor=China&theme=Trust%20in%20AI"
    both = feeds(f"/statements{asked}")
    assert both == {
        "application/atom+xml": "http://testserver/api/feed.atom"
        "?actor=France&actor=China&by=actor&theme=Trust%20in%20AI",
        "application/feed+json": "http://testserver/api/feed.json"
        "?actor=France&actor=China&by=actor&theme=Trust%20in%20AI",
    }
    # a profile is that of the first
    assert "actor=China" not in str(feeds(f"/actor{asked}")) and len(feeds(f"/actor{asked}")) == 2
    assert feeds("/") == {} and "actor=" not in str(feeds("/statements"))


def test_a_link_to_one_statement_shows_its_card(bundled):
    key = "us-vance-2025-02-11-a"
    told = Head(served().get(f"/actor?actor=United States&id={key}").text)
    assert told.metas["og:image"] == f"http://testserver/charts/statement.png?id={key}"
    assert told.metas["og:image:width"] == told.metas["og:image:height"] == "1080"
    assert told.metas["og:title"].startswith("JD Vance") and "“" in told.title
    assert told.links["canonical"].endswith(f"/actor?actor=United%20States&id={key}")
    unknown = Head(served().get("/actor?actor=France&id=no-such").text)
    assert "charts/actor.png" in unknown.metas["og:image"]


def test_behind_a_path_and_with_a_public_address(monkeypatch):
    found = head("/board/compare?actor=France", below="/board")
    assert found.metas["og:url"].startswith("http://testserver/board/compare?")
    assert found.metas["og:image"].startswith("http://testserver/board/charts/compare.png?")
    monkeypatch.setenv("HUSTINGS_URL", "https://who.example/board/")
    found = head("/board/compare", below="/board", headers={"host": "inside:8501"})
    assert found.metas["og:url"].startswith("https://who.example/board/compare?")
    for path in ("/board", "/board/", "/board/compare/"):
        assert "og:title" in head(path, below="/board").metas


def test_the_html_is_of_now(bundled):
    answer = served().get("/", headers={"If-None-Match": '"old"', "Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and "og:title" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers and "last-modified" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_head_has_the_headers_of_get_and_no_body():
    for path in ("/compare?actor=France", "/"):
        whole, head = served().get(path), served().head(path)
        assert head.headers == whole.headers and not head.content
    broken = served(status=404)
    assert broken.head("/").status_code == 404 and not broken.head("/").content


def test_what_is_no_page_costs_no_preview(monkeypatch):
    monkeypatch.setattr(link, "read", lambda *asked: pytest.fail("a view was looked for"))
    assert served(status=301).get("/compare/", follow_redirects=False).text == PAGE


def test_pages_but_the_first_are_told_where_the_dashboard_begins():
    page = HTMLResponse(PAGE)
    for below in ("", "/board"):
        app = Preview(page, placeholder=TITLE_TAG, below=below, script="a=1")
        for path, told in (("/", 0), ("/compare", 1), ("/statements", 1), ("/other", 0)):
            answer = TestClient(app).get(f"{below}{path}").text
            assert answer.count("</title>") == 1
            assert answer.count("<script>a=1</script>") == told


def test_everything_else_passes_unchanged():
    answer = served().get("/data.json", headers={"If-None-Match": "kept"})
    assert answer.json()["seen"]["if-none-match"] == "kept"
    assert served().get("/elsewhere").text == PAGE
    assert served(status=404).get("/").text == PAGE


def test_without_data_the_page_comes_all_the_same(monkeypatch, tmp_path):
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    found = head("/")
    assert found.title == "Hustings" and not found.metas


def test_a_page_does_not_wait_for_a_preview_that_takes_long(monkeypatch):
    answered = Event()

    def slow(*arguments):
        assert answered.wait(60), "the page waited for its preview"

    monkeypatch.setattr(preview, "card", slow)
    monkeypatch.setattr(preview, "PATIENCE", 0.01)
    try:
        found = head("/compare?actor=France")
    finally:
        answered.set()
    assert found.title == "Hustings" and not found.metas


def test_previews_are_worked_out_by_few_threads_of_their_own(monkeypatch):
    seen, genuine = set(), preview.card

    def watched(*arguments):
        seen.add(current_thread().name)
        return genuine(*arguments)

    monkeypatch.setattr(preview, "card", watched)
    for _ in range(2 * preview.AT_ONCE):
        assert head("/compare?actor=France").title.startswith("France")
    assert 1 <= len(seen) <= preview.AT_ONCE
    assert all(name.startswith("preview") for name in seen)


def test_a_fault_does_not_cost_the_page(monkeypatch, caplog):
    def broken(*arguments):
        raise RuntimeError("a fault")

    monkeypatch.setattr(findings, "title", broken)
    assert head("/").title == "Hustings"
    assert "a fault" in caplog.text
