"""Who says the same, and who the opposite: discourse networks (method: networks)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure
from hustings.query import MIDDLE

#: distance from pole to pole
SCALE = 2.0
#: what an edge can mean -> in words
MEANINGS = {
    "congruence": "how often the two say the same",
    "conflict": "how often the two say the opposite",
    "subtract": "congruence less conflict",
    "ratio": "congruence less conflict, as a share of both",
    "comention": "how often both speak on the same axis, on whatever side",
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

    `congruence`, `conflict` and `comention` are normalised as asked for; `shared` is the number of
    axes on which both speak and `n` the statements of both on them.
    """

    groups: tuple[str, ...]
    congruence: np.ndarray
    conflict: np.ndarray
    comention: np.ndarray
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
        if meaning in ("congruence", "conflict", "comention"):
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
    - co-mention of g and k = Σ_j a_gj a_kj, with a_gj = Σ_q a_gjq: the qualifier (agreement or not)
      is ignored, as the Discourse Network Analyzer calls it

    All are divided by the same number under a normalisation, n_g = Σ_j Σ_q a_gjq being all that g
    has said:

    - average: (n_g + n_k) / 2
    - jaccard: m_g + m_k + m_gk, where m_g sums a_gjq over the (j, q) at which k is silent, m_k sums
      a_kjq over those at which g is, and m_gk = Σ_j Σ_q a_gjq a_kjq; of co-mention the same
      with a_gj. With `once` this is the number of claims that either makes.

    With `once` a claim, an axis and the side of it that a stance leans to, counts once however
    often it is made (DNA: duplicates are not counted): q is then -1, 0 or 1, a stance less than
    0.25 from the middle being 0, and a_gjq is 0 or 1. Of co-mention the axis is the claim: it
    counts the axes on which both speak.

    Parameters
    ----------
    tally : DataFrame
        `group, axis, x, n` (see `hustings.query.tally`), each group, axis and x once.
    normalise : str
        A key of NORMALISATIONS.
    once : bool
        A group's repeated claim counts once.
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
    counts = _counts(claims_once(tally) if once else tally)
    claims = counts.to_numpy(float)
    axes = counts.columns.get_level_values("axis")
    stances = counts.columns.get_level_values("x").to_numpy(float)
    near, far = [claims[:, :0]], [claims[:, :0]]
    for axis in axes.unique():
        here = np.flatnonzero(axes == axis)
        distance = np.abs(stances[here, None] - stances[None, here]) / scale
        if distance.max() > 1:
            raise ValueError(f"scale is {scale}; stances on {axis} are farther apart")
        near.append(claims[:, here] @ (1 - distance))
        far.append(claims[:, here] @ distance)
    congruence, conflict = _square(np.hstack(near), claims), _square(np.hstack(far), claims)
    # what stands behind an edge is the same, however often its claims count
    made = tally.pivot_table(index="group", columns="axis", values="n", aggfunc="sum", fill_value=0)
    made = made.to_numpy(float)
    speaks = (made > 0).astype(float)
    mentions = speaks if once else made
    comention = _square(mentions, mentions)
    if normalise != "none":
        size = _size(claims, normalise)
        congruence, conflict = congruence / size, conflict / size
        comention = comention / _size(mentions, normalise)
    shared = _square(speaks, speaks)
    n = 2 * _square(made, speaks)
    return Network(
        groups=tuple(counts.index),
        congruence=congruence,
        conflict=conflict,
        comention=comention,
        shared=shared.astype(int),
        n=n.astype(int),
    )


def claims_once(tally: pd.DataFrame) -> pd.DataFrame:
    """A tally in which each claim of a group, an axis and a side of it, is there once.

    Parameters
    ----------
    tally : DataFrame
        `group, axis, x, n`.

    Returns
    -------
    DataFrame
        The same columns: x is -1, 0 or 1, and n is 1.
    """
    side = np.sign(tally.x) * (tally.x.abs() >= MIDDLE)
    # adding zero makes one number of 0 and -0
    claims = tally.assign(x=side + 0.0, n=1)
    return claims.drop_duplicates(["group", "axis", "x"], ignore_index=True)


def _counts(tally: pd.DataFrame) -> pd.DataFrame:
    """Groups × (axis, stance), 0 where a group does not take it."""
    counts = tally.pivot(index="group", columns=["axis", "x"], values="n")
    return counts.sort_index().sort_index(axis="columns").fillna(0)


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
        "How often two actors say the same (congruence) and the opposite (conflict), counted "
        "over all pairs of their statements on the same axis, or with each claim once; co-mention "
        "counts all such pairs, whatever they say.",
        network,
    ),
)
