"""API endpoint /api/reliability: agreement of coders (Krippendorff's alpha)."""

from pydantic import BaseModel, Field

from hustings import findings, query
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class AlphaRow(Row):
    """Coders' agreement on one axis."""

    axis: str
    alpha: float | None = Field(description="1 perfect, 0 what chance gives; missing if too few")
    units: int = Field(description="statements judged on it by at least two coders")
    coders: int
    words: str = Field(description="what the figure allows")


class DifferenceRow(Row):
    """A statement that coders read differently."""

    statement_id: str
    axis: str
    stances: dict[str, float] = Field(description="by coder")
    difference: float = Field(description="highest stance less the lowest")


class ReliabilityFacts(BaseModel):
    """Agreement over all axes."""

    alpha: float | None = Field(description="Krippendorff's alpha of all axes")
    metric: str = Field(description="interval, nominal, ordinal or ratio")
    units: int
    coders: int
    words: str
    differing: int = Field(description="disagreements in all; the widest are listed")


def _reliability(question: Question) -> Found:
    found = findings.reliability(question.data, question.everywhere)
    alphas = found.alphas.assign(words=found.alphas.alpha.map(findings.verdict))
    overall = alphas.iloc[-1]
    return Found(
        tables={"axes": alphas.iloc[:-1], "disagreements": found.differing},
        facts={
            **overall[["alpha", "units", "coders", "words"]].to_dict(),
            "metric": found.metric,
            "differing": found.differing_count,
        },
        headline=found.headline,
        claims=found.claims,
    )


ENDPOINT = Endpoint(
    name="reliability",
    summary="How far coders agree",
    about="Krippendorff's alpha (`metric`) of what at least two coders have judged, for "
    "each axis and for all together, and the statements on which they differ most.",
    page=lambda view: "evidence",
    takes=(*(name for name in FILTERS if name not in query.OF_CODINGS), "axis", "metric"),
    tables={"axes": AlphaRow, "disagreements": DifferenceRow},
    facts=ReliabilityFacts,
    of=_reliability,
)
