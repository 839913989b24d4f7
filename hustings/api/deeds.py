"""API endpoint /api/deeds: positions by words and by deeds, where both are known."""

from datetime import date

from pydantic import Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class DeedRow(Row):
    """A group on an axis on which its words and its deeds are known."""

    group: str
    axis: str
    words_position: float = Field(description="mean of its words, -1 first pole, 1 second pole")
    words_low: float | None = Field(
        description="lower end of the 90 % interval, where there is one"
    )
    words_high: float | None
    words_n: int = Field(description="statements in words")
    words_first: date | None
    words_last: date | None
    deeds_position: float = Field(description="the same of its deeds")
    deeds_low: float | None
    deeds_high: float | None
    deeds_n: int = Field(description="deeds")
    deeds_first: date | None
    deeds_last: date | None
    gap: float = Field(description="how far the two lie apart, on a scale of 2")
    words: str = Field(description="the two positions in words")


def _deeds(question: Question) -> Found:
    found = findings.deeds_rows(question.data, question.view)
    rows = found.rename(
        columns={
            f"{name}_{side}": f"{side}_{name}"
            for side in findings.DEEDS_SIDES
            for name in ("position", "low", "high", "n", "first", "last")
        }
    )
    told = findings.shown(question.data, question.view, found)
    said = [findings.deeds_sentence(question.data, row) for row in told.itertuples()]
    headline = findings.deeds(question.data, question.view).headline
    return Found(tables={"deeds": rows.assign(words=said)}, headline=headline)


ENDPOINT = Endpoint(
    name="deeds",
    summary="Words and deeds",
    about="Positions of all groups, or of up to eight named ones, by what they say and by what "
    "they do, on the axes on which both are known: first those of which both rest on two "
    "statements or more, the widest gap first. Which kinds of statement are which, "
    "datapackage.json says (`hustings.words`, `hustings.deeds`). A gap is no score: read both.",
    page=lambda view: "compare",
    takes=(*FILTERS, "by", "axis", "actor", "min", "repeat"),
    tables={"deeds": DeedRow},
    of=_deeds,
)
