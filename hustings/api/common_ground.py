"""API endpoint /api/common_ground: how far all types of actors go toward the same pole."""

from pydantic import Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class CommonRow(Row):
    """One axis."""

    axis: str
    pole: str | None = Field(
        description="low or high: the pole with the larger product; missing where both are equal"
    )
    value: float = Field(description="the larger product")
    low: float = Field(
        description="product over the types of (t + 1) / (n + 2), of the n statements of a type t "
        "going toward the first pole; a type that is silent has the factor 1/2"
    )
    high: float = Field(description="the same of the second pole")
    groups: int = Field(description="types that speak on the axis")
    silent: int = Field(description="types that do not")
    n: int = Field(description="statements of all types")
    all: bool = Field(
        description="whether most statements of every type that speaks go toward the pole"
    )


class TypeRow(Row):
    """One type of actors on one axis."""

    type: str
    axis: str
    n: int = Field(description="statements")
    low: int = Field(description="of them toward the first pole")
    high: int = Field(description="of them toward the second pole")


def _common(question: Question) -> Found:
    common, types = findings.common_ground_rows(question.data, question.view)
    found = findings.divides(question.data, question.view)
    return Found(
        tables={"common_ground": common.assign(pole=common.pole.astype(object)), "types": types},
        headline=found.common_headline,
        claims=found.common_claims,
    )


COMMON_GROUND = Endpoint(
    name="common_ground",
    summary="Common ground of types of actors",
    about="For each axis how far all types of actors go toward the same pole (group-aware "
    "consensus), most common ground first, nothing rounded: the products of both poles, and the "
    "counts of each type that they come from. Every type counts alike, on every axis.",
    page=lambda view: "divides",
    takes=(*FILTERS, "axis", "repeat"),
    tables={"common_ground": CommonRow, "types": TypeRow},
    of=_common,
)
