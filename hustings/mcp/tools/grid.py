"""MCP tool grid: many groups on every axis in words, sorted, a page at a time."""

from typing import Annotated

from pydantic import BaseModel, Field

from hustings import findings, words
from hustings.link import EVIDENCE, NO_MOST
from hustings.mcp.answers import Answer, AxisOf
from hustings.mcp.arguments import LONGEST, Axes, By, Filtered, Values
from hustings.mcp.context import Context
from hustings.mcp.conversion import axes_of, common, number, text
from hustings.mcp.tool import Tool


class Grid(Filtered):
    """Whom to list, on what, in which order."""

    actor: Values = Field([], description="exact names of groups that come first on every page")
    by: By = "actor"
    axis: Axes = []
    order: Annotated[str, Field(max_length=LONGEST)] = Field(
        EVIDENCE,
        description="evidence (most statements first), nearness (to the first `actor`), or low: or "
        "high: and the id of an axis, as in `low: Tax`: its first or second pole then comes first",
    )
    p: Annotated[int, Field(ge=1, le=NO_MOST)] = Field(1, description="page of the rows")


class Cell(BaseModel):
    """A group on an axis."""

    axis: str
    words: str = Field(description="the position in words, which say when evidence is thin")
    position: float = Field(description="from -1, the first pole, to 1, the second")
    n: int = Field(description="statements behind it")


class Row(BaseModel):
    """A group on all axes; it is silent on those that its cells leave out."""

    group: str
    type: str | None
    n: int = Field(description="statements on these axes")
    agreement: float | None = Field(description="with the first `actor`, in the order nearness")
    cells: list[Cell]


class Grids(Answer):
    """One page of the grid."""

    axes: list[AxisOf]
    rows: list[Row]
    groups: int = Field(description="how many groups have a position on these axes")
    page: int
    pages: int


def grid(context: Context, arguments: Grid) -> Grids:
    """One page of the rows."""
    scene = context.scene(arguments, "grid")
    found = findings.grid(scene.data, scene.view)
    axes = {axis.id: axis for axis in found.axes}
    cells: dict[str, list[Cell]] = {group: [] for group in found.rows.group}
    for cell in found.cells.itertuples():
        said = words.stands(cell.position, cell.n, axes[cell.axis], cell.mixed)
        shown = Cell(axis=cell.axis, words=said, position=cell.position, n=cell.n)
        cells[cell.group].append(shown)
    notes = [f"Rows: {found.order}; page {found.page} of {found.pages}, the picked on each."]
    if note := findings.axes_note(scene.data, found.axes, scene.view):
        notes.append(note)
    return Grids(
        summary=words.sentence(found.headline),
        axes=axes_of(found.axes),
        rows=[
            Row(
                group=row.group,
                type=text(row.type),
                n=row.n,
                agreement=number(row.near),
                cells=cells[row.group],
            )
            for row in found.rows.itertuples()
        ],
        groups=found.whole,
        page=found.page,
        pages=found.pages,
        **common(context, scene, found.total, notes),
    )


TOOL = Tool(
    name="grid",
    title="Everybody on every axis",
    description="Many actors (or speakers, actor types, countries: `by`) on all axes in words, "
    f"{findings.GRID_ROWS} rows a page: who stands where, in the order of their evidence, of an "
    "axis, or of nearness to one of them.",
    arguments=Grid,
    answer=Grids,
    function=grid,
)
