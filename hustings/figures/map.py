"""The map: groups on two axes."""

import pandas as pd
import plotly.graph_objects as go

from hustings import findings, words
from hustings.charts.base import Credit
from hustings.charts.map import map_chart
from hustings.dataset import Axis
from hustings.figures.base import Panel, credit, judges, nothing, picked, type_styles
from hustings.link import WHOLE, window_of
from hustings.package import SPOKEN
from hustings.scene import Scene

NAME = "map"
NOTES = (
    "Area: number of {many}. {lone}"
    "Crosses: 90 % intervals. Those at the very same place are drawn side by side."
)
LONE = "Hollow: rests on one statement on at least one of the axes. "


def panel(scene: Scene, found: findings.MapFinding) -> Panel:
    """The figure of what was found."""
    drawn = tuple(found.points.group)
    found = findings.shown(scene.data, scene.view, found)
    if found.points.empty:
        return nothing(scene, NAME, found.headline)
    window = window_of(scene.view.zoom) or WHOLE
    said = credit(scene, found.headline, found.subline, notes(scene, found))
    styles = type_styles(scene.data)

    def make(said: Credit, width: int, height: int | None = None) -> go.Figure:
        return map_chart(
            found.points,
            found.averages,
            found.x,
            found.y,
            picked(scene),
            styles,
            scene.view.interval,
            said,
            width,
            height,
            _quotes(scene, drawn),
            window,
        )

    return Panel(name=NAME, make=make, rows=lambda: table(found), credit=said, any_height=True)


def _quotes(scene: Scene, groups: tuple[str, ...]) -> dict[str, str]:
    """What hovering quotes of each group, as readers know it; asked for when the map is drawn."""
    known = findings.names(scene.data, scene.view)
    told = findings.telling(scene.data, scene.view, groups)
    return {known.get(group, group): quote for group, quote in told.items()}


def of(scene: Scene) -> Panel:
    """The figure of a view."""
    return panel(scene, findings.map(scene.data, scene.view))


def notes(scene: Scene, found: findings.MapFinding) -> str:
    """How to read the map, and whose points it shows."""
    unit = scene.data.meta.unit
    lone = LONE if unit == SPOKEN else ""
    text = NOTES.format(many=words.many(unit), lone=lone)
    if len(found.points) < found.placed:
        shown = len(found.points)
        which = findings.most_evidence(scene.view, shown, found.placed, found.ties, unit)
        text += f" Drawn: {which}; the headline counts all."
    if scene.view.only and set(found.points.group) <= set(picked(scene)):
        text += " Drawn: the picked alone."
    if scene.view.zoom:
        text += " Zoomed in: others lie outside this part of the map."
    if len(found.averages) < found.averaged:
        text += (
            f" Averages: the {len(found.averages):,} of {found.averaged:,} actor types with most "
            f"{words.many(unit)}."
        )
    return text


def table(found: findings.MapFinding) -> pd.DataFrame:
    """What the map draws, for readers: one row for each point and each average."""
    return points_table(found.points, found.averages, found.x, found.y)


def points_table(points: pd.DataFrame, averages: pd.DataFrame, x: Axis, y: Axis) -> pd.DataFrame:
    """Points and averages on two axes, for readers."""
    points = points.assign(what="group")
    averages = averages.assign(what="average of a type")
    both = pd.concat([points, averages], ignore_index=True)
    table = {"group": both.group, "type": both.type, "drawn as": both.what}
    for name, axis in (("x", x), ("y", y)):
        poles = f" ({axis.poles})" if axis.poles else ""
        table |= {
            f"{axis.id}: position{poles}": both[name].astype(float).round(3),
            f"{axis.id}: low": both[f"{name}_low"].astype(float).round(3),
            f"{axis.id}: high": both[f"{name}_high"].astype(float).round(3),
            f"{axis.id}: {words.many(axis.unit)}": both[f"{name}_n"].astype(int),
            **judges(both[f"{name}_judges"], both[f"{name}_se"], f"{axis.id}: "),
            f"{axis.id}: in words": [
                words.stands(p, n, axis, mixed)
                for p, n, mixed in zip(
                    both[name], both[f"{name}_n"], both[f"{name}_mixed"], strict=True
                )
            ],
        }
    table |= {
        words.many(x.unit): both.n.astype(int),
        "first": both["first"],
        "last": both["last"],
    }
    return pd.DataFrame(table)


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
