"""MCP tool search_statements: statements with their sources, page by page."""

from typing import Annotated, Literal

from pydantic import Field

from hustings import findings, query, words
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
    sort: Literal[tuple(query.SORTS)] = Field(
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
    view, start = scene.view, arguments.offset
    total = query.totals(scene.data, view.filters, view.picks, view.axis)
    page = query.statements(
        scene.data, view.filters, view.picks, view.axis, view.sort, arguments.limit, start
    )
    said = statements(scene, page)
    end = start + len(said)
    coded = {code.axis for item in said for code in item.codes}
    return Found(
        summary=_summary(total, start, end, query.SORTS[view.sort]),
        axes=axes_of(axis for axis in scene.data.axes if axis.id in coded),
        found=said,
        next_offset=end if said and end < total.statements else None,
        **common(context, scene, total),
    )


def _summary(total: query.Totals, start: int, end: int, order: str) -> str:
    if not total.statements:
        return "No statement passes these filters."
    by = findings.count_in_words(total.actors, "actor")
    said = f"{words.statements(total.statements).capitalize()} by {by}"
    shown = f"here {start + 1:,} to {end:,}, {order}" if end > start else "none so far down"
    return f"{said}, {words.period(total.first, total.last)}; {shown}."


TOOL = Tool(
    "search_statements",
    "Search statements",
    "The words behind every position: quotation, speaker, role, date, event, source with its "
    "address, and how each statement is coded on the axes. By words, group, axis, type, country, "
    "event and dates.",
    SearchStatements,
    Found,
    search_statements,
)
