"""The element of the article view: text, card and keys, in the browser; messages to the server."""

from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent


def _read(*names: str) -> str:
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)


# Its styles are not kept apart from the page: browsers tell what is selected inside a shadow tree
# each in their own way, or not at all. Every class of it begins with "desk-".
_element = st.components.v2.component(
    "hustings_desk_article",
    html=_read("article.html"),
    css=_read("article.css"),
    js=_read("text.js", "card.js", "article.js"),
    isolate_styles=False,
)


def article(data: dict[str, Any], key: str, on_act: Any) -> None:
    """Draw an article with its items; `on_act` is called when a message has come.

    The message stands in the session under `key` as `act` while the callback runs.
    """
    _element(data=data, key=key, on_act_change=on_act)
