"""One group: where it stands on every axis, and what it said when."""

from hustings import findings, words
from hustings.charts.actor import actor_timeline_chart
from hustings.charts.compare import compare_chart
from hustings.figures.base import NOBODY, Panel, cells_table, credit, nothing, type_styles
from hustings.figures.compare import row_notes
from hustings.query import Picks
from hustings.scene import Scene

NAME, TIMELINE = "actor", "timeline"
TIME_NOTES = "One dot for each {one}, nearer to the pole it speaks for."


def panel(scene: Scene, found: findings.ActorFinding) -> Panel:
    """The group on every axis."""
    found = findings.shown(scene.data, scene.view, found)
    if found.cells.empty:
        return nothing(scene, NAME, found.headline)
    said = credit(scene, found.headline, found.subline, row_notes(scene))
    spoken = [axis for axis in found.axes if axis.id in set(found.cells.axis)]
    return Panel(
        name=NAME,
        make=lambda said, width: compare_chart(
            found.cells, spoken, _styles(scene, found), said, width
        ),
        rows=lambda: cells_table(found.cells, found.axes),
        credit=said,
    )


def timeline_panel(scene: Scene, found: findings.ActorFinding) -> Panel:
    """The group's statements over time."""
    found = findings.shown(scene.data, scene.view, found)
    headline = f"What {found.group} said when"
    dated = found.units[found.units.date.notna()]
    if dated.empty:
        return nothing(
            scene, TIMELINE, f"{found.group} has no dated {words.one(scene.data.meta.unit)} here"
        )
    said = credit(scene, headline, found.subline, words.in_unit(TIME_NOTES, scene.data.meta.unit))
    (style,) = _styles(scene, found).values()
    return Panel(
        name=TIMELINE,
        make=lambda said, width: actor_timeline_chart(found.units, found.axes, style, said, width),
        rows=lambda: dated.rename(columns={"x": "stance"}).drop(columns="group"),
        credit=said,
    )


def of(scene: Scene) -> Panel:
    """The first picked group of a view on every axis."""
    return _of(scene, NAME, panel)


def timeline_of(scene: Scene) -> Panel:
    """The statements of the first picked group of a view over time."""
    return _of(scene, TIMELINE, timeline_panel)


def _of(scene: Scene, name: str, make) -> Panel:
    if not scene.view.actor:
        return nothing(scene, name, NOBODY)
    group = scene.view.actor[0]
    found = findings.actor(scene.data, scene.view, group)
    if found is None:
        picks = Picks(scene.view.by, (group,))
        return nothing(scene, name, findings.unheard(scene.data, scene.view, picks))
    return make(scene, found)


def _styles(scene: Scene, found: findings.ActorFinding) -> dict:
    """Colour and shape of the group's type, as on the map."""
    styles = type_styles(scene.data)
    return {found.group: styles.get(found.type) or styles[None]}


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of, TIMELINE: timeline_of}
