"""MCP tool position_of: where one group stands on each axis."""

from pydantic import Field

from hustings import findings, query, words
from hustings.mcp.answers import Answer, AxisOf, Position
from hustings.mcp.arguments import Axes, By, Filtered, Value
from hustings.mcp.context import Context, ToolError
from hustings.mcp.conversion import axes_of, common, positions, said, silences, thin_notes
from hustings.mcp.tool import Tool


class PositionOf(Filtered):
    """Whose position, on what."""

    actor: Value = Field(description="exact name of the actor (or of another group: `by`)")
    by: By = "actor"
    axis: Axes = []


class Positions(Answer):
    """Where a group stands."""

    group: str
    type: str | None
    country: str | None
    axes: list[AxisOf]
    positions: list[Position]
    silent_on: list[str] = Field(description="axes without any position, which is not zero")


def position_of(context: Context, arguments: PositionOf) -> Positions:
    """Position, interval, evidence and strongest statement on each axis."""
    scene = context.scene(arguments, "actor")
    view, group = scene.view, arguments.actor
    found = findings.actor(scene.data, view, group)
    if found is None:
        why = findings.reasons_of(scene.data, view, group).sentence
        raise ToolError(
            f"{group} has no {words.one(scene.data.meta.unit)} under these filters "
            f"({view.sentence(scene.data)}): that is no "
            f"position, which is not a position of zero. {why}{' ' if why else ''}"
            f"Page: {scene.link}"
        )
    picks = query.Picks(view.by, (group,))
    strongest = query.strongest(scene.data, view.filters, picks)
    quiet = silences((group,), found.axes, found.cells)
    notes = thin_notes(found.cells, quiet, scene.data.meta.unit)
    known = {axis.id: axis for axis in found.axes}
    for row in found.both_sides.itertuples():
        axis = known[row.axis]
        notes.append(
            f"On both sides of {axis.called}: {words.statements(int(row.low), axis.unit)} towards "
            f"{axis.low_noun}, {words.statements(int(row.high), axis.unit)} towards "
            f"{axis.high_noun}."
        )
    if why := findings.reasons_of(scene.data, view, group).sentence:
        notes.append(why)
    if len(found.axes) < len(scene.data.axes) and not view.axis:
        notes.append(
            f"{len(found.axes)} of {len(scene.data.axes)} axes, those with most evidence; "
            "`axis` asks for others."
        )
    return Positions(
        summary=f"{found.headline.rstrip('.')}.",
        claims=said(found.claims),
        group=group,
        type=found.type,
        country=found.country,
        axes=axes_of(found.axes),
        positions=positions(scene, found.cells, strongest),
        silent_on=[key for silence in quiet for key in silence.axes],
        **common(context, scene, query.totals(scene.data, view.filters, picks, view.axis), notes),
    )


TOOL = Tool(
    name="position_of",
    title="Position of an actor",
    description="Where one actor (or speaker, actor type, country: `by`) stands on each axis: "
    "position, 90 % interval, number of statements, dates, the same in words, and the "
    "strongest statement behind it with its source.",
    arguments=PositionOf,
    answer=Positions,
    function=position_of,
)
