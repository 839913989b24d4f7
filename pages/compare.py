"""Two to eight groups on every axis, and what they say facing each other."""

import streamlit as st

from hustings import findings
from hustings.charts.pairs import pairs_chart
from hustings.charts.rows import rows_chart
from hustings.ui import compare, figure, panels
from hustings.ui.session import current
from hustings.ui.text import prose, small

scene = current()
found = findings.comparison(scene.data, scene.view)
compare.too_many(scene)
if not found.groups:
    prose("Pick two to eight groups in the sidebar, or click them on the map.")
elif found.cells.empty:
    panels.nothing(found.headline, scene)
else:
    credit = figure.credit(scene, found.headline, found.subline, compare.ROW_NOTES)
    figure.show(
        scene,
        figure.Panel(
            "compare",
            lambda width: rows_chart(
                found.cells, found.axes, compare.group_styles(found.groups), credit, width
            ),
            panels.cells_table(found.cells, found.axes),
            credit,
        ),
        on_pick=compare.pick_axis,
    )
    small(findings.axes_note(scene.data, found.axes, scene.view))
    compare.sentences(found)
if len(found.groups) == 1:
    compare.neighbours(scene, found)
elif not found.cells.empty:
    st.subheader("Who agrees with whom", anchor=False)
    credit = figure.credit(scene, compare.pairs_headline(found), found.subline, compare.PAIR_NOTES)
    figure.show(
        scene,
        figure.Panel(
            "agreement",
            lambda width: pairs_chart(found.among, found.groups, credit, width),
            compare.pairs_table(found),
            credit,
        ),
        on_pick=compare.pick_pair,
    )
    small("Click a square to set its two side by side below.")
    compare.facing(scene, found)
