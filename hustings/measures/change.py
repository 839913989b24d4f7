"""Who has moved: two periods compared, and a position as it runs through time (method: change)."""

import numpy as np
import pandas as pd
from scipy.special import stdtr

from hustings.measures.measure import Measure
from hustings.measures.mixture import mixtures
from hustings.measures.position import LEAST_FREEDOM, LEVEL, ROUNDING, margins, spreads

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
        The cells of either period, as `hustings.query.cells` gives them.

    Returns
    -------
    DataFrame
        `group, axis, before, after, n_before, n_after, mixed_before, mixed_after, shift, low, high,
        p, named`, largest shift first, of equals the one with more statements. Only groups that
        speak on the axis in both periods have a row. `named` says that, were it the only one, it
        might be called a shift: the interval excludes 0 and both periods have at least three
        statements. `p` is the two-sided probability of a shift as large were there none, missing
        without an interval.

    Notes
    -----
    Two means with a pooled variance: Snedecor & Cochran (1989), Statistical Methods, 8th ed.,
    chapter 6.
    """
    # A group has a cell of its own in each period, so that a move does not count as its spread.
    cells = pd.concat([before, after], ignore_index=True)
    margin, pooled = margins(cells), spreads(cells)
    keys = ["group", "axis"]
    both = before.assign(mixed=mixtures(before)).merge(
        after.assign(mixed=mixtures(after)), on=keys, suffixes=("_before", "_after")
    )
    first, second = both.total_before / both.n_before, both.total_after / both.n_after
    shift = second - first
    root = np.sqrt(1 / both.n_before + 1 / both.n_after)
    width = both.axis.map(margin).astype(float) * root
    error = both.axis.map(pooled.deviation).astype(float) * root
    freedom = both.axis.map(pooled.freedom).astype(float)
    low, high = shift - width, shift + width
    enough = both[["n_before", "n_after"]].min(axis=1) >= LEAST_STATEMENTS
    found = both[keys].assign(
        before=first,
        after=second,
        n_before=both.n_before,
        n_after=both.n_after,
        mixed_before=both.mixed_before,
        mixed_after=both.mixed_after,
        shift=shift,
        low=low.clip(-2, 2),
        high=high.clip(-2, 2),
        p=_two_sided(shift.to_numpy(float), error.to_numpy(), freedom.to_numpy()),
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


def _two_sided(shift: np.ndarray, error: np.ndarray, freedom: np.ndarray) -> np.ndarray:
    """p-values of Student's t; where the statements of groups never differ any shift is certain."""
    certain = np.where(np.abs(shift) > ROUNDING, np.inf, 0)
    t = np.divide(np.abs(shift), error, out=certain, where=error > ROUNDING)
    known = (freedom >= LEAST_FREEDOM) & ~np.isnan(error)
    return np.where(known, 2 * stdtr(np.maximum(freedom, 1), -t), np.nan)


def holm(p: np.ndarray, level: float = 1 - LEVEL) -> np.ndarray:
    """Which of several tests hold when their number is allowed for.

    Holm's step-down rule: of m p-values the smallest must be at most level / m, the next at most
    level / (m - 1), and so on until one is not. The chance of one false claim or more is then at
    most `level`, however the tests hang together.

    Parameters
    ----------
    p : array of shape (m,)
        Without missing values.
    level : float

    Returns
    -------
    array of bool, of shape (m,)

    Notes
    -----
    Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
    Statistics 6, 65-70.
    """
    order = np.argsort(p, kind="stable")
    passed = p[order] <= level / np.arange(len(p), 0, -1)
    holds = np.zeros(len(p), bool)
    holds[order] = np.logical_and.accumulate(passed)
    return holds


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
        "The difference of an actor's positions in two periods; called a shift only where its "
        "interval excludes 0, both periods have at least three statements, and it holds when the "
        "number of comparisons is allowed for (Holm) and when the day is moved by 30 days.",
        change,
    ),
)
