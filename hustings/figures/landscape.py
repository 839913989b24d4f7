"""All axes in one picture."""

import pandas as pd
import plotly.graph_objects as go

from hustings import findings, words
from hustings.charts.base import Credit
from hustings.charts.landscape import landscape_chart
from hustings.figures.base import Panel, credit, in_unit, nothing, picked, type_styles
from hustings.scene import Scene

NAME = "landscape"


def panel(scene: Scene, found: findings.LandscapeFinding) -> Panel:
    """The figure of what was found."""
    found = findings.shown(scene.data, scene.view, found)
    if found.points.empty:
        return nothing(scene, NAME, found.headline)
    said = credit(scene, found.headline, found.subline, notes(scene, found))
    axes = {axis.id: axis for axis in scene.data.axes}
    styles = type_styles(scene.data)

    def make(said: Credit, width: int, height: int | None = None) -> go.Figure:
        return landscape_chart(
            found.shown,
            found.arrows,
            found.explained,
            axes,
            picked(scene),
            styles,
            said,
            width,
            height,
        )

    return Panel(
        name=NAME,
        make=make,
        rows=lambda: in_unit(scene, table(found)),
        credit=said,
        any_height=True,
    )


def of(scene: Scene) -> Panel:
    """The figure of a view."""
    return panel(scene, findings.landscape(scene.data, scene.view))


def notes(scene: Scene, found: findings.LandscapeFinding) -> str:
    """How to read the figure."""
    text = (
        "Those that answer alike on all axes lie near each other; silence counts as the average "
        "of an axis. Arrows point to the named pole; the longer, the more the axis weighs. "
        "Area: number of {many}.{Hollow}"
    )
    text = words.in_unit(text, scene.data.meta.unit)
    if len(found.shown) < len(found.points):
        shown, whole = len(found.shown), len(found.points)
        which = findings.most_evidence(scene.view, shown, whole, found.ties, scene.data.meta.unit)
        text += f" Drawn: {which}; the directions and the headline rest on all."
    if not scene.view.axis and len(found.arrows) < len(found.loadings):
        text += (
            f" The {len(found.arrows)} of {len(found.loadings)} axes that weigh most have an arrow."
        )
    return f"{text} {findings.directions_sentence(found)}".strip()


def table(found: findings.LandscapeFinding) -> pd.DataFrame:
    """What the figure draws, for readers: groups, then axes."""
    points = found.shown
    rows = pd.DataFrame(
        {
            "drawn as": "point",
            "name": points.group,
            "type": points.type,
            "first direction": points.x.astype(float).round(3),
            "second direction": points.y.astype(float).round(3),
            "axes": points["axes"].astype(int),
            "statements": points.n,
        }
    )
    if found.split:
        rows["cluster"] = points.cluster.map(words.letter)
    arrows = pd.DataFrame(
        {
            "drawn as": "arrow (weights)",
            "name": found.arrows.axis,
            "first direction": found.arrows.x.astype(float).round(3),
            "second direction": found.arrows.y.astype(float).round(3),
        }
    )
    both = pd.concat([rows, arrows], ignore_index=True)
    return both.astype(dict.fromkeys(["axes", "statements"], "Int64"))


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
