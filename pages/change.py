"""Positions over time, and who has moved: before and after an event or a day."""

import streamlit as st

from hustings import findings
from hustings.figures.change import history_panel, panel
from hustings.query import Picks
from hustings.ui import change, figure, sections
from hustings.ui.session import current, settle
from hustings.ui.text import prose, small

scene = change.choose(current())
found = findings.history(scene.data, scene.view)
moves = findings.shifts(scene.data, scene.view)
scene = settle(scene, cut=found.split.day)
if found.dots.empty:
    sections.nothing(found.headline, scene)
else:
    small(found.split.sentence)
    figure.show(scene, history_panel(scene, found), on_pick=change.pick_point)
change.below_history(scene, found)
if moves.rows.empty and moves.headline != found.headline:
    prose(f"{moves.headline}.")
elif not moves.rows.empty:
    st.subheader("Before and after", anchor=False)
    figure.show(scene, panel(scene, moves), on_pick=change.pick_shift)
    change.below_shifts(scene, moves)
if not found.dots.empty:
    axes = tuple(axis.id for axis in found.axes)
    sections.statements(scene, Picks(scene.view.by, found.groups), axes)
