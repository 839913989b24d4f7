"""Statement list on a page: quotations with speaker, date, source and codes."""

import pandas as pd
import streamlit as st

from hustings.html.statements import rendered
from hustings.scene import Scene


def show(scene: Scene, found: pd.DataFrame, coded: pd.DataFrame | None = None) -> None:
    """Draw statements: words, who, when, where, source, and their codes from pole to pole.

    `coded` are codes asked for before (see `rendered`).
    """
    target = "_blank" if st.context.is_embedded else "_self"
    st.html(rendered(scene, found, ".", target, coded))
