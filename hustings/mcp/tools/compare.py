"""MCP tool compare: positions and agreement of two or more groups, side by side."""

from typing import Annotated

from pydantic import Field

from hustings import findings
from hustings.mcp.answers import Answer, AxisOf, Pair, Position, Silence
from hustings.mcp.arguments import Axes, By, Filtered, Values
from hustings.mcp.context import Context, ToolError
from hustings.mcp.conversion import axes_of, common, pairs, positions, said, silences, thin_notes
from hustings.mcp.tool import Tool


class Compare(Filtered):
    """Whom to compare, on what."""

    actor: Annotated[Values, Field(min_length=2, max_length=findings.MOST_COMPARED)] = Field(
        description=f"exact names of 2 to {findings.MOST_COMPARED} actors (or other groups: `by`)"
    )
    by: By = "actor"
    axis: Axes = []


class Compared(Answer):
    """Groups side by side."""

    axes: list[AxisOf]
    positions: list[Position]
    silent: list[Silence]
    gaps: list[str] = Field(description="the axes where they are apart in words, widest first")
    agreement: list[Pair]


def compare(context: Context, arguments: Compare) -> Compared:
    """Positions, agreement of pairs and facing statements."""
    scene = context.scene(arguments, "compare")
    if len(scene.view.actor) < 2:
        raise ToolError("actor: the same name twice. Allowed: two different names or more.")
    found = findings.compare(scene.data, scene.view)
    quiet = silences(found.groups, found.axes, found.cells)
    gaps = findings.axis_gaps(found.cells)
    agreed = found.pairs
    notes = thin_notes(found.cells, quiet, scene.data.meta.unit)
    notes += [
        f"{row.a} and {row.b} share fewer than two axes: no agreement can be given."
        for row in agreed[agreed.agreement.isna()].itertuples()
    ]
    if len(found.axes) < len(scene.data.axes) and not scene.view.axis:
        notes.append(
            f"{len(found.axes)} of {len(scene.data.axes)} axes, those {findings.WIDEST}; "
            "`axis` asks for others."
        )
    return Compared(
        summary=f"{found.headline.rstrip('.')}.",
        claims=said(found.claims),
        axes=axes_of(found.axes),
        positions=positions(scene, found.cells, found.facing),
        silent=quiet,
        gaps=[findings.gap_sentence(row, found.cells, found.axes) for row in gaps.itertuples()],
        agreement=pairs(agreed),
        **common(context, scene, found.total, notes),
    )


TOOL = Tool(
    name="compare",
    title="Compare actors",
    description="Two to eight actors (or speakers, actor types, countries: `by`) side by side: "
    "positions on each axis, how far each two agree, and facing each other the "
    "statements that say most clearly where each stands, with sources.",
    arguments=Compare,
    answer=Compared,
    function=compare,
)
