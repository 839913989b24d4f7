"""Actors on two axes, and the statements behind the picked ones."""

from hustings import findings, query
from hustings.figures.map import panel
from hustings.ui import clicks, figure, map, sections
from hustings.ui.session import current

scene = current()
view = scene.view
found = findings.map(scene.data, view)
if found.points.empty:
    sections.nothing(found.headline, scene)
else:
    figure.show(scene, panel(scene, found), on_pick=clicks.pick_group)
map.together(found)
map.absent(found)
sections.statements(scene, query.Picks(view.by, view.actor), (view.x, view.y))
