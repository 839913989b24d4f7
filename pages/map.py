"""Actors on two axes, and beside them the statements of the picked ones."""

from functools import partial

import streamlit as st

from hustings import findings, query
from hustings.figures.map import panel
from hustings.ui import figure, map, map_tools, multiples, sections
from hustings.ui.session import current
from hustings.ui.viewport import SPACE, WORDS, room_beside

scene = map_tools.choose(current())
view = scene.view
found = findings.map(scene.data, view)
width = room_beside() if view.actor and not st.context.is_embedded else 0
left, right = st.columns([width + SPACE, WORDS]) if width else (st.container(), st.container())
with left:
    if found.points.empty:
        sections.nothing(found.headline, scene)
    else:
        figure.show(
            scene,
            panel(scene, found),
            on_pick=map_tools.pick,
            width=width,
            drag=map_tools.drag(),
            on_drag=map_tools.dragged,
            below=partial(map_tools.below, scene, found),
        )
    multiples.section(scene, width)
    map.beside(scene)
    map.together(scene, found)
    map.absent(scene, found)
with right:
    sections.statements(scene, query.Picks(view.by, view.actor), (view.x, view.y))
