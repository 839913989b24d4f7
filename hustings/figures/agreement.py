"""Agreement: all groups against all."""

import pandas as pd

from hustings import findings
from hustings.charts.agreement import agreement_chart
from hustings.figures.base import Panel, credit, in_unit, nothing, picked
from hustings.measures.agreement import thin_words
from hustings.scene import Scene

NAME = "agreement"
NOTES = (
    "Colour: 100 % the same place on the axes the two share, 0 % opposite poles. Area: number of "
    "shared axes; no square below two. Hollow: thin, {thin}. "
    "Order: those who agree stand side by side; a pair without a figure counts there as average."
)
LIST_NOTES = (
    "100 %: the same place on the axes the two share, 0 %: opposite poles. Ranked by expected "
    "agreement, for which little evidence counts less; hollow: thin, {thin}."
)


def panel(scene: Scene, found: findings.AgreementFinding) -> Panel:
    """The figure of what was found."""
    found = findings.shown(scene.data, scene.view, found)
    if found.known.empty:
        return nothing(scene, NAME, found.headline)
    said = credit(scene, found.headline, found.subline, notes(scene, found))
    return Panel(
        name=NAME,
        make=lambda said, width: agreement_chart(
            found.pairs,
            found.groups,
            found.statements,
            picked(scene),
            said,
            width,
            scene.data.meta.unit,
            # a report has the notes as text, and its pictures none
            notes(scene, found, LIST_NOTES) if said.notes else "",
        ),
        rows=lambda: in_unit(scene, table(found)),
        credit=said,
    )


def notes(scene: Scene, found: findings.AgreementFinding, how: str = NOTES) -> str:
    """How to read the squares or the lists, and whose they are."""
    said = how.format(thin=thin_words(scene.data.meta.unit))
    if not found.beyond:
        return said
    which = findings.most_evidence(
        scene.view, found.own, found.own + found.beyond, found.ties, scene.data.meta.unit
    )
    return f"{said} Drawn: {which}."


def of(scene: Scene) -> Panel:
    """The figure of a view."""
    return panel(scene, findings.agreement(scene.data, scene.view))


def table(found: findings.AgreementFinding) -> pd.DataFrame:
    """What the squares show, for readers."""
    table = found.known.round({"agreement": 3, "expected": 3, "identical": 3})
    table["thin"] = ["thin" if thin else "" for thin in table.thin]
    names = {"expected": "expected agreement", "identical": "identical positions"}
    names |= {"shared": "shared axes", "n": "statements", "thin": "evidence"}
    return table.rename(columns=names)


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
