"""All statements on one axis, by type of actor."""

import pandas as pd

from hustings import findings, words
from hustings.charts.swarm import in_tenths, swarm_chart
from hustings.figures.base import Panel, credit, in_unit, nothing, picked, type_styles
from hustings.scene import Scene

NAME = "swarm"
NOTES = "Each dot is one {one}, at its stance; those at the very same place lie side by side."


def panel(scene: Scene, found: findings.SwarmFinding) -> Panel:
    """The figure of what was found."""
    axis = found.axis
    if axis is None:
        return nothing(scene, NAME, found.headline)
    said = credit(scene, found.headline, found.subline, notes(found))
    styles = type_styles(scene.data)
    return Panel(
        name=NAME,
        make=lambda said, width: swarm_chart(
            axis, found.dots, found.lanes, picked(scene), styles, said, width
        ),
        rows=lambda: in_unit(scene, table(found)),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """The figure of a view."""
    return panel(scene, findings.swarm(scene.data, scene.view))


def notes(found: findings.SwarmFinding) -> str:
    """How to read the figure, and how many of all it shows."""
    assert found.axis is not None
    unit = found.axis.unit
    text = NOTES.format(one=words.one(unit))
    if in_tenths(found.dots):
        text += " Stances are any numbers: dots stand at the nearest tenth."
    if found.drawn < found.total:
        text += (
            f" Drawn: {found.drawn:,} of {words.statements(found.total, unit)}, the newest; the "
            "headline counts all."
        )
    if len(found.lanes) < found.types:
        text += f" The {len(found.lanes)} of {found.types} types with most of them."
    return text


def table(found: findings.SwarmFinding) -> pd.DataFrame:
    """What the figure draws, for readers: one row for each dot."""
    dots = found.dots
    return pd.DataFrame(
        {
            "axis": found.axis.id if found.axis else "",
            "type": dots.type,
            "actor": dots.actor,
            "speaker": dots.speaker,
            "date": dots.date.dt.date,
            "stance": dots.x.round(3),
            "quotation": dots.quote,
            "statement ids": dots.statement_id,
        }
    )


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
