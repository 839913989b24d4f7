"""What changes when the evidence is chosen differently (method: sensitivity)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure

#: fewer groups than this have no order worth a correlation
LEAST_GROUPS = 3
#: positions are compared to this many decimals, so that rounding flips nothing
DECIMALS = 9
#: up to this many values, comparing all pairs at once is quickest
BLOCK = 64

KEYS = ["group", "axis"]


@dataclass(frozen=True)
class Sensitivity:
    """What flips under which choice.

    `positions`: `group, axis, choice, base, other, n_base, n_other, difference, flip`, one row for
    each position of the base and each other choice; `other` and `difference` are missing, and
    `n_other` 0, where the choice leaves the group silent. `flip` is None, "across" (from one pole
    to the other), "to mixed" or "from mixed".

    `orders`: `axis, choice, groups, correlation, pairs, flips, missing`: the groups that have a
    position under both, Spearman's rank correlation of the two orders (missing below three groups
    or where all stand alike), the pairs of groups, those of them whose order is reversed, and the
    names of the groups that the choice leaves silent.
    """

    positions: pd.DataFrame
    orders: pd.DataFrame

    def flips(self) -> pd.DataFrame:
        """The positions that change side, those across first, then the largest difference."""
        found = self.positions[self.positions.flip.notna()]
        order = pd.DataFrame(
            {
                "across": found.flip != "across",
                "size": -found.difference.abs().round(DECIMALS),
                "n": -found.n_base,
            }
        ).sort_values(["across", "size", "n"], kind="stable")
        return found.loc[order.index].reset_index(drop=True)


def sensitivity(
    choices: Mapping[str, pd.DataFrame], base: str, side: Callable[[float], int]
) -> Sensitivity:
    """Positions and the order of groups under each choice, against those of the base.

    Parameters
    ----------
    choices : mapping of str to DataFrame
        For each choice `group, axis, position, n` (see `hustings.measures.position.positions`):
        the base and at least one other.
    base : str
        The choice that the others are held against. Groups without a position under it are left
        out.
    side : callable
        From a position to -1 first pole, 0 mixed, +1 second pole (`hustings.words.side`).

    Returns
    -------
    Sensitivity
        Choices in the order given; groups and axes in the order of the base.

    Notes
    -----
    Rank correlation: Spearman (1904), American Journal of Psychology 15, 72-101. Reversed pairs
    are those that Kendall (1938), Biometrika 30, 81-93, calls discordant; a tie reverses nothing.
    """
    start = choices[base]
    others = [label for label in choices if label != base]
    if not others:
        raise ValueError(f"choices: {base!r} alone; at least one other is needed to compare")
    positions = pd.concat(
        [_compare(start, choices[label], label, side) for label in others], ignore_index=True
    )
    rows = [
        _order(axis, choice, part)
        for (choice, axis), part in positions.groupby(["choice", "axis"], sort=False)
    ]
    columns = ["axis", "choice", "groups", "correlation", "pairs", "flips", "missing"]
    return Sensitivity(positions, pd.DataFrame(rows, columns=columns))


def _compare(
    base: pd.DataFrame, other: pd.DataFrame, label: str, side: Callable[[float], int]
) -> pd.DataFrame:
    """Every position of the base beside the one of another choice."""
    names = {"position": "base", "n": "n_base"}
    left = base[[*KEYS, *names]].rename(columns=names)
    names = {"position": "other", "n": "n_other"}
    right = other[[*KEYS, *names]].rename(columns=names)
    found = left.merge(right, on=KEYS, how="left")
    flips = _flips(found.base.to_numpy(float), found.other.to_numpy(float), side)
    found = found.assign(
        choice=label,
        n_other=found.n_other.fillna(0).astype(int),
        difference=found.other - found.base,
        flip=pd.Series(flips, index=found.index, dtype=object),
    )
    order = [*KEYS, "choice", "base", "other", "n_base", "n_other", "difference", "flip"]
    return found[order]


def _flips(here: np.ndarray, there: np.ndarray, side: Callable[[float], int]) -> np.ndarray:
    """The names of changes of side; None where there is none, or no position to compare."""
    known = ~np.isnan(there)
    found = np.full(len(here), None, dtype=object)
    # Many groups share few values: each is judged once.
    values, at = np.unique(np.concatenate([here[known], there[known]]), return_inverse=True)
    sides = np.array([side(round(value, DECIMALS)) for value in values.tolist()], dtype=int)
    before, after = np.split(sides[at], 2)
    change = np.full(len(before), "across", dtype=object)
    change[before == 0] = "from mixed"
    change[after == 0] = "to mixed"
    change[before == after] = None
    found[known] = change
    return found


def _order(axis: str, choice: str, part: pd.DataFrame) -> tuple:
    """One row of `Sensitivity.orders`."""
    both = part[part.other.notna()]
    here, there = both.base.round(DECIMALS), both.other.round(DECIMALS)
    n = len(both)
    correlation = np.nan
    if n >= LEAST_GROUPS and here.nunique() > 1 and there.nunique() > 1:
        correlation = float(np.corrcoef(here.rank(), there.rank())[0, 1])
    silent = tuple(part.group[part.other.isna()])
    return axis, choice, n, correlation, n * (n - 1) // 2, reversals(here, there), silent


def reversals(here: pd.Series, there: pd.Series) -> int:
    """How many pairs have one order in `here` and the opposite in `there`; ties do not count."""
    # In the order of `here`, ties by `there`, a reversed pair is a higher value before a lower.
    order = np.lexsort([there, here])
    return _inversions(np.asarray(there, dtype=float)[order])


def _inversions(values: np.ndarray) -> int:
    """How often a higher value stands before a lower one, by halves, in O(n log² n)."""
    if len(values) <= BLOCK:
        return int(np.triu(values[:, None] > values[None, :], 1).sum())
    left, right = np.split(values, [len(values) // 2])
    across = len(left) * len(right) - np.searchsorted(np.sort(left), right, side="right").sum()
    return _inversions(left) + _inversions(right) + int(across)


def weighted_positions(units: pd.DataFrame, half_life: float) -> pd.DataFrame:
    """Positions in which a statement loses half its weight every `half_life` days.

    p = Σ w x / Σ w with w = 2^(-age / half_life). From which day the age is counted does not
    matter, since it changes all weights of a group by the same factor; here it is the group's own
    newest statement on the axis.

    Parameters
    ----------
    units : DataFrame
        `group, axis, x, date`, one row for each statement (see `hustings.query.units`); those
        without a date have no age and are left out.
    half_life : float
        In days.

    Returns
    -------
    DataFrame
        `group, axis, position, n`, in the order of groups and axes.
    """
    dated = units.assign(date=pd.to_datetime(units.date)).dropna(subset=["date"])
    newest = dated.groupby(KEYS).date.transform("max")
    weight = 0.5 ** ((newest - dated.date).dt.days / half_life)
    sums = dated.assign(weight=weight, weighted=weight * dated.x).groupby(KEYS)
    sums = sums.agg(weight=("weight", "sum"), weighted=("weighted", "sum"), n=("x", "size"))
    return sums.assign(position=sums.weighted / sums.weight)[["position", "n"]].reset_index()


MEASURES = (
    Measure(
        "sensitivity",
        "Sensitivity",
        "Which positions change side, and which pairs of actors change order, when the evidence "
        "is chosen differently.",
        sensitivity,
    ),
)
