"""API endpoint /api/coverage: who speaks on what, who is silent, how skewed that is."""

import pandas as pd
from pydantic import BaseModel, Field

from hustings import findings, query
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row, TooLarge


class CoveredGroup(Row):
    """One group and the axes on which it is silent."""

    group: str
    n: int = Field(description="statements")
    spoken: int = Field(description="axes on which it has a position")
    silent: list[str] = Field(description="axes on which it has none")


class CoveredAxis(Row):
    """One axis and how many speak on it."""

    axis: str
    n: int = Field(description="statements on it")
    spoken: int = Field(description="groups with a position")
    silent: int = Field(description="groups without one")


class CountRow(Row):
    """Statements that share a year, type, country, kind, kind of source or publisher."""

    by: str
    value: str | None = Field(description="missing for the statements that have none")
    name: str | None = Field(description="the same for readers: a country's name for its code")
    n: int
    share: float


class CoverageFacts(BaseModel):
    """How unevenly statements fall on groups."""

    gini: float | None = Field(description="0 all have the same number, towards 1 one has all")
    top: int = Field(description="number of groups in the most quoted tenth")
    top_share: float | None = Field(description="their share of the statements")
    sentences: list[str]


def _coverage(question: Question) -> Found:
    view = question.everywhere
    axes = findings.restriction(question.data, view.axis)
    # Counted before anything is worked out: what is too much is refused at once.
    counted = query.extent(
        question.data, view.filters, view.by, view.repeat, axes=axes, least=view.min
    )
    pairs = counted.groups * len(view.axis)
    if pairs > findings.MOST_NAMED:
        raise TooLarge(
            f"Who is silent on what is told by name for {findings.MOST_NAMED:,} pairs of group and "
            f"axis at the most; these are {pairs:,}. Narrow the question by axis, min or a filter."
        )
    found = findings.coverage(question.data, view)
    counts = [
        count.values.assign(by=count.key)
        for count in findings.statement_counts(question.data, view)
    ]
    empty = pd.DataFrame(columns=list(CountRow.model_fields))
    return Found(
        tables={
            "groups": found.by_group.rename(columns={"name": "group"}),
            "axes": found.by_axis.assign(silent=found.by_axis.quiet).rename(
                columns={"name": "axis"}
            ),
            "counts": pd.concat(counts, ignore_index=True) if counts else empty,
        },
        facts={
            "gini": found.skew.gini,
            "top": found.skew.top,
            "top_share": found.skew.top_share,
            "sentences": list(found.sentences),
        },
        headline=found.headline,
        claims=found.claims,
    )


ENDPOINT = Endpoint(
    name="coverage",
    summary="Who speaks on what, and who is silent",
    about="How many axes each group has a position on, how many groups each axis, what the "
    "statements are of, and how unevenly they fall on groups. `min` and `repeat` are about "
    "positions: they do not change the counts of statements.",
    page=lambda view: "evidence",
    takes=(*FILTERS, "by", "axis", "min", "repeat"),
    tables={"groups": CoveredGroup, "axes": CoveredAxis, "counts": CountRow},
    facts=CoverageFacts,
    of=_coverage,
)
