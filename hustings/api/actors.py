"""API endpoint /api/actors: the groups (actors, speakers, types, countries) and their counts."""

from datetime import date

from pydantic import Field

from hustings import query
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class GroupRow(Row):
    """One group and how much it says."""

    group: str = Field(description="its name, as it stands in the data")
    type: str | None = Field(description="type of its actors; missing where they differ")
    country: str | None = Field(description="country of its actors; missing where they differ")
    n: int = Field(description="statements")
    speakers: int = Field(description="number of named speakers")
    first: date | None = Field(description="day of the first dated statement")
    last: date | None = Field(description="day of the last dated statement")


def _actors(question: Question) -> Found:
    view = question.view
    found = query.groups(question.data, view.filters, view.by, view.axis)
    if view.actor:
        found = found[found.group.isin(view.actor)]
    return Found(tables={"actors": found})


ACTORS = Endpoint(
    name="actors",
    summary="Actors, or other groups",
    about="Who says anything, on the named axes if any are named, most statements first. "
    "`by` says what a group is; `actor` restricts the list to the groups named.",
    page=lambda view: "evidence",
    takes=(*FILTERS, "by", "axis", "actor"),
    tables={"actors": GroupRow},
    of=_actors,
)
