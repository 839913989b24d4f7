"""Which statements count, and whose: the restrictions that every question takes."""

from calendar import monthrange
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir

from hustings.fold import fold
from hustings.model import Dataset
from hustings.tables import BETWEEN

#: what a point can be -> the column that says so
GROUPINGS = {"actor": "actor", "speaker": "speaker", "type": "actor_type", "country": "country"}
#: stands between the level of a picked group and its name, where the level is not that of all
LEVEL = ": "
#: facets of the link -> their column
FACETS = {
    "type": "actor_type",
    "country": "country",
    "theme": "theme",
    "event": "event",
    "kind": "kind",
    "source_kind": "source_kind",
    "coder": "coder",
    "checked": "is_checked",
}
#: facets of which rows of one statement on one axis can have several values
OF_CODINGS = ("coder", "checked")
#: how often a repeated statement counts
REPEATS = {
    "all": "every statement counts",
    "document": "statements of a group from one source and day count once",
    "latest": "only the statements of a group's newest day on an axis count, and of those with a "
    "time the last",
}

#: different words that a search takes: each is a test of its own in every question
MOST_WORDS = 20


def within_words(text: str) -> tuple[str, str]:
    """The part of a search that is asked, and the words beyond `MOST_WORDS` different ones."""
    spelled: dict[str, str] = {}
    for word in text.split():
        spelled.setdefault(fold(word), word)
    if len(spelled) <= MOST_WORDS:
        return text, ""
    different = list(spelled.values())
    return " ".join(different[:MOST_WORDS]), " ".join(different[MOST_WORDS:])


def searched(text: str) -> tuple[str, ...]:
    """The different words of a search, folded, in the order of the first of each."""
    return tuple(dict.fromkeys(fold(text).split()))


def among(column: ir.Column, values: tuple) -> ir.BooleanValue:
    """Whether a column has one of several values, or of the values of a list (see `question`)."""
    if listed(values):
        return column.isin(values)
    return column.isin(values[0].unnest().name("value").as_table().value)


def on_any(table: ir.Table, axes: tuple) -> ir.BooleanValue:
    """Whether rows of a table are on one of several axes: by `axis`, or by all their `axes`."""
    if "axes" not in table.columns:
        return among(table.axis, axes)
    return ibis.or_(*(table.axes.contains(BETWEEN + axis + BETWEEN) for axis in axes))


def listed(values: tuple) -> bool:
    """Whether there are values one by one, and not a list of them (see `question`)."""
    return not (values and isinstance(values[0], ir.ArrayValue))


def _last(day: date) -> int:
    return monthrange(day.year, day.month)[1]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which statements count: OR inside one facet, AND between them.

    Parameters
    ----------
    type, country, theme, event, kind, source_kind, coder : tuple of str
        Values as they stand in the data; an empty tuple lets everything through.
    checked : tuple of str
        "yes" for rows that a person has checked, "no" for the others.
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
    source_kind: tuple[str, ...] = ()
    coder: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    q: str = ""

    @property
    def words(self) -> tuple[Any, ...]:
        """The different words of `q`, as they are searched for."""
        return searched(self.q)

    @property
    def whole_months(self) -> bool:
        """Whether the dates are bounded by the first and the last day of months."""
        since, until = self.since, self.until
        return (since is None or since.day == 1) and (until is None or until.day == _last(until))

    @property
    def within_calendar(self) -> bool:
        """Whether there is a month after the first and before the last date."""
        since, until = self.since or date.min, self.until or date.max
        return since < date.max.replace(day=1) and until > date.min.replace(day=_last(date.min))

    @property
    def whole_since(self) -> date | None:
        """The first day of the first month that lies wholly inside the dates.

        >>> Filters(since=date(2025, 12, 2)).whole_since
        datetime.date(2026, 1, 1)
        """
        since = self.since
        if since is None or since.day == 1 or not self.within_calendar:
            return since
        return since.replace(day=_last(since)) + timedelta(days=1)

    @property
    def whole_until(self) -> date | None:
        """The last day of the last month that lies wholly inside the dates."""
        until = self.until
        if until is None or until.day == _last(until) or not self.within_calendar:
            return until
        return until.replace(day=1) - timedelta(days=1)

    @property
    def of_codings(self) -> bool:
        """Whether they may let only some rows of a statement on an axis pass."""
        return any(getattr(self, name) for name in OF_CODINGS)

    def without(self, *names: str) -> "Filters":
        """The same filters with some of them lifted."""
        defaults: dict[str, Any] = {f.name: f.default for f in fields(self) if f.name in names}
        return replace(self, **defaults)

    def tests(self, table: ir.Table, statements: ir.Table) -> list[ibis.Value]:
        """What a row of `table` must be to pass; words are looked for in it, or in `statements`."""
        tests = [
            among(table[column], getattr(self, name))
            for name, column in FACETS.items()
            if getattr(self, name)
        ]
        if self.since is not None:
            tests.append(table.date >= self.since)
        if self.until is not None:
            tests.append(table.date <= self.until)
        if "search" in table.columns:
            tests += self._words(table)
        elif self.words:
            holding = statements.filter(self._words(statements))
            tests.append(table.statement_id.isin(holding.statement_id))
        return tests

    def _words(self, table: ir.Table) -> list[ibis.Value]:
        return [table.search.contains(word) for word in self.words]


def level_of(group: str, by: str) -> tuple[str, str]:
    """The level of a picked group and its name there.

    A group is of the level `by`, unless it names another one: "type: academia" among actors.

    >>> level_of("type: academia", "actor"), level_of("France", "actor")
    (('type', 'academia'), ('actor', 'France'))
    """
    level, mark, name = group.partition(LEVEL)
    return (level, name) if mark and level in GROUPINGS and level != by else (by, group)


@dataclass(frozen=True)
class Picks:
    """Groups to restrict to: values of the column that `by` names, or of other levels.

    Those of another level name it, as in "type: academia" (see `level_of`).
    """

    by: str = "actor"
    groups: tuple[str, ...] = ()

    @property
    def levels(self) -> dict[str, tuple[str, ...]]:
        """The names of the groups by their level; that of `by` first."""
        found: dict[str, list[str]] = {self.by: []}
        for group in self.groups:
            level, name = level_of(group, self.by)
            found.setdefault(level, []).append(name)
        return {level: tuple(names) for level, names in found.items() if names}

    @property
    def columns(self) -> set[str]:
        """The columns in which the groups stand."""
        return {GROUPINGS[level] for level in self.levels}

    @property
    def mixed(self) -> bool:
        """Whether some of the groups are of another level than `by`."""
        return bool(self.levels.keys() - {self.by})

    def tests(self, table: ibis.Table) -> list[ibis.Value]:
        """What a coding of `table` must be to be by these groups; nothing when none is picked."""
        levels = self.levels.items()
        if not levels:
            return []
        return [ibis.or_(*(among(table[GROUPINGS[level]], names) for level, names in levels))]


#: no restriction
EVERYONE = Picks()
#: no restriction
EVERYTHING = Filters()


def passing(
    data: Dataset,
    table: ibis.Table,
    filters: Filters,
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
    known: str | None = None,
) -> ibis.Table:
    """The rows of a table of `data` that pass, by `picks` and on `axes` where they are named.

    `known` names a column in which they must have a value. All tests stand in one filter: to merge
    several takes Ibis longer than the engine needs for the answer.
    """
    tests = [*filters.tests(table, data.tables.statements), *picks.tests(table)]
    if axes:
        tests.append(on_any(table, axes))
    if known:
        tests.append(table[known].notnull())
    return table.filter(tests) if tests else table
