"""API endpoint /api/gaps: the widest gaps between named groups, over all axes."""

from pydantic import Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class GapRow(Row):
    """Two groups on one axis."""

    a: str
    b: str
    axis: str
    a_position: float
    b_position: float
    gap: float = Field(description="how far the two positions lie apart, on a scale of 2")
    difference: float = Field(
        description="expected position of b less that of a, by which rows are ordered: thin "
        "evidence makes wide gaps by chance"
    )
    low: float | None = Field(description="lower end of the 90 % interval of the difference")
    high: float | None = Field(description="upper end of the 90 % interval of the difference")
    a_n: int = Field(description="statements of a on the axis")
    b_n: int = Field(description="statements of b on the axis")


def _gaps(question: Question) -> Found:
    found = findings.gaps(question.data, question.view)
    return Found(tables={"gaps": found.rows}, headline=found.headline, claims=found.claims)


ENDPOINT = Endpoint(
    name="gaps",
    summary="Widest gaps between groups",
    about="Each two of up to eight named groups on every axis on which both have a position, the "
    "widest difference of expected positions first. Without `axis` on all axes, however many.",
    page=lambda view: "compare",
    takes=(*FILTERS, "by", "axis", "actor", "min", "repeat"),
    tables={"gaps": GapRow},
    of=_gaps,
)
