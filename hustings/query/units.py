"""Statements one by one: over time, and as each coder has read them."""

import ibis
import pandas as pd

from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.query.filters import OF_CODINGS, Filters, Picks, passing
from hustings.query.judged import judged
from hustings.query.levels import each_level
from hustings.query.question import question

#: statements drawn one by one at the most
MOST_UNITS = 5000


@cached
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
    found = each_level(picks, lambda some: _units(data, filters, some, axes, limit))
    if picks.mixed:
        order = ["date", "statement_id", "axis"]
        found = found.sort_values(order, ascending=[False, True, True], kind="stable").head(limit)
    return found.iloc[::-1].reset_index(drop=True)


@question
def _units(data, filters, picks, axes, limit) -> ibis.Table:
    found = judged(data, filters, picks.by, picks, axes).drop("source")
    order = [ibis.desc("date"), ibis.desc("time", nulls_first=False), "statement_id", "axis"]
    return found.order_by(order).limit(limit).drop("time")


@cached
@question
def days(data: Dataset, filters: Filters) -> ibis.Table:
    """How many statements are of each day: `date, n`, oldest first; undated ones are left out."""
    table = data.table if filters.of_codings else data.tables.statements
    table = passing(data, table, filters, known="date")
    counts = table.group_by("date").agg(n=table.statement_id.nunique())
    return counts.order_by("date")


@cached
def double_coded(data: Dataset, filters: Filters) -> pd.DataFrame:
    """Codings of what at least two coders judged: `statement_id, axis, coder, stance`.

    The facets `coder` and `checked` are lifted, since one coder alone has nobody to agree with.
    """
    return _double_coded(data, filters.without(*OF_CODINGS))


@question
def _double_coded(data, filters) -> ibis.Table:
    table = passing(data, data.table, filters, known="coder")
    unit = ibis.window(group_by=[table.statement_id, table.axis])
    several = table.coder.min().over(unit) != table.coder.max().over(unit)
    found = table.mutate(several=several)
    found = found.filter(found.several)
    found = found.select("statement_id", "axis", "coder", "stance")
    return found.order_by("axis", "statement_id", "coder")


@cached
def occasions(
    data: Dataset, filters: Filters, by: str = "actor", most: int = MOST_UNITS
) -> pd.DataFrame:
    """Statements of groups that have several on an axis, with the occasion of each.

    An occasion is one source on one day; a statement without any source is one of its own.

    Returns
    -------
    DataFrame
        `group, axis, x, occasion`, sorted by group, axis and statement: `occasion` is a number
        that statements of one occasion share. Of each cell the first `most` statements by id.
    """
    frame = _occasions(data, filters, by, most)
    frame["occasion"] = frame.groupby(["group", "source", "date"], dropna=False).ngroup()
    return frame[["group", "axis", "x", "occasion"]]


@question
def _occasions(data, filters, by, most) -> ibis.Table:
    found = judged(data, filters, by)
    cell = [found.group, found.axis]
    ranked = found.mutate(
        several=found.statement_id.count().over(ibis.window(group_by=cell)),
        rank=ibis.row_number().over(ibis.window(group_by=cell, order_by=found.statement_id)),
        source=ibis.coalesce(found.source, found.statement_id),
    )
    ranked = ranked.filter((ranked.several > 1) & (ranked["rank"] < most))
    columns = ("group", "axis", "statement_id", "x", "date", "source")
    return ranked.order_by("group", "axis", "statement_id").select(*columns)
