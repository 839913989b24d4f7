"""Why a position lies near the middle: four ways to be mixed (method: mixed)."""

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure
from hustings.query import MIDDLE

#: most statements say both; statements on both sides, one of them alone; all of one side before all
#: of the other; back and forth
KINDS = ("middle", "opposite", "changed", "both")
#: fewer statements on either side are no change
LEAST_CHANGED = 2


def mixtures(cells: pd.DataFrame) -> pd.Series:
    """The kind of mixture of each cell whose mean is less than 0.25 from the middle.

    A statement is on a side where its stance is 0.25 or more from the middle; 0 is coded where it
    wants both. The kinds, of which the first that fits is taken:

    - middle: more statements on no side than on the two sides, or none on one of the sides;
    - opposite: a single statement on one of the sides, which is an opposite, and no pattern;
    - changed: all statements of one side are dated before all those of the other;
    - both: all others, which say now the one thing and now the other.

    Parameters
    ----------
    cells : DataFrame
        `n, total, low_n, high_n, low_first, low_last, high_first, high_last, undated` (see
        `hustings.query.cells`).

    Returns
    -------
    Series of str
        One of `KINDS`; empty where the mean leans to a side.
    """
    low, high = cells.low_n.to_numpy(), cells.high_n.to_numpy()
    days = {
        name: pd.to_datetime(cells[name]).to_numpy("datetime64[s]")
        for name in ("low_first", "low_last", "high_first", "high_last")
    }
    # A comparison with a missing day is false.
    apart = (days["low_last"] < days["high_first"]) | (days["high_last"] < days["low_first"])
    less, sided = np.minimum(low, high), low + high
    kind = np.select(
        [
            (cells.total / cells.n).abs().to_numpy() >= MIDDLE,
            (less == 0) | (cells.n.to_numpy() - sided > sided),
            less < LEAST_CHANGED,
            apart & (cells.undated.to_numpy() == 0),
        ],
        ["", *KINDS[:-1]],
        KINDS[-1],
    )
    return pd.Series(kind, index=cells.index, dtype=object)


MEASURES = (
    Measure(
        "mixed",
        "Mixed",
        "A position less than 0.25 from the middle says which way it is mixed: most of its "
        "statements want both; one statement stands against the others; all on one side come "
        "before all on the other; or they go back and forth.",
        mixtures,
    ),
)
