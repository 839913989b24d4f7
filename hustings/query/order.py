"""Order of names in answers: as people sort them, and the same on every engine."""

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
    keys = [
        (-n, pd.isna(text), by_name("" if pd.isna(text) else str(text)))
        for n, text in zip(frame.n, frame[name], strict=True)
    ]
    order = sorted(range(len(frame)), key=keys.__getitem__)
    return frame.iloc[order].reset_index(drop=True)
