"""Which claims the evidence carries: sides of positions, and the largest or smallest of many."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtr

from hustings.measures.expected import expected_positions
from hustings.query import MIDDLE

#: a side is named when at least so much of the distribution lies on it
SURE = 0.9
#: what is largest or smallest is named when it is so in at least this share of the draws
MOSTLY = 0.8
#: that many may share a place before none of them stands out
MOST_SHARING = 2
#: random draws, and their seed
DRAWS, SEED = 4000, 20250211
#: of many quantities fewer draws are made, so that there are about so many numbers, but not fewer
MOST_NUMBERS, LEAST_DRAWS = 6_000_000, 200


@dataclass(frozen=True)
class First:
    """Who is first among candidates: the one at `at`, the two of which one is, or all that tie.

    `share` is in how much of the draws the place is theirs.
    """

    at: tuple[int, ...]
    share: float
    tie: bool


def sided_positions(cells: pd.DataFrame) -> pd.DataFrame:
    """Expected positions with the side that the evidence puts each of them on.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, n, total, squares` of all groups (see `hustings.query.cells`).

    Returns
    -------
    DataFrame
        What `hustings.measures.expected.expected_positions` gives, and `side`: -1 the first pole,
        +1 the second, 0 neither (a plain mean less than 0.25 from the middle), missing where the
        mean leans to a pole and less than 90 % of the distribution lies on that side. A position
        without a distribution, as of votes, is taken as it is.
    """
    found = expected_positions(cells)
    return found.assign(side=sides(found))


def sides(found: pd.DataFrame) -> pd.Series:
    """The `side` of each row of `position, expected, deviation` (see `sided_positions`)."""
    position = found.position.to_numpy(float)
    side = np.where(certainty(found).to_numpy() >= SURE, np.sign(position), np.nan)
    return pd.Series(np.where(np.abs(position) < MIDDLE, 0.0, side), found.index)


def certainty(found: pd.DataFrame) -> pd.Series:
    """How much of each position's distribution lies on the side of its plain mean.

    Takes rows of `position, expected, deviation`; 1 for a position without a distribution.
    """
    expected, deviation = found.expected.to_numpy(float), found.deviation.to_numpy(float)
    apart = np.full(len(found), np.nan)
    np.divide(expected, deviation, out=apart, where=deviation > 0)
    sure = ndtr(np.sign(found.position.to_numpy(float)) * apart)
    return pd.Series(np.where(np.isnan(sure), 1.0, sure), found.index)


def drawn(found: pd.DataFrame, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """Where positions may lie: a row for each draw, a column for each row of `expected, deviation`.

    Independent normal draws cut to [-1, 1]; the same every time. A position without a deviation
    stays where it is; where none has one, a single draw says all.
    """
    deviation = found.deviation.fillna(0).to_numpy(float)
    if not deviation.any():
        return np.clip(found.expected.to_numpy(float), -1, 1)[None, :]
    chance = np.random.default_rng(seed).standard_normal(
        (affordable(draws, len(found)), len(found))
    )
    return np.clip(found.expected.to_numpy(float) + chance * deviation, -1, 1)


def affordable(draws: int, quantities: int) -> int:
    """How many draws are made of so many quantities (see `MOST_NUMBERS`)."""
    return min(draws, max(LEAST_DRAWS, MOST_NUMBERS // max(quantities, 1)))


def extremes(values: np.ndarray, largest: bool = True) -> list[int]:
    """Which candidates may be named as the largest (or smallest), likeliest first.

    Parameters
    ----------
    values : array of shape (draws, candidates)
        The quantity that is compared, in each draw.
    largest : bool
        Or else the smallest.

    Returns
    -------
    list of int
        The one that is first in at least 80 % of the draws; or the two that together are; or none,
        since then none stands out. Candidates that are first together share a draw.
    """
    first = _first(values, largest)
    share = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    order = np.argsort(-share, kind="stable")
    needed = int(np.searchsorted(np.cumsum(share[order]), MOSTLY - 1e-9)) + 1
    return [int(i) for i in order[:needed]] if needed <= MOST_SHARING else []


def foremost(values: np.ndarray, largest: bool = True) -> First | None:
    """The same, with how often it is so; candidates that are all first in 80 % of draws tie.

    None where none stands out, and where all candidates tie.
    """
    first = _first(values, largest)
    often = first.mean(axis=0)
    tied = np.flatnonzero(often >= MOSTLY - 1e-9)
    if len(tied) > 1:
        return (
            First(tuple(tied.tolist()), float(often[tied].min()), True)
            if len(tied) < first.shape[1]
            else None
        )
    named = extremes(values, largest)
    if not named:
        return None
    return First(tuple(named), float(first[:, named].any(axis=1).mean()), False)


def _first(values: np.ndarray, largest: bool) -> np.ndarray:
    """Who is first in each draw, as true and false."""
    best = values.max(axis=1) if largest else values.min(axis=1)
    return np.isclose(values, best[:, None], rtol=0, atol=1e-9)
