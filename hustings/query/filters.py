"""Which statements count, and whose: the restrictions that every question takes."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import ibis

from hustings.fold import fold

#: what a point can be -> the column that says so
GROUPINGS = {"actor": "actor", "speaker": "speaker", "type": "actor_type", "country": "country"}
#: facets of the link -> their column
FACETS = {
    "type": "actor_type",
    "country": "country",
    "theme": "theme",
    "event": "event",
    "kind": "kind",
    "coder": "coder",
}
#: how often a repeated statement counts
REPEATS = {
    "all": "every statement counts",
    "document": "statements of a group from one source and day count once",
    "latest": "only the statements of a group's newest day on an axis count",
}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which statements count: OR inside one facet, AND between them.

    Parameters
    ----------
    type, country, theme, event, kind, coder : tuple of str
        Values as they stand in the data; an empty tuple lets everything through.
    since, until : date, optional
        Inclusive bounds; a statement without a date passes only when neither is set.
    q : str
        Words that quotation, summary, speaker or title must all contain; case and accents ignored.
    """

    type: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    coder: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    q: str = ""

    def without(self, name: str) -> "Filters":
        """The same filters with one of them lifted."""
        default: Any = next(f.default for f in fields(self) if f.name == name)
        return replace(self, **{name: default})

    def tests(self, table: ibis.Table) -> list[ibis.Value]:
        """What a coding of `table` must be to pass."""
        tests = [
            table[column].isin(getattr(self, name))
            for name, column in FACETS.items()
            if getattr(self, name)
        ]
        if self.since:
            tests.append(table.date >= ibis.literal(self.since))
        if self.until:
            tests.append(table.date <= ibis.literal(self.until))
        tests += [table.search.contains(word) for word in fold(self.q).split()]
        return tests


#: picked groups that are listed one by one; more are a table of their own, since Ibis needs a
#: quarter of a millisecond for each in a list
MOST_LISTED = 100


@dataclass(frozen=True)
class Picks:
    """Groups to restrict to: values of the column that `by` names."""

    by: str = "actor"
    groups: tuple[str, ...] = ()

    def tests(self, table: ibis.Table) -> list[ibis.Value]:
        """What a coding of `table` must be to be by these groups; nothing when none is picked."""
        if not self.groups:
            return []
        groups: Any = self.groups
        if len(groups) > MOST_LISTED:
            array = ibis.literal(list(groups), type="array<string>")
            groups = array.unnest().name("picked").as_table().picked
        return [table[GROUPINGS[self.by]].isin(groups)]


#: no restriction
EVERYONE = Picks()
#: no restriction
EVERYTHING = Filters()


def passing(
    table: ibis.Table,
    filters: Filters,
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
    known: str | None = None,
) -> ibis.Table:
    """The codings of `table` that pass, by `picks` and on `axes` where they are named.

    `known` names a column in which they must have a value. All tests stand in one filter: to merge
    several takes Ibis longer than the engine needs for the answer.
    """
    tests = [*filters.tests(table), *picks.tests(table)]
    if axes:
        tests.append(table.axis.isin(axes))
    if known:
        tests.append(table[known].notnull())
    return table.filter(tests) if tests else table
