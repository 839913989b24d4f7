"""One group: who it is, where it stands, since when, near whom, and where it contradicts itself."""

from hustings import findings
from hustings.figures.actor import panel
from hustings.ui import actor, clicks, deeds, figure, sections
from hustings.ui.session import current
from hustings.ui.text import small

scene = current()
view = scene.view
group = actor.choose(scene)
found = findings.actor(scene.data, view, group) if group else None
if found is None:
    actor.empty(scene, group)
else:
    actor.card(scene, found)
    if found.cells.empty:
        sections.nothing(found.headline, scene)
    else:
        figure.show(scene, panel(scene, found), on_pick=clicks.keep_axis_of)
        small(findings.axes_note(scene.data, found.axes, view))
        actor.both_sides(scene, found, found.axes)
    deeds.show(scene, (found.group,))
    actor.show_timeline(scene, found)
    actor.near(scene, found)
    actor.words_of(scene, found)
