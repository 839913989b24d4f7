"""What splits the field, and what all types of actors share."""

import pandas as pd

from hustings import findings, words
from hustings.charts.base import OTHER, Style, picked_colours
from hustings.charts.divides import divides_chart
from hustings.charts.divides_common_ground import common_ground_chart
from hustings.figures.base import Panel, credit, in_unit, nothing, picked, type_styles, with_poles
from hustings.findings import GROUP_WORDS, axes_note, most_evidence
from hustings.measures.polarisation import BINS, step_values
from hustings.scene import Scene

NAME, COMMON = "divides", "common-ground"
COMMON_NOTES = (
    "One mark for each type of actor: what share of its {many} goes towards the named pole. "
    "The figure on the right multiplies these shares over all types, so that it is high only where "
    "every type agrees.{Hollow}"
)


def panel(scene: Scene, found: findings.DividesFinding) -> Panel:
    """Where the field is divided."""
    found = findings.shown(scene.data, scene.view, found)
    if not found.axes:
        return nothing(scene, NAME, found.headline)
    said = credit(scene, found.headline, found.subline, notes(scene, found))
    styles = type_styles(scene.data)
    return Panel(
        name=NAME,
        make=lambda said, width: divides_chart(
            found.axes,
            found.statements,
            found.between,
            found.cells,
            picked(scene),
            styles,
            GROUP_WORDS[scene.view.by][1],
            said,
            width,
        ),
        rows=lambda: with_poles(found.axes, table(found, scene.data.meta.unit)),
        credit=said,
    )


def common_panel(scene: Scene, found: findings.DividesFinding) -> Panel:
    """What the types of actors share."""
    if found.common.empty:
        return nothing(scene, COMMON, found.common_headline)
    said = credit(scene, found.common_headline, found.common_subline, common_notes(scene, found))
    known = {axis.id: axis for axis in scene.data.axes}
    poles = {
        row.axis: findings.pole_noun(known[row.axis], row.pole) for row in found.common.itertuples()
    }
    styles = common_styles(scene, set(found.shares.type))
    return Panel(
        name=COMMON,
        make=lambda said, width: common_ground_chart(
            found.common, found.shares, poles, styles, said, width, scene.data.meta.unit
        ),
        rows=lambda: in_unit(scene, common_table(found, poles)),
        credit=said,
    )


def common_styles(scene: Scene, drawn: set[str]) -> dict[str | None, Style]:
    """Types by their shapes: in grey where somebody is picked, a picked type in its own colour."""
    styles, names = type_styles(scene.data), picked(scene)
    if not names:
        return styles
    own = picked_colours(names, drawn)
    return {
        kind: Style(own.get(kind or "", OTHER[0]), style.symbol) for kind, style in styles.items()
    }


def of(scene: Scene) -> Panel:
    """Where the field of a view is divided."""
    return panel(scene, findings.divides(scene.data, scene.view))


def common_of(scene: Scene) -> Panel:
    """What the types of actors of a view share."""
    return common_panel(scene, findings.divides(scene.data, scene.view))


def notes(scene: Scene, found: findings.DividesFinding) -> str:
    """How to read the first figure."""
    many = GROUP_WORDS[scene.view.by][1]
    unit = scene.data.meta.unit
    hollow = words.in_unit("{hollow}", unit)
    text = (
        f"Bars: {words.many(unit)} on each step. Dots: {many}, each at its position{hollow}; "
        "those at the very same place lie side by side. Polarisation: 0 all on one "
        "step, 0.5 an even spread, 1 half at each pole. Spread: usual distance from the average, "
        f"0 to 1. {axes_note(scene.data, found.axes, scene.view, 'that divide most')}"
    )
    loose = [axis.id for axis in found.axes if found.statements.binned[axis.id]]
    if loose:
        text = text.rstrip() + (
            f" Stances on {words.listing(loose, most=words.MOST_NAMED)} are any numbers: their "
            f"bars are {BINS} bins, which polarisation counts as steps."
        )
    if found.drawn < found.groups:
        which = most_evidence(scene.view, found.drawn, found.groups, found.ties, unit)
        text += f" Dots for {which}; the figures count all."
    return text


def common_notes(scene: Scene, found: findings.DividesFinding) -> str:
    """How to read the figure of common ground."""
    n, every = len(found.common), len(scene.data.axes)
    said = words.in_unit(COMMON_NOTES, scene.data.meta.unit)
    if scene.view.axis or n == every:
        return said
    return f"{said} The {n} of {every} axes with most common ground."


def table(found: findings.DividesFinding, unit: str) -> pd.DataFrame:
    """What is drawn, for readers: two rows of measures for each axis, then one for each dot."""
    rows = []
    numbers = sorted({len(histogram) for histogram in found.statements.histogram})
    steps = {step: step_name(step) for k in numbers for step in step_values(k)}
    steps = dict(sorted(steps.items()))
    for axis in found.axes:
        for what, frame in ((words.many(unit), found.statements), ("groups", found.between)):
            if axis.id in frame.index:
                row = frame.loc[axis.id]
                counts = dict(zip(step_values(len(row.histogram)), row.histogram, strict=True))
                rows.append(
                    {
                        "axis": axis.id,
                        "drawn as": f"all {what}",
                        "name": "",
                        "number": row.n,
                        "scale": f"{len(row.histogram)} {'bins' if row.binned else 'steps'}",
                        **{name: counts.get(step) for step, name in steps.items()},
                        "polarisation": round(row.vdeijk, 3),
                        "spread": round(row.spread, 3),
                    }
                )
    rank = {axis.id: i for i, axis in enumerate(found.axes)}
    dots = found.cells.assign(rank=found.cells.axis.map(rank))
    dots = dots.sort_values(["rank", "position", "group"])
    dots = pd.DataFrame(
        {
            "axis": dots.axis,
            "drawn as": "dot",
            "name": dots.group,
            "number": dots.n,
            "position": dots.position.round(3),
        }
    )
    return pd.concat([pd.DataFrame(rows), dots], ignore_index=True)


def step_name(step: float) -> str:
    """A step of a scale as the heading of a column: "−1", "+½", "−0.33"."""
    names = {-1.0: "−1", -0.5: "−½", 0.0: "0", 0.5: "+½", 1.0: "+1"}
    return names.get(step, words.signed(step))


def common_table(found: findings.DividesFinding, poles: dict[str, str]) -> pd.DataFrame:
    """Each type's share toward the named pole, for readers."""
    both = found.common[["axis", "value"]].merge(
        found.shares.rename(columns={"n": "statements"}), on="axis"
    )
    return pd.DataFrame(
        {
            "axis": both.axis,
            "towards": both.axis.map(poles),
            "common ground": both.value.round(4),
            "type": both.type,
            "share": both.share.round(3),
            "statements": both.statements,
        }
    )


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of, COMMON: common_of}
