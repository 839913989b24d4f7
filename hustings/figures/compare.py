"""A few groups on every axis, and how far each two of them agree."""

import pandas as pd

from hustings import findings, words
from hustings.charts.compare import compare_chart
from hustings.charts.compare_pairs import compare_pairs_chart
from hustings.figures.base import NOBODY, Panel, cells_table, credit, group_styles, in_unit, nothing
from hustings.package import SPOKEN
from hustings.scene import Scene

NAME, PAIRS = "compare", "pairs"
ROW_NOTES = "One dot for each, with its 90 % interval{hollow}; no dot: silent."
PLAIN_NOTES = (
    "One dot for each, at its {one}, or at the mean of its {many} with a 90 % interval; no "
    "dot: silent."
)
PAIR_NOTES = (
    "Agreement: how near two stand on the axes they share; 100 % the same place, 0 % "
    "opposite poles. Size: number of shared axes; no square below two."
)


def panel(scene: Scene, found: findings.CompareFinding) -> Panel:
    """The groups on every axis."""
    found = findings.shown(scene.data, scene.view, found)
    if found.cells.empty:
        return nothing(scene, NAME, found.headline or NOBODY)
    said = credit(scene, found.headline, found.subline, row_notes(scene))
    return Panel(
        name=NAME,
        make=lambda said, width: compare_chart(
            found.cells, found.axes, group_styles(found.groups), said, width
        ),
        rows=lambda: cells_table(found.cells, found.axes),
        credit=said,
    )


def row_notes(scene: Scene) -> str:
    """How to read the dots."""
    unit = scene.data.meta.unit
    return words.in_unit(ROW_NOTES if unit == SPOKEN else PLAIN_NOTES, unit)


def pairs_panel(scene: Scene, found: findings.CompareFinding) -> Panel:
    """How far each two of them agree; empty where no two share two axes."""
    found = findings.shown(scene.data, scene.view, found)
    headline = pairs_headline(found)
    if found.pairs.agreement.isna().all():
        return nothing(scene, PAIRS, headline)
    said = credit(scene, headline, found.pairs_subline, PAIR_NOTES)
    return Panel(
        name=PAIRS,
        make=lambda said, width: compare_pairs_chart(
            found.among, found.groups, said, width, scene.data.meta.unit
        ),
        rows=lambda: in_unit(scene, pairs_table(found)),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """The groups of a view on every axis."""
    return panel(scene, findings.compare(scene.data, scene.view))


def pairs_of(scene: Scene) -> Panel:
    """How far each two groups of a view agree."""
    return pairs_panel(scene, findings.compare(scene.data, scene.view))


def pairs_headline(found: findings.CompareFinding) -> str:
    """The pair expected to agree most and the one expected to agree least."""
    if not found.groups or found.cells.empty:
        return found.headline or NOBODY
    if len(found.groups) < 2:
        return f"{found.groups[0]} is picked alone; agreement takes two"
    pairs = found.pairs.dropna(subset="agreement")
    if pairs.empty:
        return "No two of them share two axes"
    ordered = pairs.sort_values(["expected", "agreement", "shared", "a", "b"])
    low, high = ordered.iloc[0], ordered.iloc[-1]
    if len(pairs) == 1:
        return f"{high.a} and {high.b} agree to {words.percent(high.agreement)}"
    return (
        f"{high.a} and {high.b} agree most, {words.percent(high.agreement)}; "
        f"{low.a} and {low.b} least, {words.percent(low.agreement)}"
    )


def pairs_table(found: findings.CompareFinding) -> pd.DataFrame:
    """Agreement of every pair, for readers."""
    pairs = found.pairs.drop(columns="thin").round({"agreement": 3, "expected": 3, "identical": 3})
    names = {"expected": "expected agreement", "identical": "identical positions"}
    names |= {"shared": "shared axes", "n": "statements"}
    return pairs.rename(columns=names)


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of, PAIRS: pairs_of}
