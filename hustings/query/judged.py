"""One row for each statement judged on an axis: the unit of evidence."""

from datetime import date

import ibis
import pandas as pd

from hustings.query.filters import EVERYONE, GROUPINGS, Filters, Picks, passing


def judged(
    table: ibis.Table,
    filters: Filters,
    by: str,
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
    source: bool = False,
) -> ibis.Table:
    """One row for each group, axis and statement that passes: `x` is the mean of its coders.

    Returns
    -------
    ibis.Table
        `group, axis, statement_id, x, date`, and `source` on request.
    """
    table = passing(table, filters, picks, axes, known=GROUPINGS[by])
    found = {"x": table.stance.mean(), "date": table.date.max()}
    if source:
        found["source"] = ibis.coalesce(table.url, table.source_title, table.publisher).max()
    keys = {"group": table[GROUPINGS[by]], "axis": table.axis, "statement_id": table.statement_id}
    return table.group_by(**keys).agg(**found)


def counting_units(table: ibis.Table, filters: Filters, by: str, repeat: str) -> ibis.Table:
    """The judged statements that count once `repeat` is applied (see REPEATS)."""
    units = judged(table, filters, by, source=repeat == "document")
    if repeat == "document":
        # A statement without any source is a document of its own.
        document = ibis.coalesce(units.source, units.statement_id)
        return units.group_by("group", "axis", "date", document=document).agg(x=units.x.mean())
    if repeat == "latest":
        # An undated statement is older than any dated one.
        day = ibis.coalesce(units.date, ibis.literal(date.min))
        newest = day.max().over(ibis.window(group_by=[units.group, units.axis]))
        dated = units.mutate(day=day, newest=newest)
        return dated.filter(dated.day == dated.newest)
    return units


def as_date(value: object) -> date | None:
    """A plain date, or None for anything missing."""
    return None if pd.isna(value) else pd.Timestamp(value).date()
