"""Font files (WOFF2) and @font-face rules for pictures, SVG files and reports."""

from base64 import b64encode
from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: the files of Streamlit's pages that hold Source Sans, by style
FILES = {"normal": "SourceSansVF-Upright*.woff2", "italic": "SourceSansVF-Italic*.woff2"}
_FACE = (
    '@font-face{{font-family:"Source Sans";font-weight:100 900;font-style:{style};'
    'src:url("{source}") format("woff2")}}'
)


@cache
def files() -> dict[str, bytes]:
    """The font of each style, in WOFF2; without those that the installed Streamlit lacks."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin).parent / "static" if spec and spec.origin else Path()
    found = {style: sorted(folder.glob(f"**/{name}")) for style, name in FILES.items()}
    return {style: paths[0].read_bytes() for style, paths in found.items() if paths}


def faces(sources: dict[str, str]) -> str:
    """Rules of CSS that name the font of each style, by the address where it lies."""
    return "".join(_FACE.format(style=style, source=url) for style, url in sources.items())


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
