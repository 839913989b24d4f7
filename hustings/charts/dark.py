"""Dark ground: a figure as it is drawn, with the colours that a dark page or slide asks for."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from hustings.charts.base import GRID, INK, MORE, WHITE, ZERO

#: the ground of dark pages (.streamlit/config.toml), and the ink on it
GROUND, LIGHT = "#16191d", "#e8eaed"
#: colour on white -> the same on the dark ground: the ground itself, ink, lines, and dark colours
#: that would be lost on it. The others have 3:1 with both.
ON_DARK = {
    WHITE: GROUND,
    INK: LIGHT,
    GRID: "#333a42",
    ZERO: "#7f878f",
    MORE: "#b4bac1",
    # the quiet middle of the diverging scale, and links of disagreement
    "#e8e6e3": "#2b3037",
    "#b2182b": "#e0606e",
}
#: parts that bring a ground of their own
_OWN = ("hoverlabel",)
#: lists of parts
_LISTS = ("data", "annotations", "shapes")


def darkened(figure: go.Figure) -> go.Figure:
    """The figure on a dark ground.

    White text stays white: it stands on a mark; so do hover texts, which have a white ground.
    """
    found = _dark(figure.to_dict(), "", "")
    return go.Figure(found, _validate=False)


def _dark(part: Any, name: str, inside: str) -> Any:
    if isinstance(part, dict):
        return {
            key: value if key in _OWN else _dark(value, key, name) for key, value in part.items()
        }
    coloured = name.endswith("color") or name == "colorscale"
    if isinstance(part, np.ndarray) and part.dtype == object and coloured:
        part = part.tolist()
    if isinstance(part, list | tuple) and (coloured or name in _LISTS):
        return [_dark(each, name, inside) for each in part]
    if coloured and isinstance(part, str):
        colour = part.lower()
        white_text = colour == WHITE and inside in ("font", "textfont", "tickfont")
        return part if white_text else ON_DARK.get(colour, part)
    return part
