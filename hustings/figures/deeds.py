"""Words and deeds of the picked groups on every axis where both are known."""

import pandas as pd

from hustings import findings, words
from hustings.charts.deeds import deeds_chart
from hustings.figures.base import NOBODY, Panel, credit, group_styles, nothing, picked
from hustings.scene import Scene

NAME = "deeds"
NOTES = (
    "Circle: position by words ({{words}}); square: by deeds ({{deeds}}){hollow}. In "
    "brackets: {many}, in words / in deeds. Only axes on which both are known."
)


def panel(scene: Scene, found: findings.DeedsFinding) -> Panel:
    """The two marks of each group on each axis."""
    found = findings.shown(scene.data, scene.view, found)
    if found.rows.empty:
        return nothing(scene, NAME, found.headline or NOBODY)
    kinds = {
        side: words.listing(names, "or") for side, names in findings.kinds_of(scene.data).items()
    }
    # The names of kinds are words of the data: they are put in last.
    notes = words.in_unit(NOTES, scene.data.meta.unit).format(**kinds)
    said = credit(scene, found.headline, found.subline, notes)
    styles = group_styles(picked(scene)[: findings.MOST_COMPARED])
    return Panel(
        name=NAME,
        make=lambda said, width: deeds_chart(
            found.rows, found.axes, {group: styles[group] for group in found.groups}, said, width
        ),
        rows=lambda: table(scene, found),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """The words and deeds of a view."""
    return panel(scene, findings.deeds(scene.data, scene.view))


def table(scene: Scene, found: findings.DeedsFinding) -> pd.DataFrame:
    """The two positions of each row for readers."""
    rows, known = found.rows, {axis.id: axis for axis in found.axes}
    made = {"group": rows.group, "axis": rows.axis}
    for side in ("words", "deeds"):
        at, n, mixed = (rows[f"{name}_{side}"] for name in ("position", "n", "mixed"))
        made[f"in {side}"] = [
            words.stands(position, count, known[axis], way)
            for position, count, axis, way in zip(at, n, rows.axis, mixed, strict=True)
        ]
        made[f"{side}: position"] = at.round(3)
        made[f"{side}: {words.many(scene.data.meta.unit)}"] = n
        made[f"{side}: first"] = rows[f"first_{side}"]
        made[f"{side}: last"] = rows[f"last_{side}"]
    return pd.DataFrame({**made, "apart": rows.gap.round(3)})


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
