"""All axes in one picture: who answers alike, along which axes they differ, which clusters show."""

from hustings import findings, query
from hustings.charts.landscape import landscape_chart
from hustings.ui import figure, landscape, panels
from hustings.ui.session import current

scene = landscape.controls(current())
view = scene.view
found = findings.landscape(scene.data, view)
if found.points.empty:
    panels.nothing(found.headline, scene)
else:
    credit = figure.credit(scene, found.headline, found.subline, landscape.notes(scene, found))
    figure.show(
        scene,
        figure.Panel(
            "landscape",
            lambda width: landscape_chart(
                found.points,
                found.arrows,
                found.explained,
                {axis.id: axis for axis in scene.data.axes},
                view.actor,
                panels.type_styles(scene),
                credit,
                width,
            ),
            landscape.table(found),
            credit,
        ),
        on_pick=panels.pick_group_or_axis,
    )
    landscape.directions(scene, found)
    landscape.clusters(scene, found)
landscape.absent(scene, found)
panels.evidence(scene, query.Picks(view.by, view.actor), view.axis)
