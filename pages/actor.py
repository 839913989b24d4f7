"""One group: who it is, where it stands, since when, near whom, and where it contradicts itself."""

from hustings import figures, findings
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
        figure.show(scene, figures.profile.panel(scene, found), on_pick=compare.pick_axis)
        small(findings.axes_note(scene.data, found.axes, view))
        profile.both_sides(scene, found, found.axes)
    profile.show_timeline(scene, found)
    profile.near(scene, found)
    profile.words_of(scene, found)
