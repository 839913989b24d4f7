"""How coders agree, and what other choices of evidence would change."""

import pandas as pd

from hustings import findings, words
from hustings.charts.alphas import alphas_chart
from hustings.charts.choices import choices_chart, moving
from hustings.figures.base import Panel, credit, nothing
from hustings.scene import Scene

RELIABILITY, CHOICES = "reliability", "choices"
ALPHA_NOTES = (
    "Krippendorff's alpha, interval metric: 1 perfect agreement, 0 what chance would give. Usual "
    "marks: reliable from 0.8, for tentative conclusions from 0.667."
)
CHOICE_NOTES = (
    "Large grey dot: the position as shown; small marks: under another choice of evidence, where "
    "that moves it; hollow: one statement; grey band: called mixed. A mark that lies on the "
    "other side of an edge has changed side."
)
FLIPS = {
    "across": "to the other side",
    "to mixed": "becomes mixed",
    "from mixed": "is no longer mixed",
}
MARKS = ((findings.TENTATIVE, "tentative"), (findings.RELIABLE, "reliable"))


def reliability_panel(scene: Scene, found: findings.Coders) -> Panel:
    """Alpha for each axis."""
    if not found.units:
        return nothing(scene, RELIABILITY, found.headline)
    note = findings.axes_note(scene.data, found.axes, scene.view)
    said = credit(scene, found.headline, found.subline, f"{ALPHA_NOTES} {note}".strip())
    return Panel(
        RELIABILITY,
        lambda said, width: alphas_chart(found.drawn, MARKS, said, width),
        pd.DataFrame(
            {
                "axis": found.drawn.axis.fillna("together"),
                "alpha": found.drawn.alpha.round(4),
                "in words": found.drawn.alpha.map(findings.verdict),
                "judgements": found.drawn.units,
                "coders": found.drawn.coders,
            }
        ),
        said,
    )


def choices_panel(scene: Scene, found: findings.Choices | None) -> Panel:
    """Positions as shown, and where other choices of evidence would put them."""
    if found is None:
        return nothing(scene, CHOICES, "There is no position to hold other choices against")
    shown = moving(found.found.positions[found.found.positions.group.isin(found.drawn)])
    if shown.empty:
        who = words.listing(found.drawn)
        return nothing(scene, CHOICES, f"{words.sentence(found.headline)} No choice moves {who}")
    notes = [CHOICE_NOTES, findings.axes_note(scene.data, found.axes, scene.view)]
    if not set(scene.view.actor) & set(found.drawn):
        many = findings.GROUP_WORDS[scene.view.by][1]
        notes.append(f"Drawn: the {len(found.drawn)} {many} with most statements; pick others.")
    still = [axis.id for axis in found.axes if axis.id not in set(shown.axis)]
    if still:
        notes.append(f"No choice moves them on {words.listing(still, most=words.MOST_NAMED)}.")
    said = credit(scene, found.headline, found.subline, " ".join(filter(None, notes)))
    return Panel(
        CHOICES,
        lambda said, width: choices_chart(
            shown, found.axes, found.drawn, found.labels, findings.BASE, said, width
        ),
        positions_table(shown, found.axes),
        said,
    )


def reliability_of(scene: Scene) -> Panel:
    """How the coders of a view agree."""
    return reliability_panel(scene, findings.coders(scene.data, scene.view))


def choices_of(scene: Scene) -> Panel:
    """What other choices would change in a view."""
    return choices_panel(scene, findings.choices(scene.data, scene.view))


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
