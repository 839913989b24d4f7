"""Interval of a position that others have estimated, from their standard errors (method)."""

import numpy as np
import pandas as pd
from scipy.special import ndtri, stdtrit

from hustings.measures.measure import Measure
from hustings.measures.position import LEVEL


def estimate_intervals(estimates: pd.DataFrame) -> pd.DataFrame:
    """Standard error of the mean of a group's estimates on an axis, and half its 90 % interval.

    The position is the plain mean of the estimates x_i, which have standard errors se_i and come
    from n_i judges each (of surveys, say, in several years). Taking their errors as independent,

        se = √(Σ w_i² se_i²) / Σ w_i,
        ν = (Σ w_i² se_i²)² / Σ (w_i⁴ se_i⁴ / (n_i - 1)),

    and the interval is p ± t(0.95, ν) · se, cut to [-1, 1]. A single estimate has se = se_1 and
    ν = n_1 - 1. All w_i are 1, but where each document counts once. An estimate that does not say
    its n, or has one judge, adds nothing to the second sum; where none does, the normal quantile
    takes the place of t. The interval is that of what the judges would say on average, all of
    them; it holds neither a change of the group between two estimates, nor how the actors of a
    group differ, nor what judges have in common.

    Parameters
    ----------
    estimates : DataFrame
        What `hustings.query.estimates` gives.

    Returns
    -------
    DataFrame
        `group, axis, judges, se, margin`: `se` and `margin` are missing where an estimate of the
        group has no standard error.

    Notes
    -----
    Satterthwaite (1946), An approximate distribution of estimates of variance components,
    Biometrics Bulletin 2(6), 110-114; Welch (1947), Biometrika 34, 28-35.
    """
    squares = estimates.squares.to_numpy(float)
    fourths = estimates.fourths.to_numpy(float)
    error = np.sqrt(squares) / estimates.weight.to_numpy(float)
    known = fourths > 0
    freedom = np.divide(squares**2, fourths, out=np.ones_like(squares), where=known)
    level = (1 + LEVEL) / 2
    quantile = np.where(known, stdtrit(freedom, level), ndtri(level))
    return estimates[["group", "axis", "judges"]].assign(se=error, margin=quantile * error)


MEASURES = (
    Measure(
        "estimates",
        "Interval of estimates",
        "Where others have estimated a position and say how far they err (`se`, and `n` judges), "
        "the interval is that of their mean.",
        estimate_intervals,
    ),
)
