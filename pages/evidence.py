"""How far the evidence carries: who is covered, how coders agree, what other choices change."""

from hustings import findings
from hustings.ui import coverage, reliability, sections, sensitivity
from hustings.ui.session import current

scene = current()
found = findings.coverage(scene.data, scene.view)
if found.by_group.empty:
    sections.nothing(found.headline, scene)
else:
    coverage.show(scene, found)
if found.total.statements:
    coverage.counts(scene)
    reliability.show(scene)
    sensitivity.show(scene)
