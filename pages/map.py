"""Actors on two axes, and the statements behind the picked ones."""

from hustings import findings, query
from hustings.charts.plane import map_chart
from hustings.ui import figure, panels
from hustings.ui.session import current

session = current()
view = session.view
found = findings.places(session.data, view)
if found.points.empty:
    panels.nothing(found.headline, session)
else:
    credit = figure.credit(session, found.headline, found.subline, panels.MAP_NOTES)
    figure.show(
        session,
        figure.Panel(
            "map",
            lambda width: map_chart(
                found.points,
                found.averages,
                found.x,
                found.y,
                view.actor,
                panels.type_styles(session),
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
panels.evidence(session, query.Picks(view.by, view.actor), (view.x, view.y))
