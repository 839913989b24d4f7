"""Pictures and printed pages: what they hold, who waits for them, and what they may load."""

import asyncio
import os
import re
import signal
import xml.etree.ElementTree as ET
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from PIL import Image

from hustings.pictures import FORMATS, Busy, Failed, Renderer, fonts
from hustings.pictures.chromium import Chromium, CommandError, Gone
from hustings.pictures.finish import finished
from hustings.pictures.tab import Tab

ROOT = Path(__file__).parents[1]
ENDLESS = b"<!doctype html><script>for (;;);</script>"


def figure(text: str = "Who stands where", font: str = "Source Sans") -> dict:
    words = {"text": text, "showarrow": False, "x": 1, "y": 1}
    return {
        "data": [{"type": "scatter", "x": [0, 2], "y": [0, 2]}],
        "layout": {"annotations": [words], "font": {"family": font, "size": 20}},
    }


def busy(seconds: float, name: str = "") -> bytes:
    """A document that keeps its page busy for a while."""
    script = f"const end = Date.now() + {seconds * 1000}; while (Date.now() < end);"
    return f"<!doctype html><p>{name}</p><script>{script}</script>".encode()


def media_boxes(pdf: bytes) -> list[list[float]]:
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(re.findall(rb"/MediaBox", pdf))
    return [[*map(float, box.split())] for box in re.findall(rb"/MediaBox\s*\[([^]]*)\]", pdf)]


@pytest.fixture(scope="module")
def renderer():
    renderer = Renderer()
    yield renderer
    renderer.close_now()


@pytest.mark.parametrize("scale", [1, 1.5])
def test_a_png_has_the_size_asked_for(renderer, scale):
    content = renderer.draw_now(figure(), "png", 400, 300, scale)
    with Image.open(BytesIO(content)) as image:
        assert image.format == "PNG"
        assert image.size == (400 * scale, 300 * scale)


def test_an_svg_holds_its_words_and_its_typeface(renderer):
    content = renderer.draw_now(figure("Ågot &amp; <i>sons</i>"), "svg", 400, 300)
    root = ET.fromstring(content)
    assert (root.get("width"), root.get("height")) == ("400", "300")
    assert "Ågot & sons" in [
        "".join(each.itertext()) for each in root.iter() if each.tag[-4:] == "text"
    ]
    style = next(each.text for each in root.iter() if each.tag.endswith("style"))
    assert style.count("@font-face") == 2
    assert not re.search(r"url\((?!\"data:)", style)


def test_a_pdf_is_one_page_of_the_figures_size(renderer):
    content = renderer.draw_now(figure(), "pdf", 731, 417)
    assert content.startswith(b"%PDF")
    [(left, top, width, height)] = media_boxes(content)
    assert (left, top) == (0, 0)
    assert (width, height) == pytest.approx((731 * 0.75, 417 * 0.75), abs=1)
    assert b"SourceSans" in content


def test_pictures_have_the_typeface_of_the_pages(renderer):
    assert set(fonts.files()) == {"normal", "italic"}
    ours, other = (
        renderer.draw_now(figure(font=font), "png", 400, 300)
        for font in ("Source Sans, monospace", "monospace")
    )
    assert ours != other


def test_a_document_is_printed_on_pages_of_a4(renderer):
    content = renderer.print_page_now(b"<!doctype html>" + b"<p>One line.</p>" * 100)
    boxes = media_boxes(content)
    assert len(boxes) > 1
    for box in boxes:
        assert box == pytest.approx([0, 0, 595.3, 841.9], abs=1)


@pytest.mark.parametrize("format", FORMATS)
def test_text_that_is_no_text(renderer, format):
    assert renderer.draw_now(figure("a \ud800 b \x00 \u2028 </script>"), format, 400, 300)


def test_a_format_that_there_is_not(renderer):
    with pytest.raises(ValueError, match="png, svg, pdf"):
        renderer.draw_now(figure(), "gif", 400, 300)


def test_what_is_no_figure_fails_and_the_next_one_works(renderer):
    with pytest.raises(Failed):
        renderer.draw_now("{", "png", 400, 300)
    assert renderer.draw_now(figure(), "png", 400, 300)


def test_more_than_may_wait_are_sent_away(renderer, monkeypatch):
    monkeypatch.setenv("HUSTINGS_PICTURE_QUEUE", "1")

    async def ask():
        pages = [renderer.print_page(busy(0.1, name)) for name in "abc"]
        return await asyncio.gather(*pages, return_exceptions=True)

    first, second, third = asyncio.run(ask())
    assert first.startswith(b"%PDF") and second.startswith(b"%PDF")
    assert isinstance(third, Busy) and third.retry_after >= 1
    assert renderer.draw_now(figure(), "png", 400, 300)


def test_equal_pictures_are_drawn_once(renderer, monkeypatch):
    monkeypatch.setenv("HUSTINGS_PICTURE_QUEUE", "1")

    async def ask():
        return await asyncio.gather(*(renderer.draw(figure(), "pdf", 400, 300) for _ in range(5)))

    first, *others = asyncio.run(ask())
    assert all(other is first for other in others)


def test_who_stops_waiting_changes_nothing_for_others(renderer):
    async def ask():
        long = asyncio.create_task(renderer.print_page(busy(0.3)))
        gone, stays = (asyncio.create_task(renderer.print_page(busy(0))) for _ in range(2))
        alone = asyncio.create_task(renderer.print_page(ENDLESS))
        await asyncio.sleep(0)
        for task in (gone, alone, long):
            task.cancel()
        return await asyncio.gather(long, gone, stays, alone, return_exceptions=True)

    long, gone, stays, alone = asyncio.run(ask())
    assert all(isinstance(each, asyncio.CancelledError) for each in (long, gone, alone))
    assert stays.startswith(b"%PDF")
    # The endless one, which nobody waited for, was not begun.
    assert renderer.draw_now(figure(), "png", 400, 300)


@pytest.fixture
def asked():
    """A server on this machine, and the list of what it was asked for."""
    paths = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


def test_no_request_leaves_the_page(renderer, asked):
    base, paths = asked
    socket = base.replace("http", "ws")
    html = f"""<!doctype html>
    <link rel="preconnect" href="{base}"><link rel="prefetch" href="{base}/prefetch">
    <link rel="stylesheet" href="{base}/style"><script src="{base}/script"></script>
    <meta http-equiv="refresh" content="0;{base}/refresh">
    <img src="{base}/image"><iframe src="{base}/frame"></iframe>
    <script>
      fetch("{base}/fetch", {{ mode: "no-cors" }}).catch(() => 0);
      navigator.sendBeacon("{base}/beacon");
      new WebSocket("{socket}/socket"); open("{base}/open"); new Image().src = "{base}/new";
      const end = Date.now() + 200; while (Date.now() < end);
    </script>"""
    assert renderer.print_page_now(html.encode()).startswith(b"%PDF")
    with urlopen(f"{base}/control") as answer:
        assert answer.status == 204
    assert paths == ["/control"]


def test_a_page_gets_what_it_is_given_and_no_file():
    async def look():
        chromium = await Chromium.start()
        try:
            given = {"/": ("text/html", b"<p>Here</p>"), "/font": ("font/woff2", b"abc")}
            tab = await Tab.open(chromium, given)
            assert await tab.run("() => document.body.innerText") == "Here"
            assert await tab.run("(a, b) => a + b", 1, 2) == 3
            with pytest.raises(CommandError, match="oh no"):
                await tab.run("() => { throw new Error('oh no') }")
            path = (ROOT / "README.md").as_uri()
            for wanted in (path, "/other", "https://example.org/"):
                load = "(url) => new FontFace('x', `url(${url})`).load().then(() => 1, String)"
                assert "NetworkError" in await tab.run(load, wanted)
            os.killpg(chromium.pid, signal.SIGKILL)
            with pytest.raises(Gone):
                await tab.run("() => new Promise(() => 0)")
            with pytest.raises(Gone):
                await tab.run("() => 1")
        finally:
            await chromium.kill()

    asyncio.run(look())


def test_a_png_says_what_it_shows_and_other_files_stay_as_they_are():
    made = BytesIO()
    Image.new("RGB", (3, 2), (1, 2, 3)).save(made, "PNG")
    said = {"Title": "Ärger → “Ruhe”", "Source": "https://who.example/?x=a&y=b", "Copyright": ""}
    found = Image.open(BytesIO(finished(made.getvalue(), said)))
    assert found.text == {name: text for name, text in said.items() if text}
    assert found.size == (3, 2) and found.getpixel((2, 1)) == (1, 2, 3)
    assert finished(b"%PDF-1.4", said) == b"%PDF-1.4"
