"""What the browser does for the server: images, a page that opens from disk, the width found."""

import re
from io import BytesIO
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from hustings.export.figure import html_bytes
from hustings.web.assets import PLOTLY_PATH

SERVER = Path(__file__).with_name("component_server.py")


@pytest.fixture(scope="module")
def components(serve) -> str:
    return serve(SERVER)


def button(page: Page, kind: str):
    return page.get_by_role("button", name=f"{kind} image of the chart")


def saved(page: Page, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        button(page, kind).click()
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
    assert asked == []

    name, png = saved(reader, "PNG")
    assert name == "points of three.png"
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    image = Image.open(BytesIO(png)).convert("RGB")
    assert image.size == (2 * 420, 2 * 300)
    colours = {colour: count for count, colour in image.getcolors(1 << 20)}
    assert colours[255, 255, 255] > 0.9 * 840 * 600
    assert (0xD5, 0x5E, 0x00) in colours
    assert not {(0xFF, 0xF4, 0xE5), (0xFF, 0xE9, 0xCC)} & set(colours)

    name, svg = saved(reader, "SVG")
    assert name == "points of three.svg"
    text = svg.decode()
    assert text.startswith("<svg") and 'width="420" height="300"' in text
    assert "A plain headline" in text and "rgb(213, 94, 0)" in text
    assert not re.search(r"#0000[01][0-9a-f]\b|rgb\(0, 0, ([1-9]|1[0-9]|2[0-9])\)", text)
    assert set(re.findall(r"font-family: ([^;]+);", text)) == {"'Source Sans', Arial, sans-serif"}

    assert asked == [f"{components}/{PLOTLY_PATH}"] * loads
    assert ours(errors) == []


def test_images_below_a_base_path_on_a_dark_page(serve, page, settled, errors):
    address = serve(SERVER, STREAMLIT_SERVER_BASE_URL_PATH="board")
    reader = page(color_scheme="dark")
    asked = scripts(reader)
    reader.goto(f"{address}/below")
    settled(reader)
    _, png = saved(reader, "PNG")
    assert Image.open(BytesIO(png)).convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    assert asked == [f"{address}/{PLOTLY_PATH}"]
    assert ours(errors) == []


def test_two_quick_clicks_load_the_script_once_and_save_both(components, page):
    reader = page(components)
    names = []
    reader.on("download", lambda file: names.append(file.suggested_filename))
    with reader.expect_event("download", lambda _: len(names) == 2):
        button(reader, "PNG").evaluate(
            "png => { png.click(); png.parentElement.querySelector('[data-format=svg]').click() }"
        )
    assert sorted(names) == ["points of three.png", "points of three.svg"]
    expect(reader.locator(f"script[src$='{PLOTLY_PATH}']")).to_have_count(1)


def test_a_failed_load_is_told_and_can_be_tried_again(components, page):
    reader = page(components)
    reader.route(f"**/{PLOTLY_PATH}", lambda route: route.abort())
    button(reader, "PNG").click()
    problem = reader.get_by_role("alert").filter(has_text="could not be loaded")
    expect(problem).to_contain_text(PLOTLY_PATH)
    expect(button(reader, "PNG")).to_have_attribute("aria-busy", "false")

    reader.unroute(f"**/{PLOTLY_PATH}")
    name, _ = saved(reader, "PNG")
    assert name == "points of three.png"
    expect(problem).to_have_count(0)


def test_the_pages_own_plotly_stays_when_it_does_not_fit(components, page):
    reader = page(components)
    reader.evaluate("window.Plotly = {version: '2.35.0'}")
    asked = scripts(reader)
    _, svg = saved(reader, "SVG")
    assert b"A plain headline" in svg
    assert len(asked) == 1
    assert reader.evaluate("window.Plotly.version") == "2.35.0"


def test_buttons_are_reached_and_shown_by_keyboard(components, page):
    reader = page(components)
    button(reader, "PNG").focus()
    reader.keyboard.press("Tab")
    expect(button(reader, "SVG")).to_be_focused()
    assert button(reader, "SVG").evaluate("e => getComputedStyle(e).boxShadow") != "none"
    with reader.expect_download() as waiting:
        reader.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".svg")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_look_like_those_of_the_page(components, page, scheme):
    reader = page(components, color_scheme=scheme)
    script = """element => {
        const style = getComputedStyle(element)
        const box = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
        box.fillStyle = style.backgroundColor
        box.fillRect(0, 0, 1, 1)
        return {
            back: [...box.getImageData(0, 0, 1, 1).data],
            rest: ["color", "borderColor", "borderRadius", "minHeight", "padding"].map(
                name => style[name]),
        }
    }"""
    ours = button(reader, "PNG").evaluate(script)
    theirs = reader.get_by_role("button", name="A button of the page").evaluate(script)
    assert ours["rest"] == theirs["rest"]
    assert all(abs(a - b) <= 2 for a, b in zip(ours["back"], theirs["back"], strict=True))


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
