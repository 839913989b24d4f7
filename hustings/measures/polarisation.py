"""How far an axis divides: van der Eijk's polarisation and Dalton's spread (method: polarisation).

The two answer different questions. Van der Eijk looks at the shape: are there two camps with an
empty middle? Dalton looks at the distance: how far from the average does one usually stand?
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from hustings.measures.claims import DRAWS, SEED, affordable
from hustings.measures.common_ground import NEUTRAL
from hustings.measures.measure import Measure

#: bins of an axis that has no steps: its stances are any numbers
BINS = 5
#: steps that a scale may have; two poles alone have an empty middle
FEWEST, MOST = 3, 11
#: how far a stance may lie from its step: one third is written 0.33 as well
ROUNDED = 0.005 + 1e-9
#: fewer statements (or groups) than this divide nobody
LEAST = 2


def scale_steps(stances: pd.DataFrame) -> pd.Series:
    """How many steps the scale of each axis has, from the stances that are in use.

    The smallest number from 3 to 11 of steps at equal distances, from -1 to 1, of which every
    stance takes one: 5 for -1, -0.5 and 1, 7 for thirds, 3 where only the poles are taken.

    Parameters
    ----------
    stances : DataFrame
        `axis, stance`: each stance of a coding once (see `hustings.query.scale_values`), whatever
        the filters, so that these change no scale.

    Returns
    -------
    Series
        Axis -> number of steps; an axis of which some stance lies between all of these is missing,
        and so is one that `stances` leaves out.
    """
    found = pd.Series(dtype=int)
    left = stances
    for count in range(FEWEST, MOST + 1):
        off = np.abs(left.stance - on_step(left.stance, count)) if len(left) else left.stance
        fits = off.groupby(left.axis).max() <= ROUNDED
        new = pd.Series(count, index=fits.index[fits])
        found = pd.concat([found, new]).astype(int)
        left = left[~left.axis.isin(new.index)]
    return found


def on_step(stances: pd.Series, count: int) -> pd.Series:
    """The nearest of `count` steps from -1 to 1."""
    return (((stances + 1) / 2 * (count - 1)).round() / (count - 1)) * 2 - 1


def step_values(count: int) -> list[float]:
    """The steps of a scale, first pole to second.

    >>> step_values(5)
    [-1.0, -0.5, 0.0, 0.5, 1.0]
    """
    return [round(float(step), 12) for step in np.linspace(-1, 1, count)]


def polarisation(tally: pd.DataFrame, steps: pd.Series | None = None) -> pd.DataFrame:
    """How far the statements on each axis stand apart, in two figures from 0 to 1.

    `vdeijk` is (1 - A) / 2 with A van der Eijk's agreement of the histogram over the steps of the
    scale: 0 all on one step, 0.5 spread evenly, 1 half at each pole. `spread` is
    √(mean((x - mean)²)): 0 all alike, 1 half at each pole; it uses the stances as they are, not
    their steps.

    Parameters
    ----------
    tally : DataFrame
        `axis, x, n`: stances in [-1, 1] and how often each occurs (see `hustings.query.tally`);
        several rows may name the same axis and stance.
    steps : Series, optional
        Axis -> number of steps of its scale: the smallest from 3 to 11, at equal distances from -1
        to 1, that holds all stances which codings take, whatever the filters (see `scale_steps`).
        An axis that is missing there has any stances: they are binned into five.

    Returns
    -------
    DataFrame
        `axis, n, histogram, binned, low, high, vdeijk, spread`, in the order of the axes' names;
        `histogram` counts each step, first pole to second, and `binned` says whether those are bins
        of a scale without steps; `low` and `high` count stances below and above 0. Both figures are
        missing below two statements.

    Notes
    -----
    A stance between two steps, as the mean of two coders can be, goes to the nearer one; half-way,
    half of it goes to each, as when each coder counts half.

    van der Eijk (2001), Measuring agreement in ordered rating scales, Quality & Quantity 35,
    325-341. Dalton (2008), The quantity and the quality of party systems, Comparative Political
    Studies 41, 899-920; here on a scale whose poles are one unit from the middle.
    """
    axis, names = pd.factorize(tally.axis, sort=True)
    x, n = tally.x.to_numpy(float), tally.n.to_numpy(int)
    # One pass for all axes: one axis at a time takes seconds where there are thousands.
    total = np.bincount(axis, n, len(names)).astype(int)
    known = (pd.Series(dtype=int) if steps is None else steps).reindex(names)
    count = known.fillna(BINS).to_numpy(int)
    place = np.clip((x + 1) / 2 * (count[axis] - 1), 0, count[axis] - 1).round(9)
    counts = np.zeros(len(names) * MOST)
    # Both of the nearest steps, which are one and the same but half-way.
    for near in (np.ceil(place - 0.5), np.floor(place + 0.5)):
        counts += np.bincount(axis * MOST + near.astype(int), n / 2, len(counts))
    rows = counts.reshape(-1, MOST).tolist()
    histograms = [tuple(row[:k]) for row, k in zip(rows, count, strict=True)]
    mean = np.bincount(axis, x * n, len(names)) / np.maximum(total, 1)
    squares = np.bincount(axis, (x - mean[axis]) ** 2 * n, len(names))
    enough = total >= LEAST
    return pd.DataFrame(
        {
            "axis": names,
            "n": total,
            "histogram": pd.Series(histograms, dtype=object),
            "binned": known.isna().to_numpy(bool),
            "low": np.bincount(axis, n * (x < -NEUTRAL), len(names)).astype(int),
            "high": np.bincount(axis, n * (x > NEUTRAL), len(names)).astype(int),
            "vdeijk": np.where(
                enough, (1 - np.array([*map(van_der_eijk, histograms)])) / 2, np.nan
            ),
            "spread": np.where(enough, np.sqrt(squares / np.maximum(total, 1)), np.nan),
        }
    )


def between_groups(positions: pd.DataFrame, steps: pd.Series | None = None) -> pd.DataFrame:
    """The same of groups: each counts once on an axis, at its position.

    Takes `group, axis, position` (see `hustings.measures.position.positions`) and returns what
    `polarisation` does, with `n` the number of groups; positions, which are means, go to the
    nearest of the same steps.
    """
    tally = pd.DataFrame({"axis": positions.axis, "x": positions.position, "n": 1})
    return polarisation(tally, steps)


def drawn_polarisation(
    histograms: list[tuple[float, ...]],
    certain: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
) -> tuple[np.ndarray, np.ndarray]:
    """Both figures as chance in what was said might have made them.

    The shares of the steps are drawn from a Dirichlet distribution whose parameters are the counts
    and, so that what nobody has said yet is not ruled out, one statement spread over all steps.
    Those who speak are taken as given: chance is in what they might have said as well.

    Parameters
    ----------
    histograms : list of tuple
        Of each axis how many statements stand on each step (see `polarisation`).
    certain : bool
        Whether statements are all that there could be, as votes: then the figures are as counted,
        in a single draw.

    Returns
    -------
    two arrays of shape (draws, axes)
        Polarisation and spread.
    """
    sizes = np.array([len(row) for row in histograms])
    many = 1 if certain else affordable(draws, int(sizes.sum()))
    chance = np.random.default_rng(seed)
    divided, spread = np.zeros((many, len(sizes))), np.zeros((many, len(sizes)))
    for size in np.unique(sizes):
        at = np.flatnonzero(sizes == size)
        counts = np.array([histograms[int(i)] for i in at], dtype=float)
        weight = counts[None]
        if not certain:
            weight = chance.standard_gamma(counts + 1 / size, (many, *counts.shape))
        weight = weight / weight.sum(axis=2, keepdims=True)
        steps = np.array(step_values(int(size)))
        mean = weight @ steps
        divided[:, at] = (1 - _agreements(weight)) / 2
        spread[:, at] = np.sqrt(np.maximum(weight @ steps**2 - mean**2, 0))
    return divided, spread


def _agreements(weight: np.ndarray) -> np.ndarray:
    """Van der Eijk's agreement of many histograms of the same size, along the last dimension."""
    known = _patterns(weight.shape[-1])
    powers = 2 ** np.arange(weight.shape[-1])
    total, floor = np.zeros(weight.shape[:-1]), np.zeros(weight.shape[:-1])
    for top in np.moveaxis(np.sort(weight, axis=-1), -1, 0):
        filled = (weight >= top[..., None]) & (weight > 0)
        total += (top - floor) * filled.sum(axis=-1) * known[(filled * powers).sum(axis=-1)]
        floor = top
    return total


@lru_cache
def _patterns(size: int) -> np.ndarray:
    """The agreement of each pattern of so many categories, by the number that its bits make."""
    filled = [tuple(bool(number >> i & 1) for i in range(size)) for number in range(2**size)]
    return np.array([0.0, *map(pattern_agreement, filled[1:])])


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
