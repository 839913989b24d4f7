"""Expected position of a group by empirical Bayes, with its calibrated interval."""

import numpy as np
import pandas as pd
from pandas.api.extensions import take
from scipy.special import ndtri

from hustings.measures.position import LEAST_FREEDOM, LEVEL, ROUNDING

#: with fewer groups on an axis nothing is pulled: their mean and spread are themselves estimated
LEAST_GROUPS = 4
#: standard deviations from the middle of an interval to its ends
QUANTILE = float(ndtri((1 + LEVEL) / 2))


def expected_positions(cells: pd.DataFrame) -> pd.DataFrame:
    """Expected position of each group on each axis, with its calibrated 90 % interval.

    A group's lasting position θ is taken as drawn from those of all groups on the axis,
    θ ~ N(μ, τ²), and its statements as scattered round it with a variance s² of the group's own.
    With n statements of mean p, of k groups, the best guess of θ and its variance are

        B = 1 - (k - 3)/(k - 1) · (s²/n) / (τ² + s²/n),   e = B p + (1 - B) μ,
        V = B s²/n + (1 - B)² (var(μ) + 2 (p - μ)² / (k - 3)),

    and the interval is e ± 1.645 √V, cut to [-1, 1]. Thin evidence is pulled far, much evidence
    hardly; the plain mean p may lie outside. μ, τ² and s² come from the same cells (see `priors`
    and `posteriors`); the terms in k - 3 are Morris's for τ² being estimated, without which
    intervals from six groups hold three times in four. On an axis with fewer than four groups
    nothing is pulled (B = 1). No interval where the data hold fewer than three degrees of freedom
    within groups, or statements of one group never differ: then e = p, as for votes and answers,
    of which each group has one.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, n, total, squares` (see `hustings.query.cells`), of *all* groups and axes:
        picks restrict what is shown of the result, not what it is computed from.

    Returns
    -------
    DataFrame
        `group, axis, n, position, expected, low, high, deviation, weight`, one row for each cell in
        the order given: position p and expected position e in [-1, 1], the interval, √V and B. The
        lasting position is distributed as N(expected, deviation²), which is what probabilities of
        claims are computed from. `low`, `high` and `deviation` may be missing.

    Notes
    -----
    Efron & Morris (1973), Journal of the American Statistical Association 68, 117-130; Morris
    (1983), ibid. 78, 47-55. Chosen among others by the held-out check of
    `hustings.measures.validation`; docs/validation.md has the comparison.
    """
    found = posteriors(cells, priors(cells))
    expected, margin = found.expected.to_numpy(), QUANTILE * found.deviation.to_numpy()
    low, high = np.clip(expected - margin, -1, 1), np.clip(expected + margin, -1, 1)
    return found.assign(low=low, high=high)[
        ["group", "axis", "n", "position", "expected", "low", "high", "deviation", "weight"]
    ]


def priors(cells: pd.DataFrame) -> pd.DataFrame:
    """What all groups together say of each axis, before one of them is looked at.

    - within: the variance σ² of statements within groups. That of an axis, pooled over its groups,
      S_j/ν_j, is drawn towards that of all axes, m = ΣS/Σν: (k m + S_j) / (k + ν_j).
    - between: τ² = max(0, variance of the group means - mean of σ²/n) (Hedges & Olkin 1985).
    - mean and its variance: μ = Σ w p / Σ w and 1/Σ w, with w = 1 / (τ² + σ²/n).
    - steadiness: how many degrees of freedom σ² counts for beside those of one group's own.

    k and the steadiness are k = 2 + 2 m² / V for variances with mean m that differ by V (both by
    moments, for scaled inverse χ²): k is large where all vary alike, and never below 2. This is the
    moderated variance of Smyth (2004), Statistical Applications in Genetics and Molecular Biology
    3(1), with the posterior mean of the variance in the place of that of its inverse, so that the
    normal quantile fits.

    Returns
    -------
    DataFrame
        Indexed by axis: `groups, mean, mean_variance, between, within, steadiness`; `within` is
        missing where nothing tells it, `mean` and `between` where the axis has too few groups.
    """
    code, axis = pd.factorize(cells.axis, sort=True)
    n, position = cells.n.to_numpy(float), (cells.total / cells.n).to_numpy(float)
    scatter = _scatter(cells)

    def summed(values: np.ndarray) -> np.ndarray:
        return np.bincount(code, values, len(axis))

    groups = np.bincount(code, minlength=len(axis))
    within = _moderated(summed(scatter), summed(n - 1))
    error = within[code] / n
    enough = groups >= LEAST_GROUPS
    apart = (position - (summed(position) / groups)[code]) ** 2
    between = summed(apart) / np.maximum(groups - 1, 1) - summed(error) / groups
    between = np.where(enough, np.maximum(between, 0), np.nan)
    weight = 1 / (between[code] + error)
    weights = summed(weight)
    return pd.DataFrame(
        {
            "groups": groups,
            "mean": summed(weight * position) / weights,
            "mean_variance": 1 / weights,
            "between": between,
            "within": within,
            "steadiness": _steadiness(scatter / within[code], n - 1),
        },
        index=pd.Index(axis, name="axis"),
    )


def posteriors(cells: pd.DataFrame, priors: pd.DataFrame) -> pd.DataFrame:
    """What is expected of each cell under the given priors (see `expected_positions`).

    The variance of a group's own statements is s² = (k σ² + S) / (k + n - 1), with its sum of
    squared deviations S and the steadiness k of the priors.

    Returns
    -------
    DataFrame
        `group, axis, n, position, expected, deviation, weight, within`; `within` is s².
    """
    # -1 for an axis of which nothing is said before, which becomes a missing value
    at = priors.index.get_indexer(cells.axis)
    prior = {name: take(priors[name].to_numpy(float), at, allow_fill=True) for name in priors}
    mu, between = prior["mean"], prior["between"]
    groups, steadiness = prior["groups"], prior["steadiness"]
    n = cells.n.to_numpy(float)
    position = cells.total.to_numpy(float) / n
    # Where σ² is infinitely steady the group's own scatter counts for nothing.
    share = (n - 1) / (steadiness + n - 1)
    own = _scatter(cells) / np.maximum(n - 1, 1)
    within = (1 - share) * prior["within"] + share * own
    error = within / n
    # Nothing is pulled where the spread of groups, or that of statements, is unknown.
    known = (error > 0) & ~np.isnan(between)
    pull = np.zeros(len(n))
    np.divide(error, between + error, out=pull, where=known)
    pull *= np.where(known, (groups - 3) / np.maximum(groups - 1, 1), 0)
    apart = np.where(known, mu - position, 0)
    unsure = np.where(known, prior["mean_variance"], 0)
    unsure += 2 * apart**2 / np.maximum(groups - 3, 1)
    return pd.DataFrame(
        {
            "group": cells.group,
            "axis": cells.axis,
            "n": cells.n,
            "position": position,
            "expected": position + pull * apart,
            "deviation": np.sqrt((1 - pull) * error + pull**2 * unsure),
            "weight": 1 - pull,
            "within": within,
        }
    )


def _scatter(cells: pd.DataFrame) -> np.ndarray:
    """Sum of squared deviations of a cell's statements from their mean."""
    scatter = cells.squares.to_numpy(float) - cells.total.to_numpy(float) ** 2 / cells.n.to_numpy()
    return np.where(scatter > ROUNDING, scatter, 0)


def _moderated(scatter: np.ndarray, freedom: np.ndarray) -> np.ndarray:
    """Variances within groups by axis, each drawn towards that of all; missing where unknown."""
    total = freedom.sum()
    if total < LEAST_FREEDOM or scatter.sum() <= ROUNDING:
        return np.full(len(freedom), np.nan)
    mean = scatter.sum() / total
    known = freedom > 0
    gaps = scatter[known] ** 2 / freedom[known] - 2 * mean * scatter[known]
    squares = gaps.sum() + mean**2 * total
    count = known.sum()
    # E Σ f (s² - m)² = V Σ f + 2 (V + m²) per axis
    differing = (squares - 2 * count * mean**2) / (total + 2 * count)
    if differing <= ROUNDING:
        return np.full(len(freedom), mean)
    k = 2 + 2 * mean**2 / differing
    return (k * mean + scatter) / (k + freedom)


def _steadiness(ratios: np.ndarray, freedom: np.ndarray) -> float:
    """Degrees of freedom for which σ² counts, from each cell's scatter in units of σ²."""
    known = ~np.isnan(ratios)
    # E[(scatter/σ²)²] = f (f + 2) (1 + V/σ⁴)
    due = (freedom * (freedom + 2))[known].sum()
    excess = (ratios[known] ** 2).sum() / due - 1 if due else 0.0
    return 2 + 2 / excess if excess > ROUNDING else np.inf
