"""How far the evidence reaches: who speaks about what, and when, where and by whom."""

import pandas as pd

from hustings import findings, query, words
from hustings.charts.coverage import coverage_chart
from hustings.charts.coverage_counts import Bar, BarGroup, counts_chart
from hustings.figures.base import Panel, credit, in_unit, nothing, picked
from hustings.scene import Scene

NAME, COUNTS = "coverage", "statements-by"
CELL_NOTES = (
    "A square where one speaks on an axis, its area: number of {many}{hollow}; no square: silent."
)
BAR_NOTES = "Share of all {many}, every bar on one scale."


def panel(scene: Scene, found: findings.CoverageFinding) -> Panel:
    """Who speaks about what."""
    found = findings.shown(scene.data, scene.view, found)
    if found.by_group.empty:
        return nothing(scene, NAME, found.headline)
    names = found.groups.group.tolist()
    said = credit(scene, found.headline, found.subline, cell_notes(scene, found))
    return Panel(
        name=NAME,
        make=lambda said, width: coverage_chart(
            found.cells, names, found.axes, picked(scene), said, width
        ),
        rows=lambda: found.cells.rename(columns={"n": words.many(scene.data.meta.unit)}),
        credit=said,
    )


def cell_notes(scene: Scene, found: findings.CoverageFinding) -> str:
    """How to read the squares, and whose they are."""
    note = findings.axes_note(scene.data, found.axes, scene.view)
    if len(found.groups) < len(found.by_group):
        shown, whole = len(found.groups), len(found.by_group)
        which = findings.most_evidence(scene.view, shown, whole, found.ties, scene.data.meta.unit)
        note = f"{words.sentence(which)} {note}"
    return f"{words.in_unit(CELL_NOTES, scene.data.meta.unit)} {note}".strip()


def counts_panel(scene: Scene, found: tuple[findings.Count, ...]) -> Panel:
    """Statements by year, type, country, kind, source and publisher."""
    if not found:
        missed = findings.unheard(scene.data, scene.view, axes=scene.view.axis)
        return nothing(
            scene,
            COUNTS,
            missed or words.told("Nothing to count the statements by", scene.data.meta.unit),
        )
    headline = findings.counts_headline(found, scene.data.meta.unit)
    subline = findings.plain_subline(scene.data, scene.view)
    unit = scene.data.meta.unit
    said = credit(scene, headline, subline, words.in_unit(BAR_NOTES, unit))
    return Panel(
        name=COUNTS,
        make=lambda said, width: counts_chart([bars(count, unit) for count in found], said, width),
        rows=lambda: in_unit(scene, counts_table(found)),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """Who speaks about what in a view."""
    return panel(scene, findings.coverage(scene.data, scene.view))


def counts_of(scene: Scene) -> Panel:
    """The statements of a view by year, type, country, kind, source and publisher."""
    return counts_panel(scene, findings.statement_counts(scene.data, scene.view))


def bars(count: findings.Count, unit: str) -> BarGroup:
    """The bars of one count, years in their order."""
    shown = count.drawn
    rest = []
    if hidden := len(count.named) - len(shown):
        left = int(count.named.n.sum() - shown.n.sum())
        rest.append(f"{hidden:,} more with {words.statements(left, unit)}")
    if count.unstated:
        rest.append(f"{words.statements(count.unstated, unit)} without")
    clickable = count.key in (*query.FACETS, "year")
    return BarGroup(
        count.called[1].capitalize(),
        tuple(
            Bar(
                row.name,
                int(row.n),
                row.share,
                ("facet", count.key, row.value) if clickable else (),
            )
            for row in shown.itertuples()
        ),
        ", ".join(rest),
        unit,
    )


def counts_table(found: tuple[findings.Count, ...]) -> pd.DataFrame:
    """All the bars for readers, and the values that have none."""
    parts = [
        pd.DataFrame(
            {
                "by": count.called[0],
                "value": count.values.value.fillna("not stated"),
                "name": count.values["name"].fillna("not stated"),
                "statements": count.values.n,
                "share": count.values.share.round(4),
            }
        )
        for count in found
    ]
    return pd.concat(parts, ignore_index=True)


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of, COUNTS: counts_of}
