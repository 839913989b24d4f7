"""Which table answers a question: the smallest that holds all that the question asks.

A summary can answer exactly when it holds every column of the filters and of the answer, and when
dates are bounded by whole months. Each statement stands in one row of a summary of statements (some
know all axes that it is on), and each judged statement in one row of a summary of positions: counts
add up.
"""

from dataclasses import dataclass

import ibis.expr.types as ir

from hustings.dataset import Dataset
from hustings.query.filters import FACETS, Filters, listed
from hustings.tables import SUMMARIES


def summary(
    data: Dataset, filters: Filters, columns: set[str], counts: set[str]
) -> ir.Table | None:
    """The smallest summary that can answer exactly; None when none can.

    Parameters
    ----------
    filters : Filters
    columns : set of str
        Columns that the answer needs beside those of the filters.
    counts : set of str
        What a statement is to be counted once for each value of (see `Summary.counts`).

    Returns
    -------
    ibis.Table or None
        With a column `date` that the filters can be tried on: the first day of the month.
    """
    if filters.words or not filters.whole_months:
        return None
    needed = columns | {column for name, column in FACETS.items() if getattr(filters, name)}
    fitting = [
        each.name
        for each in SUMMARIES
        if each.name in data.tables.summaries
        and each.counts == counts
        and needed <= {*each.keys, "date"}
    ]
    if not fitting:
        return None
    table = data.tables.summaries[min(fitting, key=data.tables.sizes.__getitem__)]
    return table.rename(date="month")


def judged_table(data: Dataset, filters: Filters) -> ir.Table | None:
    """The table of judged statements, where it holds what the filters ask for."""
    return None if filters.words or filters.of_codings else data.tables.judged


@dataclass(frozen=True)
class Counted:
    """Rows whose statements can be counted.

    Parameters
    ----------
    table : ibis.Table
        With `date`, `first` and `last`.
    summed : bool
        Whether they are those of a summary.
    """

    table: ir.Table
    summed: bool

    def n(self, rows: ir.Table) -> ir.IntegerValue:
        """The number of statements in some of the rows."""
        return rows.n.sum() if self.summed else rows.statement_id.nunique()


def counted(
    data: Dataset,
    filters: Filters,
    columns: set[str],
    axes: tuple[str, ...] = (),
) -> Counted:
    """Rows to count statements in: the smallest table that holds the columns.

    Parameters
    ----------
    filters : Filters
    columns : set of str
        Columns of the answer. Statements have several axes and coders, so that a count over all
        values of these columns cannot be summed.
    axes : tuple of str
        To which the rows will be restricted.
    """
    several = {
        "axis": len(axes),
        "coder": len(filters.coder),
        "is_checked": len(filters.checked),
    }
    by = {name for name in several if name in columns or several[name]}
    summable = all(name in columns or several[name] == 1 for name in by)
    table = summary(data, filters, columns | by, by) if summable else None
    if by == {"axis"} and not summable and listed(axes):
        # a statement on two of the axes counts once
        table = summary(data, filters, columns | {"axes"}, set())
    if table is not None:
        return Counted(table, summed=True)
    table = judged_table(data, filters)
    if table is None or not columns <= set(table.columns):
        table = data.table
    return Counted(table.mutate(first=table.date, last=table.date), summed=False)
