"""Frames as the engine gives them, made by hand."""

import pandas as pd


def cells_of(*rows: tuple[str, str, list[float]]) -> pd.DataFrame:
    """Undated cells as the engine gives them, from (group, axis, stances)."""
    days = dict.fromkeys(
        ("first", "last", "low_first", "low_last", "high_first", "high_last"), pd.NaT
    )
    return pd.DataFrame(
        [
            {
                "group": group,
                "axis": axis,
                "n": len(x),
                "total": sum(x),
                "squares": sum(v * v for v in x),
                **days,
                "undated": len(x),
                "low_n": sum(v <= -0.25 for v in x),
                "high_n": sum(v >= 0.25 for v in x),
            }
            for group, axis, x in rows
        ]
    )
