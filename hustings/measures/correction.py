"""Positions corrected by what people have checked: prediction-powered inference (PPI)."""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from hustings.measures.measure import Measure
from hustings.measures.position import LEVEL, ROUNDING

#: checked codes of a view from which on positions are corrected
LEAST_CHECKED = 50
#: checked codes of an axis, or of a group on an axis, from which on it is corrected
LEAST_EACH = 10
#: what is added up over statements
SUMS = (
    *("n", "total", "squares", "checked", "checked_total", "checked_squares"),
    *("difference", "difference_squares", "cross"),
)


def corrected(cells: pd.DataFrame) -> pd.DataFrame:
    """Position corrected by the codes that a person has checked, with its 90 % interval.

    The person's code h of a statement on an axis is the mean of its checked rows. Its first code f
    (that of machines, mostly) is the mean of the rows of all coders who have left rows unchecked
    somewhere in the data; where there are none, the checked row that a person let stand. A row
    whose coder is who checked it is that person's own, and no first code. Of N statements with a
    first code n have a person's too. The corrected position is the mean of all first codes plus the
    mean of what the person changed:

        c = mean of f over N + mean of (h - f) over n.

    With d = h - f its variance is

        V = (N - n)/N² · var(f) + var(d + f n/N) / n,

    which is var(f)/N + var(d)/n where few are checked (the form of the source, whose two samples
    share no statement), and var(h)/N where all are: here those checked are among the N. The
    interval is c ± t(0.95, n - 1) √V; it and c are cut to [-1, 1]. A mistake that machines make
    alike everywhere is taken out, however large; the interval is as wide as people and machines
    differ unevenly. Both hold as far as the checked were drawn at random from all: checking only
    what looks doubtful corrects the rest by what is wrong there. Where a person has let every
    code stand, the interval does not know what the next check may change.

    Parameters
    ----------
    cells : DataFrame
        The columns of `SUMS` (see `hustings.query.first_and_checked`), and any that name the rows.
        They may be added up over groups before.

    Returns
    -------
    DataFrame
        The columns that name the rows, `n, checked`, `first` (mean of f), `difference` (mean of
        d, missing with none checked), `corrected`, `low`, `high`; the last three are missing with
        fewer than ten checked.

    Notes
    -----
    Angelopoulos, Bates, Fannjiang, Jordan & Zrnic (2023), Prediction-powered inference, Science
    382, 669-674: the estimator of a mean.
    """
    n, checked = cells.n.to_numpy(float), cells.checked.to_numpy(float)
    first, change = cells.total.to_numpy(float) / n, _mean(cells.difference, checked)
    share = checked / n
    # var(d + f n/N) over the checked, from the sums of f, d, their squares and products
    both = (
        _scatter(cells.difference_squares, cells.difference, cells.difference, checked)
        + 2 * share * _scatter(cells.cross, cells.checked_total, cells.difference, checked)
        + share**2
        * _scatter(cells.checked_squares, cells.checked_total, cells.checked_total, checked)
    )
    every = _scatter(cells.squares, cells.total, cells.total, n)
    enough = checked >= LEAST_EACH
    freedom = np.maximum(checked - 1, 1)
    variance = (n - checked) / n**2 * every / np.maximum(n - 1, 1) + both / freedom / np.maximum(
        checked, 1
    )
    margin = stdtrit(freedom, (1 + LEVEL) / 2) * np.sqrt(np.maximum(variance, 0))
    raw = np.where(enough, first + change, np.nan)
    names = [name for name in cells.columns if name not in SUMS]
    return cells[names].assign(
        n=cells.n,
        checked=cells.checked,
        first=first,
        difference=change,
        corrected=np.clip(raw, -1, 1),
        low=np.clip(raw - margin, -1, 1),
        high=np.clip(raw + margin, -1, 1),
    )


def _mean(sums: pd.Series, n: np.ndarray) -> np.ndarray:
    """Means from sums; missing where nothing is summed."""
    return np.where(n > 0, sums.to_numpy(float) / np.maximum(n, 1), np.nan)


def _scatter(products: pd.Series, one: pd.Series, other: pd.Series, n: np.ndarray) -> np.ndarray:
    """Σ(a - mean)(b - mean) from Σab, Σa, Σb; what rounding leaves of nothing is nothing."""
    means = one.to_numpy(float) * other.to_numpy(float) / np.maximum(n, 1)
    found = products.to_numpy(float) - means
    return np.where(np.abs(found) > ROUNDING, found, 0)


MEASURES = (
    Measure(
        "correction",
        "Corrected position",
        "Where people have checked 50 codes or more: the mean of the first codes plus the mean of "
        "what people changed in those that they checked, beside the plain position and never in "
        "its place.",
        corrected,
    ),
)
