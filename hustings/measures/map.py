"""Groups on two axes at once: who has a place on the map, and who is silent where."""

import numpy as np
import pandas as pd
from pandas.api.extensions import take


def places(positions: pd.DataFrame, groups: pd.DataFrame, x: str, y: str) -> pd.DataFrame:
    """One row for each group with its place on two axes.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, n, position, low, high, side, mixed, judges, se` (see
        `hustings.findings.group_positions`).
    groups : DataFrame
        `group, n, type, first, last`: the groups to place, with their statements on the two axes.
    x, y : str
        Axis ids; they may be the same.

    Returns
    -------
    DataFrame
        `group, type, n, first, last, x, x_low, x_high, x_n, x_side, x_mixed, x_judges,
        x_se` and the same of y, in the order of `groups`; places, intervals and sides are missing,
        and counts 0, where a group is silent.
    """
    columns = {name: groups[name].array for name in ("group", "type", "n", "first", "last")}
    for name, axis in (("x", x), ("y", y)):
        cells = positions[(positions.axis == axis).to_numpy()]
        # -1 where a group is silent, which becomes a missing value
        at = pd.Index(cells.group).get_indexer(groups.group)
        for what in ("position", "low", "high", "n", "side", "mixed", "judges", "se"):
            values = take(cells[what].to_numpy(), at, allow_fill=True)
            columns[name if what == "position" else f"{name}_{what}"] = values
        columns[f"{name}_n"] = np.where(at < 0, 0, columns[f"{name}_n"]).astype(int)
    return pd.DataFrame(columns)
