"""Frames as the engine gives them, made by hand."""

import pandas as pd


def cells_of(*rows: tuple[str, str, list[float]]) -> pd.DataFrame:
    """Cells as the engine gives them, from (group, axis, stances)."""
    return pd.DataFrame(
        [
            {
                "group": group,
                "axis": axis,
                "n": len(x),
                "total": sum(x),
                "squares": sum(v * v for v in x),
                "first": None,
                "last": None,
            }
            for group, axis, x in rows
        ]
    )
