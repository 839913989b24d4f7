"""Counts by group: the cells that positions are made of, and totals."""

from dataclasses import dataclass
from datetime import date

import ibis
import pandas as pd

from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.query.filters import EVERYONE, GROUPINGS, Filters, Picks, passing
from hustings.query.judged import as_date, stances
from hustings.query.order import most_first
from hustings.query.question import question
from hustings.query.tables import counted
from hustings.tables import MOST_STEPS

#: below this distance from the middle a stance or a position leans to neither pole
MIDDLE = 0.25
#: decimals that sums of stances are rounded to
DIGITS = 12


@cached
def cells(
    data: Dataset,
    filters: Filters,
    by: str = "actor",
    repeat: str = "all",
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
) -> pd.DataFrame:
    """What positions and intervals need of every group on every axis, or of the named ones.

    Returns
    -------
    DataFrame
        `group, axis, n, total, squares, first, last`: the number of statements, the sum of their
        stances, the sum of the squared stances, first and last date. Of the statements that lean to
        a pole (see `MIDDLE`) the same of the first pole, `low_n, low_first, low_last`, and of the
        second, `high_n, high_first, high_last`; `undated` counts the statements without a date. One
        row for each group with at least one statement on the axis; a silent group has none.
    """
    frame = _cells(data, filters, by, repeat, picks, axes)
    # the order in which an engine adds up leaves no trace
    return frame.assign(total=frame.total.round(DIGITS), squares=frame.squares.round(DIGITS))


@question
def _cells(data, filters, by, repeat, picks, axes) -> ibis.Table:
    found = stances(data, filters, by, repeat, picks, axes)
    found = found.mutate(undated=ibis.cases((found["first"].isnull(), found.n), else_=0))
    if data.tables.steps:
        # all sums below are then of a few rows, and these four of many
        found = found.group_by("group", "axis", "x").agg(
            n=found.n.sum(),
            first=found["first"].min(),
            last=found["last"].max(),
            undated=found.undated.sum(),
        )
    return (
        found.group_by("group", "axis")
        .agg(
            n=found.n.sum(),
            total=(found.x * found.n).sum(),
            squares=(found.x * found.x * found.n).sum(),
            first=found["first"].min(),
            last=found["last"].max(),
            undated=found.undated.sum(),
            **_side("low", found, found.x <= -MIDDLE),
            **_side("high", found, found.x >= MIDDLE),
        )
        .order_by("group", "axis")
    )


def _side(name: str, found: ibis.Table, on: ibis.Value) -> dict[str, ibis.Value]:
    """How many statements are on one side, and from when to when."""
    return {
        f"{name}_n": found.n.sum(where=on).fill_null(0),
        f"{name}_first": found["first"].min(where=on),
        f"{name}_last": found["last"].max(where=on),
    }


@cached
@question
def tally(
    data: Dataset,
    filters: Filters,
    by: str = "actor",
    repeat: str = "all",
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
) -> ibis.Table:
    """How often each group takes each stance on each axis: `group, axis, x, n`.

    Of the picked groups and on `axes`, where named. `x` is a statement's stance, its coders
    averaged; what networks, clusters and common ground count. At most a few rows for each cell,
    whatever the number of statements.
    """
    found = stances(data, filters, by, repeat, picks, axes)
    counted = found.group_by("group", "axis", "x").agg(n=found.n.sum())
    return counted.order_by("group", "axis", "x")


@cached
@question
def stance_counts(
    data: Dataset,
    filters: Filters,
    by: str = "actor",
    repeat: str = "all",
    axes: tuple[str, ...] = (),
) -> ibis.Table:
    """The same of all groups together: `axis, x, n`, a few rows for each axis."""
    found = stances(data, filters, by, repeat, axes=axes)
    return found.group_by("axis", "x").agg(n=found.n.sum()).order_by("axis", "x")


@cached
@question
def scale_values(data: Dataset) -> ibis.Table:
    """The stances that codings take on each axis, whatever the filters: `axis, stance`.

    Each once, of the axes that have `MOST_STEPS` of them at the most: a scale of steps has few.
    """
    each = data.table.group_by("axis", "stance").agg(n=data.table.count())
    each = each.mutate(values=each.n.count().over(ibis.window(group_by=each.axis)))
    few = each.filter(each["values"] <= MOST_STEPS)
    return few.select("axis", "stance").order_by("axis", "stance")


@dataclass(frozen=True)
class Extent:
    """How many positions there are, and of how many groups."""

    positions: int
    groups: int


@cached
def extent(
    data: Dataset,
    filters: Filters,
    by: str = "actor",
    repeat: str = "all",
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
    least: int = 1,
) -> Extent:
    """How much `cells` of at least `least` statements each would be, counted in the engine."""
    row = _extent(data, filters, by, repeat, picks, axes, least).iloc[0]
    return Extent(int(row.positions), int(row.groups))


@question
def _extent(data, filters, by, repeat, picks, axes, least) -> ibis.Table:
    found = stances(data, filters, by, repeat, picks, axes)
    counts = found.group_by("group", "axis").agg(n=found.n.sum())
    counts = counts.filter(counts.n >= least)
    return counts.aggregate(positions=counts.count(), groups=counts.group.nunique())


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
    return most_first(_groups(data, filters, GROUPINGS[by], axes), "group")


@question
def _groups(data, filters, column, axes) -> ibis.Table:
    source = counted(data, filters, {column, "actor_type", "country", "speaker"}, axes)
    found = passing(data, source.table, filters, axes=axes, known=column)
    return found.group_by(group=found[column]).agg(
        n=source.n(found),
        first=found["first"].min(),
        last=found["last"].max(),
        type=_shared(found.actor_type),
        country=_shared(found.country),
        speakers=found.speaker.nunique(),
    )


@cached
def reasons(
    data: Dataset,
    filters: Filters,
    by: str = "actor",
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Why groups have no stance on an axis: `group, axis, answer, n`, by group, axis and answer.

    `n` counts statements. None of them is among those that anything else here counts: a reason is
    no position, and above all not one of 0.
    """
    if data.tables.reasons is None:
        kinds = {"group": "str", "axis": "str", "answer": "str", "n": "int64"}
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
    return _reasons(data, filters, GROUPINGS[by], picks, axes)


@question
def _reasons(data, filters, column, picks, axes) -> ibis.Table:
    found = passing(data, data.tables.reasons, filters, picks, axes, known=column)
    counted = found.group_by("axis", "answer", group=found[column])
    counted = counted.agg(n=found.statement_id.nunique())
    return counted.select("group", "axis", "answer", "n").order_by("group", "axis", "answer")


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
    frame = _counts(data, filters, column, axes)
    # Engines differ in what a missing text becomes.
    frame = frame.assign(value=frame.value.astype(object).where(frame.value.notna(), None))
    return most_first(frame, "value")


@question
def _counts(data, filters, column, axes) -> ibis.Table:
    source = counted(data, filters, {"date" if column == "year" else column}, axes)
    found = passing(data, source.table, filters, axes=axes)
    value = found.date.year().cast("string") if column == "year" else found[column]
    return found.group_by(value=value).agg(n=source.n(found))


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
    if picks.groups and picks.columns != {"actor"}:
        return _totals(data, filters, picks, axes)
    found = groups(data, filters, "actor", axes)
    if picks.groups:
        found = found[found.group.isin(picks.levels["actor"])]
    first, last = found["first"].min(), found["last"].max()
    return Totals(int(found.n.sum()), len(found), as_date(first), as_date(last))


def _totals(data: Dataset, filters: Filters, picks: Picks, axes: tuple[str, ...]) -> Totals:
    row = _counted(data, filters, picks, axes).iloc[0]
    statements = 0 if pd.isna(row.statements) else int(row.statements)
    return Totals(statements, int(row.actors), as_date(row["first"]), as_date(row["last"]))


@question
def _counted(data, filters, picks, axes) -> ibis.Table:
    source = counted(data, filters, {"actor", *picks.columns}, axes)
    found = passing(data, source.table, filters, picks, axes)
    return found.aggregate(
        statements=source.n(found),
        actors=found.actor.nunique(),
        first=found["first"].min(),
        last=found["last"].max(),
    )


@cached
def axes_by_evidence(data: Dataset, filters: Filters, picks: Picks = EVERYONE) -> tuple[str, ...]:
    """The axes with a statement, most statements first."""
    return tuple(most_first(_axes_by_evidence(data, filters, picks), "axis").axis)


@question
def _axes_by_evidence(data, filters, picks) -> ibis.Table:
    source = counted(data, filters, {"axis", *picks.columns})
    found = passing(data, source.table, filters, picks)
    return found.group_by("axis").agg(n=source.n(found))
