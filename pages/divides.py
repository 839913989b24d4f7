"""What splits the field, what all share, and what sets one group apart."""

from hustings import findings
from hustings.charts.divides import divides_chart
from hustings.findings import GROUP_WORDS
from hustings.ui import divides, figure, panels
from hustings.ui.session import current

session = current()
view = session.view
found = findings.divides(session.data, view)
if not found.axes:
    panels.nothing(found.headline, session)
else:
    credit = figure.credit(session, found.headline, found.subline, divides.notes(session, found))
    figure.show(
        session,
        figure.Panel(
            "divides",
            lambda width: divides_chart(
                found.axes,
                found.statements,
                found.between,
                found.cells,
                view.actor,
                panels.type_styles(session),
                GROUP_WORDS[view.by][1],
                credit,
                width,
            ),
            divides.table(found),
            credit,
        ),
        on_pick=panels.pick_group_or_axis,
    )
    divides.sentences(session, found)
    divides.common(session, found)
    divides.apart(session)
    divides.evidence(session)
