"""How far two groups stand together (method: agreement)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure
from hustings.measures.position import matrix

#: fewer shared axes than this give no figure
LEAST_SHARED = 2


@dataclass(frozen=True)
class Agreement:
    """Agreement of every pair of groups; three square arrays in the order of `groups`."""

    groups: tuple[str, ...]
    value: np.ndarray
    shared: np.ndarray
    n: np.ndarray

    def pairs(self) -> pd.DataFrame:
        """Each pair once: `a, b, agreement, shared, n`; agreement is missing where too thin."""
        a, b = np.triu_indices(len(self.groups), 1)
        names = np.array(self.groups, dtype=object)
        return pd.DataFrame(
            {
                "a": names[a],
                "b": names[b],
                "agreement": self.value[a, b],
                "shared": self.shared[a, b],
                "n": self.n[a, b],
            }
        )

    def of(self, group: str) -> pd.DataFrame:
        """One group against all others, nearest first: `group, agreement, shared, n`.

        Ties go to the pair with more shared axes, then with more statements.
        """
        i = self.groups.index(group)
        frame = pd.DataFrame(
            {
                "group": self.groups,
                "agreement": self.value[i],
                "shared": self.shared[i],
                "n": self.n[i],
            }
        )
        frame = frame[(frame.group != group) & frame.agreement.notna()]
        order = ["agreement", "shared", "n", "group"]
        return frame.sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def agreement(positions: pd.DataFrame, least_shared: int = LEAST_SHARED) -> Agreement:
    """Mean over shared axes of 1 - |p_a - p_b| / 2: 1 the same position, 0 opposite poles.

    City-block matching as in voting advice applications (Garzia, Trechsel & De Sio, EU&I 2019).

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position, n` (see `hustings.measures.position.positions`).
    least_shared : int
        Pairs with fewer shared axes have no figure.

    Returns
    -------
    Agreement
        With `shared` the number of shared axes and `n` the statements of both on them.
    """
    place, count = matrix(positions), matrix(positions, "n")
    names = tuple(place.index)
    total = np.zeros((len(names), len(names)))
    shared, n = np.zeros_like(total, dtype=int), np.zeros_like(total, dtype=int)
    for axis in place.columns:
        here = np.flatnonzero(place[axis].notna())
        p = place[axis].to_numpy(float)[here]
        k = count[axis].to_numpy(float)[here].astype(int)
        block = np.ix_(here, here)
        total[block] += 1 - np.abs(p[:, None] - p[None, :]) / 2
        shared[block] += 1
        n[block] += k[:, None] + k[None, :]
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(shared >= least_shared, total / shared, np.nan)
    return Agreement(names, value, shared, n)


def is_thin(pairs: pd.DataFrame) -> pd.Series:
    """Whether an agreement rests on two axes, or on little more than one statement each.

    Parameters
    ----------
    pairs : DataFrame
        With `shared` and `n` (see `Agreement`).
    """
    return (pairs.shared <= LEAST_SHARED) | (pairs.n <= 2 * pairs.shared)


MEASURES = (
    Measure(
        "agreement",
        "Agreement",
        "How near two groups stand on the axes on which both have spoken: 100 % the same place, "
        "0 % opposite poles; none where fewer than two axes are shared.",
        agreement,
    ),
)
