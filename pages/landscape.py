"""All axes in one picture: who answers alike, along which axes they differ, which clusters show."""

from hustings import findings, query
from hustings.charts.landscape import landscape_chart
from hustings.ui import figure, landscape, panels
from hustings.ui.session import current

session = landscape.controls(current())
view = session.view
found = findings.landscape(session.data, view)
if found.points.empty:
    panels.nothing(found.headline, session)
else:
    credit = figure.credit(session, found.headline, found.subline, landscape.notes(session, found))
    figure.show(
        session,
        figure.Panel(
            "landscape",
            lambda width: landscape_chart(
                found.points,
                found.arrows,
                found.explained,
                {axis.id: axis for axis in session.data.axes},
                view.actor,
                panels.type_styles(session),
                credit,
                width,
            ),
            landscape.table(found),
            credit,
        ),
        on_pick=panels.pick_group_or_axis,
    )
    landscape.directions(session, found)
    landscape.clusters(session, found)
landscape.absent(session, found)
panels.evidence(session, query.Picks(view.by, view.actor), view.axis)
