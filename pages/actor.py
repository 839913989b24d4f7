"""One group: who it is, where it stands, since when, near whom, and where it contradicts itself."""

from hustings import findings
from hustings.charts.rows import rows_chart
from hustings.charts.timeline import timeline_chart
from hustings.ui import compare, figure, panels, profile
from hustings.ui.session import current
from hustings.ui.text import small

session = current()
view = session.view
group = profile.choose(session)
found = findings.profile(session.data, view, group) if group else None
if found is None:
    profile.empty(session, group)
else:
    profile.card(session, found)
    if found.cells.empty:
        panels.nothing(found.headline, session)
    else:
        axes = found.axes
        credit = figure.credit(session, found.headline, found.subline, compare.ROW_NOTES)
        figure.show(
            session,
            figure.Panel(
                "actor",
                lambda width: rows_chart(
                    found.cells,
                    [a for a in axes if a.id in set(found.cells.axis)],
                    {group: profile.style(session, found)},
                    credit,
                    width,
                ),
                panels.cells_table(found.cells, axes),
                credit,
            ),
            on_pick=compare.pick_axis,
        )
        small(findings.axes_note(session.data, axes, view))
        profile.both_sides(session, found, axes)
    profile.show_timeline(session, found, timeline_chart)
    profile.near(session, found)
    profile.words_of(session, found)
