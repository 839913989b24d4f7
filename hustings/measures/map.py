"""Groups on two axes at once: who has a place on the map, and who is silent where."""

import pandas as pd


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
    found = groups[["group", "type", "n", "first", "last"]]
    for name, axis in (("x", x), ("y", y)):
        cell = positions[positions.axis == axis].set_index("group")
        cell = cell[["position", "low", "high", "n", "side", "mixed", "judges", "se"]]
        cell.columns = [name, *(f"{name}_{what}" for what in cell.columns[1:])]
        found = found.join(cell, on="group")
        found[f"{name}_n"] = found[f"{name}_n"].fillna(0).astype(int)
    return found.reset_index(drop=True)
