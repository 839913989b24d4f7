"""One row for each statement judged on an axis: the unit of evidence."""

from datetime import date

import ibis
import pandas as pd

from hustings.dataset import Dataset
from hustings.query.filters import EVERYONE, EVERYTHING, GROUPINGS, Filters, Picks, passing
from hustings.query.tables import judged_table, summary
from hustings.tables import average


def judged(
    data: Dataset,
    filters: Filters,
    by: str,
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
) -> ibis.Table:
    """One row for each group, axis and statement that passes: `x` is the mean of its coders.

    Returns
    -------
    ibis.Table
        `group, axis, statement_id, x, date, time, source`.
    """
    table = judged_table(data, filters)
    if table is None:
        # what only some coders say is averaged anew
        table = average(passing(data, data.table, filters))
        filters = EVERYTHING
    found = passing(data, table, filters, picks, axes, known=GROUPINGS[by])
    columns = ("axis", "statement_id", "x", "date", "time", "source")
    return found.select(*columns, group=GROUPINGS[by])


def counting_units(
    data: Dataset,
    filters: Filters,
    by: str,
    repeat: str,
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
) -> ibis.Table:
    """The judged statements that count once `repeat` is applied (see REPEATS)."""
    units = judged(data, filters, by, picks, axes)
    if repeat == "document":
        # A statement without any source is a document of its own.
        document = ibis.coalesce(units.source, units.statement_id)
        return units.group_by("group", "axis", "date", document=document).agg(x=units.x.mean())
    if repeat == "latest":
        # An undated statement is older than any dated one.
        day = ibis.coalesce(units.date, ibis.literal(date.min))
        newest = day.max().over(ibis.window(group_by=[units.group, units.axis]))
        dated = units.mutate(day=day, newest=newest)
        dated = dated.filter(dated.day == dated.newest)
        # One without a time is older than any other of its day.
        time = ibis.coalesce(dated.time, "")
        last = time.max().over(ibis.window(group_by=[dated.group, dated.axis]))
        timed = dated.mutate(time=time, last=last)
        return timed.filter(timed.time == timed["last"])
    return units


def stances(
    data: Dataset,
    filters: Filters,
    by: str,
    repeat: str,
    picks: Picks = EVERYONE,
    axes: tuple[str, ...] = (),
) -> ibis.Table:
    """How many statements of a group have a stance on an axis: `group, axis, x, n, first, last`.

    From a summary where one can answer; several rows may be of one group, axis and stance.
    """
    column = GROUPINGS[by]
    if repeat == "all":
        columns = {column, *picks.columns, "axis", "x"}
        table = summary(data, filters, columns, {"axis"})
        if table is not None:
            found = passing(data, table, filters, picks, axes, known=column)
            return found.select("axis", "x", "n", "first", "last", group=column)
    units = counting_units(data, filters, by, repeat, picks, axes)
    return units.select(
        "group", "axis", "x", n=ibis.literal(1, "int64"), first=units.date, last=units.date
    )


def as_date(value: object) -> date | None:
    """A plain date, or None for anything missing."""
    return None if pd.isna(value) else pd.Timestamp(value).date()
