"""Font files (WOFF2, TrueType) and @font-face rules for pictures, PDF, SVG files and reports.

Pages, SVG files and reports have the one file of each style that changes its weight (WOFF2). What
is drawn to PDF takes a file for each weight (TrueType): of the other kind Chromium makes outlines
that no program takes for a font (Type 3).
"""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: the files of Streamlit's pages that hold Source Sans, by style
FILES = {"normal": "SourceSansVF-Upright*.woff2", "italic": "SourceSansVF-Italic*.woff2"}
#: the files of font-source-sans-pro for each weight and style
STATIC = {
    "SourceSansPro-Regular.ttf": (400, "normal"),
    "SourceSansPro-Bold.ttf": (700, "normal"),
    "SourceSansPro-It.ttf": (400, "italic"),
    "SourceSansPro-BoldIt.ttf": (700, "italic"),
}
_FACE = (
    '@font-face{{font-family:"Source Sans";font-weight:{weight};font-style:{style};'
    'src:url("{source}") format("{format}")}}'
)


@cache
def files() -> dict[str, bytes]:
    """The font of each style, in WOFF2; without those that the installed Streamlit lacks."""
    folder = _folder("streamlit", "static")
    found = {style: sorted(folder.glob(f"**/{name}")) for style, name in FILES.items()}
    return {style: paths[0].read_bytes() for style, paths in found.items() if paths}


@cache
def addresses() -> dict[str, str]:
    """Where the server has the font of each style, as seen from its first page."""
    folder = _folder("streamlit", "static")
    found = {style: sorted(folder.glob(f"**/{name}")) for style, name in FILES.items()}
    return {s: paths[0].relative_to(folder).as_posix() for s, paths in found.items() if paths}


def faces(sources: dict[str, str]) -> str:
    """Rules of CSS that name the font of each style, by the address where it lies."""
    return "".join(
        _FACE.format(style=style, weight="100 900", source=url, format="woff2")
        for style, url in sources.items()
    )


@cache
def static() -> dict[str, bytes]:
    """The fonts of `STATIC` by the names of their files, in TrueType; without those that lack."""
    folder = _folder("font_source_sans_pro", "files")
    paths = [folder / name for name in STATIC]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def static_faces(address: Callable[[str], str]) -> str:
    """Rules of CSS that name these, by the address at which each file lies."""
    found = ((address(name), *STATIC[name]) for name in static())
    return "".join(
        _FACE.format(style=style, weight=weight, source=source, format="truetype")
        for source, weight, style in found
    )


def _folder(package: str, name: str) -> Path:
    """A folder inside an installed package; one without these files where it is not installed."""
    spec = find_spec(package)
    return Path(spec.origin).parent / name if spec and spec.origin else Path(name)


@cache
def embedded(italic: bool = True) -> str:
    """Rules of CSS that hold the fonts themselves, for documents that must need nothing else.

    Parameters
    ----------
    italic : bool
        Whether the document has slanted words too; each style takes about 200 kB.
    """
    return faces(
        {
            style: f"data:font/woff2;base64,{b64encode(font).decode()}"
            for style, font in files().items()
            if italic or style == "normal"
        }
    )


def for_paper(html: bytes) -> bytes:
    """A document that holds `embedded(italic=False)` with the fonts that stay text in PDF."""
    held = static()
    faces = static_faces(lambda name: f"data:font/ttf;base64,{b64encode(held[name]).decode()}")
    return html.replace(embedded(italic=False).encode(), faces.encode(), 1) if held else html
