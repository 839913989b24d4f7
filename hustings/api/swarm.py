"""API endpoint /api/swarm: every statement on one axis with the type of its actor."""

from datetime import date

from pydantic import Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class DotRow(Row):
    """One statement on the axis."""

    axis: str
    id: str = Field(description="of the statement")
    type: str = Field(description="type of its actor")
    actor: str
    speaker: str | None
    date: date | None
    stance: float = Field(description="from -1 to 1, coders averaged")


def _swarm(question: Question) -> Found:
    found = findings.swarm(question.data, question.view)
    if found.axis is None:
        rows = found.dots.reindex(columns=list(DotRow.model_fields))
        return Found(tables={"swarm": rows}, headline=found.headline)
    rows = found.dots.rename(columns={"statement_id": "id", "x": "stance"})
    rows = rows.assign(axis=found.axis.id, date=rows.date.dt.date)
    return Found(tables={"swarm": rows}, headline=found.headline)


ENDPOINT = Endpoint(
    name="swarm",
    summary="Every statement on one axis",
    about="The newest statements on the first axis named, else on the one that divides most: at "
    "most 1,500, of the twelve types of actors with most of them.",
    page=lambda view: "divides",
    takes=(*FILTERS, "by", "axis", "actor"),
    tables={"swarm": DotRow},
    of=_swarm,
)
