"""Membership: which rows of a frame are of certain names, for hundreds of thousands of names."""

from collections.abc import Iterable

import pandas as pd


def is_in(names: pd.Series, wanted: Iterable[str]) -> pd.Series:
    """Whether each name is one of the wanted: `names.isin(wanted)`, many times as fast.

    pandas turns the wanted into values of Arrow one by one, which takes a second for two hundred
    thousand; an index looks all names up at once.

    Parameters
    ----------
    names : Series of str
        What is missing among them is not wanted.
    wanted : iterable of str
        Any of them more than once or in a series, too.
    """
    known = pd.Series(wanted if isinstance(wanted, pd.Series) else list(wanted), dtype=names.dtype)
    found = pd.Index(known.dropna().unique()).get_indexer(names) >= 0
    return pd.Series(found, index=names.index)
