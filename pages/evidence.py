"""How far the evidence carries: who is covered, how coders agree, what other choices change."""

from hustings import findings
from hustings.ui import checks, evidence, panels
from hustings.ui.session import current

session = current()
found = findings.evidence(session.data, session.view)
if found.by_group.empty:
    panels.nothing(found.headline, session)
else:
    evidence.coverage(session, found)
if found.total.statements:
    evidence.counts(session)
    checks.reliability(session)
    checks.sensitivity(session)
