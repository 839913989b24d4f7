"""Which claims the evidence carries: sides of positions, and the largest or smallest of many."""

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
    toward = np.sign(found.position)
    apart = found.expected / found.deviation.where(found.deviation > 0)
    sure = pd.Series(ndtr(toward * apart), found.index).fillna(1.0) >= SURE
    side = toward.where(sure)
    return side.mask(found.position.abs() < MIDDLE, 0.0)


def drawn(found: pd.DataFrame, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """Where positions may lie: `draws` rows, one column for each row of `expected, deviation`.

    Independent normal draws cut to [-1, 1]; the same every time. A position without a deviation
    stays where it is.
    """
    chance = np.random.default_rng(seed).standard_normal((draws, len(found)))
    place = found.expected.to_numpy(float) + chance * found.deviation.fillna(0).to_numpy(float)
    return np.clip(place, -1, 1)


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
    best = values.max(axis=1) if largest else values.min(axis=1)
    first = np.isclose(values, best[:, None], rtol=0, atol=1e-9)
    share = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    order = np.argsort(-share, kind="stable")
    needed = int(np.searchsorted(np.cumsum(share[order]), MOSTLY - 1e-9)) + 1
    return [int(i) for i in order[:needed]] if needed <= MOST_SHARING else []
