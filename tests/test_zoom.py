"""Zoom and the picked alone on the map: link, figure, table, and the tools below the chart."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings import findings
from hustings.charts.points import covered
from hustings.figures.map import of
from hustings.link import WHOLE, View, default_view, read, window_of, zoomed
from hustings.link.zoom import FARTHEST, NARROWEST
from hustings.scene import Scene
from hustings.ui.map_tools import TOGETHER, round_the, touching

ends = st.floats(-5, 5, allow_nan=False)


@given(ends, ends, ends, ends)
def test_what_a_box_is_spelled_as_is_a_window_of_the_map(left, right, bottom, top):
    found = window_of(zoomed(left, right, bottom, top))
    assert found is not None
    assert found[1] - found[0] >= NARROWEST and found[3] - found[2] >= NARROWEST
    assert max(map(abs, found)) <= FARTHEST
    # spelled again it is the same
    assert window_of(zoomed(*found)) == found


@pytest.mark.parametrize(
    "text",
    ["", "1", "0,1,0", "0,1,0,1,2", "1,0,0,1", "0,0.01,0,1", "nan,1,0,1", "-2,1,0,1", "0,1e999,0,1",
     "a,b,c,d", "0,1,0," + "9" * 5000],
)  # fmt: skip
def test_what_names_no_window_is_told_and_the_map_is_whole(bundled, text):
    assert window_of(text) is None
    view, unknown = read(bundled, [("zoom", text)])
    assert view.zoom == ""
    assert [each.name for each in unknown] == (["zoom"] if text else [])
    assert figure(bundled, view).layout.xaxis.range == (-FARTHEST, FARTHEST)


def figure(data, view, width=960):
    return scene_panel(data, view).draw(width)


def scene_panel(data, view):
    return of(Scene(data, view, "", "http://h"))


def traces(drawn):
    """Group, place and px across of every mark that can be clicked."""
    for trace in drawn.data:
        if trace.customdata is not None:
            size = trace.marker.size
            sizes = [size] * len(trace.x) if isinstance(size, (int, float)) else size
            yield from zip(trace.customdata, trace.x, trace.y, sizes, strict=True)


def marks(drawn) -> dict:
    return {said[1]: (x, y) for said, x, y, _ in traces(drawn)}


def names(drawn) -> set:
    return {note.text for note in drawn.layout.annotations if note.name == "label"}


def test_a_part_of_the_map_holds_those_who_stand_there_with_their_names(bundled):
    view = default_view(bundled).having(actor=("France", "China"))
    whole, part = figure(bundled, view), figure(bundled, view.having(zoom="0,1.3,-1.3,0"))
    assert window_of("0,1.3,-1.3,0") == (*part.layout.xaxis.range, *part.layout.yaxis.range)
    inside = {group for group, (x, y) in marks(whole).items() if 0.1 <= x and y <= -0.1}
    assert "France" in inside and "China" not in inside
    assert inside <= set(marks(part)) < set(marks(whole))
    assert len(names(whole)) == 2 < len(names(part))
    assert "Zoomed in" in scene_panel(bundled, view.having(zoom="0,1.3,-1.3,0")).credit.notes
    # the link of the figure opens the same part
    assert "zoom=0%2C1.3" in scene_panel(bundled, view.having(zoom="0,1.3,-1.3,0")).credit.link


def test_the_picked_alone(bundled):
    view = default_view(bundled).having(actor=("France", "China"), only=True)
    panel = scene_panel(bundled, view)
    assert set(marks(panel.draw(960))) == {"France", "China"} == set(panel.table.group)
    assert "Drawn: the picked alone." in panel.credit.notes
    assert panel.credit.headline == scene_panel(bundled, view.having(only=False)).credit.headline
    # where nobody is picked, or nobody picked has a place, all are drawn
    everybody = scene_panel(bundled, view.having(actor=()))
    assert len(everybody.table) > 50 and "alone" not in everybody.credit.notes
    silent = scene_panel(bundled, view.having(actor=("nobody",)))
    assert len(silent.table) > 50 and "alone" not in silent.credit.notes


def test_zooming_to_the_picked_shows_them_all(bundled):
    view = default_view(bundled)
    found = findings.map(bundled, view)
    window = window_of(round_the(found.points[found.points.group.isin(view.actor)]))
    assert window not in (None, WHOLE)
    drawn = figure(bundled, view.having(zoom=",".join(map(str, window))))
    shown = {said.removeprefix("<b>").split("</b>")[0] for said in names(drawn)}
    assert {"France", "China", "United States", "Capgemini"} <= shown


def test_who_touches_a_mark(bundled):
    drawn = figure(bundled, default_view(bundled))
    places = marks(drawn)
    sizes = {said[1]: size for said, _, _, size in traces(drawn)}
    across = drawn.layout.width - drawn.layout.margin.l - drawn.layout.margin.r
    up = drawn.layout.height - drawn.layout.margin.t - drawn.layout.margin.b

    def apart(a, b):
        dx, dy = ((places[a][k] - places[b][k]) * px / 2.6 for k, px in ((0, across), (1, up)))
        return (dx * dx + dy * dy) ** 0.5 - (sizes[a] + sizes[b]) / 2

    for group in ("Malaysia", "France", "Meta"):
        near = touching(drawn.to_dict(), ["group", group])
        others = {other for other in places if other != group and apart(group, other) < TOGETHER}
        assert set(near) == others
    assert touching(drawn.to_dict(), ["group", "nobody"]) == []


def test_the_address_of_a_zoomed_map_says_so_in_full():
    view = View(x="a", y="b", zoom="0,1,0,1", only=True)
    assert ("zoom", "0,1,0,1") in view.query("") and ("only", "true") in view.query("")
    assert not {"zoom", "only"} & {name for name, _ in view.query("compare")}


def test_the_middle_of_a_covered_mark_has_a_mark_of_its_own():
    spots = pd.DataFrame(
        {"group": ["big", "small", "far"], "at_x": [0.0, 0.1, 1.0], "at_y": [0.0, 0.0, 0.0],
         "size": [32.0, 24.0, 20.0]}
    )  # fmt: skip
    # 10 px apart, with half widths of 16 and 12: each lies on the middle of the other
    assert covered(spots, (100, 100)).group.tolist() == ["big", "small"]
    # 14 px apart, the small one no longer reaches the middle of the big one
    assert covered(spots, (140, 100)).group.tolist() == ["small"]
    assert covered(spots, (170, 100)).empty
