"""Gaps on Compare: each two of the picked on all axes, the widest first."""

from hustings import findings
from hustings.figures import tables
from hustings.scene import Scene
from hustings.ui import figure_table


def show(scene: Scene) -> None:
    """A table of all gaps; nothing where no two of the picked share an axis."""
    found = findings.gaps(scene.data, scene.view)
    if found.rows.empty:
        return
    table = tables.gaps(scene, found)
    figure_table.folded("gaps", table, ":material/straighten:")
