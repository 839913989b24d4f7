"""Gaps between two groups on every axis: how far apart they stand, and how sure that is."""

from itertools import combinations

import numpy as np
import pandas as pd

from hustings.measures.expected import QUANTILE
from hustings.measures.measure import Measure

COLUMNS = (
    "a", "b", "axis", "a_position", "b_position", "gap", "difference", "low", "high", "a_n", "b_n",
)  # fmt: skip


def pair_gaps(positions: pd.DataFrame, groups: tuple[str, ...]) -> pd.DataFrame:
    """How far apart each two groups stand on every axis on which both have a position.

    The gap is that of the plain positions, |p_a - p_b|. Thin evidence makes wide gaps by chance, so
    that rows are ordered by the difference of the expected positions, e_b - e_a. As these are
    distributed as N(e, V) and independent (see `hustings.measures.expected`), its 90 % interval is

        e_b - e_a ± 1.645 √(V_a + V_b), cut to [-2, 2].

    Parameters
    ----------
    positions : DataFrame
        `group, axis, n, position, expected, deviation` (see `hustings.findings.group_positions`).
    groups : tuple of str
        Each two of them are one pair, in this order.

    Returns
    -------
    DataFrame
        `a, b, axis, a_position, b_position, gap, difference, low, high, a_n, b_n`, the widest
        difference first, ties to the row whose thinner side has more statements, then by names. A
        position without a distribution, as of a vote, is taken as it is; `low` and `high` are
        missing where neither has one.

    Notes
    -----
    Morris (1983), Journal of the American Statistical Association 78, 47-55.
    """
    known = positions[positions.group.isin(groups)]
    parts = [
        known[known.group == a].merge(known[known.group == b], on="axis", suffixes=("_a", "_b"))
        for a, b in combinations(groups, 2)
    ]
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    both = pd.concat(parts, ignore_index=True)
    difference = both.expected_b - both.expected_a
    deviations = both[["deviation_a", "deviation_b"]].astype(float)
    margin = QUANTILE * np.sqrt((deviations**2).sum(axis=1, min_count=1))
    found = pd.DataFrame(
        {
            "a": both.group_a,
            "b": both.group_b,
            "axis": both.axis,
            "a_position": both.position_a,
            "b_position": both.position_b,
            "gap": (both.position_a - both.position_b).abs(),
            "difference": difference,
            "low": (difference - margin).clip(-2, 2),
            "high": (difference + margin).clip(-2, 2),
            "a_n": both.n_a,
            "b_n": both.n_b,
        }
    )
    # rounded, so that equal differences tie whatever floating point leaves of them
    found = found.assign(wide=-difference.abs().round(9), thin=-both[["n_a", "n_b"]].min(axis=1))
    found = found.sort_values(["wide", "thin", "axis", "a", "b"], ignore_index=True)
    return found[list(COLUMNS)]


MEASURES = (
    Measure(
        "gaps",
        "Gaps",
        "How far apart two actors stand on each axis, in units of a scale of 2, over all axes: the "
        "widest by their expected positions first, with the interval of that difference.",
        pair_gaps,
    ),
)
