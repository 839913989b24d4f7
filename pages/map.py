"""Actors on two axes, and the statements behind the picked ones."""

from hustings import findings, query
from hustings.figures import places
from hustings.ui import figure, panels
from hustings.ui.session import current

scene = current()
view = scene.view
found = findings.places(scene.data, view)
if found.points.empty:
    panels.nothing(found.headline, scene)
else:
    figure.show(scene, places.panel(scene, found), on_pick=panels.pick)
panels.together(found)
panels.absent(found)
panels.evidence(scene, query.Picks(view.by, view.actor), (view.x, view.y))
