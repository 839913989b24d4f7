"""API endpoint /api/grid: every group on every axis in words, in the order of the grid."""

from pydantic import Field

from hustings import findings, query, words
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row, bound


class GridRow(Row):
    """One cell: a group on an axis."""

    row: int = Field(description="number of the group's row, from 1; the picked come first")
    group: str
    type: str | None = Field(description="missing where its actors are of several types, or none")
    country: str | None = Field(description="missing where its actors are of several, or none")
    axis: str
    words: str = Field(description="the position in words, which also say how thin its evidence is")
    position: float = Field(description="mean of its statements, -1 first pole, 1 second pole")
    expected: float = Field(description="the same with less weight on thin evidence: what sorts")
    n: int = Field(description="statements behind it")
    agreement: float | None = Field(
        description="of the group with the first picked one, where `order` is nearness"
    )


def _grid(question: Question) -> Found:
    data, view = question.data, question.view
    axes = {axis.id: axis for axis in findings.grid_columns(data, view)}
    # Counted before anything is worked out: what is too much is refused at once.
    counted = query.extent(
        data, view.filters, view.by, view.repeat, axes=tuple(axes), least=view.min
    )
    bound(counted.positions, ENDPOINT.takes)
    rows = findings.grid_rows(data, view)
    rows = rows.assign(row=range(1, len(rows) + 1), agreement=rows.near)
    cells = findings.group_positions(data, view)
    cells = cells[query.is_in(cells.axis, list(axes))]
    columns = ["row", "group", "type", "country", "agreement"]
    found = cells.merge(rows[columns], on="group")
    place = {key: i for i, key in enumerate(axes)}
    found = found.assign(
        column=found.axis.map(place),
        words=[words.stands(c.position, c.n, axes[c.axis], c.mixed) for c in found.itertuples()],
    ).sort_values(["row", "column"], ignore_index=True)
    return Found(tables={"grid": found}, headline=findings.grid(data, view).headline)


ENDPOINT = Endpoint(
    name="grid",
    summary="Every group on every axis, in words",
    about="The table of the page Grid, all of its rows: one record for each group and axis with a "
    "statement, row after row; silence has no record. `order` is evidence (most statements first), "
    "nearness to the first `actor`, or low: or high: and the id of an axis, whose first or second "
    "pole then comes first; `gather` puts the rows of an actor type together. Where the data have "
    "more than twelve axes and none is named, those with most statements.",
    page=lambda view: "grid",
    takes=(*FILTERS, "by", "axis", "actor", "min", "repeat", "order", "gather"),
    tables={"grid": GridRow},
    of=_grid,
)
