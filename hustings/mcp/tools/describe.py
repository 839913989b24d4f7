"""MCP tool describe: the data set, its axes, and the values that filters can take."""

from pydantic import Field

from hustings import query, words
from hustings.findings import GROUP_WORDS
from hustings.mcp.answers import Answer, AxisOf, Count
from hustings.mcp.arguments import Arguments
from hustings.mcp.context import Context
from hustings.mcp.conversion import axes_of, common
from hustings.mcp.tool import Tool

#: values of one filter that are listed
MOST = 40
SILENCE = (
    "A position is the mean of what a group was recorded saying; where it said nothing there is "
    "no position, and one statement is thin evidence."
)


class Description(Answer):
    """What the data set holds."""

    title: str
    description: str
    licence_url: str
    homepage: str
    axes: list[AxisOf]
    groups: dict[str, int] = Field(description="how many there are of each kind of group")
    values: dict[str, list[Count]] = Field(
        description=f"for each filter its values, most statements first, at most {MOST}"
    )


def describe(context: Context, arguments: Arguments) -> Description:
    """Title, axes, counts, licence, version and limits."""
    scene = context.scene(arguments, "method")
    data, meta, every = scene.data, scene.data.meta, query.Filters()
    total = query.totals(data, every)
    values = query.facets(data, every)
    groups = {by: len(query.groups(data, every, by)) for by in query.GROUPINGS}
    notes = [SILENCE]
    if data.left_out:
        notes.append(f"{data.left_out:,} of {data.rows:,} rows could not be used.")
    notes += [
        f"{name}: {len(values[name]):,} values, of which {MOST} are listed."
        for name in query.FACETS
        if len(values[name]) > MOST
    ]
    counted = f"{groups['actor']:,} {GROUP_WORDS['actor'][groups['actor'] != 1]}"
    return Description(
        summary=f"{meta.title}: {words.statements(total.statements, meta.unit)} by {counted} on "
        f"{words.listing(axis.id for axis in data.axes)}, {words.period(total.first, total.last)}.",
        title=meta.title,
        description=meta.description,
        licence_url=meta.licence_url,
        homepage=meta.homepage,
        axes=axes_of(data.axes),
        groups=groups,
        values={
            name: [Count(value=value, n=n) for value, n in list(values[name].items())[:MOST]]
            for name in query.FACETS
        },
        **common(context, scene, total, notes),
    )


TOOL = Tool(
    name="describe",
    title="Describe the data set",
    description="What the data set is about: its axes with their poles, how many statements and "
    "actors, the values of each filter, licence, version and limits. Start here.",
    arguments=Arguments,
    answer=Description,
    function=describe,
)
