"""On the grid the picked have the colours of all other pages, whoever of them has no row there."""

from hustings import findings
from hustings.charts.base import COLOURS
from hustings.figures.grid import lines
from hustings.link import default_view
from hustings.scene import Scene


def coloured(data, view) -> dict[str, str]:
    found = findings.grid(data, view)
    drawn = lines(Scene(data, view, "grid", None), found)
    return {line.group: line.style.colour for line in drawn if line.style}


def test_one_without_a_row_keeps_its_colour_for_itself(bundled):
    view = default_view(bundled).having(actor=("Capgemini", "France"), type=("government",))
    assert coloured(bundled, view) == {"France": COLOURS[1]}
