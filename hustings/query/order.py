"""Order of names in answers: as people sort them, and the same on every engine."""

import numpy as np
import pandas as pd

from hustings.fold import by_name


def most_first(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Rows by `n`, the largest first; those of equal `n` by name, what has none last.

    Parameters
    ----------
    frame : pandas.DataFrame
        With a column `n`.
    name : str
        Its column of names.
    """
    missing = frame[name].isna().to_numpy()
    keys = [by_name(text) for text in frame[name].fillna("").tolist()]
    named = sorted(range(len(frame)), key=keys.__getitem__)
    # Sorting by number is steady: those of equal number stay in the order of their names.
    order = np.lexsort((missing[named], -frame.n.to_numpy()[named]))
    return frame.iloc[np.array(named, dtype=int)[order]].reset_index(drop=True)
