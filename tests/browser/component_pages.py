"""Three pages that show the components alone: without a chart (two of them) and with one."""

import plotly.graph_objects as go
import streamlit as st

from hustings import current_dataset
from hustings.link import default_view
from hustings.scene import Scene
from hustings.ui import download
from hustings.ui.viewport import chart_width

DATA = current_dataset.current().data
SCENE = Scene(DATA, default_view(DATA).having(actor=("France", "China")), "compare", None)


def bare() -> None:
    """The menu on a page that has no Plotly."""
    download.figure_menu(SCENE, "pairs")
    st.button("A button of the page")


def charted() -> None:
    """The menu below a chart, where the page has a Plotly of its own."""
    st.plotly_chart(go.Figure(go.Scatter(x=[0], y=[0])))
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
