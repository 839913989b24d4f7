"""Which tables a page shows besides its figures, for reports: a scene in, tables out."""

from collections.abc import Callable
from dataclasses import replace

from hustings import findings
from hustings.figures import tables
from hustings.figures.base import headed, with_poles
from hustings.scene import Scene


def on_page(scene: Scene) -> tuple[tables.Table, ...]:
    """The tables of the page of a scene from top to bottom, without those that have no row."""
    make = _OF.get(scene.page)
    found = make(scene) if make else ()
    return tuple(_for_readers(scene, table) for table in found if len(table.frame))


def _for_readers(scene: Scene, table: tables.Table) -> tables.Table:
    """A table that names the axis of each row by both its poles, and says what its groups are."""
    poled = with_poles(scene.data.axes, table.frame)
    return replace(table, rows=lambda: headed(poled, scene.view.by))


def _of_map(scene: Scene) -> tuple[tables.Table, ...]:
    return (tables.off_map(scene, findings.map(scene.data, scene.view)),)


def _of_landscape(scene: Scene) -> tuple[tables.Table, ...]:
    return (tables.off_landscape(scene, findings.landscape(scene.data, scene.view)),)


def _of_compare(scene: Scene) -> tuple[tables.Table, ...]:
    """The others, where one group alone is picked, else how far the picked lie apart."""
    found = findings.compare(scene.data, scene.view)
    if found.others is None:
        return (tables.gaps(scene, findings.gaps(scene.data, scene.view)),)
    if found.cells.empty:
        return ()
    return (tables.near(scene, found.groups[0], found.others),)


def _of_actor(scene: Scene) -> tuple[tables.Table, ...]:
    if not scene.view.actor:
        return ()
    found = findings.actor(scene.data, scene.view, scene.view.actor[0])
    return () if found is None else (tables.near(scene, found.group, found.agreement),)


def _of_divides(scene: Scene) -> tuple[tables.Table, ...]:
    """What sets a group apart, where one is chosen."""
    if scene.view.apart not in findings.apart_options(scene.data, scene.view):
        return ()
    return (tables.apart(scene, findings.apart(scene.data, scene.view)),)


def _of_evidence(scene: Scene) -> tuple[tables.Table, ...]:
    covered = findings.coverage(scene.data, scene.view)
    if covered.by_group.empty:
        return ()
    found = findings.sensitivity(scene.data, scene.view)
    summary: tuple[tables.Table, ...] = ()
    if found is not None:
        summary = (tables.sensitivity(found), tables.flips(scene, found), tables.orders(found))
    people, unit = findings.correction(scene.data, scene.view), scene.data.meta.unit
    corrected: tuple[tables.Table, ...] = ()
    if people:
        corrected = (tables.corrected_axes(people, unit), tables.corrected_groups(people, unit))
    return (*tables.silences(scene, covered), *corrected, *summary)


_OF: dict[str, Callable[[Scene], tuple[tables.Table, ...]]] = {
    "": _of_map,
    "compare": _of_compare,
    "actor": _of_actor,
    "landscape": _of_landscape,
    "divides": _of_divides,
    "evidence": _of_evidence,
}
