"""All axes in one picture: who answers alike, along which axes they differ, which clusters show."""

from hustings import findings, query
from hustings.figures.landscape import panel
from hustings.ui import clicks, figure, landscape, sections
from hustings.ui.session import current

scene = landscape.controls(current())
view = scene.view
found = findings.landscape(scene.data, view)
if found.points.empty:
    sections.nothing(found.headline, scene)
else:
    figure.show(scene, panel(scene, found), on_pick=clicks.pick_group_or_axis)
    landscape.directions(scene, found)
    landscape.clusters(scene, found)
landscape.absent(scene, found)
sections.statements(scene, query.Picks(view.by, view.actor), view.axis)
