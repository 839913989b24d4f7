"""How far coders agree: Krippendorff's alpha, and where they do not (method: reliability)."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.stats import rankdata

from hustings.measures.measure import Measure

#: coders who differ by this much on a statement disagree
LEAST_DIFFERENCE = 0.5
#: what a difference between two codes weighs -> in words
METRICS = {
    "interval": "the square of the difference",
    "nominal": "the same for any two stances that differ",
    "ordinal": "the square of the number of codes that lie between",
    "ratio": "the square of the difference as a share of the sum, both from the first pole",
}
#: rows of a table of distances that are made at once
ROWS = 500
#: fewer units than this, coded by two or more, give no alpha
LEAST_UNITS = 2

UNIT = ["statement_id", "axis"]


def reliability(codings: pd.DataFrame, metric: str = "interval") -> pd.DataFrame:
    """Krippendorff's alpha for each axis and for all of them together.

    α = 1 - D_o / D_e: what coders of the same unit differ by, D_o, over what any two codes differ
    by, D_e. 1 is perfect agreement, 0 what chance would give, below 0 worse than chance. A unit is
    a statement judged on an axis; not every coder need have coded every unit. With m_u codes in
    unit u and n codes in all, n_c of them c, two codes c and k differ by

    - interval: (c - k)². With s_u² the sample variance inside a unit and s² that of all codes,
      α = 1 - (Σ_u m_u s_u² / n) / s².
    - nominal: 1 where c and k are not the same, else 0.
    - ordinal: (Σ n_g from c to k - (n_c + n_k) / 2)², which is the interval metric of the ranks
      of all codes, those that tie sharing the middle one.
    - ratio: ((c - k) / (c + k))². A ratio needs a zero that means nothing at all, which a scale
      between two poles does not have: c and k are distances from the first pole, stance + 1, so
      that differences near that pole weigh most and flipping the axis changes the figure.

    Parameters
    ----------
    codings : DataFrame
        `statement_id, axis, coder, stance`, one row for each coding. Rows without coder or stance
        are left out; a coder who judged a unit twice counts with the mean.
    metric : str
        A key of METRICS.

    Returns
    -------
    DataFrame
        `axis, alpha, units, coders`, in the order of the axes' names, and last a row with axis
        None for all. `units` are those coded by at least two, `coders` who coded them. Alpha is
        missing with fewer than two units, or where all codes are the same.

    Notes
    -----
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania;
    Krippendorff (2019), Content Analysis, 4th ed., chapter 12. The form with variances is the same
    quantity: the squared differences between m codes sum, over all pairs, to m (m - 1) s².
    """
    if metric not in METRICS:
        raise ValueError(f"metric is {metric!r}; allowed are {', '.join(METRICS)}")
    table = _table(codings)
    axes = table.index.get_level_values("axis")
    names = sorted(codings.axis.dropna().unique())
    rows = [(axis, *_alpha(table[axes == axis], metric)) for axis in names]
    rows.append((None, *_alpha(table, metric)))
    found = pd.DataFrame(rows, columns=["axis", "alpha", "units", "coders"])
    # As plain objects, None stays None beside the names.
    return found.assign(axis=pd.Series([row[0] for row in rows], dtype=object))


def disagreements(codings: pd.DataFrame, least: float = LEAST_DIFFERENCE) -> pd.DataFrame:
    """Statements that coders read differently, the widest difference first.

    Parameters
    ----------
    codings : DataFrame
        As for `reliability`.
    least : float
        Differences below this are not listed.

    Returns
    -------
    DataFrame
        `statement_id, axis, stances, difference`: `stances` is a dict from coder to stance,
        `difference` the highest stance less the lowest.
    """
    table = _table(codings)
    difference = (table.max(axis=1) - table.min(axis=1)).round(9)
    table = table[difference >= least]
    found = table.index.to_frame(index=False)
    found["stances"] = pd.Series(
        [row.dropna().to_dict() for _, row in table.iterrows()], dtype=object
    )
    found["difference"] = difference[difference >= least].to_numpy()
    order = ["difference", "axis", "statement_id"]
    return found.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _table(codings: pd.DataFrame) -> pd.DataFrame:
    """Units × coders, of the units that at least two have coded."""
    known = codings.dropna(subset=[*UNIT, "coder", "stance"])
    table = known.pivot_table(index=UNIT, columns="coder", values="stance", aggfunc="mean")
    return table[table.count(axis=1) >= 2]


def _alpha(table: pd.DataFrame, metric: str) -> tuple[float, int, int]:
    """Alpha, units and coders of a table of units coded by at least two."""
    values = table.to_numpy(float)
    codes = values[~np.isnan(values)]
    coders = int(table.notna().any().sum())
    if len(values) < LEAST_UNITS or (codes == codes[0]).all():
        return np.nan, len(values), coders
    if metric == "ordinal":
        codes = rankdata(codes)
        values = values.copy()
        values[~np.isnan(values)] = codes
    if metric in ("interval", "ordinal"):
        sizes = (~np.isnan(values)).sum(axis=1)
        observed = (sizes * np.nanvar(values, axis=1, ddof=1)).sum() / len(codes)
        return float(1 - observed / codes.var(ddof=1)), len(values), coders
    observed, expected = _differences(values, _nominal if metric == "nominal" else _ratio)
    return float(1 - observed / expected), len(values), coders


def _differences(values: np.ndarray, distance: Callable) -> tuple[float, float]:
    """D_o and D_e of a table of units × coders, from how often two codes meet in a unit."""
    unit, _ = np.nonzero(~np.isnan(values))
    codes, code = np.unique(values[~np.isnan(values)], return_inverse=True)
    sizes = np.bincount(unit)
    n = len(code)
    held = csr_array((np.ones(n), (unit, code)), (len(sizes), len(codes)))
    # each unit counts by how many codes it has: its pairs are weighed by 1 / (m - 1)
    met = (held.T @ held.multiply(1 / (sizes - 1)[:, None])).tocoo()
    observed = (met.data * distance(codes[met.row], codes[met.col])).sum()
    often = np.bincount(code).astype(float)
    expected = sum(
        often[i : i + ROWS] @ distance(codes[i : i + ROWS, None], codes) @ often
        for i in range(0, len(codes), ROWS)
    )
    return observed / n, expected / (n * (n - 1))


def _nominal(c: np.ndarray, k: np.ndarray) -> np.ndarray:
    return (c != k).astype(float)


def _ratio(c: np.ndarray, k: np.ndarray) -> np.ndarray:
    total = c + k + 2
    return np.divide(c - k, total, out=np.zeros(total.shape), where=total > 0) ** 2


MEASURES = (
    Measure(
        "reliability",
        "Reliability",
        "How far coders agree beyond chance (Krippendorff's alpha; interval metric, on request "
        "nominal, ordinal or ratio): 1 perfectly, 0 no better than chance.",
        reliability,
    ),
)
