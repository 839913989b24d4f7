"""Two to eight groups on every axis, and what they say facing each other."""

from hustings import findings
from hustings.figures.compare import pairs_panel, panel
from hustings.ui import clicks, compare, deeds, figure, gaps, neighbours, sections
from hustings.ui.session import current
from hustings.ui.text import prose, small

scene = current()
found = findings.compare(scene.data, scene.view)
compare.too_many(scene)
if not found.groups:
    prose("Pick two to eight above, or click them on the map.")
elif found.cells.empty:
    sections.nothing(found.headline, scene)
else:
    figure.show(scene, panel(scene, found), on_pick=clicks.keep_axis_of)
    small(findings.axes_note(scene.data, found.axes, scene.view, findings.WIDEST))
    small(findings.inside(scene.data, scene.view))
    compare.sentences(scene, found)
    if len(found.groups) == 1:
        neighbours.of_one(scene, found)
    else:
        compare.pairs(scene, pairs_panel(scene, found))
        gaps.show(scene)
        compare.facing(scene, found)
if found.groups:
    deeds.show(scene, found.groups)
