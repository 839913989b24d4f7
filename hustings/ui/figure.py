"""Figure on a page: the Plotly chart, its table of numbers, and its download menu."""

import json
from collections.abc import Callable, Sequence
from typing import Literal

import plotly.graph_objects as go
import streamlit as st
from plotly.io import to_json

from hustings import findings
from hustings.cache import cached
from hustings.charts.base import Credit
from hustings.dataset import Dataset
from hustings.figures import EXPORT_WIDTH, Panel
from hustings.scene import Scene
from hustings.ui import announcer, download, figure_table, streamlit_internals
from hustings.ui.text import unseen_heading
from hustings.ui.viewport import CHART_WIDTH, WIDEST

#: kinds of marks that stand for groups
GROUP_MARKS = ("group", "average", "cell", "shift", "pair")
#: Plotly's own tools and gestures are off: a page scrolls over a chart
_STILL = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show(
    scene: Scene,
    panel: Panel,
    on_pick: Callable | None = None,
    on_again: Callable | None = None,
    width: int = 0,
    drag: Literal["", "box", "lasso"] = "",
    on_drag: Callable | None = None,
    below: Callable[[dict], None] | None = None,
) -> None:
    """Draw the figure for the reader's width; a click on a point calls `on_pick(customdata)`.

    `width` is that of the column it stands in, in px, where that is not the page's.

    Where `drag` is "box" or "lasso", dragging draws one, and calls `on_drag` with the customdata of
    the points in it and the pairs of ends of its sides along x and y.

    `below` puts something between the chart and the menu; it is given the figure as it is sent.

    A click on the point that is picked lets go of it in the browser, and calls `on_again()`.

    The selection itself lives in the browser only, so what it means is written into a bound
    widget by `on_pick`, which runs as a callback.
    """
    width = width or min(st.session_state.get(CHART_WIDTH, EXPORT_WIDTH), WIDEST)
    asked = (scene.data, scene.link, panel.name, width, panel.credit, drag)
    sent = json.loads(_sent(*asked, _draw=panel.draw))
    key = f"figure {panel.name}"
    modes: list[Literal["points", "box", "lasso"]] = ["points", drag] if drag else ["points"]

    def picked() -> None:
        selection = st.session_state[key].selection
        points = selection.points
        drawn = selection.box or selection.lasso
        if on_drag and drawn:
            marks = [_known(scene, each["customdata"]) for each in points if "customdata" in each]
            sides = [(min(drawn[0][axis]), max(drawn[0][axis])) for axis in ("x", "y")]
            on_drag(marks, *sides)
        elif on_pick and points and points[0].get("customdata"):
            on_pick(_known(scene, points[0]["customdata"]))
        elif on_again and not points:
            on_again()

    announcer.says(panel.credit.headline)
    with st.container(gap=None):
        unseen_heading(panel.credit.headline)
        st.plotly_chart(
            _figure(sent),
            width="content",
            key=key,
            selection_mode=modes,
            on_select=picked if on_pick else "ignore",
            config=_STILL,
            alt=f"{panel.credit.headline} {panel.credit.subline}",
        )
    if below:
        below(sent)
    if st.context.is_embedded:
        # The way back leads to the files and the table.
        return
    download.figure_menu(scene, panel.name)
    figure_table.show(scene, panel)


def preview(panel: Panel, width: int) -> None:
    """A small figure in a width of px, drawn anew: without files, table and clicks."""
    drawn = panel.draw(width)
    drawn.update_layout(font_color=streamlit_internals.THEME_INK)
    st.plotly_chart(
        drawn,
        width="content",
        key=f"preview {panel.name}",
        config=_STILL,
        alt=f"{panel.credit.headline} {panel.credit.subline}",
    )


def _known(scene: Scene, point: Sequence) -> list:
    """What a clicked mark stands for, its groups by what they are called in links."""
    kind, *values = point
    if kind not in GROUP_MARKS:
        return [kind, *values]
    groups = findings.by_name(scene.data, scene.view)
    return [kind, *(groups.get(value, value) for value in values)]


@cached
def _sent(
    data: Dataset, link: str, name: str, width: int, credit: Credit, drag: str, *, _draw: Callable
) -> str:
    """What the browser gets of a figure, as JSON; made once for all readers of a view.

    All arguments but `_draw`, which draws it for the width, say which figure it is.
    """
    figure = _draw(width).to_dict()
    layout = figure["layout"]
    # The browser puts the theme's own ink here, light or dark; files keep the figure's. Without one
    # of their own, ticks would get the theme's grey, which is too faint for text.
    for part, attribute in ((layout, "font"), *((axis, "tickfont") for axis in _axes(layout))):
        part.setdefault(attribute, {})["color"] = streamlit_internals.THEME_INK
    if drag:
        # Asked by a selection mode alone, the page drags nothing where points can be clicked, too.
        layout["dragmode"] = {"box": "select"}.get(drag, drag)
    return str(to_json(figure, validate=False))


def _figure(sent: dict) -> go.Figure:
    """A figure for Streamlit, which asks it for what is sent."""
    figure = go.Figure()
    figure.to_dict = lambda: sent
    return figure


def _axes(layout: dict) -> list[dict]:
    """The axes in the layout of a figure, each of them a dict."""
    return [part for name, part in layout.items() if name.startswith(("xaxis", "yaxis"))]
