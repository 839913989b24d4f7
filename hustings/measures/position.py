"""Where a group stands on an axis, and how sure that is (method: position and interval)."""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from hustings.measures.measure import Measure

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
        `group, axis, n, total, squares, first, last` (see `hustings.query.cells`).

    Returns
    -------
    DataFrame
        `group, axis, n, position, low, high, first, last`; position in [-1, 1]; `low` and `high`
        are missing where the axis has fewer than three degrees of freedom.

    Notes
    -----
    Pooled variance: Snedecor & Cochran (1989), Statistical Methods, 8th ed., chapter 6.
    """
    position = cells.total / cells.n
    margin = cells.axis.map(margins(cells)).to_numpy(float) / np.sqrt(cells.n.to_numpy(float))
    return pd.DataFrame(
        {
            "group": cells.group,
            "axis": cells.axis,
            "n": cells.n,
            "position": position,
            "low": np.clip(position - margin, -1, 1),
            "high": np.clip(position + margin, -1, 1),
            "first": cells["first"],
            "last": cells["last"],
        }
    )


def spreads(cells: pd.DataFrame) -> pd.DataFrame:
    """Pooled standard deviation within groups, and its degrees of freedom, for each axis.

    s² = Σ(Σx² - (Σx)²/n) / Σ(n - 1) over the groups with n ≥ 2. Returns `deviation, freedom`
    indexed by axis; the deviation is missing where no group has two statements.
    """
    within = cells.squares - cells.total**2 / cells.n
    within = within.where(within > ROUNDING, 0)
    sums = pd.DataFrame({"axis": cells.axis, "within": within, "freedom": cells.n - 1})
    sums = sums.groupby("axis").sum()
    sums["deviation"] = np.sqrt(sums.within / sums.freedom.where(sums.freedom > 0))
    return sums[["deviation", "freedom"]]


def margins(cells: pd.DataFrame) -> pd.Series:
    """Half-width of the interval of a single statement, by axis: t(0.95, ν) · s; may be missing."""
    pooled = spreads(cells)
    enough = pooled.freedom >= LEAST_FREEDOM
    quantile = stdtrit(pooled.freedom.clip(lower=1).astype(float), (1 + LEVEL) / 2)
    return (quantile * pooled.deviation).where(enough)


def matrix(positions: pd.DataFrame, value: str = "position") -> pd.DataFrame:
    """Groups × axes, missing where a group is silent."""
    return positions.pivot(index="group", columns="axis", values=value)


MEASURES = (
    Measure(
        "position",
        "Position",
        "The mean of a group's statements on an axis, from -1 at the first pole to +1 at the "
        "second; coders are averaged inside a statement first.",
        positions,
    ),
    Measure(
        "interval",
        "Interval",
        "A range round the position that would hold the group's lasting position nine times in "
        "ten, judged by how much statements of one group usually differ on that axis.",
        margins,
    ),
)
