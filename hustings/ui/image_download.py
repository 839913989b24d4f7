"""Image download: buttons that save a figure as PNG or SVG, drawn by the reader's browser."""

import plotly.graph_objects as go
import streamlit as st
from plotly.offline import get_plotlyjs_version

from hustings.ui.button_style import BUTTON
from hustings.web.assets import PLOTLY_PATH

_HTML = """
<div class="images" role="group" aria-label="Save the chart as an image">
  <button type="button" data-format="png" aria-label="PNG image of the chart">PNG</button>
  <button type="button" data-format="svg" aria-label="SVG image of the chart">SVG</button>
</div>
<p class="problem" role="alert"></p>
"""

_CSS = (
    BUTTON
    + """
.images {
  display: flex;
  gap: 0.5rem;
}
button[aria-busy="true"] {
  cursor: progress;
  opacity: 0.6;
}
.problem {
  margin: 0.5rem 0 0;
  font-family: var(--st-font);
  color: var(--st-red-text-color);
}
.problem:empty {
  display: none;
}
"""
)

# A page with a chart has a Plotly of its own: it serves if it knows all that the figure may hold.
# Otherwise plotly.js comes from the server, once for all buttons, and the page's own is put back.
_JS = """
let loading

const fits = (version, wanted) => {
  const [major, minor] = version.split(".").map(Number)
  const [least, lower] = wanted.split(".").map(Number)
  return major === least && minor >= lower
}

const load = (address) =>
  new Promise((resolve, reject) => {
    const before = window.Plotly
    const script = document.createElement("script")
    script.src = address
    script.onload = () => {
      const loaded = window.Plotly
      if (before) window.Plotly = before
      loaded ? resolve(loaded) : reject(new Error(`There is no plotly.js at ${address}.`))
    }
    script.onerror = () => {
      script.remove()
      reject(new Error(`The drawing program at ${address} could not be loaded. Please try again.`))
    }
    document.head.append(script)
  })

const plotly = async ({ path, version }) => {
  if (window.Plotly && fits(window.Plotly.version, version)) return window.Plotly
  loading ??= load(new URL(path, document.baseURI).href)
  try {
    return await loading
  } catch (problem) {
    loading = undefined
    throw problem
  }
}

// Plotly clicks a link of its own outside the menu that holds the buttons, which would close it.
const unseen = (event) => {
  if (!event.isTrusted && event.target.download) event.stopPropagation()
}

const save = async (data, format) => {
  const { downloadImage } = await plotly(data)
  const figure = JSON.parse(data.figure)
  const layout = figure.layout
  const family = layout.font?.family ?? layout.template?.layout?.font?.family ?? data.font
  Object.assign(layout, {
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    font: { ...layout.font, family },
  })
  window.addEventListener("click", unseen, true)
  try {
    await downloadImage(figure, {
      format,
      filename: data.name,
      width: data.width,
      height: data.height,
      scale: format === "png" ? 2 : 1,
    })
  } finally {
    window.removeEventListener("click", unseen, true)
  }
}

export default function ({ data, parentElement }) {
  const problem = parentElement.querySelector(".problem")
  for (const button of parentElement.querySelectorAll("button")) {
    button.onclick = async () => {
      if (button.ariaBusy === "true") return
      button.ariaBusy = "true"
      problem.textContent = ""
      try {
        await save(data, button.dataset.format)
      } catch (error) {
        problem.textContent = `The image could not be made. ${error.message ?? error}`
      } finally {
        button.ariaBusy = "false"
      }
    }
  }
}
"""

#: used where the figure names no font
FONT = "Source Sans, Arial, sans-serif"

_element = st.components.v2.component("hustings_images", html=_HTML, css=_CSS, js=_JS)


def image_buttons(figure: go.Figure, name: str, width: int, height: int, key: str) -> None:
    """Two buttons that save the figure on white, as PNG at twice its size or as SVG.

    The server needs no browser for it, and nothing is drawn before a button is pressed.

    Parameters
    ----------
    figure : go.Figure
        Drawn with its own template and colours, whatever the theme of the page.
    name : str
        File name without its ending.
    width, height : int
        Size of the image in px.
    key : str
        Key of the element, unique on the page.
    """
    data = {
        "figure": figure.to_json(validate=False),
        "name": name,
        "width": width,
        "height": height,
        "font": FONT,
        "path": PLOTLY_PATH,
        "version": get_plotlyjs_version(),
    }
    _element(data=data, key=key)
