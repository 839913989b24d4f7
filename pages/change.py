"""Positions over time, and who has moved: before and after an event or a day."""

import streamlit as st

from hustings import findings
from hustings.query import Picks
from hustings.ui import change, figure, panels
from hustings.ui.session import current
from hustings.ui.text import prose, small

session = change.choose(current())
found = findings.history(session.data, session.view)
moves = findings.shifts(session.data, session.view)
session = change.settled(session, found.cut)
if found.dots.empty:
    panels.nothing(found.headline, session)
else:
    small(found.cut.sentence)
    figure.show(session, change.history_panel(session, found), on_pick=change.pick_point)
change.below_history(session, found)
if moves.rows.empty:
    prose(f"{moves.headline}.")
else:
    st.subheader("Before and after", anchor=False)
    figure.show(session, change.shifts_panel(session, moves), on_pick=change.pick_shift)
    change.below_shifts(session, moves)
if not found.dots.empty:
    axes = tuple(axis.id for axis in found.axes)
    panels.evidence(session, Picks(session.view.by, found.groups), axes)
