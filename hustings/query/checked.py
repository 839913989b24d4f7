"""What people have checked: how many codings, and their codes beside the first ones."""

import ibis
import pandas as pd

from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.query.counting import DIGITS
from hustings.query.filters import GROUPINGS, OF_CODINGS, Filters, passing
from hustings.query.question import question


@cached
def codings_checked(data: Dataset, filters: Filters) -> pd.DataFrame:
    """How many codings there are on each axis, and how many a person has checked.

    `axis, codings, checked`. The facets `coder` and `checked` are lifted.
    """
    return _codings_checked(data, filters.without(*OF_CODINGS))


@question
def _codings_checked(data, filters) -> ibis.Table:
    table = passing(data, data.table, filters)
    found = table.group_by("axis").agg(codings=table.count(), checked=table.checked.count())
    return found.order_by("axis")


@cached
def first_and_checked(data: Dataset, filters: Filters, by: str = "actor") -> pd.DataFrame:
    """What a correction of positions needs of every group on every axis.

    The person's code of a statement on an axis is the mean of its checked rows. Its first code is
    the mean of the rows of those coders who have left rows unchecked anywhere in the data, which a
    person never does; where it has none, it is the checked row itself, which a person let stand.
    A row whose coder is who checked it is that person's own, and stands for no first code. The
    facets `coder` and `checked` are lifted.

    Returns
    -------
    DataFrame
        `group, axis, n, total, squares`: statements with a first code, the sum of their first
        codes, that of the squares; of those with a person's code too how many (`checked`), the
        same sums of their first codes (`checked_total, checked_squares`), those of the person's
        less the first code (`difference, difference_squares`), and of its products with the first
        (`cross`).
    """
    frame = _first_and_checked(data, filters.without(*OF_CODINGS), GROUPINGS[by])
    sums = [name for name in frame.columns if name not in ("group", "axis", "n", "checked")]
    # the order in which an engine adds up leaves no trace, and a sum of nothing is 0
    return frame.assign(**{name: frame[name].fillna(0.0).round(DIGITS) for name in sums})


@question
def _first_and_checked(data, filters, column) -> ibis.Table:
    table = data.table
    unchecked = table.checked.isnull().ifelse(1, 0)
    # whether a coder has left rows unchecked is asked of all rows, whatever the filters
    table = table.mutate(leaves=unchecked.max().over(ibis.window(group_by=table.coder)))
    rows = passing(data, table, filters, known=column)
    stance, checked = rows.stance, rows.checked.notnull()
    own = (rows.coder == rows.checked_by).fill_null(False)
    units = rows.group_by("statement_id", "axis", group=rows[column]).agg(
        coded=stance.mean(where=(rows.leaves == 1) & ~own),
        stood=stance.mean(where=checked & ~own),
        judged=stance.mean(where=checked),
    )
    units = units.mutate(first=ibis.coalesce(units.coded, units.stood))
    units = units.filter(units["first"].notnull())
    first, difference = units["first"], units.judged - units["first"]
    both = units.judged.notnull()
    found = units.group_by("group", "axis").agg(
        n=units.count(),
        total=first.sum(),
        squares=(first * first).sum(),
        checked=units.judged.count(),
        checked_total=first.sum(where=both),
        checked_squares=(first * first).sum(where=both),
        difference=difference.sum(),
        difference_squares=(difference * difference).sum(),
        cross=(first * difference).sum(),
    )
    return found.order_by("group", "axis")
