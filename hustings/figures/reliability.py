"""Reliability: how far coders agree, on each axis."""

import pandas as pd

from hustings import findings
from hustings.charts.reliability import reliability_chart
from hustings.figures.base import Panel, credit, nothing
from hustings.scene import Scene

NAME = "reliability"
NOTES = (
    "Krippendorff's alpha, {metric} metric: 1 perfect agreement, 0 what chance would give. Usual "
    "marks: reliable from 0.8, for tentative conclusions from 0.667."
)
MARKS = ((findings.TENTATIVE, "tentative"), (findings.RELIABLE, "reliable"))


def panel(scene: Scene, found: findings.ReliabilityFinding) -> Panel:
    """Alpha for each axis."""
    if not found.units:
        return nothing(scene, NAME, found.headline)
    note = findings.axes_note(scene.data, found.axes, scene.view)
    said = credit(
        scene, found.headline, found.subline, f"{NOTES.format(metric=found.metric)} {note}".strip()
    )
    return Panel(
        name=NAME,
        make=lambda said, width: reliability_chart(found.drawn, MARKS, said, width),
        rows=lambda: table(found),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """How the coders of a view agree."""
    return panel(scene, findings.reliability(scene.data, scene.view))


def table(found: findings.ReliabilityFinding) -> pd.DataFrame:
    """What is drawn, for readers."""
    return pd.DataFrame(
        {
            "axis": found.drawn.axis.fillna("together"),
            "alpha": found.drawn.alpha.round(4),
            "in words": found.drawn.alpha.map(findings.verdict),
            "judgements": found.drawn.units,
            "coders": found.drawn.coders,
        }
    )


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
