"""What splits the field, what all share, and what sets one group apart."""

from hustings import findings
from hustings.figures.divides import panel
from hustings.ui import clicks, divides, figure, sections, swarm
from hustings.ui.session import current

scene = current()
view = scene.view
found = findings.divides(scene.data, view)
if not found.axes:
    sections.nothing(found.headline, scene)
else:
    figure.show(scene, panel(scene, found), on_pick=clicks.pick_group_or_axis)
    divides.sentences(scene, found)
    swarm.section(scene)
    divides.common(scene, found)
    divides.apart(scene)
    divides.statements(scene)
