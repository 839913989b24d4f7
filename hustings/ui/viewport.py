"""Viewport width: measures in the browser how wide a chart may be, for phones and desks."""

import streamlit as st

from hustings.ui.streamlit_internals import key_class

#: widths in px that charts are laid out for; the browser reports the largest that fits
BUCKETS = (320, 328, 356, 380, 440, 560, 620, 660, 700, 860, 960, 1100, 1260, 1500, 1720)
#: assumed until the browser reports: on a desk, on a phone, and in another page's frame of 700 px
DEFAULT, PHONE, FRAMED = 1260, 356, 660
#: px of a figure at the most, of the column of words beside one, and of the space between the two
WIDEST, WORDS, SPACE = 1500, 360, 40
#: key of the session under which the width in px is kept for all pages
CHART_WIDTH = "chart_width"

_KEY = "viewport"

# The element lies outside the flow of the page: inside it, even an empty element costs a gap.
_JS = """
const stops = new WeakMap()

export default function ({ data, parentElement, setStateValue }) {
  stops.get(parentElement)?.()
  const place = parentElement.host.closest("." + data.place)
  const column = place.parentElement
  place.style.position = "absolute"
  let known = data.width
  let timer = 0
  const report = () => {
    const width = column.clientWidth
    if (width === 0) return
    const found = Math.max(data.buckets[0], ...data.buckets.filter((bucket) => bucket <= width))
    if (found === known) return
    known = found
    setStateValue("width", found)
  }
  const observer = new ResizeObserver(() => {
    clearTimeout(timer)
    // What does not fit is told at once, before it is drawn. What leaves room can wait: the
    // sidebar may still be on its way.
    column.clientWidth < known ? report() : (timer = setTimeout(report, 150))
  })
  observer.observe(column)
  const stop = () => {
    clearTimeout(timer)
    observer.disconnect()
  }
  stops.set(parentElement, stop)
  return stop
}
"""


def _guess() -> int:
    """What to assume before the browser reports: phones name themselves in their requests."""
    if "Mobi" in (st.context.headers.get("User-Agent") or ""):
        return PHONE
    return FRAMED if st.context.is_embedded else DEFAULT


_element = st.components.v2.component("hustings_viewport", html="<span></span>", js=_JS)


def chart_width() -> int:
    """Measure the main column; mount once in the frame, before the page runs.

    The browser reports only a width that differs from the one known here: on a screen that has
    room for `DEFAULT`, on common phones, and in a usual frame, there is no second run.

    Returns
    -------
    int
        One of `BUCKETS`, in px; also kept in the session under `CHART_WIDTH`.
    """
    known = st.session_state.get(CHART_WIDTH) or _guess()
    data = {"width": known, "buckets": BUCKETS, "place": key_class(_KEY)}
    found = _element(key=_KEY, data=data, on_width_change=lambda: None)
    st.session_state[CHART_WIDTH] = found.width or known
    return st.session_state[CHART_WIDTH]


def room_beside() -> int:
    """px of a figure that leaves a column of words beside it; 0 where there is no room for both."""
    left = st.session_state.get(CHART_WIDTH, DEFAULT) - WORDS - SPACE
    return max((bucket for bucket in BUCKETS if bucket <= left), default=0) if left >= 660 else 0
