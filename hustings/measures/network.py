"""Who says the same, and who the opposite: discourse networks (method: networks)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure

#: distance from pole to pole
SCALE = 2.0
#: what an edge can mean -> in words
MEANINGS = {
    "congruence": "how often the two say the same",
    "conflict": "how often the two say the opposite",
    "subtract": "congruence less conflict",
    "ratio": "congruence less conflict, as a share of both",
}
#: how an edge allows for groups that talk a lot -> in words
NORMALISATIONS = {
    "none": "as counted",
    "average": "divided by the average number of statements of the two",
    "jaccard": "divided by what either has said",
}


@dataclass(frozen=True, kw_only=True)
class Network:
    """Every pair of groups; square arrays in the order of `groups`, 0 on the diagonal.

    `congruence` and `conflict` are normalised as asked for; `shared` is the number of axes on which
    both speak and `n` the statements of both on them, each as often as it was counted.
    """

    groups: tuple[str, ...]
    congruence: np.ndarray
    conflict: np.ndarray
    shared: np.ndarray
    n: np.ndarray

    def value(self, meaning: str) -> np.ndarray:
        """The edges by their meaning (see MEANINGS).

        subtract = congruence - conflict; ratio = (congruence - conflict) / (congruence + conflict),
        from -1 to 1 and the same under every normalisation. The ratio is missing where two groups
        share no axis; the others are 0 there, for nothing was said to count.
        """
        if meaning not in MEANINGS:
            raise ValueError(f"meaning is {meaning!r}; allowed are {', '.join(MEANINGS)}")
        if meaning in ("congruence", "conflict"):
            return getattr(self, meaning)
        gap = self.congruence - self.conflict
        if meaning == "subtract":
            return gap
        both = self.congruence + self.conflict
        ratio = np.divide(gap, both, out=np.full_like(gap, np.nan), where=both > 0)
        np.fill_diagonal(ratio, 0)
        return ratio

    def pairs(self, meaning: str) -> pd.DataFrame:
        """Each pair once: `a, b, value, shared, n`."""
        a, b = np.triu_indices(len(self.groups), 1)
        names = np.array(self.groups, dtype=object)
        return pd.DataFrame(
            {
                "a": names[a],
                "b": names[b],
                "value": self.value(meaning)[a, b],
                "shared": self.shared[a, b],
                "n": self.n[a, b],
            }
        )


def network(
    tally: pd.DataFrame, normalise: str = "none", once: bool = False, scale: float = SCALE
) -> Network:
    """Congruence and conflict of every pair of groups.

    With a_gjq the number of statements of group g on axis j at stance q, and R the range of the
    scale:

    - congruence of g and k = Σ_j Σ_q Σ_q' a_gjq a_kjq' (1 - |q - q'| / R)
    - conflict of g and k = Σ_j Σ_q Σ_q' a_gjq a_kjq' |q - q'| / R

    Both are divided by the same number under a normalisation, n_g = Σ_j Σ_q a_gjq being all that g
    has said:

    - average: (n_g + n_k) / 2
    - jaccard: m_g + m_k + m_gk, where m_g sums a_gjq over the (j, q) at which k is silent, m_k sums
      a_kjq over those at which g is, and m_gk = Σ_j Σ_q a_gjq a_kjq. With `once` this is the number
      of claims that either makes.

    Parameters
    ----------
    tally : DataFrame
        `group, axis, x, n` (see `hustings.query.tally`), each group, axis and x once.
    normalise : str
        A key of NORMALISATIONS.
    once : bool
        A group's repeated claim counts once: a_gjq is 1 where it is more.
    scale : float
        R, at least the distance between any two stances on one axis.

    Returns
    -------
    Network
        Groups in the order of the alphabet.

    Notes
    -----
    Leifeld (2017), Discourse network analysis, in Victor, Montgomery & Lubell (eds), The Oxford
    Handbook of Political Networks; the normalisations are those that the software
    Discourse Network Analyzer and its R package rDNA call average activity and Jaccard.
    """
    if normalise not in NORMALISATIONS:
        raise ValueError(f"normalise is {normalise!r}; allowed are {', '.join(NORMALISATIONS)}")
    counts = tally.pivot(index="group", columns=["axis", "x"], values="n")
    counts = counts.sort_index().sort_index(axis="columns").fillna(0)
    claims = counts.to_numpy(float)
    if once:
        claims = np.minimum(claims, 1)
    axes = counts.columns.get_level_values("axis")
    stances = counts.columns.get_level_values("x").to_numpy(float)
    near, far, said = [claims[:, :0]], [claims[:, :0]], [claims[:, :0]]
    for axis in axes.unique():
        here = np.flatnonzero(axes == axis)
        distance = np.abs(stances[here, None] - stances[None, here]) / scale
        if distance.max() > 1:
            raise ValueError(f"scale is {scale}; stances on {axis} are farther apart")
        near.append(claims[:, here] @ (1 - distance))
        far.append(claims[:, here] @ distance)
        said.append(claims[:, here].sum(axis=1, keepdims=True))
    congruence, conflict = _square(np.hstack(near), claims), _square(np.hstack(far), claims)
    if normalise != "none":
        size = _size(claims, normalise)
        congruence, conflict = congruence / size, conflict / size
    made = np.hstack(said)
    speaks = (made > 0).astype(float)
    shared = _square(speaks, speaks)
    n = 2 * _square(made, speaks)
    return Network(
        groups=tuple(counts.index),
        congruence=congruence,
        conflict=conflict,
        shared=shared.astype(int),
        n=n.astype(int),
    )


def _square(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """left · rightᵀ with 0 on the diagonal; the mean of both triangles, so exactly symmetric."""
    product = left @ right.T
    product = (product + product.T) / 2
    np.fill_diagonal(product, 0)
    return product


def _size(claims: np.ndarray, normalise: str) -> np.ndarray:
    """What the edge of each pair is divided by; above 0, since every group says something."""
    total = claims.sum(axis=1)
    both = total[:, None] + total[None, :]
    if normalise == "average":
        return both / 2
    heard = claims @ (claims > 0).astype(float).T
    return both - heard - heard.T + claims @ claims.T


MEASURES = (
    Measure(
        "network",
        "Network",
        "How often two groups say the same (congruence) and the opposite (conflict), counted "
        "over all pairs of their statements on the same axis.",
        network,
    ),
)
