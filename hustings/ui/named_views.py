"""Named views: the starting points that a data set offers."""

from html import escape

import streamlit as st

from hustings.link import relative
from hustings.scene import Scene


def show(scene: Scene) -> None:
    """Links to the views that the data set names; plain links, so that they can be copied."""
    named = scene.data.meta.views
    if not named:
        return
    with st.popover("Start from a question", icon=":material/explore:"):
        st.html(
            "".join(
                f'<p style="margin:0 0 0.5rem;max-width:46rem;line-height:1.4">'
                f'<a href="{escape(relative(view.page, view.parameters, scene.data.address))}" '
                f'target="_self" style="color:inherit">'
                f"<strong>{escape(view.title)}</strong></a><br>{escape(view.sentence)}</p>"
                for view in named
            )
        )
