"""MCP tool list_actors: finds the exact names of actors and other groups."""

from typing import Annotated

import pandas as pd
from pydantic import Field

from hustings import query, words
from hustings.dataset import Dataset
from hustings.findings import called, count_in_words
from hustings.fold import fold
from hustings.link import suggestions
from hustings.mcp.answers import Answer, Group
from hustings.mcp.arguments import LONGEST, By, Filtered, Offset
from hustings.mcp.context import Context
from hustings.mcp.conversion import common, text
from hustings.mcp.tool import Tool
from hustings.query import as_date

#: groups in one answer
MOST = 100


class ListActors(Filtered):
    """Which groups to list."""

    name: Annotated[str, Field(max_length=LONGEST)] = Field(
        "", description="part of the name; case and accents are ignored"
    )
    by: By = "actor"
    limit: int = Field(30, ge=1, le=MOST, description="groups in one answer")
    offset: Offset = Field(0, description="groups to pass over: next_offset of an answer")


class Groups(Answer):
    """Groups, those with most statements first."""

    groups: list[Group]
    total: int = Field(description="how many groups there are in all")
    next_offset: int | None = Field(description="where the next page starts; missing at the end")


def list_actors(context: Context, arguments: ListActors) -> Groups:
    """Groups whose name contains the text, else those with a near name."""
    scene = context.scene(arguments, "evidence")
    view = scene.view
    everyone = query.groups(scene.data, view.filters, view.by)
    found, notes = _named(everyone, arguments.name)
    end = arguments.offset + arguments.limit
    page = found.iloc[arguments.offset : end]
    rows = words.many(scene.data.meta.unit)
    said = f"{count_in_words(len(found), view.by).capitalize()} with {rows}"
    if arguments.name:
        said += f" and a name {'near' if notes else 'with'} “{arguments.name}”"
    return Groups(
        summary=f"{said}.",
        groups=[
            Group(
                group=row.group,
                n=row.n,
                first=as_date(row.first),
                last=as_date(row.last),
                type=text(row.type),
                country=text(row.country),
                country_name=_named_country(scene.data, text(row.country)),
            )
            for row in page.itertuples()
        ],
        total=len(found),
        next_offset=end if end < len(found) else None,
        **common(context, scene, query.totals(scene.data, view.filters), notes),
    )


def _named_country(data: Dataset, code: str | None) -> str | None:
    return called(data, "country", [code])[0] if code else None


def _named(everyone: pd.DataFrame, name: str) -> tuple[pd.DataFrame, list[str]]:
    """The groups with this name or a near one, and a note in the latter case."""
    sought = fold(name).strip()
    if not sought:
        return everyone, []
    holds = everyone.group.map(lambda group: sought in fold(group)).astype(bool)
    if holds.any():
        return everyone[holds], []
    close = suggestions(name, everyone.group.tolist())
    listed = everyone.set_index("group", drop=False).loc[close]
    return listed, [f"No name contains “{name}”; these are near."]


TOOL = Tool(
    name="list_actors",
    title="Find actors by name",
    description="Actors (or speakers, actor types, countries: `by`) with their number of "
    "statements, to find the exact name that the other tools want.",
    arguments=ListActors,
    answer=Groups,
    function=list_actors,
)
