"""The key above the map: its glyphs have the sizes of the marks, and room for them."""

from dataclasses import replace

import pytest

from hustings.charts.base import NOTE
from hustings.charts.key import ROW
from hustings.figures.map import of
from hustings.link import default_view
from hustings.query import Filters
from hustings.scene import Scene


@pytest.mark.parametrize("width", [640, 960])
def test_a_large_glyph_of_the_key_reaches_into_no_other_row(bundled, width):
    # few statements each: the mark of ten is a large one
    view = replace(default_view(bundled), filters=Filters(q="open"))
    layout = of(Scene(bundled, view, "", "http://h")).draw(width).layout
    rows = {note.yshift for note in layout.annotations if note.name == "key of marks"}
    circles = [
        shape for shape in layout.shapes if shape.type == "circle" and shape.ysizemode == "pixel"
    ]
    assert len(rows) > 1 and max(circle.y1 - circle.y0 for circle in circles) > ROW
    for circle in circles:
        [own] = [row for row in rows if circle.y0 <= row <= circle.y1]
        for row in rows - {own}:
            assert row + NOTE / 2 < circle.y0 or circle.y1 < row - NOTE / 2
        assert 0 <= circle.y0
