"""Small multiples of the map, by type of actor or by year."""

import pandas as pd

from hustings import findings, words
from hustings.charts.multiples import multiples_chart
from hustings.figures import map as whole
from hustings.figures.base import Panel, credit, nothing, picked, type_styles
from hustings.scene import Scene

NAME = "multiples"
#: headline where the view asks for none
NONE = "Small multiples of the map: choose type or period"


def panel(scene: Scene, found: findings.MultiplesFinding) -> Panel:
    """The figure of what was found."""
    found = findings.shown(scene.data, scene.view, found)
    if not found.parts:
        return nothing(scene, NAME, found.headline)
    said = credit(scene, found.headline, found.subline, notes(scene, found))
    parts = [(part.name, part.points) for part in found.parts]
    styles, many = type_styles(scene.data), findings.GROUP_WORDS[scene.view.by][1]
    return Panel(
        name=NAME,
        make=lambda said, width: multiples_chart(
            parts, found.x, found.y, picked(scene), styles, many, said, width
        ),
        rows=lambda: table(found),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """The figure of a view, where it asks for one."""
    if scene.view.panels == "none":
        return nothing(scene, NAME, NONE)
    return panel(scene, findings.multiples(scene.data, scene.view))


def notes(scene: Scene, found: findings.MultiplesFinding) -> str:
    """How to read the figure, and which parts it leaves out."""
    unit = scene.data.meta.unit
    text = words.in_unit("All plots have the same limits. Area: number of {many}{hollow}.", unit)
    if scene.view.panels == "period":
        text += f" Positions of each year rest on its {words.many(unit)} alone."
    if len(found.parts) < found.found:
        text += f" The {len(found.parts)} of {found.found} types with most points."
    return text


def table(found: findings.MultiplesFinding) -> pd.DataFrame:
    """What the figure draws, for readers: the table of the map, part by part."""
    frames = []
    for part in found.parts:
        one = whole.points_table(part.points, part.points.iloc[:0], found.x, found.y)
        one.insert(0, "part", part.name)
        frames.append(one)
    return pd.concat(frames, ignore_index=True)


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
