"""Counts by group: the cells that positions are made of, facets, and totals."""

from dataclasses import dataclass
from datetime import date

import ibis
import pandas as pd

from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.query.filters import EVERYONE, FACETS, GROUPINGS, Filters, Picks, passing
from hustings.query.judged import as_date, counting_units


@cached
def cells(data: Dataset, filters: Filters, by: str = "actor", repeat: str = "all") -> pd.DataFrame:
    """What positions and intervals need of every group on every axis.

    Returns
    -------
    DataFrame
        `group, axis, n, total, squares, first, last`: the number of statements, the sum of their
        stances, the sum of the squared stances, first and last date. One row for each group with
        at least one statement on the axis; a silent group has none.
    """
    units = counting_units(data.table, filters, by, repeat)
    return data.run(
        units.group_by("group", "axis")
        .agg(
            n=units.count(),
            total=units.x.sum(),
            squares=(units.x * units.x).sum(),
            first=units.date.min(),
            last=units.date.max(),
        )
        .order_by("group", "axis")
    )


@cached
def tally(data: Dataset, filters: Filters, by: str = "actor", repeat: str = "all") -> pd.DataFrame:
    """How often each group takes each stance on each axis: `group, axis, x, n`.

    `x` is a statement's stance, its coders averaged; what networks, polarisation and common ground
    count. At most a few rows for each cell, whatever the number of statements.
    """
    units = counting_units(data.table, filters, by, repeat)
    return data.run(
        units.group_by("group", "axis", "x").agg(n=units.count()).order_by("group", "axis", "x")
    )


def _shared(column: ibis.Column) -> ibis.Value:
    """The value that all rows of a group have, or nothing where they differ."""
    return ibis.cases((column.min() == column.max(), column.min()))


@cached
def groups(
    data: Dataset, filters: Filters, by: str = "actor", axes: tuple[str, ...] = ()
) -> pd.DataFrame:
    """The groups that say anything (on `axes`, where named) and how much.

    Returns
    -------
    DataFrame
        `group, n, first, last, type, country, speakers`, most statements first; `type` and
        `country` are those of the group's actors, missing where these differ.
    """
    column = GROUPINGS[by]
    table = passing(data.table, filters, axes=axes, known=column)
    return data.run(
        table.group_by(group=table[column])
        .agg(
            n=table.statement_id.nunique(),
            first=table.date.min(),
            last=table.date.max(),
            type=_shared(table.actor_type),
            country=_shared(table.country),
            speakers=table.speaker.nunique(),
        )
        .order_by([ibis.desc("n"), "group"])
    )


@cached
def facets(data: Dataset, filters: Filters) -> dict[str, dict[str, int]]:
    """For each facet its values with their number of statements, under all the *other* filters.

    One query for all facets, so that the sidebar costs one round trip. `axis` is counted too.
    """
    columns = {**FACETS, "axis": "axis"}
    lifted = {name: filters.without(name) if name in FACETS else filters for name in columns}
    # Facets that filter nothing share all tests, and the expression that holds them.
    tables = {rest: passing(data.table, rest) for rest in set(lifted.values())}
    parts = []
    for name, column in columns.items():
        table = tables[lifted[name]]
        part = table.group_by(facet=ibis.literal(name), value=table[column])
        parts.append(part.agg(n=table.statement_id.nunique()))
    frame = data.run(ibis.union(*parts).order_by(["facet", ibis.desc("n"), "value"]))
    frame = frame[frame.value.notna()]
    found: dict[str, dict[str, int]] = {name: {} for name in columns}
    for facet, value, n in zip(frame.facet, frame.value, frame.n, strict=True):
        found[facet][value] = int(n)
    return found


@cached
def counts(
    data: Dataset, filters: Filters, column: str, axes: tuple[str, ...] = ()
) -> pd.DataFrame:
    """How many statements have each value of a column, or fall in each "year".

    Returns
    -------
    DataFrame
        `value, n`, most statements first; the value None stands for those that have none.
    """
    table = passing(data.table, filters, axes=axes)
    value = table.date.year().cast("string") if column == "year" else table[column]
    found = data.run(
        table.group_by(value=value)
        .agg(n=table.statement_id.nunique())
        .order_by([ibis.desc("n"), "value"])
    )
    # Engines differ in what a missing text becomes.
    return found.assign(value=found.value.astype(object).where(found.value.notna(), None))


@dataclass(frozen=True)
class Totals:
    """How much there is: statements, actors, first and last date (None where undated)."""

    statements: int
    actors: int
    first: date | None
    last: date | None


@cached
def totals(
    data: Dataset, filters: Filters, picks: Picks = EVERYONE, axes: tuple[str, ...] = ()
) -> Totals:
    """Count what passes the filters, by `picks` and on `axes` where they are named.

    A statement has one actor, so that the counts of all actors, which most pages need anyway, add
    up to it; only picks of another kind ask the engine again.
    """
    if picks.groups and picks.by != "actor":
        return _totals(data, filters, picks, axes)
    found = groups(data, filters, "actor", axes)
    if picks.groups:
        found = found[found.group.isin(picks.groups)]
    first, last = found["first"].min(), found["last"].max()
    return Totals(int(found.n.sum()), len(found), as_date(first), as_date(last))


def _totals(data: Dataset, filters: Filters, picks: Picks, axes: tuple[str, ...]) -> Totals:
    table = passing(data.table, filters, picks, axes)
    row = data.run(
        table.aggregate(
            statements=table.statement_id.nunique(),
            actors=table.actor.nunique(),
            first=table.date.min(),
            last=table.date.max(),
        )
    ).iloc[0]
    return Totals(int(row.statements), int(row.actors), as_date(row["first"]), as_date(row["last"]))


@cached
def axes_by_evidence(data: Dataset, filters: Filters, picks: Picks = EVERYONE) -> tuple[str, ...]:
    """The axes with a statement, most statements first."""
    table = passing(data.table, filters, picks)
    counts = table.group_by("axis").agg(n=table.statement_id.nunique())
    frame = data.run(counts.order_by([ibis.desc("n"), "axis"]))
    return tuple(frame.axis)
