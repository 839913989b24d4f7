"""Styles of every page: on paper no controls, charts whole, credit and link below."""

from html import escape
from pathlib import Path

import streamlit as st

from hustings.scene import Scene
from hustings.ui.viewport import CHART_WIDTH, DEFAULT, WIDEST

#: of pages on a screen, and on paper
_STYLE = "".join(
    (Path(__file__).parent / name).read_text(encoding="utf-8")
    for name in ("page_style.css", "print_style.css")
)
#: px of CSS between the margins of A4
PAPER = 680


def put() -> None:
    """Put the styles into the page."""
    width = min(st.session_state.get(CHART_WIDTH) or DEFAULT, WIDEST)
    share = f":root {{--paper-share: {min(1, PAPER / width):.3f}}}"
    st.html(f"<style>{share} .printed {{display: none}}{_STYLE}</style>")


def foot(scene: Scene) -> None:
    """What stands at the end of a printed page alone: source, version, day and the whole link."""
    told = (f"{scene.source_line} {scene.printed_link}", scene.link)
    lines = "".join(f"<p>{escape(line)}</p>" for line in told if line)
    st.html(f'<footer class="printed">{lines}</footer>')
