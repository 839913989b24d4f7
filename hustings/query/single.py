"""Statements one by one: over time, and as each coder has read them."""

import ibis
import pandas as pd
from ibis import _

from hustings.dataset import Dataset
from hustings.memory import remember
from hustings.query.filters import Filters, Picks
from hustings.query.judged import judged

#: statements drawn one by one at the most
MOST_UNITS = 5000


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
    found = judged(table, picks.by).drop("source")
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
