"""How far the evidence carries: who is covered, how coders agree, what other choices change."""

from hustings import features, findings
from hustings.ui import sections
from hustings.ui.session import current

scene = current()
found = findings.coverage(scene.data, scene.view)
if found.by_group.empty:
    sections.nothing(found.headline, scene)
if found.total.statements:
    for feature in features.on_page("evidence"):
        sections.show(scene, feature)
