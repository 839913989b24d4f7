"""What splits the field, what all share, and what sets one group apart."""

from hustings import findings
from hustings.charts.divides import divides_chart
from hustings.findings import GROUP_WORDS
from hustings.ui import divides, figure, panels
from hustings.ui.session import current

scene = current()
view = scene.view
found = findings.divides(scene.data, view)
if not found.axes:
    panels.nothing(found.headline, scene)
else:
    credit = figure.credit(scene, found.headline, found.subline, divides.notes(scene, found))
    figure.show(
        scene,
        figure.Panel(
            "divides",
            lambda width: divides_chart(
                found.axes,
                found.statements,
                found.between,
                found.cells,
                view.actor,
                panels.type_styles(scene),
                GROUP_WORDS[view.by][1],
                credit,
                width,
            ),
            divides.table(found),
            credit,
        ),
        on_pick=panels.pick_group_or_axis,
    )
    divides.sentences(scene, found)
    divides.common(scene, found)
    divides.apart(scene)
    divides.evidence(scene)
