"""Which statements count, and whose: the restrictions that every question takes."""

import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import ibis

from hustings.dataset import folded

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
#: how a page of statements can be sorted


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
        # Folded by the engine, which folded what is searched: scripts differ in what accents are.
        tests += [table.search.contains(folded(ibis.literal(word))) for word in self.q.split()]
        return tests


def fold(text: str) -> str:
    """Lower case without accents: the form in which searched words are marked."""
    split = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in split if unicodedata.category(c) != "Mn")


@dataclass(frozen=True)
class Picks:
    """Groups to restrict to: values of the column that `by` names."""

    by: str = "actor"
    groups: tuple[str, ...] = ()

    def tests(self, table: ibis.Table) -> list[ibis.Value]:
        """What a coding of `table` must be to be by these groups; nothing when none is picked."""
        return [table[GROUPINGS[self.by]].isin(self.groups)] if self.groups else []


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
