"""Styles of every page: on paper no controls, charts whole, credit and link below."""

from pathlib import Path

import streamlit as st

_STYLE = (Path(__file__).parent / "print_style.css").read_text(encoding="utf-8")


def put() -> None:
    """Put the styles into the page; on a screen they change the chosen of several buttons alone."""
    st.html(f"<style>{_STYLE}</style>")
