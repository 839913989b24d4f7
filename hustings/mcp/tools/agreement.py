"""MCP tool who_agrees_with: the nearest and the farthest groups of one group."""

from pydantic import Field

from hustings import findings, query, words
from hustings.mcp.answers import Answer, Pair
from hustings.mcp.arguments import By, Filtered, Value
from hustings.mcp.context import Context
from hustings.mcp.conversion import common, pairs
from hustings.mcp.tool import Tool
from hustings.measures.agreement import THIN


class WhoAgreesWith(Filtered):
    """With whom."""

    actor: Value = Field(description="exact name of the actor (or of another group: `by`)")
    by: By = "actor"
    most: int = Field(8, ge=1, le=50, description="groups on either side")


class Neighbours(Answer):
    """Who is near to a group and who is far from it."""

    group: str
    others: int = Field(description="how many groups share two axes or more with it")
    nearest: list[Pair] = Field(description="those that agree most, the nearest first")
    farthest: list[Pair] = Field(description="those that agree least, the farthest first")


def who_agrees_with(context: Context, arguments: WhoAgreesWith) -> Neighbours:
    """The nearest and the farthest of all other groups of the same kind."""
    scene = context.scene(arguments, "actor")
    view, group = scene.view, arguments.actor
    found = findings.actor(scene.data, view, group)
    picks = query.Picks(view.by, (group,))
    total = query.totals(scene.data, view.filters, picks)
    said = common(context, scene, total)
    if found is None or found.agreement.empty:
        return Neighbours(
            summary=f"Nobody shares two axes with {group} under these filters.",
            group=group,
            others=0,
            nearest=[],
            farthest=[],
            **said,
        )
    ordered = found.agreement.assign(a=group, b=found.agreement.group)
    near, far = pairs(ordered.head(arguments.most)), pairs(ordered.iloc[::-1].head(arguments.most))
    if any(pair.thin for pair in (*near, *far)):
        said["notes"].append(
            f"Thin: {THIN}; such an agreement says little. Each pair says whether it is thin."
        )
    return Neighbours(
        summary=f"Of {findings.count_in_words(len(ordered), view.by)} that share two axes or more "
        f"with {group}, {near[0].b} agrees most ({_said(near[0])}) and {far[0].b} least "
        f"({_said(far[0])}).",
        group=group,
        others=len(ordered),
        nearest=near,
        farthest=far,
        **said,
    )


def _said(pair: Pair) -> str:
    assert pair.agreement is not None, "pairs without a figure are left out before"
    thin = "thin, " if pair.thin else ""
    return f"{words.percent(pair.agreement)}, {thin}{pair.shared} shared axes"


TOOL = Tool(
    name="who_agrees_with",
    title="Who agrees with an actor",
    description="Who stands nearest to an actor (or speaker, actor type, country: `by`) over all "
    "axes they share and who farthest, with the number of shared axes and of "
    "statements behind each figure.",
    arguments=WhoAgreesWith,
    answer=Neighbours,
    function=who_agrees_with,
)
