"""API endpoint /api/polarisation: how far each axis divides statements and groups."""

from collections.abc import Hashable, Mapping

import pandas as pd
from pydantic import Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class DivisionRow(Row):
    """One axis: its statements, and its groups, each of which counts once at its position."""

    axis: str
    n: int = Field(description="statements")
    vdeijk: float | None = Field(
        description="van der Eijk's polarisation of the statements: 0 all on one step, 0.5 an even "
        "spread, 1 half at each pole"
    )
    spread: float | None = Field(description="usual distance of a statement from the mean, 0 to 1")
    histogram: list[float] = Field(
        description="statements on each step of the axis's scale, from -1 to 1 at equal distances; "
        "one half-way between two counts half on each"
    )
    binned: bool = Field(
        description="whether the axis has no steps, so that these are five bins of any numbers"
    )
    groups: int = Field(description="number of groups")
    groups_vdeijk: float | None = Field(description="the same of groups")
    groups_spread: float | None = Field(description="the same of groups")
    groups_histogram: list[float] = Field(
        description="the same of groups, each at the step nearest to its position"
    )
    words: str = Field(description="what the figures mean")


def _divides(question: Question) -> Found:
    found = findings.divides(question.data, question.view)
    rows = []
    statements, groups = (frame.to_dict("index") for frame in (found.statements, found.between))
    for axis in found.every:
        row = {"axis": axis.id, **_figures(statements, axis.id)}
        blank = [0.0] * len(row["histogram"])
        row |= {"groups": 0, "groups_histogram": blank}
        if axis.id in groups:
            between = _figures(groups, axis.id)
            row |= {"groups": between["n"]}
            row |= {f"groups_{name}": between[name] for name in ("vdeijk", "spread", "histogram")}
        row["words"] = findings.division_sentence(found, axis, question.view.by)
        rows.append(row)
    frame = pd.DataFrame(rows, columns=list(DivisionRow.model_fields))
    return Found(tables={"divides": frame}, headline=found.headline, claims=found.claims)


def _figures(known: Mapping[Hashable, Mapping], axis: str) -> dict:
    return {**known[axis], "histogram": list(known[axis]["histogram"])}


ENDPOINT = Endpoint(
    name="divides",
    former=("polarisation",),
    summary="How far axes divide",
    about="For each axis two figures, of statements and of groups: van der Eijk's polarisation, "
    "whether there are two camps with an empty middle, and the spread, how far one usually stands "
    "from the average. The most divided axis first, those with fewer than ten statements last. "
    "`min` does not change the figures of statements.",
    page=lambda view: "divides",
    takes=(*FILTERS, "by", "axis", "min", "repeat"),
    tables={"divides": DivisionRow},
    of=_divides,
)
