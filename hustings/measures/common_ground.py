"""What all groups share, and what sets one apart (method: common ground)."""

import numpy as np
import pandas as pd

from hustings.measures.claims import DRAWS, SEED, affordable
from hustings.measures.measure import Measure

#: fewer statements than this on either side give no comparison
LEAST = 10
#: a z above this is met by chance one time in ten
SIGNIFICANT = 1.2816
#: a stance nearer to 0 than this is what floating point leaves of 0
NEUTRAL = 1e-9
POLES = ("low", "high")


def sides(tally: pd.DataFrame) -> pd.DataFrame:
    """How many statements of each group go toward each pole of each axis.

    Parameters
    ----------
    tally : DataFrame
        `group, axis, x, n` (see `hustings.query.tally`). Groups may be merged before by renaming
        them; rows without a group do not count.

    Returns
    -------
    DataFrame
        `group, axis, n, low, high`: all statements, those with x < 0, those with x > 0.
    """
    frame = pd.DataFrame(
        {
            "group": tally.group,
            "axis": tally.axis,
            "n": tally.n,
            "low": tally.n.where(tally.x < -NEUTRAL, 0),
            "high": tally.n.where(tally.x > NEUTRAL, 0),
        }
    )
    return frame.groupby(["group", "axis"], as_index=False).sum()


def common_ground(tally: pd.DataFrame) -> pd.DataFrame:
    """How far all groups go toward the same pole of an axis.

    For each pole the product over groups of (t + 1) / (n + 2), where t of a group's n statements
    on the axis go toward the pole: high only if every group does, however many statements the
    largest of them makes. Every group of the tally counts on every axis; one that is silent there
    has the factor 1/2, since nothing is known of it. Values therefore compare between axes, not
    between tallies with a different number of groups.

    Parameters
    ----------
    tally : DataFrame
        `group, axis, x, n` (see `sides`); the groups are usually types of actors.

    Returns
    -------
    DataFrame
        `axis, pole, value, low, high, groups, silent, n`, most common ground first: the pole with
        the larger product ("low" or "high", missing where both are equal) and that product; both
        products; the number of groups that speak on the axis and that do not; their statements.

    Notes
    -----
    Group-aware consensus: Small, Bjorkegren, Erkkilä, Shaw & Megill (2021), Polis: scaling
    deliberation by mapping high dimensional opinion spaces, Recerca 26(2).
    """
    counts = sides(tally)
    n, low, high = (
        counts.pivot(index="axis", columns="group", values=name).fillna(0) for name in ("n", *POLES)
    )
    low, high = (((t + 1) / (n + 2)).prod(axis=1).to_numpy(float) for t in (low, high))
    larger = pd.Series(np.where(high > low, "high", "low"), dtype="str")
    found = pd.DataFrame(
        {
            "axis": n.index,
            "pole": larger.mask(np.isclose(low, high, rtol=1e-12, atol=0)),
            "value": np.maximum(low, high),
            "low": low,
            "high": high,
            "groups": (n > 0).sum(axis=1).to_numpy(),
            "silent": (n == 0).sum(axis=1).to_numpy(),
            "n": n.sum(axis=1).to_numpy(int),
        }
    )
    return found.sort_values(["value", "axis"], ascending=[False, True], ignore_index=True)


def drawn_common_ground(
    tally: pd.DataFrame, axes: list[str], draws: int = DRAWS, seed: int = SEED
) -> np.ndarray:
    """What the common ground of axes may be, given how little some groups say.

    Each factor of `common_ground` is the mean of a Beta(t + 1, n - t + 1) distribution, from which
    it is drawn here; both poles of an axis are drawn together.

    Returns
    -------
    array of shape (draws, 2 · axes)
        The products of the axes in the order given, first all first poles, then all second ones.
    """
    counts = sides(tally)
    n, low, high = (
        counts.pivot(index="axis", columns="group", values=name).reindex(axes).fillna(0)
        for name in ("n", *POLES)
    )
    chance = np.random.default_rng(seed)
    many = affordable(draws, 3 * n.size)
    # Gamma variates with the parameters t + 1 of each pole and the rest, the same for all three.
    toward = [chance.standard_gamma(t.to_numpy(float) + 1, (many, *n.shape)) for t in (low, high)]
    rest = (n - low - high).to_numpy(float)
    rest = np.where(rest > 0, chance.standard_gamma(np.maximum(rest, 1e-9), (many, *n.shape)), 0)
    whole = toward[0] + toward[1] + rest
    return np.concatenate([np.log(t / whole).sum(axis=2) for t in toward], axis=1)


def distinguishing(tally: pd.DataFrame, group: str | int, least: int = LEAST) -> pd.DataFrame:
    """What sets one group apart from all others taken together.

    With t of the group's n statements on an axis toward a pole, and t', n' those of the rest, the
    group is distinct there if both of these exceed 1.2816:

    - z_share = 2 √(n+1) ((t+1)/(n+1) - 1/2): most of what the group says goes toward the pole;
    - z_rest = (a - b) / √(c (1-c) (1/(n+1) + 1/(n'+1))) with a = (t+1)/(n+1), b = (t'+1)/(n'+1),
      c = (t+t'+2)/(n+n'+2): more than of what the rest says.

    With p = (t+1)/(n+2), p' = (t'+1)/(n'+2) and the ratio p / p', the order is by
    p · z_share · ratio · z_rest.

    Parameters
    ----------
    tally : DataFrame
        `group, axis, x, n` (see `sides`).
    group : str or int
        The group to describe.
    least : int
        Axes on which the group or the rest has fewer statements are left out.

    Returns
    -------
    DataFrame
        `axis, pole, toward, n, share, rest_toward, rest_n, rest_share, ratio, z_share, z_rest,
        distinct, metric`: two rows for each axis with enough statements, what is distinct first;
        shares are t/n as counted; the metric is missing where the group is not distinct.

    Notes
    -----
    Representativeness: Small et al. (2021), see `common_ground`.
    """
    counts = sides(tally)
    own = counts[counts.group == group].set_index("axis")[["n", *POLES]]
    rest = counts[counts.group != group].groupby("axis")[["n", *POLES]].sum()
    both = own.join(rest.add_suffix("_rest"), how="inner")
    both = both[(both.n >= least) & (both.n_rest >= least)]
    found = pd.concat([_compared(both, pole) for pole in POLES], ignore_index=True)
    order = ["metric", "z_rest", "axis", "pole"]
    return found.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _compared(both: pd.DataFrame, pole: str) -> pd.DataFrame:
    """The group against the rest on every axis, for one pole."""
    t, n, t_rest, n_rest = (
        both[name].to_numpy(float) for name in (pole, "n", f"{pole}_rest", "n_rest")
    )
    p = (t + 1) / (n + 2)
    ratio = p / ((t_rest + 1) / (n_rest + 2))
    a, b = (t + 1) / (n + 1), (t_rest + 1) / (n_rest + 1)
    c = (t + t_rest + 2) / (n + n_rest + 2)
    error = np.sqrt(c * (1 - c) * (1 / (n + 1) + 1 / (n_rest + 1)))
    z_share = 2 * np.sqrt(n + 1) * (a - 1 / 2)
    # Where every statement of both sides goes toward the pole, nothing sets them apart.
    z_rest = np.divide(a - b, error, out=np.zeros_like(error), where=error > 0)
    distinct = (z_share > SIGNIFICANT) & (z_rest > SIGNIFICANT)
    return pd.DataFrame(
        {
            "axis": both.index,
            "pole": pole,
            "toward": t.astype(int),
            "n": n.astype(int),
            "share": t / n,
            "rest_toward": t_rest.astype(int),
            "rest_n": n_rest.astype(int),
            "rest_share": t_rest / n_rest,
            "ratio": ratio,
            "z_share": z_share,
            "z_rest": z_rest,
            "distinct": distinct,
            "metric": np.where(distinct, p * z_share * ratio * z_rest, np.nan),
        }
    )


MEASURES = (
    Measure(
        "common_ground",
        "Common ground",
        "How far every type of actor goes toward the same pole of an axis, each type counting "
        "alike; one that is silent there counts as undecided.",
        common_ground,
    ),
    Measure(
        "distinguishing",
        "What sets one apart from the rest",
        "Poles toward which most of its statements go, and more of them than of all "
        "others'; silent where either side has fewer than ten statements.",
        distinguishing,
    ),
)
