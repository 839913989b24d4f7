"""Hulls round groups that belong together, each with its letter: coalitions and clusters."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.spatial import ConvexHull

from hustings import words
from hustings.charts import base
from hustings.charts.layout import Box
from hustings.charts.sheet import Room, Sheet

#: px between marks and their hull, and corners of the circle that keeps them so far away
AWAY, CORNERS = 7, 16
#: the ground of a hull, and its line
FILL, LINE = "rgba(128,134,139,0.08)", base.OTHER[0]
#: px of a letter
LETTER = 15


def add_hulls(
    sheet: Sheet,
    spots: pd.DataFrame,
    of: str,
    room: Room,
    place: Callable[[np.ndarray], np.ndarray],
) -> list[Box]:
    """Draw a line round the marks of each number above 0 in the column `of`, and its letter.

    Parameters
    ----------
    spots : DataFrame
        `px, py, size`: places in px from the top left of the plot, and diameters.
    of : str
        The column that holds the numbers.
    room : Room
        Which no hull leaves.
    place : callable
        From px (two columns) to the units of the axes.

    Returns
    -------
    list of (left, top, right, bottom)
        Where the letters stand, in px: no name may.
    """
    taken = []
    for number, part in spots[spots[of] > 0].groupby(of):
        outline = np.clip(_outline(part), 1, [room.inner - 1, room.height - 1])
        x, y = place(outline).T
        shown = dict(fill="toself", fillcolor=FILL)
        sheet.path(x.tolist(), y.tolist(), trace=shown, color=LINE, width=1.2, dash="dot")
        px, py = outline[outline[:, 1].argmin()]
        py = max(py - LETTER * 0.7, LETTER * 0.7)
        ((x, y),) = place(np.array([[px, py]]))
        name = words.letter(int(number))
        sheet.text(name, float(x), float(y), "center", size=LETTER, bold=True, name="hull")
        half = LETTER * 0.7
        taken.append((px - half, py - half, px + half, py + half))
    return taken


def _outline(part: pd.DataFrame) -> np.ndarray:
    """The corners of the hull of circles round the marks, closed."""
    turn = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    radius = part["size"].to_numpy(float) / 2 + AWAY
    x = part.px.to_numpy(float)[:, None] + radius[:, None] * np.cos(turn)
    y = part.py.to_numpy(float)[:, None] + radius[:, None] * np.sin(turn)
    points = np.column_stack([x.ravel(), y.ravel()])
    corners = points[ConvexHull(points).vertices]
    return np.vstack([corners, corners[:1]])
