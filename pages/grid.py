"""The grid: everybody on every axis, in words; a click on a cell opens its statements."""

import streamlit as st

from hustings import findings
from hustings.figures.grid import panel
from hustings.ui import figure, grid, sections
from hustings.ui.session import current

scene = grid.controls(current())
above, below = st.container(), st.container()
with below:
    scene = grid.pages(scene)
found = findings.grid(scene.data, scene.view)
with above:
    if found.rows.empty:
        sections.nothing(found.headline, scene)
    else:
        figure.show(scene, panel(scene, found), grid.open_cell, grid.open_again)
if not found.rows.empty:
    grid.statements(scene)
