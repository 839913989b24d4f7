"""Actors on two axes, and the statements behind the picked ones."""

from hustings import findings, query
from hustings.charts.plane import map_chart
from hustings.ui import figure, panels
from hustings.ui.session import current

scene = current()
view = scene.view
found = findings.places(scene.data, view)
if found.points.empty:
    panels.nothing(found.headline, scene)
else:
    credit = figure.credit(scene, found.headline, found.subline, panels.MAP_NOTES)
    figure.show(
        scene,
        figure.Panel(
            "map",
            lambda width: map_chart(
                found.points,
                found.averages,
                found.x,
                found.y,
                view.actor,
                panels.type_styles(scene),
                view.interval,
                credit,
                width,
            ),
            panels.places_table(found),
            credit,
        ),
        on_pick=panels.pick,
    )
panels.together(found)
panels.absent(found)
panels.evidence(scene, query.Picks(view.by, view.actor), (view.x, view.y))
