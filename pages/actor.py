"""One group: who it is, where it stands, since when, near whom, and where it contradicts itself."""

from hustings import findings
from hustings.charts.rows import rows_chart
from hustings.charts.timeline import timeline_chart
from hustings.ui import compare, figure, panels, profile
from hustings.ui.session import current
from hustings.ui.text import small

scene = current()
view = scene.view
group = profile.choose(scene)
found = findings.profile(scene.data, view, group) if group else None
if found is None:
    profile.empty(scene, group)
else:
    profile.card(scene, found)
    if found.cells.empty:
        panels.nothing(found.headline, scene)
    else:
        axes = found.axes
        credit = figure.credit(scene, found.headline, found.subline, compare.ROW_NOTES)
        figure.show(
            scene,
            figure.Panel(
                "actor",
                lambda width: rows_chart(
                    found.cells,
                    [a for a in axes if a.id in set(found.cells.axis)],
                    {group: profile.style(scene, found)},
                    credit,
                    width,
                ),
                panels.cells_table(found.cells, axes),
                credit,
            ),
            on_pick=compare.pick_axis,
        )
        small(findings.axes_note(scene.data, axes, view))
        profile.both_sides(scene, found, axes)
    profile.show_timeline(scene, found, timeline_chart)
    profile.near(scene, found)
    profile.words_of(scene, found)
