"""HTML of links to other views, such as from a number to the statements behind it."""

from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from hustings.query import Picks
from hustings.scene import Scene


def address(scene: Scene, page: str, **changes) -> str:
    """A relative link to a page with this view and some parameters changed."""
    pairs = scene.view.having(**changes).query(page)
    return f"./{page}?{urlencode(pairs, quote_via=quote)}"


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
    return f'<a href="{escape(href)}" target="{target}" style="color:inherit">{escape(label)} →</a>'


def statements_link(scene: Scene, picks: Picks, axes: tuple[str, ...], label: str) -> str:
    """HTML of a link to the statements of these groups on these axes, filters kept."""
    href = address(scene, "statements", by=picks.by, actor=picks.groups, axis=tuple(axes))
    return anchor(href, label)
