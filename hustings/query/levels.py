"""Groups of several levels side by side: each level is asked by itself, as if it stood alone."""

from collections.abc import Callable

import pandas as pd

from hustings.query.filters import LEVEL, Picks


def each_level(picks: Picks, ask: Callable[[Picks], pd.DataFrame]) -> pd.DataFrame:
    """What is asked of the picked groups, their levels one below the other.

    Parameters
    ----------
    picks : Picks
    ask : callable
        From picks of one level to a frame in which the column `group` holds their names.

    Returns
    -------
    DataFrame
        What `ask` gives, the groups of other levels called as they were picked. A statement by an
        actor and by its type stands there twice.
    """
    frames = [
        renamed(ask(Picks(level, names)), level, picks.by) for level, names in picks.levels.items()
    ]
    if len(frames) == 1:
        return frames[0]
    return pd.concat(frames, ignore_index=True) if frames else ask(picks)


def renamed(frame: pd.DataFrame, level: str, by: str) -> pd.DataFrame:
    """A frame of one level, its groups called as they are picked among those of the level `by`."""
    return frame if level == by else frame.assign(group=f"{level}{LEVEL}" + frame.group)
