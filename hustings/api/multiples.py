"""API endpoint /api/multiples: the map in parts, by type of actor or by year."""

import pandas as pd
from pydantic import Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class PartRow(Row):
    """One group in one part of the map."""

    part: str = Field(description="a type of actor, or a year")
    group: str
    type: str | None
    x: float = Field(description="position on the axis x, from -1 to 1")
    y: float = Field(description="position on the axis y, from -1 to 1")
    x_n: int = Field(description="statements on the axis x")
    y_n: int = Field(description="statements on the axis y")


def _multiples(question: Question) -> Found:
    found = findings.multiples(question.data, question.view)
    columns = list(PartRow.model_fields)
    frames = [part.points.assign(part=part.name)[columns] for part in found.parts]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
    return Found(tables={"multiples": rows}, headline=found.headline)


ENDPOINT = Endpoint(
    name="multiples",
    summary="The map in parts",
    about="Groups on the two axes `x` and `y`, once for each type of actor, or (`panels=period`) "
    "for each year, whose positions rest on the statements of that year alone.",
    page=lambda view: "",
    takes=(*FILTERS, "x", "y", "by", "actor", "min", "repeat", "panels"),
    tables={"multiples": PartRow},
    of=_multiples,
)
