"""Embed mode: the dashboard in an iframe of another page, and the embed code that shows it."""

from html import escape

import streamlit as st

from hustings import figures
from hustings.export import frame
from hustings.findings import title
from hustings.link import PAGE_NAMES
from hustings.scene import Scene
from hustings.ui.streamlit_internals import CONTENT_CLASS, key_class
from hustings.ui.viewport import FRAMED

#: px that a frame leaves below its figure, for the way back and the first words
BELOW = 120
#: the least and the most height in px of a frame
LEAST, MOST = 480, 1400
#: where a frame has no figure of its own
USUAL = 820
#: choices of the frame and of the pages that a reader of the other page is spared
_HIDDEN = (
    "choices", "links", "profile of", "event that divides", "take away", "map tools",
    *(name for name in PAGE_NAMES if name != "p"),
)  # fmt: skip


def bare() -> None:
    """Keep the widgets, which hold the link's choices, out of sight, and use the whole frame."""
    names = ",".join(f".{key_class(name)}" for name in _HIDDEN)
    st.html(
        f"<style>{names} {{display: none}} "
        f".{CONTENT_CLASS} {{padding: 0.5rem 0.75rem 0.75rem}}</style>"
    )


def foot(scene: Scene) -> None:
    """The way to the whole dashboard, with this very view."""
    st.html(
        f'<p style="margin:0;font-size:0.9rem"><a href="{escape(scene.link)}" target="_blank" '
        f'rel="noopener" style="color:inherit">{escape(title(scene.data, scene.view, scene.page))}'
        f": explore, filter and download in Hustings \u2197</a></p>"
    )


def code(scene: Scene) -> str:
    """HTML that shows this view inside another page: with a title, and as high as its figure."""
    address = scene.at(scene.page, scene.view, embed=True)
    name = title(scene.data, scene.view, scene.page)
    return (
        f'<iframe src="{escape(address)}" title="{escape(name)}" width="100%" '
        f'height="{_height(scene)}" style="border:0" loading="lazy"></iframe>'
    )


def chart_code(scene: Scene) -> str:
    """HTML that shows the first figure of this page alone; empty where the page has none."""
    shown = figures.on_page(scene.page)
    if not shown:
        return ""
    panel = shown[0].of(scene)
    address = scene.figure_link(panel.name, "html", frame="true")
    height = int(panel.draw(frame.WIDTHS[1]).layout.height)
    return (
        f'<iframe src="{escape(address)}" title="{escape(panel.credit.headline)}" width="100%" '
        f'height="{height}" style="border:0" loading="lazy"></iframe>'
    )


def _height(scene: Scene) -> int:
    shown = figures.on_page(scene.page)
    if not shown:
        return USUAL
    drawn = int(shown[0].of(scene).draw(FRAMED).layout.height)
    return max(LEAST, min(drawn + BELOW, MOST))
