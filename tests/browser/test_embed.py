"""The dashboard inside another site's page."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import charts
import pytest
from playwright.sync_api import Frame, Page, expect


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    """`article(code)` puts the code into a page of another site and gives its address."""
    folder = tmp_path_factory.mktemp("site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def written(code: str) -> str:
        (folder / "index.html").write_text(
            "<!doctype html><html lang=en><title>An article</title>"
            '<link rel="icon" href="data:,">'
            f'<body style="max-width:720px;margin:0 auto"><h1>An article</h1>{code}'
        )
        # Another host than the dashboard's, so that the browser keeps the two apart.
        return f"http://localhost:{server.server_port}/index.html"

    yield written
    server.shutdown()
    server.server_close()


@pytest.fixture
def framed(page, settled, article):
    """`framed(code)` opens the article with this code in it: its page, and what the frame shows.

    The frame is drawn once more when it has told its width: what it shows is waited for.
    """

    def opened(code: str) -> tuple[Page, Frame]:
        reader = page()
        reader.goto(article(code))
        inner = reader.locator("iframe").element_handle().content_frame()
        inner.wait_for_selector("[data-testid=stApp]")
        settled(inner)
        return reader, inner

    return opened


def share(reader) -> dict[str, str]:
    """What Share offers, by its headings."""
    reader.get_by_role("button", name="Share").click()
    box = reader.get_by_test_id("stPopoverBody")
    texts = box.get_by_role("region")
    expect(texts.first).to_be_visible()
    return dict(texts.evaluate_all("es => es.map((e) => [e.ariaLabel, e.innerText])"))


def test_the_embed_code_shows_the_view_in_an_article(site, page, errors, framed):
    reader = page(f"{site}/?actor=France&actor=China&x=Openness&y=Precaution")
    offered = share(reader)
    code = offered["Embed code of the page"]
    reader, inner = framed(code)
    expect(reader.locator("iframe")).to_have_attribute(
        "title", "France and China on Open vs. closed and Safety first vs. development first"
    )
    chart = inner.locator(".js-plotly-plot")
    expect(chart).to_be_visible()
    # The whole figure with its credit is seen without scrolling, and the frame has no large gap.
    high = int(reader.locator("iframe").get_attribute("height"))
    expect(chart.locator(".main-svg").first).to_have_attribute("width", "660")
    drawn = chart.bounding_box()["height"]
    assert drawn < high < drawn + 250
    credit = chart.locator(".annotation", has_text="Source: Who stands where")
    expect(credit).to_be_visible()
    back = inner.get_by_role("link", name="explore, filter and download in Hustings")
    assert back.get_attribute("href") == offered["Link to exactly this view"]
    assert back.get_attribute("target") == "_blank"
    assert errors == []


def test_the_chart_alone_stands_in_an_article(site, page, errors, article):
    offered = share(page(f"{site}/?actor=France&actor=China"))
    reader = page()
    reader.goto(article(offered["Embed code of the chart"]))
    inner = reader.frame_locator("iframe")
    chart = inner.get_by_role("figure")
    expect(chart.locator(".main-svg").first).to_have_attribute("width", "620")
    assert int(reader.locator("iframe").get_attribute("height")) >= chart.bounding_box()["height"]
    expect(inner.locator(".main-svg").first).to_be_visible()
    link = chart.locator("a").get_attribute("xlink:href")
    assert link == offered["Link to exactly this view"]
    expect(inner.get_by_role("table")).to_have_count(1)
    assert errors == []


def test_a_click_inside_the_frame_shows_the_words_behind_the_point(site, framed, errors):
    address = f"{site}/?actor=&embed=true"
    reader, inner = framed(f'<iframe src="{address}" width="100%" height="900"></iframe>')
    chart = inner.locator(".js-plotly-plot")
    expect(chart.locator(".main-svg").first).to_have_attribute("width", "660")
    x, y = chart.evaluate(charts.PLACE, ["group", "France"])
    frame = reader.locator("iframe").bounding_box()
    reader.mouse.move(frame["x"] + x, frame["y"] + y)
    chart.locator(".hovertext").first.wait_for()
    reader.mouse.click(frame["x"] + x, frame["y"] + y)
    statement = inner.locator("article").first
    expect(statement).to_contain_text("France")
    actor = statement.locator("a").first
    assert actor.get_attribute("target") == "_blank"
    assert errors == []


@pytest.mark.parametrize("path", ["", "statements", "agreement", "change"])
def test_an_embedded_page_has_no_chrome(site, page, errors, path):
    reader = page(f"{site}/{path}?actor=France&actor=China&embed=true", width=700)
    for chrome in ("stSidebar", "stTopNav", "stMainMenu", "stLogo", "stExpandSidebarButton"):
        expect(reader.get_by_test_id(chrome)).not_to_be_in_viewport()
    assert reader.get_by_role("button", name="Share").count() == 0
    assert reader.get_by_role("button", name="Download").filter(visible=True).count() == 0
    for choice in ("stMultiSelect", "stNumberInput", "stDateInput", "stSlider"):
        assert reader.get_by_test_id(choice).filter(visible=True).count() == 0
    expect(reader.get_by_role("link", name="in Hustings")).to_have_count(1)
    assert errors == []
