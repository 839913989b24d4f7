"""Filter button: opens and closes the sidebar with the filters from the head of a page."""

import streamlit as st

from hustings.ui.button_style import BUTTON
from hustings.ui.streamlit_internals import CLOSE_SIDEBAR, OPEN_SIDEBAR

_HTML = '<button type="button" aria-haspopup="true"></button>'

_CSS = BUTTON + "button { white-space: nowrap; }"

# What opens the sidebar is there only while it is closed.
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  const found = (id) => {
    const place = document.querySelector(`[data-testid="${id}"]`)
    return place?.matches("button") ? place : place?.querySelector("button")
  }
  button.onclick = () => (found(data.open) ?? found(data.close))?.click()
}
"""

_element = st.components.v2.component("hustings_filter", html=_HTML, css=_CSS, js=_JS)


def show(active: int) -> None:
    """The button, which says how many filters are active."""
    label = f"Filter ({active})" if active else "Filter"
    data = {"label": label, "open": OPEN_SIDEBAR, "close": CLOSE_SIDEBAR}
    _element(key="filter", data=data, width="content")
