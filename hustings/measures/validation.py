"""Held-out check of intervals and positions: do a group's other statements bear them out?"""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from hustings.measures.expected import QUANTILE, posteriors, priors
from hustings.measures.position import LEAST_FREEDOM, LEVEL, spreads

#: numbers of statements from which positions are made
SIZES = (1, 2, 3, 5)
#: random orders of each group's occasions, and their seed
ORDERS, SEED = 40, 20250211
#: groups that are tested at the most, drawn with the same seed
MOST_GROUPS = 1000
#: fewer others than this have no mean that an absolute error could be told from
LEAST_OTHERS = 3
#: figures of a single axis are worth naming from this many groups
LEAST_TESTED = 10

#: what is counted of each split
COUNTED = ("n", "total", "squares", "others", "target")

#: the cells of all other groups, and cells of one group -> `expected, deviation, within, quantile`
Rule = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]


def calibrated(others: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The rule of `hustings.measures.expected`."""
    return posteriors(own, priors(others)).assign(quantile=QUANTILE)


def plain(others: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The rule of `hustings.measures.position`: p ± t(0.95, ν) · s / √n."""
    pooled = spreads(others)
    pooled = pooled[pooled.freedom >= LEAST_FREEDOM].reindex(own.axis).set_axis(own.index)
    return pd.DataFrame(
        {
            "expected": own.total / own.n,
            "deviation": pooled.deviation / np.sqrt(own.n),
            "within": pooled.deviation**2,
            "quantile": stdtrit(pooled.freedom.clip(lower=1).astype(float), (1 + LEVEL) / 2),
        }
    )


def splits(
    statements: pd.DataFrame, sizes: tuple[int, ...] = SIZES, orders: int = ORDERS, seed: int = SEED
) -> pd.DataFrame:
    """Some statements of each group, and the mean of its others, in many random ways.

    The occasions of a group on an axis are put in random order and taken whole until there are
    `size` statements; what the last occasion has beyond them is set aside. The others are all
    statements of the occasions not taken, so that no occasion stands on both sides, while the
    statements taken hang together as much as those of any group with as few.

    Parameters
    ----------
    statements : DataFrame
        `group, axis, x, occasion` (see `hustings.query.occasions`).

    Returns
    -------
    DataFrame
        `group, axis, n, total, squares, others, target`: number, sum and sum of squares of the
        statements taken (n is the size), number and mean of the others. One row for each order and
        size that leaves others.
    """
    rng = np.random.default_rng(seed)
    tested = statements.group.drop_duplicates()
    if len(tested) > MOST_GROUPS:
        tested = tested.iloc[np.sort(rng.choice(len(tested), MOST_GROUPS, replace=False))]
        statements = statements[statements.group.isin(tested)]
    parts = [np.empty((0, len(COUNTED)))]
    cells = []
    for cell, of in statements.groupby(["group", "axis"]):
        parts += (found := list(_split(of, sizes, orders, rng)))
        cells += [cell] * sum(map(len, found))
    names = pd.DataFrame(cells, columns=["group", "axis"])
    counted = pd.DataFrame(np.concatenate(parts), columns=list(COUNTED))
    return pd.concat([names, counted.astype({"n": int, "others": int})], axis=1)


def _split(
    cell: pd.DataFrame, sizes: tuple[int, ...], orders: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """The splits of one cell: for each size an array with the columns COUNTED."""
    codes, found = pd.factorize(cell.occasion)
    # Places of the occasions in each order; the fraction shuffles the statements inside of one.
    places = rng.permuted(np.tile(np.arange(len(found)), (orders, 1)), axis=1)[:, codes]
    order = np.argsort(places + rng.random(places.shape) / 2, axis=1)
    places = np.take_along_axis(places, order, axis=1)
    x = cell.x.to_numpy(float)[order]
    for size in (size for size in sizes if size < len(cell)):
        own = x[:, :size]
        out = places > places[:, [size - 1]]
        others = out.sum(axis=1)
        target = (x * out).sum(axis=1) / np.maximum(others, 1)
        ns = np.full(orders, size)
        counted = (ns, own.sum(axis=1), (own**2).sum(axis=1), others, target)
        yield np.column_stack(counted)[others > 0]


def outcomes(splits: pd.DataFrame, cells: pd.DataFrame, rule: Rule = calibrated) -> pd.DataFrame:
    """Each split with what a rule makes of it, and whether the other statements bear that out.

    The rule sees the statements taken and the cells of all *other* groups; the group is left out of
    those on every axis. Its interval e ± q d is for the group's lasting position θ, of which the
    mean of m others is only an estimate, off by a chance of its own with variance s²/m (s²: the
    variance of a group's statements by the same rule). If the rule is right, target - e has
    variance d² + s²/m, so that the test counts

        |target - e| ≤ q √(d² + s²/m),

    which then holds as often as e ± q d holds θ. To count |target - e| ≤ q d instead would blame
    the interval for the chance of the others. The price: where m is small the test is mild, since
    an interval that is too narrow is found out by its share in the sum alone. It is no cheat to
    claim a large s²: what then is held too often counts as a fault as well.

    Parameters
    ----------
    splits : DataFrame
        Of `splits`.
    cells : DataFrame
        `group, axis, n, total, squares` of all groups (see `hustings.query.cells`).

    Returns
    -------
    DataFrame
        The splits that have an interval, with `held` (true or false), `raw` and `error` (distance
        of the target from the plain mean and from the expected position), `margin` (what `error` is
        held against) and `chance` (s²/m, with the pooled s² of all groups on the axis, the same for
        every rule).
    """
    made = [
        rule(cells[cells.group != group], own).assign(at=own.index)
        for group, own in splits.groupby("group")
    ]
    if not made:
        return splits.assign(held=False, raw=0.0, error=0.0, margin=0.0, chance=0.0)
    found = pd.concat(made).set_index("at").reindex(splits.index)
    margin = found["quantile"] * np.sqrt(found.deviation**2 + found.within / splits.others)
    error = (splits.target - found.expected).abs()
    pooled = spreads(cells).deviation ** 2
    return splits.assign(
        # a hair for what floating point leaves of equal numbers
        held=error <= margin + 1e-9,
        raw=(splits.target - splits.total / splits.n).abs(),
        error=error,
        margin=margin,
        chance=splits.axis.map(pooled) / splits.others,
    )[found.deviation.notna()]


def summary(outcomes: pd.DataFrame) -> pd.DataFrame:
    """How often intervals held and how far positions were off, by number of statements and axis.

    Every group counts once on an axis, whatever the number of its splits. An absolute error cannot
    be freed of the chance of the target, so that it is taken against the mean of at least three
    others; of a squared one the chance can be subtracted, so that it uses all splits. The expected
    position is a mean, and the squared error is what a mean makes smallest (Gneiting 2011, Journal
    of the American Statistical Association 106, 746-762): where most groups never vary, the plain
    position has the smaller absolute and the expected one the smaller squared error.

    Returns
    -------
    DataFrame
        `n, axis, tested, held, far, raw, expected, raw_square, expected_square`, for each n first
        the row of all axes (axis None): groups tested, share of intervals that held; of the `far`
        groups with at least three others the mean absolute error of plain and expected positions;
        the mean squared error of both less the chance of the target. Shares and errors are missing
        where nothing is tested.
    """
    frame = outcomes.assign(
        raw_square=outcomes.raw**2 - outcomes.chance,
        expected_square=outcomes.error**2 - outcomes.chance,
        held=outcomes.held.astype(float),
    )
    keys = ["n", "axis", "group"]
    groups = frame.groupby(keys)[["held", "raw_square", "expected_square"]].mean()
    far = frame[frame.others >= LEAST_OTHERS].groupby(keys)[["raw", "error"]].mean()
    groups = groups.join(far.rename(columns={"error": "expected"})).reset_index()
    overall = groups.assign(axis=None)
    both = pd.concat([overall, groups]) if len(groups) else groups
    found = both.groupby(["n", "axis"], dropna=False, sort=False).agg(
        tested=("held", "size"),
        held=("held", "mean"),
        far=("raw", "count"),
        raw=("raw", "mean"),
        expected=("expected", "mean"),
        raw_square=("raw_square", "mean"),
        expected_square=("expected_square", "mean"),
    )
    found = found.reset_index()
    found["axis"] = found.axis.astype(object).where(found.axis.notna(), None)
    first = found.axis.map(lambda axis: axis is not None)
    return (
        found.assign(first=first)
        .sort_values(["n", "first", "tested", "axis"], ascending=[True, True, False, True])
        .drop(columns="first")
        .reset_index(drop=True)
    )
