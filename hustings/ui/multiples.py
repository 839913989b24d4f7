"""Small multiples on the map page: the choice of parts, and their figure."""

import streamlit as st

from hustings import findings
from hustings.figures.multiples import panel
from hustings.link import PANELS
from hustings.scene import Scene
from hustings.ui import clicks, figure
from hustings.ui.session import settle
from hustings.ui.text import hint, prose


def section(scene: Scene, width: int) -> None:
    """The choice, and the figure where one is asked for; `width` as `figure.show` takes it."""
    panels = st.segmented_control(
        "Small multiples",
        list(PANELS),
        default=PANELS[0],
        required=True,
        key="panels",
        bind="query-params",
        help="The same map once for each type of actor, or for each year.",
    )
    scene = settle(scene, panels=panels)
    if panels == PANELS[0]:
        return
    found = findings.multiples(scene.data, scene.view)
    if not found.parts:
        prose(f"{found.headline}.")
        return
    figure.show(scene, panel(scene, found), on_pick=clicks.pick_group, width=width)
    hint("Click a point to pick it.")
