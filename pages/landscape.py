"""All axes in one picture: who answers alike, along which axes they differ, which clusters show."""

from hustings import figures, findings, query
from hustings.ui import figure, landscape, panels
from hustings.ui.session import current

scene = landscape.controls(current())
view = scene.view
found = findings.landscape(scene.data, view)
if found.points.empty:
    panels.nothing(found.headline, scene)
else:
    panel = figures.landscape.panel(scene, found)
    figure.show(scene, panel, on_pick=panels.pick_group_or_axis)
    landscape.directions(scene, found)
    landscape.clusters(scene, found)
landscape.absent(scene, found)
panels.evidence(scene, query.Picks(view.by, view.actor), view.axis)
