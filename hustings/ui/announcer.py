"""Announcer: a status line that is read aloud when a choice has changed what a page says.

It also puts the focus into a menu that has opened: menus lie at the end of the page, and who uses a
keyboard would have to pass everything before they are there.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hustings.html.unseen import UNSEEN
from hustings.ui.streamlit_internals import MENU

_KEY, _SAID = "announcer", "what the page says first"

# The status is there before it changes, or changes would not be read. What the page says when it
# is opened is read with the page.
_JS = """
const watching = new WeakSet()
const FIRST =
  "a[href], button:not([disabled]), input:not([disabled]), textarea, [tabindex='0']"

const inside = (root) => {
  for (const each of root.querySelectorAll("*")) {
    if (each.matches(FIRST) && each.checkVisibility({ visibilityProperty: true })) return each
    const deeper = each.shadowRoot && inside(each.shadowRoot)
    if (deeper) return deeper
  }
}

// what a menu holds comes later than the menu, and piece by piece
const enter = (menu, tries) =>
  setTimeout(() => {
    if (!menu.isConnected || menu.contains(document.activeElement)) return
    const first = inside(menu)
    if (first) first.focus({ preventScroll: true })
    else if (tries) enter(menu, tries - 1)
  }, 150)

const watch = (id) => {
  let open
  new MutationObserver(() => {
    const now = document.querySelector(`[data-testid="${id}"]`)
    if (now === open) return
    open = now
    if (now) enter(now, 100)
  }).observe(document.body, { childList: true, subtree: true })
}

export default function ({ data, parentElement }) {
  const status = parentElement.querySelector("p")
  if (status.dataset.said !== undefined && status.dataset.said !== data.said)
    status.textContent = data.said
  status.dataset.said = data.said
  if (!watching.has(document.body)) {
    watching.add(document.body)
    watch(data.menu)
  }
}
"""
_CSS = f"p {{ {UNSEEN} }}"
_element = st.components.v2.component(
    "hustings_announcer", html='<p role="status"></p>', css=_CSS, js=_JS
)


def place() -> DeltaGenerator:
    """Where the status stands; to be made before the page runs, so that it stays one element."""
    st.session_state.pop(_SAID, None)
    return st.container(key=_KEY)


def says(headline: str) -> None:
    """What the page says; the first that says so is announced."""
    st.session_state.setdefault(_SAID, headline)


def show(where: DeltaGenerator, count: str) -> None:
    """Tell of the count of statements and of what the page says first."""
    said = ". ".join(part.rstrip(".") for part in (count, st.session_state.get(_SAID)) if part)
    with where:
        _element(key="status", data={"said": f"{said}.", "menu": MENU})
