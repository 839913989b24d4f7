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
#: figure in JSON, width, height -> the figure in SVG, which the page shows, too. Its headline is
#: the title of both. Plotly escapes what is escaped in an address once more: links are mended.
DRAW = """async (json, width, height) => {
  await Promise.all([...document.fonts].map((font) => font.load()));
  const { data, layout } = JSON.parse(json);
  const options = { format: "svg", width, height, imageDataOnly: true };
  const svg = await Plotly.toImage({ data, layout }, options);
  const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const notes = layout.annotations ?? [];
  const read = (html) => new DOMParser().parseFromString(html, "text/html").body;
  const links = notes.flatMap(({ text }) => [...read(text ?? "").querySelectorAll("a")]);
  const address = (href) => { try { return encodeURI(decodeURI(href)) } catch { return href } };
  const meant = new Map(links.map((a) => a.getAttribute("href")).map((a) => [address(a), a]));
  const xlink = "http://www.w3.org/1999/xlink";
  for (const a of drawn.querySelectorAll("a")) {
    const href = meant.get(a.getAttributeNS(xlink, "href"));
    if (href) a.setAttributeNS(xlink, "xlink:href", href);
  }
  for (const [tag, name] of [["desc", "subline"], ["title", "headline"]]) {
    const text = notes.find((note) => note.name === name)?.text ?? "";
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    element.textContent = read(text.replaceAll("<br>", " ")).textContent;
    if (element.textContent) drawn.prepend(element);
    if (tag === "title") document.title = element.textContent || "Hustings";
  }
  document.body.replaceChildren(document.importNode(drawn, true));
  return new XMLSerializer().serializeToString(drawn);
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
    page = PAGE.format(faces=fonts.static_faces(lambda name: f"/{name}"))
    return {
        "/": ("text/html; charset=utf-8", page.encode()),
        "/plotly.min.js": ("text/javascript; charset=utf-8", SCRIPT.read_bytes()),
        **{f"/{name}": ("font/ttf", font) for name, font in fonts.static().items()},
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
