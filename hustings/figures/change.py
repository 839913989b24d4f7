"""Positions over time, and before and after a day."""

from dataclasses import replace

import pandas as pd

from hustings import findings, words
from hustings.charts.change import MOST_INTERVALS, history_chart
from hustings.charts.change_shifts import shifts_chart
from hustings.figures.base import Panel, credit, group_styles, in_unit, nothing
from hustings.scene import Scene

NAME, HISTORY = "change", "history"
SHIFT_NOTES = (
    "Tick: before. Dot: after{hollow}. Thin bar: 90 % interval of the change, laid "
    "at the dot; a shift is named only where it leaves out the tick and both sides have at least "
    "three {many}. n: {many} before → after."
)
BOLD = " Bold names: picked."


def panel(scene: Scene, found: findings.ShiftsFinding) -> Panel:
    """Before and after."""
    found = findings.shown(scene.data, scene.view, found)
    if found.rows.empty:
        return nothing(scene, NAME, found.headline)
    notes = words.in_unit(SHIFT_NOTES, scene.data.meta.unit)
    rows = found.shown.assign(picked=found.shown.picked & (not found.alone))
    notes += BOLD if rows.picked.any() else ""
    said = credit(scene, found.headline, found.subline, notes)
    return Panel(
        name=NAME,
        make=lambda said, width: shifts_chart(rows, found.axes, said, width),
        rows=lambda: in_unit(scene, shifts_table(found)),
        credit=said,
    )


def history_panel(scene: Scene, found: findings.HistoryFinding) -> Panel:
    """Over time."""
    found = findings.shown(scene.data, scene.view, found)
    if found.dots.empty:
        return nothing(scene, HISTORY, found.headline)
    said = credit(scene, found.headline, found.subline, history_notes(scene, found))
    # By the place among those asked for: a filter that silences one does not recolour the others.
    styles = group_styles(found.asked)
    styles = {group: style for group, style in styles.items() if group in found.groups}
    return Panel(
        name=HISTORY,
        make=lambda said, width: history_chart(
            found.dots,
            found.lines,
            found.axes,
            styles,
            found.events,
            (found.split.day, found.split.event),
            said,
            width,
        ),
        rows=lambda: in_unit(scene, history_table(found, scene.data.meta.unit)),
        credit=said,
    )


def settled(scene: Scene, cut: findings.SplitDate) -> Scene:
    """The scene with the day that divides spelled out, for links that must stay the same."""
    return replace(scene, view=scene.view.having(cut=cut.day))


def of(scene: Scene) -> Panel:
    """A view before and after."""
    found = findings.shifts(scene.data, scene.view)
    return panel(settled(scene, found.split), found)


def history_of(scene: Scene) -> Panel:
    """A view over time."""
    found = findings.history(scene.data, scene.view)
    return history_panel(settled(scene, found.split), found)


def history_notes(scene: Scene, found: findings.HistoryFinding) -> str:
    """How to read the figure over time."""
    window = scene.view.window
    many = words.many(scene.data.meta.unit)
    said = f"Dots: {many}, larger where several of one day say the same. Line: mean of "
    said += (
        f"the {many} of the last {window:,} days, dotted where no other follows within them"
        if window > 1
        else f"the {many} of each day, dotted in between"
    )
    if len(found.groups) <= MOST_INTERVALS:
        said += "; shaded: its 90 % interval"
    said += ". Strong line: the day that divides before from after"
    if len(found.events):
        said += ". Triangles: events"
    return f"{said}."


def history_table(found: findings.HistoryFinding, unit: str) -> pd.DataFrame:
    """What the figure over time draws: statements, then running positions."""
    dots = found.dots.assign(
        what=words.many(unit), value=found.dots.x, ids=found.dots.ids.map(" ".join)
    )
    lines = found.lines.assign(what="running position", value=found.lines.position)
    columns = ["group", "axis", "what", "date", "value", "low", "high", "n", "ids"]
    both = pd.concat(
        [dots.reindex(columns=columns).astype({"low": float, "high": float}),
         lines.reindex(columns=columns).astype({"ids": object})],
        ignore_index=True,
    )  # fmt: skip
    rounded = both.assign(
        date=both.date.dt.date,
        **{c: both[c].astype(float).round(3) for c in ("value", "low", "high")},
    )
    return rounded.rename(
        columns={"what": "drawn as", "n": "statements", "ids": "statement ids", "value": "stance"}
    )


def shifts_table(found: findings.ShiftsFinding) -> pd.DataFrame:
    """What the figure before and after draws."""
    rows = found.shown
    return pd.DataFrame(
        {
            "group": rows.group,
            "axis": rows.axis,
            "called": rows.verdict,
            "before": rows.before.round(3),
            "after": rows.after.round(3),
            "change": rows["shift"].round(3),
            "low": rows.low.round(3),
            "high": rows.high.round(3),
            "statements before": rows.n_before,
            "statements after": rows.n_after,
        }
    )


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {HISTORY: history_of, NAME: of}
