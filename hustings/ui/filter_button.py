"""Filter button: opens and closes the sidebar with the filters from the head of a page."""

import streamlit as st

from hustings.ui.streamlit_internals import CLOSE_SIDEBAR, OPEN_SIDEBAR

_HTML = '<button type="button" aria-haspopup="true"></button>'

# The looks of Streamlit's own buttons, from the theme in use.
_CSS = """
button {
  min-height: 2.5rem;
  padding: 0.25rem 0.75rem;
  font-family: var(--st-font);
  font-size: 0.875rem;
  color: var(--st-text-color);
  background: color-mix(in srgb, var(--st-background-color), white 3%);
  border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius);
  cursor: pointer;
  white-space: nowrap;
}
button:hover,
button:focus-visible {
  background: color-mix(in srgb, var(--st-gray-color) 15%, transparent);
}
button:focus-visible {
  outline: 2px solid transparent;
  box-shadow: 0 0 0 0.2rem color-mix(in srgb, var(--st-primary-color) 50%, transparent);
}
"""

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
