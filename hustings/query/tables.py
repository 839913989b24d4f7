"""Which table answers a question: the smallest that holds all that the question asks.

A summary can answer exactly when it holds every column of the filters and of the answer. Each
statement stands in one row of a summary of statements (some know all axes that it is on), and each
judged statement in one row of a summary of positions: counts add up. Where dates are not bounded by
whole months, the days at the edges are counted one by one and added to the months between.
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from hustings.dataset import Dataset
from hustings.query.filters import FACETS, Filters, listed
from hustings.tables import SUMMARIES, Summary, with_axes


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
        With a column `date` that the filters can be tried on: the first day of the month, or the
        day itself at the edges of dates that cut a month.
    """
    if filters.words or not (filters.whole_months or filters.within_calendar):
        return None
    needed = columns | {column for name, column in FACETS.items() if getattr(filters, name)}
    fitting = [
        each
        for each in SUMMARIES
        if each.name in data.tables.summaries
        and each.counts == counts
        and needed <= {*each.keys, "date"}
    ]
    if not fitting:
        return None
    smallest = min(fitting, key=lambda each: data.tables.sizes[each.name])
    table = data.tables.summaries[smallest.name].rename(date="month")
    return table if filters.whole_months else _with_edges(data, smallest, table, filters)


def _with_edges(data: Dataset, kept: Summary, table: ir.Table, filters: Filters) -> ir.Table:
    """The whole months inside the dates from a summary, and single statements round them."""
    since, until = filters.whole_since, filters.whole_until
    rows = data.tables.by_name()[kept.of]
    inside, outside, within = [], [], []
    if since is not None:
        inside.append(table.date >= since)
        outside.append(rows.date < since)
        within.append(rows.date >= filters.since)
    if until is not None:
        inside.append(table.date <= until)
        outside.append(rows.date > until)
        within.append(rows.date <= filters.until)
    edges = rows.filter([*within, ibis.or_(*outside)])
    if "axes" in kept.keys:
        edges = with_axes(edges)
    elif kept.of == "codings":
        # one coder has a row for each axis
        plain = [name for name in kept.keys if name not in {"month", *kept.counts}]
        edges = edges.group_by("statement_id", *sorted(kept.counts)).agg(
            **{name: edges[name].max() for name in ("date", *plain)}
        )
    each = edges.mutate(n=ibis.literal(1, "int64"), first=edges.date, last=edges.date)
    # an engine may call the first day of a month a moment
    alike = each.select(**{name: each[name].cast(table[name].type()) for name in table.columns})
    return table.filter(inside).union(alike)


def judged_table(data: Dataset, filters: Filters) -> ir.Table | None:
    """The table of judged statements, where it holds what the filters ask for."""
    return None if filters.of_codings else data.tables.judged


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


def statements_counted(statements: ir.Table) -> Counted:
    """Statements, each in a row of its own."""
    n = ibis.literal(1, "int64")
    return Counted(statements.mutate(n=n, first=statements.date, last=statements.date), summed=True)


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
    if not by and columns <= set(data.tables.statements.columns):
        return statements_counted(data.tables.statements)
    table = judged_table(data, filters)
    if table is None or not columns <= set(table.columns):
        table = data.table
    return Counted(table.mutate(first=table.date, last=table.date), summed=False)
