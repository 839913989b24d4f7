"""Who has moved: two periods compared, and a position as it runs through time (method: change)."""

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure
from hustings.measures.position import ROUNDING, margins

#: a shift is named only with this many statements on both sides
LEAST_STATEMENTS = 3


def change(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Difference of each group's positions in two periods, with a 90 % interval.

    shift = p₂ - p₁; its interval is shift ± t(0.95, ν) · s · √(1/n₁ + 1/n₂), cut to [-2, 2], with
    s the standard deviation of statements within groups, pooled over all groups and both periods
    of the axis, and ν its degrees of freedom. With ν < 3 there is no interval.

    Parameters
    ----------
    before, after : DataFrame
        `group, axis, n, total, squares` of either period (see `hustings.query.cells`).

    Returns
    -------
    DataFrame
        `group, axis, before, after, n_before, n_after, shift, low, high, named`, largest shift
        first, of equals the one with more statements. Only groups that speak on the axis in both
        periods have a row. `named` says that it may be called a shift: the interval excludes 0
        and both periods have at least three statements.

    Notes
    -----
    Two means with a pooled variance: Snedecor & Cochran (1989), Statistical Methods, 8th ed.,
    chapter 6.
    """
    # A group has a cell of its own in each period, so that a move does not count as its spread.
    margin = margins(pd.concat([before, after], ignore_index=True))
    keys = ["group", "axis"]
    both = before.merge(after, on=keys, suffixes=("_before", "_after"))
    first, second = both.total_before / both.n_before, both.total_after / both.n_after
    shift = second - first
    width = both.axis.map(margin).astype(float) * np.sqrt(1 / both.n_before + 1 / both.n_after)
    low, high = shift - width, shift + width
    enough = both[["n_before", "n_after"]].min(axis=1) >= LEAST_STATEMENTS
    found = both[keys].assign(
        before=first,
        after=second,
        n_before=both.n_before,
        n_after=both.n_after,
        shift=shift,
        low=low.clip(-2, 2),
        high=high.clip(-2, 2),
        named=enough & ((low > ROUNDING) | (high < -ROUNDING)),
    )
    order = pd.DataFrame(
        {
            "size": -shift.abs().round(9),
            "n": -(both.n_before + both.n_after),
            "group": both.group,
            "axis": both.axis,
        }
    ).sort_values(["size", "n", "group", "axis"])
    return found.loc[order.index].reset_index(drop=True)


def running(units: pd.DataFrame, margin: float, window: int) -> pd.DataFrame:
    """Position of one group on one axis as it runs through time.

    On each day with a statement, the mean of the statements of the last `window` days, that day
    included, with the interval p ± margin / √n, cut to [-1, 1].

    Parameters
    ----------
    units : DataFrame
        `date, x`, one row for each statement of the group on the axis (see
        `hustings.query.units`); those without a date are left out.
    margin : float
        Half-width of the interval of a single statement on that axis, pooled over all groups (see
        `hustings.measures.position.margins`); where it is missing there are no intervals.
    window : int
        Days to look back; 1 is the day alone.

    Returns
    -------
    DataFrame
        `date, position, n, low, high`, one row for each day with a statement, oldest first.
    """
    dated = pd.DataFrame({"date": pd.to_datetime(units.date), "x": units.x.astype(float)})
    dated = dated.dropna(subset=["date"]).sort_values("date")
    sums = np.concatenate([[0.0], dated.x.cumsum()])
    times = dated.date.to_numpy()
    days = np.unique(times)
    end = np.searchsorted(times, days, side="right")
    start = np.searchsorted(times, days - np.timedelta64(window, "D"), side="right")
    n = end - start
    position = (sums[end] - sums[start]) / n
    width = margin / np.sqrt(n)
    return pd.DataFrame(
        {
            "date": days,
            "position": position,
            "n": n,
            "low": np.clip(position - width, -1, 1),
            "high": np.clip(position + width, -1, 1),
        }
    )


MEASURES = (
    Measure(
        "change",
        "Change",
        "The difference of a group's positions in two periods; called a shift only where its "
        "interval excludes 0 and both periods have at least three statements.",
        change,
    ),
)
