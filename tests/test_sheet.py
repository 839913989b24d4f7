"""The sheet that charts are drawn on: markers, looks, legend entries, texts, lines and axes."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from hustings.charts.base import WHITE, ZERO, Credit, Style
from hustings.charts.frame import framed
from hustings.charts.layout import Label, Placed
from hustings.charts.markers import interval, one_statement
from hustings.charts.sheet import Room, Sheet

BLUE, RED = "#0072b2", "#d55e00"
SQUARE = Style(BLUE, "square")
CREDIT = Credit(
    headline="Head", subline="Sub-line", notes="Notes", source="Source", link="http://h/"
)
TOLD = ["one", "two"]


def drawn(sheet):
    """The figure as Plotly reads it, after Plotly has checked every part."""
    return go.Figure(sheet.figure().to_plotly_json())


def trace(*args, **look):
    sheet = Sheet()
    sheet.marks([0, 1], [5, 6], TOLD, *args, **look)
    (found,) = drawn(sheet).data
    return found


def test_a_mark_of_one_statement_is_hollow_in_the_colour_of_the_others():
    found = trace(style=SQUARE, size=9, hollow=one_statement(pd.Series([1, 3])))
    assert found.marker.symbol == ("square-open", "square")
    assert found.marker.line.width == (2, 1)
    assert found.marker.line.color == (BLUE, WHITE)
    assert (found.marker.color, found.marker.size) == (BLUE, 9)


def test_marks_may_differ_in_symbol_colour_and_edge():
    found = trace(
        symbol=["circle", "star"], color=[BLUE, RED], hollow=[False, True], edge=[3, 1],
        rim=["#111111", WHITE], outline=1.5,
    )  # fmt: skip
    assert found.marker.symbol == ("circle", "star-open")
    assert found.marker.line.width == (3, 1.5)
    assert found.marker.line.color == ("#111111", RED)


@pytest.mark.parametrize(("look", "line"), [
    ({}, {"width": 1, "color": WHITE}),
    ({"edge": None}, {}),
    ({"edge": 0, "rim": None}, {"width": 0}),
    ({"edge": 0, "rim": None, "hollow": [True, False]}, {"width": [2, 0]}),
    ({"edge": 0, "rim": BLUE, "hollow": [True, False]}, {"width": [2, 0], "color": BLUE}),
    ({"line": {"width": 3}, "hollow": [True, False]}, {"width": 3}),
])  # fmt: skip
def test_the_line_round_marks(look, line):
    assert trace(style=SQUARE, **look).marker.line.to_plotly_json() == line


@pytest.mark.parametrize(("look", "selected", "others"), [
    ({}, 1, 1), ({"opacity": 0.6}, 1, 0.6), ({"opacity": 0.9, "selected": 0.9}, 0.9, 0.9),
])  # fmt: skip
def test_a_selection_dims_nothing(look, selected, others):
    found = trace([["group", "Ann"], ["group", "Bob"]], style=SQUARE, **look)
    assert found.selected.marker.opacity == selected
    assert found.unselected.marker.opacity == others
    assert found.customdata == (["group", "Ann"], ["group", "Bob"])
    assert found.hovertext == ("one", "two")
    assert found.hovertemplate == "%{hovertext}<extra></extra>"
    assert found.showlegend is False


def test_marks_with_a_name_stand_in_the_legend_and_take_properties_of_the_trace():
    at = pd.Series([0.0, 0.5])
    bars = interval(at, at - 0.25, at + 0.5, BLUE)
    found = trace(style=SQUARE, name="a <b>", trace={"error_x": bars})
    assert (found.name, found.showlegend, found.customdata) == ("a &lt;b&gt;", None, None)
    assert (list(bars["array"]), list(bars["arrayminus"])) == ([0.5, 0.5], [0.25, 0.25])
    assert (found.error_x.symmetric, found.error_x.color) == (False, BLUE)


def test_bars_look_like_marks_that_are_selected():
    sheet = Sheet()
    sheet.bars([1], [2], ["one"], [["step", "Tax"]], colour=RED, opacity=0.5, base=7, width=3)
    (found,), layout = drawn(sheet).data, drawn(sheet).layout
    assert (found.type, found.base, found.width, layout.barmode) == ("bar", 7, 3, "overlay")
    assert (found.marker.color, found.marker.line.width) == (RED, 0)
    assert (found.selected.marker.opacity, found.unselected.marker.opacity) == (1, 0.5)


def test_a_path_says_something_or_is_skipped():
    sheet = Sheet()
    sheet.path([0, 1], [2, 3], color=RED, width=2)
    sheet.path([0, 1], [2, 3], TOLD, color=RED, width=2)
    quiet, loud = drawn(sheet).data
    assert (quiet.mode, quiet.line.color, quiet.hoverinfo) == ("lines", RED, "skip")
    assert (loud.hoverinfo, loud.hovertext) == (None, ("one", "two"))


def test_an_entry_of_the_legend_draws_no_point_and_gets_its_room():
    sheet, bare = Sheet(), Sheet()
    sheet.legend("a & b", SQUARE, size=9)
    for each in (sheet, bare):
        framed(each, CREDIT, 600, 300)
    (found,) = drawn(sheet).data
    assert (found.x, found.y, found.name, found.mode) == ((None,), (None,), "a &amp; b", "markers")
    assert (found.marker.symbol, found.marker.color, found.marker.size) == ("square", BLUE, 9)
    assert (sheet.layout["showlegend"], bare.layout["showlegend"]) == (True, False)
    # one row of 21 px, and 8 px below it
    assert sheet.layout["height"] == bare.layout["height"] + 29


def test_an_entry_may_be_a_marker_on_a_line():
    sheet = Sheet()
    sheet.legend("Ann", SQUARE, line=2)
    (found,) = drawn(sheet).data
    assert (found.mode, found.line.width, found.line.color) == ("lines+markers", 2, BLUE)


def test_axes_in_px_begin_at_the_top_left_of_the_plot():
    sheet = Sheet()
    sheet.axes_in_px(framed(sheet, CREDIT, 600, 300, left=40, right=10))
    # as charts hand it out: unchecked, but for readers of the layout like a checked one
    layout = sheet.figure().layout
    assert (layout.xaxis.range, layout.yaxis.range) == ((0, 550), (300, 0))
    for axis in (layout.xaxis, layout.yaxis):
        assert (axis.visible, axis.fixedrange) == (False, True)


@pytest.mark.parametrize(("place", "expected"), [
    ({"anchor": "left"}, (0, "paper", "left", None)),
    ({"anchor": "center"}, (0.5, "paper", "center", None)),
    ({"anchor": "right"}, (1, "paper", "right", None)),
    ({"anchor": "right", "px": 30}, (0, "paper", "right", 30)),
    ({"anchor": "right", "at": 0, "shift": -6}, (0, "paper", "right", -6)),
    ({"anchor": "left", "x": 7, "shift": 4}, (7, "x", "left", 4)),
    ({"anchor": None, "x": 7}, (7, "x", None, None)),
])  # fmt: skip
def test_a_text_on_a_row_stands_at_an_end_of_the_plot_unless_told_otherwise(place, expected):
    sheet = Sheet()
    sheet.row_text("a", 12, **place)
    (note,) = drawn(sheet).layout.annotations
    assert (note.x, note.xref, note.xanchor, note.xshift) == expected
    assert (note.y, note.yref, note.yanchor, note.showarrow) == (12, "y", "middle", False)


def test_texts_are_escaped_unless_they_are_markup():
    sheet = Sheet()
    sheet.text("<i>a</i>", 1, 2, "left", bold=True)
    sheet.row_text("a & b", 2, "left")
    sheet.row_text("<b>a</b> & b", 2, "left", markup=True)
    sheet.axis_text("y", "<i>", "top", bold=True)
    assert [note.text for note in drawn(sheet).layout.annotations] == [
        "<b>&lt;i&gt;a&lt;/i&gt;</b>", "a &amp; b", "<b>a</b> & b", "<b>&lt;i&gt;</b>",
    ]  # fmt: skip


def test_texts_of_the_axes_stand_outside_the_plot():
    sheet = Sheet()
    sheet.axis_text("x", "right of x", "right")
    sheet.axis_text("y", "middle of y", "middle")
    x, y = drawn(sheet).layout.annotations
    assert (x.x, x.y, x.xanchor, x.yanchor, x.yshift) == (1, 0, "right", "top", -6)
    assert (y.x, y.y, y.yanchor, y.xshift, y.textangle) == (0, 0.5, "middle", -8, -90)


def test_a_label_far_from_its_mark_is_joined_to_it():
    sheet, room = Sheet(), Room(width=220, left=10, top=50, inner=200, height=100)
    label = Label(text="a & b", x=50, y=80, radius=5, size=12)
    near = Placed(
        left=55,
        top=70,
        right=85,
        bottom=90,
        x=55,
        y=80,
        anchor="left",
        vertical="middle",
        leader=False,
    )
    far = Placed(
        left=100,
        top=10,
        right=130,
        bottom=20,
        x=100,
        y=15,
        anchor="left",
        vertical="middle",
        leader=True,
    )
    sheet.label(label, near, room, "<b>{}</b>", 0.5)
    sheet.label(label, far, room)
    one, other = drawn(sheet).layout.annotations
    # fastened to the mark, at 50 and 80 px of 200 and 100, so that it stays with it in any plot
    assert (one.x, one.y) == (other.x, other.y) == pytest.approx((0.25, 0.2))
    assert (one.text, one.opacity, one.xshift, one.yshift) == ("<b>a &amp; b</b>", 0.5, 5, 0)
    assert (other.text, other.xshift, other.yshift) == ("a &amp; b", 50, 65)
    # from the mark to the nearest corner of the text, as shares of the plot from its bottom left
    (line,) = drawn(sheet).layout.shapes
    assert (line.x0, line.y0, line.x1, line.y1) == pytest.approx((0.25, 0.2, 0.5, 0.8))


@pytest.mark.parametrize(("x", "y", "ends"), [
    (3, (1, 2), (3, 3, 1, 2, None)),
    ((1, 2), 3, (1, 2, 3, 3, None)),
    (None, 3, (0, 1, 3, 3, "paper")),
])  # fmt: skip
def test_a_line_is_upright_or_level_and_lies_below_the_marks(x, y, ends):
    sheet = Sheet()
    sheet.line(x, y, 0.5)
    sheet.line(x, y, 2, RED, below=False, opacity=0.5, dash="dot")
    quiet, loud = drawn(sheet).layout.shapes
    assert (quiet.x0, quiet.x1, quiet.y0, quiet.y1, quiet.xref) == ends
    assert (quiet.layer, quiet.line.color, quiet.line.width) == ("below", ZERO, 0.5)
    assert (loud.layer, loud.line.color, loud.line.dash, loud.opacity) == (None, RED, "dot", 0.5)
