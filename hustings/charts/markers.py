"""Markers: which are hollow, the line round each, and error bars."""

from collections.abc import Sequence

import pandas as pd

from hustings.package import SPOKEN


def one_statement(n: pd.Series, unit: str = SPOKEN) -> pd.Series:
    """Whether a mark rests on one statement alone, and so is drawn hollow; no vote ever is."""
    return (n == 1) & (unit == SPOKEN)


def outlined(marker: dict, hollow, edge, rim, outline: float) -> dict:
    """Plotly's marker with the hollow ones opened and a line round each; see `Sheet.marks`."""
    look, symbol = dict(marker), marker["symbol"]
    if hollow is not None:
        look["symbol"] = _chosen(hollow, [f"{each}-open" for each in _each(symbol, hollow)], symbol)
    if edge is not None and "line" not in marker:
        look["line"] = dict(width=_chosen(hollow, outline, edge))
        if rim is not None:
            # nothing but its line is seen of a hollow marker: in the colour of the filled ones
            look["line"]["color"] = _chosen(hollow, marker["color"], rim)
    return look


def interval(at, low, high, colour: str, thickness: float = 1.4) -> dict:
    """Plotly's error bars that reach from `low` to `high`; none where these are missing."""
    return dict(
        type="data", symmetric=False, array=high - at, arrayminus=at - low,
        thickness=thickness, width=3, color=colour,
    )  # fmt: skip


def _chosen(hollow: Sequence[bool] | None, one, other):
    """The one value for hollow markers, the other for filled ones; each for all or a sequence."""
    if hollow is None or (isinstance(one, str) and one == other):
        return other
    pairs = zip(hollow, _each(one, hollow), _each(other, hollow), strict=True)
    return [a if is_hollow else b for is_hollow, a, b in pairs]


def _each(value, like: Sequence) -> Sequence:
    return [value] * len(like) if isinstance(value, str | int | float) else value
