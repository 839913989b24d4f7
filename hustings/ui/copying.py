"""Texts to be copied, each with a button that is always there: by mouse and by keyboard."""

from collections.abc import Sequence

import streamlit as st

from hustings.ui.button_style import BUTTON

_CSS = (
    BUTTON
    + """
div.text { margin-bottom: 0.75rem; font-family: var(--st-font); color: var(--st-text-color); }
.head { display: flex; gap: 0.75rem; align-items: center; justify-content: space-between; }
button { min-height: 1.75rem; padding: 0 0.6rem; }
pre { margin: 0.25rem 0 0; padding: 0.5rem; max-height: 6.5rem; overflow: auto;
  white-space: pre-wrap; overflow-wrap: anywhere; font-family: var(--st-code-font);
  font-size: 0.8rem; background: var(--st-code-background-color);
  border-radius: var(--st-button-radius); }
.said { min-height: 1.2rem; margin: 0; font-family: var(--st-font); font-size: 0.875rem;
  color: var(--st-text-color); }
"""
)

# Where a page may not write to the clipboard, the text is selected, so that a key can copy it.
_JS = """
const select = (text) => {
  const range = document.createRange()
  range.selectNodeContents(text)
  const selection = window.getSelection()
  selection.removeAllRanges()
  selection.addRange(range)
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".texts")
  const told = JSON.stringify(data.texts)
  if (root.dataset.told === told) return
  root.dataset.told = told
  const said = Object.assign(document.createElement("p"), { className: "said" })
  said.setAttribute("role", "status")
  root.replaceChildren(
    said,
    ...data.texts.map(([label, text]) => {
      const box = Object.assign(document.createElement("div"), { className: "text" })
      const head = Object.assign(document.createElement("div"), { className: "head" })
      const name = Object.assign(document.createElement("span"), { textContent: label })
      const button = Object.assign(document.createElement("button"), { type: "button" })
      button.textContent = "Copy"
      button.ariaLabel = `Copy: ${label}`
      const shown = Object.assign(document.createElement("pre"), { textContent: text })
      shown.tabIndex = 0
      shown.setAttribute("role", "region")
      shown.ariaLabel = label
      button.onclick = async () => {
        try {
          await navigator.clipboard.writeText(text)
          said.textContent = `Copied: ${label}`
        } catch {
          select(shown)
          said.textContent = `Selected: ${label}. Press Ctrl+C to copy it.`
        }
      }
      head.append(name, button)
      box.append(head, shown)
      return box
    }),
  )
}
"""
_element = st.components.v2.component(
    "hustings_copying", html='<div class="texts"></div>', css=_CSS, js=_JS
)


def show(texts: Sequence[tuple[str, str]], key: str) -> None:
    """The texts, each with its label and a button that copies it.

    Parameters
    ----------
    texts : sequence of (str, str)
        Labels and texts; both are shown as they stand.
    key : str
        Of the element, unique on the page.
    """
    _element(key=key, data={"texts": [list(each) for each in texts]})
