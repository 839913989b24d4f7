"""API endpoint /api/axes: the axes and their poles."""

import pandas as pd
from pydantic import Field

from hustings import query
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class AxisRow(Row):
    """One axis and its poles."""

    axis: str = Field(description="as it stands in the data")
    name: str = Field(description="in full")
    low: str = Field(description="first pole, at -1")
    high: str = Field(description="second pole, at 1")
    low_means: str = Field(description="what the first pole stands for")
    high_means: str = Field(description="what the second pole stands for")
    low_noun: str = Field(description="first pole in words that follow “leans towards”")
    high_noun: str = Field(description="second pole in words that follow “leans towards”")
    n: int = Field(description="statements on this axis")


def _axes(question: Question) -> Found:
    found = query.counts(question.data, question.view.filters, "axis")
    counted = dict(zip(found.value, found.n.tolist(), strict=True))
    rows = [
        {**vars(axis), "axis": axis.id, "n": counted.get(axis.id, 0)} for axis in question.data.axes
    ]
    return Found(tables={"axes": pd.DataFrame(rows)})


AXES = Endpoint(
    name="axes",
    summary="Axes and their poles",
    about="All axes of the data set in its order, with the number of statements that pass.",
    page=lambda view: "method",
    takes=FILTERS,
    tables={"axes": AxisRow},
    of=_axes,
)
