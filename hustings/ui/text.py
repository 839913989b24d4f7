"""Escaping of data text for Streamlit: shown as it stands, never run as Markdown or HTML."""

import re
from html import escape
from typing import Literal

import streamlit as st

from hustings.bidi import isolated
from hustings.html.unseen import UNSEEN

_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
#: joins without a space: it breaks what reads text after escaping (emoji names, bare addresses)
_JOINER = "\u2060"


def safe(text: str) -> str:
    """Plain text as HTML; what runs from right to left is isolated (see `hustings.bidi`)."""
    return escape(isolated(text))


def md(text: object) -> str:
    """Any text as Markdown that shows exactly that text, on one line.

    Escapes are not enough for Streamlit: emoji names (`:tiger:`) and bare addresses are looked for
    in the finished text, so that a colon, an at sign and `www.` are also kept apart from what
    follows.
    """
    folded = isolated(" ".join(str(text).split()))
    escaped = _PUNCTUATION.sub(r"\\\1", folded)
    escaped = escaped.replace(r"\:", rf"\:{_JOINER}").replace(r"\@", rf"\@{_JOINER}")
    return re.sub(r"(?i)(www)(\\\.)", rf"\1{_JOINER}\2", escaped)


def unseen_heading(text: str) -> None:
    """A heading that nobody sees, for those who go from heading to heading."""
    st.html(f'<h2 style="{UNSEEN}">{safe(text)}</h2>')


def small(text: str, kind: str = "") -> None:
    """A quiet line of plain text; nothing for an empty one. `kind` is a class of the element."""
    if text:
        style = "font-size:0.8rem;opacity:0.75;line-height:1.35"
        named = f' class="{kind}"' if kind else ""
        st.html(f'<div{named} style="{style}">{safe(text)}</div>')


def hint(text: str) -> None:
    """Such a line that says what a click does: on paper it is left out."""
    small(text, "unprinted")


def prose(
    text: str,
    link: str = "",
    width: Literal["stretch", "content"] = "stretch",
    heading: str = "",
    page: str = "",
) -> None:
    """A paragraph of plain text in reading size.

    `link` is HTML that ends it; `heading` is plain text above it, for those who have the page read
    to them. `page` is the name of the page, put first where no navigation says it.
    """
    named = f'<b class="narrow">{escape(page)}</b><span class="narrow">. </span>'
    first = named if page else ""
    above = f'<h1 style="{UNSEEN}">{safe(heading)}</h1>' if heading else ""
    style = "max-width:46rem;line-height:1.5;margin:0"
    st.html(f'{above}<p style="{style}">{first}{safe(text)} {link}</p>', width=width)
