"""API endpoint /api/agreement: agreement of pairs of groups."""

from pydantic import Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row
from hustings.measures.agreement import THIN, THIN_CERTAIN


class PairRow(Row):
    """Two groups."""

    a: str
    b: str
    agreement: float | None = Field(
        description="1 the same place on the shared axes, 0 opposite poles; missing below two"
    )
    expected: float | None = Field(
        description="the same of the expected positions, by which pairs are ranked"
    )
    identical: float | None = Field(
        description="share of the shared axes on which both are in the same class: against (up to "
        "-0.25), neutral or for (from 0.25 on)"
    )
    shared: int = Field(description="axes on which both have spoken")
    n: int = Field(description="statements of both on these axes")
    thin: bool = Field(description=f"{THIN}; of votes, answers, estimates: {THIN_CERTAIN}")


def _agreement(question: Question) -> Found:
    found = findings.agreement(question.data, question.view)
    pairs, picked = found.pairs, question.view.actor
    if picked:
        pairs = pairs[pairs.a.isin(picked) | pairs.b.isin(picked)]
    return Found(tables={"agreement": pairs}, headline=found.headline, claims=found.claims)


ENDPOINT = Endpoint(
    name="agreement",
    summary="Agreement of pairs of groups",
    about="Each pair once, in an order that puts those who agree side by side, among the `top` "
    "groups with most statements that share two axes with somebody. `actor` restricts the list to "
    "pairs of which at least one is named.",
    page=lambda view: "agreement",
    takes=(*FILTERS, "by", "axis", "actor", "min", "repeat", "top"),
    tables={"agreement": PairRow},
    of=_agreement,
)
