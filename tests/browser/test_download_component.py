"""What the browser does for the server: images, a page that opens from disk, the width found."""

import re
from io import BytesIO
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from streamlit.testing.v1 import AppTest

from hustings.export.figure import html_bytes
from hustings.web.assets import PLOTLY_PATH

SERVER = Path(__file__).with_name("component_server.py")
#: what the files of that page are called
NAME = "hustings-pairs-france-china"


@pytest.fixture(scope="module")
def components(serve) -> str:
    """A server without a browser of its own: the reader's draws the pictures."""
    return serve(SERVER, HUSTINGS_CHROMIUM="/nowhere", HUSTINGS_PICTURE_RATE="100000")


def opened(page: Page) -> Locator:
    """The menu, opened; no run of the page is waited for."""
    page.get_by_test_id("stPopoverButton").click()
    menu = page.get_by_role("group", name="Save the chart")
    expect(menu).to_be_visible()
    return menu


def link(menu: Locator, kind: str) -> Locator:
    return menu.get_by_role("link", name=f"{kind} (", exact=False)


def saved(page: Page, menu: Locator, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        link(menu, kind).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def ours(errors: list[str]) -> list[str]:
    """Errors but for two of Streamlit's own: below a page it first looks for its server there."""
    asked = re.compile(r".* status of 404 .*/_stcore/(health|host-config)\)")
    return [error for error in errors if not asked.fullmatch(error)]


def scripts(page: Page) -> list[str]:
    """Addresses of the plotly.js files that the page asks the server for from now on."""
    asked = []
    page.on("request", lambda request: PLOTLY_PATH in request.url and asked.append(request.url))
    return asked


@pytest.mark.parametrize(
    ("path", "loads"),
    [("", 1), ("below", 1), ("charted", 0)],
    ids=["first page", "page below", "page with a Plotly of its own"],
)
def test_images_from_every_page(components, page, settled, errors, path, loads):
    reader = page()
    asked = scripts(reader)
    reader.goto(f"{components}/{path}")
    settled(reader)
    menu = opened(reader)
    assert asked == []

    name, png = saved(reader, menu, "PNG")
    assert name == f"{NAME}.png"
    image = Image.open(BytesIO(png)).convert("RGB")
    assert image.width == 1920 and image.getpixel((2, 2)) == (255, 255, 255)
    name, svg = saved(reader, menu, "SVG")
    assert name == f"{NAME}.svg"
    text = svg.decode()
    assert text.startswith("<svg") and ">China<" in text
    assert text.count("@font-face") == 2, "the typeface is in the file"
    assert asked == [f"{components}/{PLOTLY_PATH}"] * loads
    assert ours(errors) == []


def test_size_and_ground_are_those_that_are_chosen(components, page, settled, errors):
    reader = page(components)
    settled(reader)
    menu = opened(reader)
    menu.get_by_label("Size").select_option("square")
    menu.get_by_label("Ground").select_option("dark")
    name, png = saved(reader, menu, "PNG")
    assert name == f"{NAME}-square-dark.png"
    image = Image.open(BytesIO(png)).convert("RGB")
    assert image.size == (1080, 1080) and max(image.getpixel((2, 2))) < 40
    name, table = saved(reader, menu, "CSV")
    asked = f"{components}/charts/pairs.csv?actor=France&actor=China"
    assert name == f"{NAME}.csv" and table == reader.request.get(asked).body()
    expect(menu.get_by_role("status")).to_have_text(f"Saved: {name}")
    assert link(menu, "PDF").count() == 0
    assert errors == []


def test_images_below_a_base_path_on_a_dark_page(serve, page, settled, errors):
    address = serve(SERVER, STREAMLIT_SERVER_BASE_URL_PATH="board", HUSTINGS_CHROMIUM="/nowhere")
    reader = page(color_scheme="dark")
    asked = scripts(reader)
    reader.goto(f"{address}/below")
    settled(reader)
    _, png = saved(reader, opened(reader), "PNG")
    assert Image.open(BytesIO(png)).convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    assert asked == [f"{address}/{PLOTLY_PATH}"]
    assert ours(errors) == []


def test_a_failed_load_is_told_and_can_be_tried_again(components, page):
    reader = page(components)
    reader.route(f"**/{PLOTLY_PATH}", lambda route: route.abort())
    menu = opened(reader)
    link(menu, "PNG").click()
    status = menu.get_by_role("status")
    expect(status).to_contain_text("could not be loaded")
    expect(link(menu, "PNG")).to_have_attribute("aria-busy", "false")

    reader.unroute(f"**/{PLOTLY_PATH}")
    name, _ = saved(reader, menu, "PNG")
    assert name == f"{NAME}.png"
    expect(status).to_have_text(f"Saved: {name}")


def test_what_the_server_refuses_is_said(components, page):
    reader = page(components)
    refused = {"status": 429, "json": {"detail": "At most 60 of these in a minute."}}
    reader.route("**/charts/**", lambda route: route.fulfill(**refused))
    menu = opened(reader)
    link(menu, "CSV").click()
    expect(menu.get_by_role("status")).to_have_text(
        "CSV could not be made. At most 60 of these in a minute."
    )


def test_the_pages_own_plotly_stays_when_it_does_not_fit(components, page):
    reader = page(components)
    reader.evaluate("window.Plotly = {version: '2.35.0'}")
    asked = scripts(reader)
    _, svg = saved(reader, opened(reader), "SVG")
    assert b">China<" in svg
    assert len(asked) == 1
    assert reader.evaluate("window.Plotly.version") == "2.35.0"


def test_files_are_reached_and_shown_by_keyboard(components, page):
    reader = page(components)
    menu = opened(reader)
    link(menu, "PNG").focus()
    reader.keyboard.press("Tab")
    expect(link(menu, "SVG")).to_be_focused()
    assert link(menu, "SVG").evaluate("e => getComputedStyle(e).boxShadow") != "none"
    with reader.expect_download() as waiting:
        reader.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".svg")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_files_look_like_the_buttons_of_the_page(components, page, scheme):
    reader = page(components, color_scheme=scheme)
    script = """element => {
        const style = getComputedStyle(element)
        return ["color", "borderColor", "borderRadius", "minHeight", "padding"].map(
            name => style[name])
    }"""
    menu = opened(reader)
    theirs = reader.get_by_role("button", name="A button of the page")
    assert link(menu, "PNG").evaluate(script) == theirs.evaluate(script)


@pytest.mark.parametrize(
    ("width", "height", "found", "runs"),
    [(1440, 900, 960, 2), (390, 844, 356, 2), (300, 600, 320, 2), (1920, 1080, 1260, 1)],
)
def test_the_width_is_reported_once_if_it_is_not_the_default(
    components, page, settled, errors, width, height, found, runs
):
    reader = page(components, width, height)
    expect(reader.get_by_text(f"width {found} runs {runs}")).to_be_visible()
    settled(reader, 60)
    expect(reader.get_by_text(f"width {found} runs {runs}")).to_be_visible()
    assert errors == []


def test_a_phone_that_names_itself_is_laid_out_at_once(components, page, settled):
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"
    reader = page(components, 390, 844, user_agent=agent)
    settled(reader, 60)
    expect(reader.get_by_text("width 356 runs 1")).to_be_visible()


def test_a_usual_frame_is_known_from_the_start(components, page, settled):
    reader = page(f"{components}/?embed=true", 700, 844)
    settled(reader, 60)
    expect(reader.get_by_text("width 660 runs 1")).to_be_visible()


def test_the_width_follows_the_window_and_is_shared_by_the_pages(components, page, settled):
    reader = page(components)
    reader.get_by_role("link", name="Below").click()
    expect(reader).to_have_url(re.compile("/below$"))
    expect(reader.get_by_text("width 960 runs 3")).to_be_visible()

    reader.set_viewport_size({"width": 1300, "height": 900})
    expect(reader.get_by_text("width 700 runs 4")).to_be_visible()
    reader.set_viewport_size({"width": 1290, "height": 900})
    reader.get_by_role("link", name="Plain").click()
    expect(reader.get_by_text("width 700 runs 5")).to_be_visible()
    settled(reader, 60)
    expect(reader.get_by_text("width 700 runs 5")).to_be_visible()


def test_the_measuring_element_takes_no_room(components, page):
    reader = page(components)
    tops = reader.locator(".st-key-viewport").evaluate(
        "e => [e.parentElement, e.nextElementSibling].map(x => x.getBoundingClientRect().top)"
    )
    assert tops[0] == tops[1]


def test_without_a_browser_the_width_is_the_default():
    app = AppTest.from_string(
        "import streamlit as st\n"
        "from hustings.ui.viewport import chart_width\n"
        "st.text(chart_width())"
    )
    assert app.run().text[0].value == "1260"
    assert not app.exception
    assert app.session_state["chart_width"] == 1260


def test_the_html_file_draws_from_disk_without_a_network(page, errors, tmp_path):
    figure = go.Figure(go.Scatter(x=[0], y=[0]), {"title": {"text": "</script> & <b>bold</b>"}})
    figure.update_layout(width=500, height=300)
    table = pd.DataFrame({"Actor": ["<script>document.title = 'broken'</script>"], "n": [3]})
    file = tmp_path / "figure.html"
    file.write_bytes(html_bytes(figure, "A title", "and what it says", table))
    reader = page(offline=True)
    asked = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(file.as_uri())
    expect(reader.get_by_role("figure", name="A title and what it says")).to_be_visible()
    expect(reader.locator(".main-svg").first).to_have_attribute("width", "500")
    expect(reader.locator(".gtitle")).to_contain_text("</script> & bold")
    reader.get_by_text("The figures behind this chart").click()
    expect(reader.get_by_role("cell").first).to_have_text(table["Actor"][0])
    assert reader.title() == "A title"
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
