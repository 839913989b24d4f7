"""Sensitivity: what other choices of evidence would change."""

import pandas as pd

from hustings import findings, words
from hustings.charts.sensitivity import moving, sensitivity_chart
from hustings.figures.base import Panel, credit, in_unit, nothing, picked
from hustings.scene import Scene

NAME = "sensitivity"
NOTES = (
    "Large grey dot: the position as shown; small marks: under another choice of evidence, where "
    "that moves it{hollow}; grey band: called mixed. A mark that lies on the "
    "other side of an edge has changed side."
)
FLIPS = {
    "across": "to the other side",
    "to mixed": "becomes mixed",
    "from mixed": "is no longer mixed",
}


def panel(scene: Scene, found: findings.SensitivityFinding | None) -> Panel:
    """Positions as shown, and where other choices of evidence would put them."""
    found = findings.shown(scene.data, scene.view, found)
    if found is None:
        missed = findings.unheard(scene.data, scene.view, axes=scene.view.axis)
        return nothing(scene, NAME, missed or "There is no position to hold other choices against")
    shown = moving(found.found.positions[found.found.positions.group.isin(found.drawn)])
    if shown.empty:
        who = words.listing(found.drawn)
        return nothing(scene, NAME, f"{words.sentence(found.headline)} No choice moves {who}")
    unit = scene.data.meta.unit
    notes = [words.in_unit(NOTES, unit), findings.axes_note(scene.data, found.axes, scene.view)]
    if not set(picked(scene)) & set(found.drawn):
        many = findings.GROUP_WORDS[scene.view.by][1]
        ties = findings.TIES[found.drawn_ties]
        which = f"the {len(found.drawn)} {many} with most {words.many(unit)}{ties}"
        notes.append(f"Drawn: {which}; pick others.")
    if found.compared < found.groups:
        which = findings.most_evidence(scene.view, found.compared, found.groups, found.ties, unit)
        notes.append(f"Compared: {which}.")
    moved = set(shown.axis)
    still = [axis.id for axis in found.axes if axis.id not in moved]
    if still:
        notes.append(f"No choice moves them on {words.listing(still, most=words.MOST_NAMED)}.")
    said = credit(scene, found.headline, found.subline, " ".join(filter(None, notes)))
    return Panel(
        name=NAME,
        make=lambda said, width: sensitivity_chart(
            shown, found.axes, found.drawn, found.labels, findings.BASE, said, width
        ),
        rows=lambda: in_unit(scene, positions_table(shown, found.axes)),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """What other choices would change in a view."""
    return panel(scene, findings.sensitivity(scene.data, scene.view))


def positions_table(rows: pd.DataFrame, axes) -> pd.DataFrame:
    """Positions as shown beside those of another choice, for readers."""
    known = {axis.id: axis for axis in axes}
    return pd.DataFrame(
        {
            "group": rows.group,
            "axis": rows.axis,
            "choice": rows.choice,
            "as shown": rows.base.round(3),
            "then": rows.other.round(3),
            "change": rows.flip.map(FLIPS).fillna(""),
            "in words": [words.stands(r.base, r.n_base, known[r.axis]) for r in rows.itertuples()],
            "then in words": [
                words.stands(r.other, r.n_other, known[r.axis]) if r.n_other else "silent"
                for r in rows.itertuples()
            ],
            "statements": rows.n_base,
            "statements then": rows.n_other,
        }
    )


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
