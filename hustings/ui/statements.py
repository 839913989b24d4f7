"""A list of statements on a page."""

import pandas as pd
import streamlit as st

from hustings.export.statements import rendered
from hustings.scene import Scene


def show(scene: Scene, found: pd.DataFrame) -> None:
    """Draw statements: words, who, when, where, source, and their codes from pole to pole."""
    target = "_blank" if st.context.is_embedded else "_self"
    st.html(rendered(scene, found, ".", target))
