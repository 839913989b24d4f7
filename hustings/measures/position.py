"""Where a group stands on an axis, and how sure that is (method: position and interval)."""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from hustings.measures.measure import Measure
from hustings.measures.mixture import mixtures

#: share of intervals that should hold the true position
LEVEL = 0.90
#: fewer degrees of freedom than this give no interval
LEAST_FREEDOM = 3
#: a sum of squared deviations below this is what floating point leaves of nothing
ROUNDING = 1e-9


def positions(cells: pd.DataFrame) -> pd.DataFrame:
    """Position of each group on each axis: p = mean of its statements, with a 90 % interval.

    Coders are averaged inside a statement before, statements inside a group here. The interval is
    p ± t(0.95, ν) · s / √n, cut to [-1, 1]: s is the standard deviation of statements within
    groups, pooled over all groups with at least two statements on the axis, and ν its degrees of
    freedom. Pooling keeps two identical statements from looking certain. Silence is no row.

    Parameters
    ----------
    cells : DataFrame
        What `hustings.query.cells` gives.

    Returns
    -------
    DataFrame
        `group, axis, n, position, low, high, mixed, first, last`; position in [-1, 1]; `low` and
        `high` are missing where the axis has fewer than three degrees of freedom; `mixed` says why
        a position is near the middle (see `hustings.measures.mixture.mixtures`).

    Notes
    -----
    Pooled variance: Snedecor & Cochran (1989), Statistical Methods, 8th ed., chapter 6.
    """
    # arrays, since each step of a series takes a hundred times as long for so few numbers
    n, total = cells.n.to_numpy(float), cells.total.to_numpy(float)
    position, margin = total / n, margins(cells)
    margin = margin.to_numpy()[margin.index.get_indexer(cells.axis)] / np.sqrt(n)
    return pd.DataFrame(
        {
            "group": cells.group,
            "axis": cells.axis,
            "n": cells.n,
            "position": position,
            "low": np.clip(position - margin, -1, 1),
            "high": np.clip(position + margin, -1, 1),
            "mixed": mixtures(cells),
            "first": cells["first"],
            "last": cells["last"],
        }
    )


def spreads(cells: pd.DataFrame) -> pd.DataFrame:
    """Pooled standard deviation within groups, and its degrees of freedom, for each axis.

    s² = Σ(Σx² - (Σx)²/n) / Σ(n - 1) over the groups with n ≥ 2. Returns `deviation, freedom`
    indexed by axis; the deviation is missing where no group has two statements.
    """
    codes, axes = pd.factorize(cells.axis, sort=True)
    n, total = cells.n.to_numpy(float), cells.total.to_numpy(float)
    within = cells.squares.to_numpy(float) - total**2 / n
    within = np.where(within > ROUNDING, within, 0)
    sums, freedom = (np.bincount(codes, each, len(axes)) for each in (within, n - 1))
    deviation = np.full(len(axes), np.nan)
    np.divide(sums, freedom, out=deviation, where=freedom > 0)
    return pd.DataFrame(
        {"deviation": np.sqrt(deviation), "freedom": freedom.astype(int)},
        index=pd.Index(axes, name="axis"),
    )


def margins(cells: pd.DataFrame) -> pd.Series:
    """Half-width of the interval of a single statement, by axis: t(0.95, ν) · s; may be missing."""
    pooled = spreads(cells)
    freedom = pooled.freedom.to_numpy(float)
    quantile = stdtrit(np.maximum(freedom, 1), (1 + LEVEL) / 2)
    half = np.where(freedom >= LEAST_FREEDOM, quantile * pooled.deviation.to_numpy(), np.nan)
    return pd.Series(half, index=pooled.index)


def matrix(positions: pd.DataFrame, value: str = "position") -> pd.DataFrame:
    """Groups × axes, missing where a group is silent."""
    return positions.pivot(index="group", columns="axis", values=value)


MEASURES = (
    Measure(
        "position",
        "Position",
        "The mean of an actor's statements on an axis, from -1 at the first pole to +1 at the "
        "second; coders are averaged inside a statement first.",
        positions,
    ),
    Measure(
        "interval",
        "Interval",
        "A range round the position that would hold the actor's lasting position nine times in "
        "ten, judged by how much statements of one actor usually differ on that axis.",
        margins,
    ),
)
