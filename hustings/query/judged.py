"""One row for each statement judged on an axis: the unit of evidence."""

from datetime import date

import ibis
import pandas as pd
from ibis import _

from hustings.query.filters import GROUPINGS


def judged(table: ibis.Table, by: str) -> ibis.Table:
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


def counted(units: ibis.Table, repeat: str) -> ibis.Table:
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


def as_date(value: object) -> date | None:
    """A plain date, or None for anything missing."""
    return None if pd.isna(value) else pd.Timestamp(value).date()
