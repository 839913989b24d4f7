"""HTML of links to other views, such as from a number to the statements behind it."""

from html import escape

import streamlit as st

from hustings.link import urls
from hustings.query import Picks
from hustings.scene import Scene
from hustings.ui.text import safe


def anchor(href: str, label: str) -> str:
    """HTML of a link to another view; from inside another page's frame it opens beside that page.

    Parameters
    ----------
    href : str
        Address, not yet escaped.
    label : str
        Plain text.
    """
    target = "_blank" if st.context.is_embedded else "_self"
    return f'<a href="{escape(href)}" target="{target}" style="color:inherit">{safe(label)} →</a>'


def statements_link(scene: Scene, picks: Picks, axes: tuple[str, ...], label: str) -> str:
    """HTML of a link to the statements of these groups on these axes, filters kept."""
    view = scene.view.having(by=picks.by, actor=picks.groups, axis=tuple(axes), whose="picked")
    return anchor(urls.relative_view("statements", view), label)
