"""MCP tool search_statements: statements with their sources, page by page."""

from typing import Annotated, Literal

from pydantic import Field

from hustings import findings, query
from hustings.mcp.answers import Answer, AxisOf, Statement
from hustings.mcp.arguments import Axes, By, Filtered, Offset, Values
from hustings.mcp.context import Context
from hustings.mcp.conversion import axes_of, common, statements
from hustings.mcp.tool import Tool

#: statements in one answer
MOST = 50


class SearchStatements(Filtered):
    """Which statements."""

    actor: Annotated[Values, Field(description="exact names of actors (or of groups: `by`)")] = []
    by: By = "actor"
    axis: Axes = []
    sort: Literal["newest", "oldest", "actor", "low", "high"] = Field(
        "newest",
        description="; ".join(f"{key}: {said}" for key, said in query.SORTS.items()),
    )
    limit: int = Field(10, ge=1, le=MOST, description="statements in one answer")
    offset: Offset = Field(0, description="statements to pass over: next_offset of an answer")


class Found(Answer):
    """A page of statements."""

    axes: list[AxisOf]
    found: list[Statement]
    next_offset: int | None = Field(description="where the next page starts; missing at the end")


def search_statements(context: Context, arguments: SearchStatements) -> Found:
    """One page of the statements that pass."""
    scene = context.scene(arguments, "statements")
    page = findings.statements(scene.data, scene.view, arguments.limit, arguments.offset)
    coded = set(page.codes.axis)
    return Found(
        summary=_summary(page),
        axes=axes_of(axis for axis in scene.data.axes if axis.id in coded),
        found=statements(page.rows, page.codes),
        next_offset=page.next_offset,
        **common(context, scene, page.total),
    )


def _summary(page: findings.StatementsFinding) -> str:
    if not page.total.statements:
        return f"{page.headline}."
    shown = "none so far down"
    if len(page.rows):
        shown = f"here {page.offset + 1:,} to {page.end:,}, {page.order}"
    return f"{page.headline}, {page.period}; {shown}."


TOOL = Tool(
    name="search_statements",
    title="Search statements",
    description="The words behind every position: quotation, speaker, role, date, event, source "
    "with its address, and how each statement is coded on the axes. By words, group, "
    "axis, type, country, event and dates.",
    arguments=SearchStatements,
    answer=Found,
    function=search_statements,
)
