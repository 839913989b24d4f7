"""A bare page: the widgets and the figure of the map, and nothing else.

`rerun.py` serves it. HUSTINGS_BARE names a JSON file with the widgets and the figure, read once.
"""

import json
import os
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st


@st.cache_resource
def page() -> tuple[list[dict], go.Figure]:
    """The widgets, and the figure, which never changes."""
    said = json.loads(Path(os.environ["HUSTINGS_BARE"]).read_text())
    return said["widgets"], go.Figure(json.loads(said["figure"]))


st.set_page_config(layout="wide")
widgets, figure = page()
for widget in widgets:
    place = st.sidebar if widget["sidebar"] else st
    getattr(place, widget["kind"])(**widget["arguments"])
st.plotly_chart(figure, width="content", key="figure", selection_mode="points", on_select="rerun")
