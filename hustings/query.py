"""What leaves the engine: counts, cells and single pages of statements, never the whole table.

Every function builds one Ibis expression, runs it in the engine of the data set and gives a small
pandas frame. The unit of evidence is a *statement judged on an axis*: coders are averaged inside
it first, so that a statement read by two coders does not count twice.
"""

import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date

import ibis
import pandas as pd
from ibis import _

from hustings.dataset import Dataset, folded
from hustings.memory import remember
from hustings.schema import COLUMNS

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
SORTS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "actor": "by actor",
    "low": "first pole first",
    "high": "second pole first",
}
#: longer pages of statements than this are read again each time they are asked for
KEPT_PAGE = 50
#: statements drawn one by one at the most
MOST_UNITS = 5000
#: columns that a statement has once, whatever the number of its codings
STATEMENT_COLUMNS = tuple(c.name for c in COLUMNS if c.level == "statement")


@dataclass(frozen=True)
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
        default = next(f.default for f in fields(self) if f.name == name)
        return replace(self, **{name: default})

    def where(self, table: ibis.Table) -> ibis.Table:
        """The codings of `table` that pass."""
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
        return table.filter(tests) if tests else table


def fold(text: str) -> str:
    """Lower case without accents: the form in which searched words are marked."""
    split = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in split if unicodedata.category(c) != "Mn")


@dataclass(frozen=True)
class Picks:
    """Groups to restrict to: values of the column that `by` names."""

    by: str = "actor"
    groups: tuple[str, ...] = ()

    def where(self, table: ibis.Table) -> ibis.Table:
        """The codings of `table` by these groups; all of them when none is picked."""
        return table.filter(table[GROUPINGS[self.by]].isin(self.groups)) if self.groups else table


#: no restriction
EVERYONE = Picks()


def _units(table: ibis.Table, by: str) -> ibis.Table:
    """One row for each group, axis and statement: `x` is the mean of its coders."""
    column = GROUPINGS[by]
    return (
        table.filter(table[column].notnull())
        .group_by(group=table[column], axis=_.axis, statement_id=_.statement_id)
        .agg(
            x=_.stance.mean(),
            date=_.date.max(),
            source=ibis.coalesce(_.url, _.source_title, _.publisher).max(),
        )
    )


def _counted(units: ibis.Table, repeat: str) -> ibis.Table:
    """The units that count once `repeat` is applied (see REPEATS)."""
    if repeat == "document":
        # A statement without any source is a document of its own.
        return units.group_by(
            _.group, _.axis, _.date, document=ibis.coalesce(_.source, _.statement_id)
        ).agg(x=_.x.mean())
    if repeat == "latest":
        # An undated statement is older than any dated one.
        day = ibis.coalesce(units.date, ibis.literal(date.min))
        newest = day.max().over(ibis.window(group_by=[units.group, units.axis]))
        return units.mutate(day=day, newest=newest).filter(_.day == _.newest)
    return units


@remember
def cells(data: Dataset, filters: Filters, by: str = "actor", repeat: str = "all") -> pd.DataFrame:
    """What positions and intervals need of every group on every axis.

    Returns
    -------
    DataFrame
        `group, axis, n, total, squares, first, last`: the number of statements, the sum of their
        stances, the sum of the squared stances, first and last date. One row for each group with
        at least one statement on the axis; a silent group has none.
    """
    units = _counted(_units(filters.where(data.table), by), repeat)
    return data.run(
        units.group_by("group", "axis")
        .agg(
            n=_.count(),
            total=_.x.sum(),
            squares=(_.x * _.x).sum(),
            first=_.date.min(),
            last=_.date.max(),
        )
        .order_by("group", "axis")
    )


@remember
def tally(data: Dataset, filters: Filters, by: str = "actor", repeat: str = "all") -> pd.DataFrame:
    """How often each group takes each stance on each axis: `group, axis, x, n`.

    `x` is a statement's stance, its coders averaged; what networks, polarisation and common ground
    count. At most a few rows for each cell, whatever the number of statements.
    """
    units = _counted(_units(filters.where(data.table), by), repeat)
    return data.run(
        units.group_by("group", "axis", "x").agg(n=_.count()).order_by("group", "axis", "x")
    )


def _shared(column: ibis.Column) -> ibis.Value:
    """The value that all rows of a group have, or nothing where they differ."""
    return ibis.cases((column.min() == column.max(), column.min()))


@remember
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
    table = filters.where(data.table)
    if axes:
        table = table.filter(table.axis.isin(axes))
    return data.run(
        table.filter(table[column].notnull())
        .group_by(group=table[column])
        .agg(
            n=_.statement_id.nunique(),
            first=_.date.min(),
            last=_.date.max(),
            type=_shared(table.actor_type),
            country=_shared(table.country),
            speakers=_.speaker.nunique(),
        )
        .order_by([ibis.desc("n"), "group"])
    )


@remember
def facets(data: Dataset, filters: Filters) -> dict[str, dict[str, int]]:
    """For each facet its values with their number of statements, under all the *other* filters.

    One query for all facets, so that the sidebar costs one round trip. `axis` is counted too.
    """
    parts = [
        filters.without(name)
        .where(data.table)
        .group_by(value=_[column])
        .agg(n=_.statement_id.nunique())
        .mutate(facet=ibis.literal(name))
        for name, column in FACETS.items()
    ]
    parts.append(
        filters.where(data.table)
        .group_by(value=_.axis)
        .agg(n=_.statement_id.nunique())
        .mutate(facet=ibis.literal("axis"))
    )
    union = ibis.union(*parts).filter(_.value.notnull())
    frame = data.run(union.order_by(["facet", ibis.desc("n"), "value"]))
    found: dict[str, dict[str, int]] = {name: {} for name in (*FACETS, "axis")}
    for value, n, facet in frame[["value", "n", "facet"]].itertuples(index=False):
        found[facet][value] = int(n)
    return found


@remember
def counts(
    data: Dataset, filters: Filters, column: str, axes: tuple[str, ...] = ()
) -> pd.DataFrame:
    """How many statements have each value of a column, or fall in each "year".

    Returns
    -------
    DataFrame
        `value, n`, most statements first; the value None stands for those that have none.
    """
    table = filters.where(data.table)
    if axes:
        table = table.filter(table.axis.isin(axes))
    value = table.date.year().cast("string") if column == "year" else table[column]
    found = data.run(
        table.group_by(value=value)
        .agg(n=_.statement_id.nunique())
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


@remember
def _totals(data: Dataset, filters: Filters, picks: Picks, axes: tuple[str, ...]) -> Totals:
    table = picks.where(filters.where(data.table))
    if axes:
        table = table.filter(table.axis.isin(axes))
    row = data.run(
        table.aggregate(
            statements=_.statement_id.nunique(),
            actors=_.actor.nunique(),
            first=_.date.min(),
            last=_.date.max(),
        )
    ).iloc[0]
    return Totals(int(row.statements), int(row.actors), as_date(row["first"]), as_date(row["last"]))


def as_date(value: object) -> date | None:
    """A plain date, or None for anything missing."""
    return None if pd.isna(value) else pd.Timestamp(value).date()


def statements(
    data: Dataset,
    filters: Filters,
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
    sort: str = "newest",
    limit: int = 20,
    offset: int = 0,
) -> pd.DataFrame:
    """One page of statements, sorted and cut in the engine.

    Parameters
    ----------
    axes : tuple of str
        Only statements that speak to one of these axes; with `sort` "low" or "high" their mean
        stance on them (on all axes where none is named) decides the order.
    limit, offset : int
        Statements at the most, and how many to pass over before.

    Returns
    -------
    DataFrame
        The columns of STATEMENT_COLUMNS.
    """
    page = (data, filters, picks, axes, sort, limit, offset)
    return _page(*page) if limit <= KEPT_PAGE else _page.__wrapped__(*page)


@remember
def _page(data, filters, picks, axes, sort, limit, offset) -> pd.DataFrame:
    table = picks.where(filters.where(data.table))
    if axes:
        table = table.filter(table.axis.isin(axes))
    keys = table.group_by("statement_id").agg(
        day=_.date.max(), who=_.actor.max(), x=_.stance.mean()
    )
    newest, steady = ibis.desc("day", nulls_first=False), ibis.asc("statement_id")
    order = {
        "newest": [newest, steady],
        "oldest": [ibis.asc("day", nulls_first=False), steady],
        "actor": [ibis.asc("who"), newest, steady],
        "low": [ibis.asc("x"), newest, steady],
        "high": [ibis.desc("x"), newest, steady],
    }[sort]
    ids = data.run(keys.order_by(order).limit(limit, offset=offset).select("statement_id"))
    return by_ids(data, tuple(ids.statement_id))


def by_ids(data: Dataset, ids: tuple[str, ...]) -> pd.DataFrame:
    """The named statements, in the order of `ids`; unknown ids are left out."""
    table = data.table
    rows = data.run(table.filter(table.statement_id.isin(ids)).select("row", *STATEMENT_COLUMNS))
    # The rows of one statement agree in these columns; one that an import left empty yields.
    found = rows.sort_values("row").drop(columns="row").groupby("statement_id").first()
    return found.loc[[i for i in ids if i in found.index]].reset_index()


@remember
def codes(data: Dataset, ids: tuple[str, ...], filters: Filters = Filters()) -> pd.DataFrame:
    """How statements are coded: `statement_id, axis, x, coders, least, most`, coders averaged."""
    table = filters.where(data.table)
    return data.run(
        table.filter(table.statement_id.isin(ids))
        .group_by("statement_id", "axis")
        .agg(x=_.stance.mean(), coders=_.count(), least=_.stance.min(), most=_.stance.max())
        .order_by("statement_id", "axis")
    )


def codings(
    data: Dataset, filters: Filters, picks: Picks = EVERYONE, axes: tuple[str, ...] = ()
) -> pd.DataFrame:
    """The rows behind a view, for a download: one for each statement, axis and coder."""
    table = picks.where(filters.where(data.table))
    if axes:
        table = table.filter(table.axis.isin(axes))
    return data.run(table.order_by("row").drop("row", "search"))


@remember
def strongest(data: Dataset, filters: Filters, picks: Picks) -> pd.DataFrame:
    """For each picked group and axis the statement that says most clearly where it stands.

    That is the statement farthest on the side of the group's own position (either side where the
    position is 0); of equals the newest. Returns `group, axis, statement_id, x, date`.
    """
    units = _units(picks.where(filters.where(data.table)), picks.by)
    mean = units.x.mean().over(ibis.window(group_by=[units.group, units.axis]))
    side = ibis.cases((mean > 0, units.x), (mean < 0, -units.x), else_=units.x.abs())
    rank = ibis.row_number().over(
        ibis.window(
            group_by=["group", "axis"],
            order_by=[
                ibis.desc("side"),
                ibis.desc("date", nulls_first=False),
                ibis.asc("statement_id"),
            ],
        )
    )
    best = units.mutate(side=side).mutate(rank=rank).filter(_.rank == 0)
    return data.run(
        best.select("group", "axis", "statement_id", "x", "date").order_by("group", "axis")
    )


@remember
def units(
    data: Dataset,
    filters: Filters,
    picks: Picks,
    axes: tuple[str, ...] = (),
    limit: int = MOST_UNITS,
) -> pd.DataFrame:
    """The picked groups' statements on each axis: `group, axis, statement_id, x, date`.

    The newest `limit` of them, oldest first; on `axes` only, where they are named.
    """
    table = picks.where(filters.where(data.table))
    if axes:
        table = table.filter(table.axis.isin(axes))
    found = _units(table, picks.by).drop("source")
    frame = data.run(found.order_by([ibis.desc("date"), "statement_id", "axis"]).limit(limit))
    return frame.iloc[::-1].reset_index(drop=True)


@remember
def days(data: Dataset, filters: Filters) -> pd.DataFrame:
    """How many statements are of each day: `date, n`, oldest first; undated ones are left out."""
    table = filters.where(data.table)
    return data.run(
        table.filter(table.date.notnull())
        .group_by("date")
        .agg(n=_.statement_id.nunique())
        .order_by("date")
    )


@remember
def axes_by_evidence(data: Dataset, filters: Filters, picks: Picks = EVERYONE) -> tuple[str, ...]:
    """The axes with a statement, most statements first."""
    table = picks.where(filters.where(data.table))
    frame = data.run(
        table.group_by("axis").agg(n=_.statement_id.nunique()).order_by([ibis.desc("n"), "axis"])
    )
    return tuple(frame.axis)


@remember
def double_coded(data: Dataset, filters: Filters) -> pd.DataFrame:
    """Codings of what at least two coders judged: `statement_id, axis, coder, stance`.

    The facet `coder` is lifted, since one coder alone has nobody to agree with.
    """
    table = filters.without("coder").where(data.table)
    table = table.filter(table.coder.notnull())
    unit = ibis.window(group_by=[table.statement_id, table.axis])
    several = table.coder.min().over(unit) != table.coder.max().over(unit)
    found = table.mutate(several=several).filter(_.several)
    return data.run(
        found.select("statement_id", "axis", "coder", "stance").order_by(
            "axis", "statement_id", "coder"
        )
    )


@remember
def speakers(data: Dataset, filters: Filters, picks: Picks) -> dict[str, int]:
    """Who speaks for the picked groups, with the number of statements, most first."""
    table = picks.where(filters.where(data.table))
    frame = data.run(
        table.filter(table.speaker.notnull())
        .group_by("speaker")
        .agg(n=_.statement_id.nunique())
        .order_by([ibis.desc("n"), "speaker"])
    )
    return dict(zip(frame.speaker, frame.n.astype(int), strict=True))
