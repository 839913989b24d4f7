"""The grid: every group on every axis, in words."""

import pandas as pd

from hustings import findings, words
from hustings.charts.grid import Line, grid_chart
from hustings.figures.base import Panel, credit, group_styles, in_unit, nothing, picked
from hustings.scene import Scene

NAME = "grid"
NOTES = (
    "Mark: position from the first pole, left, to the second, right{hollow}. "
    "Number: {many}. Empty: silent."
)


def panel(scene: Scene, found: findings.GridFinding) -> Panel:
    """One page of the grid."""
    found = findings.shown(scene.data, scene.view, found)
    if found.rows.empty:
        return nothing(scene, NAME, found.headline)
    told = words.in_unit(NOTES, scene.data.meta.unit)
    said = credit(scene, found.headline, found.subline, f"{told} {notes(scene, found)}")
    return Panel(
        name=NAME,
        make=lambda said, width: grid_chart(
            lines(scene, found), found.cells, found.axes, said, width
        ),
        rows=lambda: in_unit(scene, table(found)),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """The grid of a view."""
    return panel(scene, findings.grid(scene.data, scene.view))


def notes(scene: Scene, found: findings.GridFinding) -> str:
    """Which rows these are, in which order, and which axes."""
    first, last, whole = found.place
    one, many = findings.GROUP_WORDS[scene.view.by]
    said = []
    if last >= first:
        which = f"{first:,} to {last:,} of {whole:,}" if found.pages > 1 else f"{whole:,}"
        others = "other " if found.rows.picked.any() else ""
        said.append(f"{which} {others}{one if whole == 1 else many}, {found.order}.")
    if "expected" not in found.order and ": " in found.order:
        said.append("Sorted by expected positions, in which thin evidence counts for less.")
    chosen = len(scene.view.axis)
    if len(found.axes) < chosen:
        said.append(f"The first {len(found.axes)} of {chosen} chosen axes.")
    said.append(findings.axes_note(scene.data, found.axes, scene.view) if not chosen else "")
    return words.sentence(" ".join(filter(None, said)))


def lines(scene: Scene, found: findings.GridFinding) -> list[Line]:
    """The rows: the picked in bold and in their colours, a heading where the type changes."""
    # By the place among all the picked, as on every page: one that has no row keeps its colour.
    styles = group_styles(picked(scene))
    gathered = scene.view.gather and scene.view.by != "type"
    made: list[Line] = []
    above: object = ""
    for row in found.rows.itertuples():
        kind = "Picked" if row.picked else (row.type or "no type, or several")
        heading = kind if gathered and kind != above else ""
        above = kind
        made.append(
            Line(
                group=row.group,
                under=under(
                    row,
                    gathered and not row.picked or row.type == row.group,
                    scene.data.meta.unit,
                ),
                style=styles.get(row.group),
                heading=heading[:1].upper() + heading[1:],
            )
        )
    return made


def under(row, by_type: bool, unit: str) -> str:
    """What stands under a name: type, statements, and the agreement where rows go by that."""
    parts = ["" if by_type else (row.type or ""), words.statements(row.n, unit)]
    parts += [] if pd.isna(row.near) else [f"agrees {words.percent(row.near)}"]
    return ", ".join(filter(None, parts))


def table(found: findings.GridFinding) -> pd.DataFrame:
    """The grid for readers: one row for each group, and for each axis words and numbers."""
    rows = found.rows
    made = {"group": rows.group, "type": rows.type, "statements": rows.n}
    if rows.near.notna().any():
        made["agreement"] = rows.near.round(3)
    for axis in found.axes:
        on = found.cells[found.cells.axis == axis.id].set_index("group")
        said = {c.Index: words.stands(c.position, c.n, axis, c.mixed) for c in on.itertuples()}
        made[f"{axis.id} ({axis.low} to {axis.high})"] = rows.group.map(said)
        for name in ("position", "expected"):
            made[f"{axis.id}: {name}"] = rows.group.map(on[name].round(3))
        made[f"{axis.id}: {words.many(axis.unit)}"] = rows.group.map(on.n).astype("Int64")
    return pd.DataFrame(made)


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
