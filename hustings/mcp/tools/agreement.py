"""MCP tool who_agrees_with: the nearest and the farthest groups of one group."""

import pandas as pd
from pydantic import Field

from hustings import findings, query, words
from hustings.mcp.answers import Answer, Pair
from hustings.mcp.arguments import By, Filtered, Value
from hustings.mcp.context import Context
from hustings.mcp.conversion import common, pairs
from hustings.mcp.tool import Tool
from hustings.measures.agreement import thin_words


class WhoAgreesWith(Filtered):
    """With whom."""

    actor: Value = Field(description="exact name of the actor (or of another group: `by`)")
    by: By = "actor"
    most: int = Field(8, ge=1, le=50, description="groups on either side")


class Reasoned(Pair):
    """How near two groups stand, and what brings them there."""

    reason: str = Field(
        description="poles that both lean to, or that the other leans to and the group does not"
    )


class Neighbours(Answer):
    """Who is near to a group and who is far from it."""

    group: str
    others: int = Field(description="how many groups share two axes or more with it")
    nearest: list[Reasoned] = Field(
        description="those expected to agree most, the nearest first; nobody on thin evidence"
    )
    farthest: list[Reasoned] = Field(
        description="those expected to agree least, the farthest first; nobody on thin evidence"
    )
    thin: list[Pair] = Field(
        description="those on thin evidence, the ones expected to agree most first"
    )


def who_agrees_with(context: Context, arguments: WhoAgreesWith) -> Neighbours:
    """The nearest and the farthest of all other groups of the same kind."""
    scene = context.scene(arguments, "actor")
    view, group = scene.view, arguments.actor
    found = findings.actor(scene.data, view, group)
    picks = query.Picks(view.by, (group,))
    total = query.totals(scene.data, view.filters, picks)
    said = common(context, scene, total)
    if found is None or found.agreement.empty:
        missed = findings.unheard(scene.data, view, picks)
        return Neighbours(
            summary=words.sentence(missed or f"nobody shares two axes with {group}"),
            group=group,
            others=0,
            nearest=[],
            farthest=[],
            thin=[],
            **said,
        )
    others = found.agreement.assign(a=group, b=found.agreement.group)
    positions = findings.group_positions(scene.data, view)
    ranked = findings.nearest_and_farthest(
        positions, group, others, scene.data.axes, arguments.most
    )
    near, far = _reasoned(ranked.near), _reasoned(ranked.far)
    if len(ranked.thin):
        thin = thin_words(scene.data.meta.unit)
        said["notes"].append(
            f"On thin evidence ({thin}): {findings.count_in_words(len(ranked.thin), view.by)}, "
            "listed apart, since such an agreement says little."
        )
    whom = f"{findings.count_in_words(len(others), view.by)} that share two axes or more"
    clauses = [
        f"{part[0].b} is expected to agree {how} ({_said(part[0])})"
        for how, part in (("most", near), ("least", far))
        if part
    ]
    told = " and ".join(clauses) or "all rest on thin evidence"
    return Neighbours(
        summary=f"Of {whom} with {group}, {told}.",
        group=group,
        others=len(others),
        nearest=near,
        farthest=far,
        thin=pairs(ranked.thin.head(arguments.most)),
        **said,
    )


def _reasoned(ranked: pd.DataFrame) -> list[Reasoned]:
    return [
        Reasoned(reason=reason, **pair.model_dump())
        for reason, pair in zip(ranked.reason, pairs(ranked), strict=True)
    ]


def _said(pair: Reasoned) -> str:
    assert pair.agreement is not None, "pairs without a figure are left out before"
    reason = f"; {pair.reason}" if pair.reason else ""
    return f"{words.percent(pair.agreement)}, {pair.shared} shared axes{reason}"


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
