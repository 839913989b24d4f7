"""Pages of statements with their codes, and the statements that show a position best."""

import ibis
import pandas as pd

from hustings.cache import cached
from hustings.codings import STATEMENT_COLUMNS
from hustings.dataset import Dataset
from hustings.query.facets import says_what_is_checked
from hustings.query.filters import EVERYONE, EVERYTHING, Filters, Picks, among, passing
from hustings.query.judged import judged
from hustings.query.levels import each_level
from hustings.query.order import most_first
from hustings.query.question import question
from hustings.query.tables import counted

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
    return _kept_page(*page) if limit <= KEPT_PAGE else _page(*page)


def _page(*page) -> pd.DataFrame:
    data, *_ = page
    return by_ids(data, tuple(_ids(*page).statement_id))


_kept_page = cached(_page)


@question
def _ids(data, filters, picks, axes, sort, limit, offset) -> ibis.Table:
    if filters.of_codings or axes or sort in ("low", "high"):
        table = passing(data, data.table, filters, picks, axes)
        keys = table.group_by("statement_id").agg(
            day=table.date.max(),
            time=table.time.max(),
            who=table.actor_key.max(),
            actor=table.actor.max(),
            x=table.stance.mean(),
        )
    else:
        table = passing(data, data.tables.statements, filters, picks)
        keys = table.select(
            "statement_id",
            "time",
            "actor",
            day=table.date,
            who=table.actor_key,
            x=ibis.null("float64"),
        )
    steady = keys.statement_id
    newest = [column.desc(nulls_first=False) for column in (keys.day, keys.time)]
    order = {
        "newest": [*newest, steady],
        "oldest": [keys.day.asc(nulls_first=False), keys.time.asc(nulls_first=True), steady],
        "actor": [keys.who, keys.actor, *newest, steady],
        "low": [keys.x, *newest, steady],
        "high": [keys.x.desc(), *newest, steady],
    }[sort]
    return data.engine.page(keys, order, limit, offset).select("statement_id")


def by_ids(data: Dataset, ids: tuple[str, ...]) -> pd.DataFrame:
    """The named statements, in the order of `ids`; unknown ids are left out."""
    found = _rows(data, ids).set_index("statement_id")
    return found.loc[[i for i in ids if i in found.index]].reset_index()


def quotes(data: Dataset, ids: tuple[str, ...]) -> dict[str, str]:
    """The words of the named statements, by their ids; those without words are left out."""
    found = _quotes(data, ids)
    return dict(zip(found.statement_id, found.quote, strict=True))


@question
def _quotes(data, ids) -> ibis.Table:
    table = data.tables.statements
    found = table.filter(among(table.statement_id, ids), table.quote.notnull())
    return found.select("statement_id", "quote")


@question
def _rows(data, ids) -> ibis.Table:
    table = data.tables.statements
    return table.filter(among(table.statement_id, ids)).select(*STATEMENT_COLUMNS)


def _passing_of(data: Dataset, ids: tuple, filters: Filters) -> ibis.Table:
    """The codings of a few statements that pass; only the texts of these are read."""
    table, statements = data.table, data.tables.statements
    few = statements.filter(among(statements.statement_id, ids))
    return table.filter(among(table.statement_id, ids), *filters.tests(table, few))


@cached
@question
def codes(data: Dataset, ids: tuple[str, ...], filters: Filters = EVERYTHING) -> ibis.Table:
    """How statements are coded, coders averaged.

    `statement_id, axis, x, coders, least, most, checked`: the last is how many of the codes a
    person has checked.
    """
    table = _passing_of(data, ids, filters)
    stance = table.stance
    return (
        table.group_by("statement_id", "axis")
        .agg(
            x=stance.mean(),
            coders=table.count(),
            least=stance.min(),
            most=stance.max(),
            checked=table.checked.count(),
        )
        .order_by("statement_id", "axis")
    )


@cached
@question
def checks(data: Dataset, ids: tuple[str, ...], filters: Filters = EVERYTHING) -> ibis.Table:
    """The rows of statements that a person has checked.

    `statement_id, axis, coder, checked, checked_by`, one row for each coding.
    """
    table = _passing_of(data, ids, filters)
    table = table.filter(table.checked.notnull())
    found = table.select("statement_id", "axis", "coder", "checked", "checked_by")
    return found.order_by("statement_id", "axis", "coder")


def codings(
    data: Dataset, filters: Filters, picks: Picks = EVERYONE, axes: tuple[str, ...] = ()
) -> pd.DataFrame:
    """The rows behind a view, for a download: one for each statement, axis and coder.

    Those that have a reason in the place of a stance are among them. The columns of the codebook,
    without `checked` and `checked_by` in a data set that does not say which rows a person has
    checked.
    """
    found = _codings(data, filters, picks, axes)
    return found if says_what_is_checked(data) else found.drop(columns=["checked", "checked_by"])


@question
def _codings(data, filters, picks, axes) -> ibis.Table:
    table = passing(data, data.table, filters, picks, axes)
    if data.tables.reasons is not None:
        silent = passing(data, data.tables.reasons, filters, picks, axes)
        table = table.union(silent.select(table.columns))
    return table.order_by("row").drop("row", "actor_key", "is_checked")


@cached
def strongest(data: Dataset, filters: Filters, picks: Picks) -> pd.DataFrame:
    """For each picked group and axis the statement that says most clearly where it stands.

    That is the statement farthest on the side of the group's own position (either side where the
    position is 0); of equals the newest. Returns `group, axis, statement_id, x, date`.
    """
    return each_level(picks, lambda some: _strongest(data, filters, some))


@question
def _strongest(data, filters, picks) -> ibis.Table:
    units = judged(data, filters, picks.by, picks)
    mean = units.x.mean().over(ibis.window(group_by=[units.group, units.axis]))
    side = ibis.cases((mean > 0, units.x), (mean < 0, -units.x), else_=units.x.abs())
    rank = ibis.row_number().over(
        ibis.window(
            group_by=["group", "axis"],
            order_by=[
                ibis.desc("side"),
                ibis.desc("date", nulls_first=False),
                ibis.desc("time", nulls_first=False),
                ibis.asc("statement_id"),
            ],
        )
    )
    ranked = units.mutate(side=side).mutate(rank=rank)
    best = ranked.filter(ranked["rank"] == 0)
    return best.select("group", "axis", "statement_id", "x", "date").order_by("group", "axis")


@cached
def speakers(data: Dataset, filters: Filters, picks: Picks) -> dict[str, int]:
    """Who speaks for the picked groups, with the number of statements, most first."""
    frame = most_first(_speakers(data, filters, picks), "speaker")
    return dict(zip(frame.speaker, frame.n.astype(int), strict=True))


@question
def _speakers(data, filters, picks) -> ibis.Table:
    source = counted(data, filters, {"speaker", *picks.columns})
    found = passing(data, source.table, filters, picks, known="speaker")
    return found.group_by("speaker").agg(n=source.n(found))
