"""How far an axis divides: van der Eijk's polarisation and Dalton's spread (method: polarisation).

The two answer different questions. Van der Eijk looks at the shape: are there two camps with an
empty middle? Dalton looks at the distance: how far from the average does one usually stand?
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure

#: the five steps of the scale, first pole to second
STEPS = (-1.0, -0.5, 0.0, 0.5, 1.0)
#: fewer statements (or groups) than this divide nobody
LEAST = 2


def polarisation(tally: pd.DataFrame) -> pd.DataFrame:
    """How far the statements on each axis stand apart, in two figures from 0 to 1.

    `vdeijk` is (1 - A) / 2 with A van der Eijk's agreement of the five-step histogram: 0 all on
    one step, 0.5 spread evenly, 1 half at each pole. `spread` is √(mean((x - mean)²)): 0 all
    alike, 1 half at each pole; it uses the stances as they are, not their steps.

    Parameters
    ----------
    tally : DataFrame
        `axis, x, n`: stances in [-1, 1] and how often each occurs (see `hustings.query.tally`);
        several rows may name the same axis and stance.

    Returns
    -------
    DataFrame
        `axis, n, histogram, vdeijk, spread`, in the order of the axes' names; `histogram` is five
        counts, first pole to second. Both figures are missing below two statements.

    Notes
    -----
    van der Eijk (2001), Measuring agreement in ordered rating scales, Quality & Quantity 35,
    325-341. Dalton (2008), The quantity and the quality of party systems, Comparative Political
    Studies 41, 899-920; here on a scale whose poles are one unit from the middle.
    """
    axis, names = pd.factorize(tally.axis, sort=True)
    x, n = tally.x.to_numpy(float), tally.n.to_numpy(int)
    # One pass for all axes: one axis at a time takes seconds where there are thousands.
    total = np.bincount(axis, n, len(names)).astype(int)
    counts = np.bincount(axis * len(STEPS) + steps(x), n, len(names) * len(STEPS))
    histograms = [tuple(row) for row in counts.astype(int).reshape(-1, len(STEPS)).tolist()]
    mean = np.bincount(axis, x * n, len(names)) / np.maximum(total, 1)
    squares = np.bincount(axis, (x - mean[axis]) ** 2 * n, len(names))
    enough = total >= LEAST
    return pd.DataFrame(
        {
            "axis": names,
            "n": total,
            "histogram": pd.Series(histograms, dtype=object),
            "vdeijk": np.where(
                enough, (1 - np.array([*map(van_der_eijk, histograms)])) / 2, np.nan
            ),
            "spread": np.where(enough, np.sqrt(squares / np.maximum(total, 1)), np.nan),
        }
    )


def between_groups(positions: pd.DataFrame) -> pd.DataFrame:
    """The same of groups: each counts once on an axis, at its position.

    Takes `group, axis, position` (see `hustings.measures.position.positions`) and returns what
    `polarisation` does, with `n` the number of groups.
    """
    return polarisation(pd.DataFrame({"axis": positions.axis, "x": positions.position, "n": 1}))


def steps(x: np.ndarray) -> np.ndarray:
    """On which of the five steps stances fall, 0 to 4.

    A stance between two steps, as the mean of two coders can be, goes to the nearer one; half-way
    it goes away from the middle. So 0.25 counts as leaning, as it does in the words for positions,
    and a mirrored axis has the mirrored histogram.
    """
    return (np.sign(x) * np.floor(np.abs(x) * 2 + 0.5)).astype(int) + 2


def van_der_eijk(counts: Sequence[float]) -> float:
    """Van der Eijk's agreement A of an ordered histogram with at least three categories.

    1 all in one category, 0 spread evenly, -1 half at each end. The histogram is cut into layers,
    each of which is an even spread over some of the categories; A is the mean of the layers'
    agreement, weighted by what each layer holds. Missing for an empty histogram.
    """
    if not sum(counts):
        return float("nan")
    total = floor = 0.0
    for top in sorted({count for count in counts if count > 0}):
        pattern = tuple(count >= top for count in counts)
        total += (top - floor) * sum(pattern) * pattern_agreement(pattern)
        floor = top
    return total / sum(counts)


# Thousands of axes have the same few patterns.
@lru_cache(maxsize=256)
def pattern_agreement(pattern: tuple[bool, ...]) -> float:
    """Agreement of one layer: A = U · (1 - (S - 1) / (K - 1)).

    S of the K categories are filled. U, from 1 to -1, is the unimodality
    ((K - 2) · TU - (K - 1) · TDU) / ((K - 2) · (TU + TDU)): TU counts the triples of categories
    with two filled neighbours and an empty end, TDU those with an empty middle. Without either
    kind nothing speaks against one peak, and U is 1.
    """
    categories, filled = len(pattern), int(np.sum(pattern))
    triples = [tuple(map(bool, triple)) for triple in combinations(pattern, 3)]
    one_peak = triples.count((True, True, False)) + triples.count((False, True, True))
    two_peaks = triples.count((True, False, True))
    unimodality = 1.0
    if one_peak + two_peaks:
        unimodality = ((categories - 2) * one_peak - (categories - 1) * two_peaks) / (
            (categories - 2) * (one_peak + two_peaks)
        )
    return unimodality * (1 - (filled - 1) / (categories - 1))


MEASURES = (
    Measure(
        "polarisation",
        "Polarisation",
        "How far an axis divides, in two figures: whether there are two camps with an empty "
        "middle (van der Eijk), and how far from the average one usually stands (Dalton); 0 all "
        "alike, 1 half at each pole.",
        polarisation,
    ),
)
