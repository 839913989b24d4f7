"""Print style of every page: no controls, charts whole on the paper, credit and link below."""

from pathlib import Path

import streamlit as st

_STYLE = (Path(__file__).parent / "print_style.css").read_text(encoding="utf-8")


def put() -> None:
    """Put the style into the page; on a screen it changes nothing."""
    st.html(f"<style>{_STYLE}</style>")
