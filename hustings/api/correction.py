"""API endpoint /api/correction: what people have checked, and positions corrected by it."""

import pandas as pd
from pydantic import BaseModel, Field

from hustings import findings, query
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class CorrectedRow(Row):
    """All statements on one axis, plain and corrected."""

    axis: str
    position: float = Field(description="plain mean of all statements, coders averaged")
    statements: int
    n: int = Field(description="statements with a first code")
    checked: int = Field(description="of these, those with a person's code")
    first: float = Field(description="mean of the first codes")
    difference: float | None = Field(description="mean of what people changed")
    corrected: float | None = Field(description="first + difference; missing below ten checked")
    low: float | None = Field(description="90 % interval of it")
    high: float | None


class CorrectedGroupRow(CorrectedRow):
    """A group on one axis, plain and corrected."""

    group: str


class CorrectionFacts(BaseModel):
    """How much people have checked."""

    codings: int | None = Field(description="missing where the data do not say what is checked")
    checked: int | None = Field(description="codings that a person has checked")
    both: int | None = Field(
        description="statements on an axis with a first code and a person's; from 50 on there are "
        "corrected positions"
    )


def _correction(question: Question) -> Found:
    found = findings.correction(question.data, question.everywhere)
    if found is None:
        facts = dict.fromkeys(CorrectionFacts.model_fields)
        rows = ENDPOINT.tables.items()
        nothing = {name: pd.DataFrame(columns=[*row.model_fields]) for name, row in rows}
        view = question.view
        missed = findings.unheard(question.data, view, axes=view.axis)
        said = missed or "The data do not say what a person has checked"
        return Found(tables=nothing, facts=facts, headline=said)
    return Found(
        tables={"axes": found.axes, "groups": found.groups},
        facts={name: getattr(found, name) for name in CorrectionFacts.model_fields},
        headline=found.headline,
    )


ENDPOINT = Endpoint(
    name="correction",
    summary="What people have checked, and positions corrected by it",
    about="How many codings a person has checked and, with 50 or more that stand beside a first "
    "code, positions corrected by them (prediction-powered inference): of all statements on each "
    "axis, and of groups with ten or more checked on an axis.",
    page=lambda view: "evidence",
    takes=(*(name for name in FILTERS if name not in query.OF_CODINGS), "axis", "by"),
    tables={"axes": CorrectedRow, "groups": CorrectedGroupRow},
    facts=CorrectionFacts,
    of=_correction,
)
