"""How far the evidence carries: who is covered, how coders agree, what other choices change."""

from hustings import findings
from hustings.ui import checks, evidence, panels
from hustings.ui.session import current

scene = current()
found = findings.evidence(scene.data, scene.view)
if found.by_group.empty:
    panels.nothing(found.headline, scene)
else:
    evidence.coverage(scene, found)
if found.total.statements:
    evidence.counts(scene)
    checks.reliability(scene)
    checks.sensitivity(scene)
