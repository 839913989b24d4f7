"""Estimates by others: how many judges stand behind a group's position, and how far they err."""

import ibis
import pandas as pd

from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.query.counting import DIGITS
from hustings.query.filters import Filters, passing
from hustings.query.judged import counting_units, judged
from hustings.query.question import question


@cached
def estimates(
    data: Dataset, filters: Filters, by: str = "actor", repeat: str = "all"
) -> pd.DataFrame:
    """What the interval of a mean of estimates needs of every group on every axis.

    Several codings of one estimate are readings of the same figure: its standard error is the mean
    of theirs, its judges as many as the most that one names. With w = 1 for an estimate, or one
    part in so many as its document holds where each document counts once:

    Returns
    -------
    DataFrame
        `group, axis, judges, weight, squares, fourths`: judges of all estimates together, missing
        where one does not say; Σ w; Σ w² se², missing where an estimate has no standard error; and
        Σ w⁴ se⁴ / (n - 1) over those that say how many judges, at least two, they had. Groups and
        axes without any `n` and `se` have no row.
    """
    frame = _estimates(data, filters, by, repeat)
    # the order in which an engine adds up leaves no trace
    sums = {name: frame[name].astype(float).round(DIGITS) for name in ("weight", "squares")}
    return frame.assign(**sums, judges=frame.judges.astype(float), fourths=frame.fourths)


@question
def _estimates(data, filters, by, repeat) -> ibis.Table:
    rows = passing(data, data.table, filters)
    said = rows.group_by("statement_id", "axis").agg(
        judges=rows.n.max(), error=rows.se.mean(), whole=rows.se.count() == rows.count()
    )
    square = said.whole.ifelse(said.error * said.error, ibis.null("float64"))
    said = said.mutate(square=square).drop("error", "whole")
    units = _weighted(data, filters, by, repeat).inner_join(said, ["statement_id", "axis"])
    square, weight = units.square, units.weight
    freedom = (units.judges > 1).ifelse(units.judges - 1, ibis.null("int64")).cast("float64")
    known = units.judges.notnull()
    found = units.group_by("group", "axis").agg(
        judges=(known.all()).ifelse(units.judges.sum(), ibis.null("int64")),
        weight=weight.sum(),
        squares=(square.notnull().all()).ifelse(
            (weight * weight * square).sum(), ibis.null("float64")
        ),
        fourths=(weight * weight * weight * weight * square * square / freedom)
        .sum()
        .fill_null(0.0),
        said=(known | square.notnull()).any(),
    )
    return found.filter(found.said).drop("said").order_by("group", "axis")


def _weighted(data, filters, by, repeat) -> ibis.Table:
    """The statements that count, each with its weight: `group, axis, statement_id, weight`."""
    one = ibis.literal(1.0)
    if repeat != "document":
        units = counting_units(data, filters, by, repeat)
        return units.select("group", "axis", "statement_id", weight=one)
    units = judged(data, filters, by)
    units = units.mutate(document=ibis.coalesce(units.source, units.statement_id))
    same = ibis.window(group_by=[units.group, units.axis, units.date, units.document])
    share = one / units.statement_id.count().over(same)
    return units.select("group", "axis", "statement_id", weight=share)
