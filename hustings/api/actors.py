"""API endpoint /api/actors: the groups (actors, speakers, types, countries) and their counts."""

from datetime import date

from pydantic import Field

from hustings import query
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row
from hustings.findings import called, groups_of, with_beside
from hustings.query.order import most_first


class GroupRow(Row):
    """One group and how much it says."""

    group: str = Field(description="its name, as it stands in the data")
    name: str = Field(description="the same for readers: a country's name for its code")
    type: str | None = Field(description="type of its actors; missing where they differ")
    country: str | None = Field(description="country of its actors; missing where they differ")
    country_name: str | None = Field(description="the name of that country, where it is a code")
    n: int = Field(description="statements with a stance")
    reasons: int = Field(description="statements without one, of which /api/reasons says why")
    speakers: int = Field(description="number of named speakers")
    first: date | None = Field(description="day of the first dated statement")
    last: date | None = Field(description="day of the last dated statement")


def _actors(question: Question) -> Found:
    view = question.view
    found = groups_of(question.data, view, view.axis)
    without = with_beside(
        view, lambda by: query.reasons(question.data, view.filters, by, axes=view.axis)
    )
    # who never takes a stance is there too, and comes last
    found = found.merge(without.groupby("group").n.sum().rename("reasons"), "outer", "group")
    found = found.fillna({"n": 0, "reasons": 0, "speakers": 0})
    found = found.astype({"n": "int64", "reasons": "int64", "speakers": "int64"})
    found = most_first(found, "group")
    if view.actor:
        found = found[found.group.isin(view.actor)]
    data = question.data
    named = found.country.map(lambda code: called(data, "country", [code])[0], na_action="ignore")
    found = found.assign(name=called(data, view.by, found.group), country_name=named)
    return Found(tables={"actors": found})


ACTORS = Endpoint(
    name="actors",
    summary="Actors, or other groups",
    about="Who says anything, or has a reason not to, on the named axes if any are named, most "
    "statements first. "
    "`by` says what a group is; `actor` restricts the list to the groups named.",
    page=lambda view: "evidence",
    takes=(*FILTERS, "by", "axis", "actor"),
    tables={"actors": GroupRow},
    of=_actors,
)
