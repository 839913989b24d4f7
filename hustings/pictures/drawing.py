"""Drawing in a browser tab: a Plotly figure as PNG, SVG or PDF, an HTML document as PDF."""

from base64 import b64decode
from functools import cache
from pathlib import Path

import plotly

from hustings.pictures import fonts
from hustings.pictures.chromium import Chromium
from hustings.pictures.tab import Given, Tab

#: px in an inch of CSS
INCH = 96
#: plotly.js, as it came with plotly
SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Hustings</title>
<style>{faces} @page {{ margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}</style>
<script src="/plotly.min.js"></script>
</head>
<body></body>
</html>
"""
#: figure in JSON, width, height -> the figure in SVG, which the page shows, too
DRAW = """async (json, width, height) => {
  await Promise.all([...document.fonts].map((font) => font.load()));
  const { data, layout } = JSON.parse(json);
  const options = { format: "svg", width, height, imageDataOnly: true };
  const svg = await Plotly.toImage({ data, layout }, options);
  const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  document.body.replaceChildren(document.importNode(drawn, true));
  return svg;
}"""
CLEAR = "() => document.body.replaceChildren()"
#: at the foot of each printed page: the title of the document, and which page of how many
FOOT = (
    '<div style="display:flex;gap:2em;width:100%;padding:0 15mm;font:8px sans-serif;color:#666">'
    '<span class="title" style="flex:1;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">'
    '</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>'
)


@cache
def _given() -> Given:
    """The page that figures are drawn in, and what it needs: all from installed packages."""
    files = {f"/{style}.woff2": ("font/woff2", font) for style, font in fonts.files().items()}
    page = PAGE.format(faces=fonts.faces({style: f"/{style}.woff2" for style in fonts.files()}))
    return {
        "/": ("text/html; charset=utf-8", page.encode()),
        "/plotly.min.js": ("text/javascript; charset=utf-8", SCRIPT.read_bytes()),
        **files,
    }


async def drawing_tab(chromium: Chromium) -> Tab:
    """A page that figures can be drawn in, one after the other."""
    return await Tab.open(chromium, _given())


async def picture(
    tab: Tab, figure: str, format: str, width: int, height: int, scale: float
) -> bytes:
    """The figure, drawn in a `drawing_tab`; see `Renderer.draw`."""
    svg = str(await tab.run(DRAW, figure, width, height))
    try:
        if format == "svg":
            # Half a character, which JSON can hold and UTF-8 cannot, becomes a question mark.
            return _with_fonts(svg).encode(errors="replace")
        if format == "pdf":
            return await _printed(tab, paperWidth=width / INCH, paperHeight=height / INCH)
        await tab.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=scale, mobile=False,
        )  # fmt: skip
        return b64decode((await tab.send("Page.captureScreenshot", format="png"))["data"])
    finally:
        await tab.run(CLEAR)


def _with_fonts(svg: str) -> str:
    """The picture with its typeface inside, so that labels keep their widths everywhere."""
    start = svg.index(">", svg.index("<svg")) + 1
    faces = fonts.embedded(italic="italic" in svg)
    return f"{svg[:start]}<style>{faces}</style>{svg[start:]}"


async def document(chromium: Chromium, html: bytes) -> bytes:
    """A document in HTML as PDF; see `Renderer.print_page`."""
    tab = await Tab.open(chromium, {"/": ("text/html; charset=utf-8", html)})
    printed = await _printed(
        tab,
        paperWidth=210 / 25.4,
        paperHeight=297 / 25.4,
        margins=0.6,
        displayHeaderFooter=True,
        headerTemplate="<span></span>",
        footerTemplate=FOOT,
        # Headings as bookmarks.
        generateDocumentOutline=True,
    )
    await tab.close()
    return printed


async def _printed(tab: Tab, margins: float = 0, **options) -> bytes:
    sides = {f"margin{side}": margins for side in ("Top", "Bottom", "Left", "Right")}
    answer = await tab.send("Page.printToPDF", printBackground=True, **sides, **options)
    return b64decode(answer["data"])
