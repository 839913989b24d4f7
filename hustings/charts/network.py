"""Network graph: groups as nodes, agreement or conflict as links, coalitions in hulls."""

from collections.abc import Sequence
from itertools import product
from math import hypot, sqrt

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.hulls import add_hulls
from hustings.charts.layout import Box, Circle, Label, Placed, place_labels
from hustings.charts.markers import one_statement
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import shorten
from hustings.package import SPOKEN

#: px across the smallest and the largest node, wide and on a phone
NODES, SMALL_NODES = (10, 34), (8, 22)
#: px round the nodes for their names
EDGE = 26
#: share of the picture that all nodes together may cover
COVERED = 0.08
#: width of a line in px, the weakest third of the range first
LINES = (0.7, 1.5, 2.8)
#: lines that a picture holds, all of them strong enough to be seen: those of the strongest links,
#: and each node's strongest
MOST_LINES = 120
#: px that a name may reach into another's mark
TOUCH = 1.5
#: round a picked node; seen on white and on the dark page
RAISED = "#72777d"
#: links of more conflict than congruence: no colour of a coalition
AGAINST = "#d6304a"
ALONE = "In no coalition"


def network_chart(
    nodes: pd.DataFrame,
    links: pd.DataFrame,
    picked: Sequence[str],
    credit: base.Credit,
    width: int = 960,
    height: int | None = None,
    unit: str = SPOKEN,
    hulls: bool = True,
) -> go.Figure:
    """Draw groups, linked where tied strongly enough, and their coalitions as lettered hulls.

    Parameters
    ----------
    nodes : DataFrame
        `group, n, x, y, coalition`; places from -1 to 1, coalitions from 1, 0 for none.
    links : DataFrame
        `a, b, weight`; heavier is wider, and dashed where the weight is below 0.
    picked : sequence of str
        Groups to raise and to name in any case, in colours of their own; all others are grey.
    height : int, optional
        px of the plot itself; by default what suits the width.
    unit : str
        What n counts: one of `hustings.package.UNITS`.
    hulls : bool
        Whether coalitions are drawn: where they are not clearly set apart they are not.

    Returns
    -------
    go.Figure
        Each node's customdata is `["group", group]`.
    """
    sheet = Sheet()
    height = height or round(min(width * 1.05, 300 + width * 0.36))
    colours = base.picked_colours(picked, set(nodes.group))
    for group, colour in colours.items():
        sheet.legend(group, base.Style(colour, "circle"))
    room = framed(sheet, credit, width, height, left=8, right=8, below=8)
    spots = _spots(nodes, picked, room)
    taken = add_hulls(sheet, spots, "coalition", room, lambda px: px) if hulls else []
    _add_lines(sheet, strongest(links), spots)
    shown = pd.Series([colours.get(g, base.OTHER[0]) for g in spots.group], index=spots.index)
    for colour in dict.fromkeys([base.OTHER[0], *colours.values()]):
        if (shown == colour).any():
            _add_nodes(sheet, spots[shown == colour], base.Style(colour, "circle"), unit, hulls)
    _add_labels(sheet, spots, room, taken, hulls)
    sheet.axes_in_px(room)
    return sheet.figure()


def strongest(links: pd.DataFrame) -> pd.DataFrame:
    """The links that are drawn: at most `MOST_LINES`, and besides them the strongest of each node.

    Parameters
    ----------
    links : DataFrame
        `a, b, weight`.
    """
    if len(links) <= MOST_LINES:
        return links
    ordered = links.loc[links.weight.abs().sort_values(ascending=False).index]
    ends = pd.Series(np.tile(np.arange(len(links)), 2), index=[*ordered.a, *ordered.b])
    first = ends.groupby(level=0).min()
    return ordered.iloc[np.union1d(np.arange(MOST_LINES), first)].sort_index()


def _name(number: int) -> str:
    return ALONE if number == 0 else f"Coalition {words.letter(number)}"


def _spots(nodes: pd.DataFrame, picked: Sequence[str], room: Room) -> pd.DataFrame:
    """Nodes with size and place in px, moved apart where they would cover each other."""
    small: float
    large: float
    small, large = NODES if room.width >= 700 else SMALL_NODES
    most = max(1, nodes.n.max())
    # Many large nodes would fill the picture: together they cover at most a part of it.
    full = (nodes.n / most).sum() * large**2
    large = max(small, large * min(1.0, sqrt(COVERED * room.inner * room.height / full)))
    small = min(small, large * 0.7)
    spots = nodes.assign(
        size=[max(small, large * sqrt(n / most)) for n in nodes.n],
        picked=nodes.group.isin(set(picked)),
    )
    edge = EDGE + large / 2
    places = np.column_stack(
        [
            edge + (spots.x + 1) / 2 * (room.inner - 2 * edge),
            edge + (1 - spots.y) / 2 * (room.height - 2 * edge),
        ]
    )
    # A little more than the half, for the corners of squares.
    reach = spots["size"].to_numpy(float) * 0.58
    low, high = reach + 2, np.array([[room.inner, room.height]]) - (reach + 2)[:, None]
    places = _apart(places, reach + 1, low[:, None], high)
    spots["px"], spots["py"] = places[:, 0].round(1), places[:, 1].round(1)
    return spots


def _apart(places: np.ndarray, reach: np.ndarray, low, high, rounds: int = 120) -> np.ndarray:
    """Circles pushed away from those they overlap, each by half, until none does or time is up."""
    need = reach[:, None] + reach[None, :]
    np.fill_diagonal(need, 0)
    for _ in range(rounds):
        way = places[:, None, :] - places[None, :, :]
        far = np.hypot(way[..., 0], way[..., 1])
        push = np.maximum(need - far, 0)
        if not push.any():
            break
        # Two at the very same place part sideways, the later one to the right.
        rank = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
        flat = far < 1e-9
        way[..., 0] = np.where(flat, rank, way[..., 0])
        unit = way / np.where(flat, 1, far)[..., None]
        places = np.clip(places + (unit * push[..., None] / 2).sum(axis=1), low, high)
    return places


def _add_lines(sheet: Sheet, links: pd.DataFrame, spots: pd.DataFrame) -> None:
    """The links in three traces, by strength: a trace for each would be slow.

    Those below 0 are three more.
    """
    at = spots.set_index("group")[["px", "py"]]
    weight = links.weight.abs()
    span = weight.max() - weight.min() if len(links) else 0
    third = ((weight - weight.min()) / (span or 1) * 3).clip(upper=2).astype(int)
    if not span:
        third[:] = 1
    for (k, thick), opposed in product(enumerate(LINES), (False, True)):
        part = links[(third == k) & ((links.weight < 0) == opposed)]
        if part.empty:
            continue
        a, b = at.loc[part.a].to_numpy(), at.loc[part.b].to_numpy()
        ends = np.stack([a, b, np.full_like(a, np.nan)], axis=1)
        x, y = ([None if np.isnan(v) else v for v in ends[..., i].ravel().tolist()] for i in (0, 1))
        sheet.path(
            x,
            y,
            width=thick,
            color=AGAINST if opposed else base.ZERO,
            dash="dash" if opposed else None,
        )


def _add_nodes(sheet: Sheet, part: pd.DataFrame, drawn: base.Style, unit: str, hulls: bool) -> None:
    told = [
        base.hover(
            shorten(row.group, 90),
            words.sentence(words.statements(row.n, unit)),
            words.sentence(_name(row.coalition)) if hulls else "",
        )
        for row in part.itertuples()
    ]
    sheet.marks(
        part.px,
        part.py,
        told,
        customdata=[["group", group] for group in part.group],
        style=drawn,
        hollow=one_statement(part.n, unit),
        edge=[3 if picked else 1 for picked in part.picked],
        rim=[RAISED if picked else base.WHITE for picked in part.picked],
        size=part["size"].round(1),
        opacity=1,
    )


def _add_labels(
    sheet: Sheet, spots: pd.DataFrame, room: Room, taken: Sequence[Box], hulls: bool
) -> None:
    """As many names as fit without touching: picked first, then by evidence.

    Where coalitions have `hulls`, each has the letter of its own.
    """
    limit = 28 if room.width >= 700 else 18
    labels = [
        Label(
            text=shorten(row.group, limit)
            + (f" · {words.letter(row.coalition)}" if hulls and row.coalition else ""),
            x=row.px,
            y=row.py,
            radius=row.size / 2 + 2,
            size=base.LABEL if row.picked or room.width >= 700 else base.NOTE,
            priority=(1000 if row.picked else 0) + row.n / (1 + row.n),
            required=row.picked,
        )
        for row in spots.itertuples()
    ]
    markers = [(row.px, row.py, row.size / 2) for row in spots.itertuples()]
    placed = place_labels(labels, taken, (2, 2, room.inner - 2, room.height - 2), markers)
    for label, spot, strong in zip(labels, placed, spots.picked, strict=True):
        # A name that had to move away would need a line among lines; one on a mark is not read.
        if spot is None or not (strong or _clear(label, spot, markers)):
            continue
        sheet.label(label, spot, room, "<b>{}</b>" if strong else "{}")


def _clear(label: Label, spot: Placed, markers: Sequence[Circle]) -> bool:
    """Whether a name stands beside its own mark and on nobody else's."""
    if spot.leader:
        return False
    for x, y, radius in markers:
        if (x, y) != (label.x, label.y):
            across = max(spot.left - x, x - spot.right, 0)
            along = max(spot.top - y, y - spot.bottom, 0)
            if hypot(across, along) < radius - TOUCH:
                return False
    return True
