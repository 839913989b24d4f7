"""Three pages that show the components alone: without a chart (two of them) and with one."""

import plotly.graph_objects as go
import streamlit as st

from hustings.ui.image_download import image_buttons
from hustings.ui.viewport import chart_width

TEMPLATE = go.layout.Template(
    layout={"paper_bgcolor": "#fff4e5", "plot_bgcolor": "#ffe9cc", "font": {"color": "#262730"}}
)
FIGURE = go.Figure(
    go.Scatter(x=[-1, 0, 1], y=[1, 0, -1], mode="markers", marker={"color": "#d55e00"}),
    {"template": TEMPLATE, "title": {"text": "A plain headline"}, "width": 420, "height": 300},
)


def bare() -> None:
    """The buttons on a page that has no Plotly."""
    image_buttons(FIGURE, "points of three", width=420, height=300, key="images")
    st.button("A button of the page")


def charted() -> None:
    """The buttons below a chart, where the page has a Plotly of its own."""
    st.plotly_chart(FIGURE)
    bare()


st.set_page_config(layout="wide")
page = st.navigation(
    [
        st.Page(bare, title="Plain", default=True),
        st.Page(bare, title="Below", url_path="below"),
        st.Page(charted, title="Charted", url_path="charted"),
    ]
)
with st.sidebar:
    st.text("Filters stand here")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"width {chart_width()} runs {st.session_state.runs}")
page.run()
