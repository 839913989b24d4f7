"""API endpoint /api/reasons: why groups have no stance on an axis, and how often."""

from pydantic import Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row
from hustings.schema import KINDS


class ReasonRow(Row):
    """How often a group has no stance on an axis for one reason."""

    group: str
    axis: str
    answer: str = Field(description=KINDS["reason"])
    n: int = Field(description="statements without a stance; in no other count, and never a 0")


def _reasons(question: Question) -> Found:
    found = findings.reasons(question.data, question.view)
    return Found(tables={"reasons": found.rows}, headline=found.sentence)


REASONS = Endpoint(
    name="reasons",
    summary="Why there is no stance",
    about="Who abstained, was absent, had no opinion or was not asked, on which axis and how "
    "often. Such rows are in no position and no other count; `min` and `repeat` do not apply.",
    page=lambda view: "evidence",
    takes=(*FILTERS, "by", "axis", "actor"),
    tables={"reasons": ReasonRow},
    of=_reasons,
)
