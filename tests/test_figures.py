"""Figures: valid for Plotly, true to their numbers, with their credit inside."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from hustings import figures, findings, link, query
from hustings.charts import base
from hustings.charts.actor import actor_timeline_chart
from hustings.charts.compare import compare_chart
from hustings.charts.compare_pairs import compare_pairs_chart
from hustings.charts.map import map_chart
from hustings.charts.points import LARGEST, spots_of
from hustings.charts.reliability import reliability_chart
from hustings.charts.text_metrics import LINE
from hustings.link.zoom import FARTHEST
from hustings.scene import Scene

CREDIT = base.Credit(
    headline="A <b>head</b> & tail",
    subline="Sub-line, n",
    notes="Notes",
    source="Source v1",
    link="http://h/?x=1&y=2",
)
WIDTHS = (328, 700, 960)


def styles_of(data):
    return base.styles(sorted(query.facets(data, query.Filters())["type"]))


def plane(data, view, width=960):
    found = findings.map(data, view)
    return map_chart(
        found.points, found.averages, found.x, found.y, view.actor, styles_of(data),
        view.interval, CREDIT, width,
    )  # fmt: skip


def rows(data, view, width=960):
    found = findings.compare(data, view)
    styles = {g: base.Style("#0072b2", "circle") for g in found.groups}
    return compare_chart(found.cells, found.axes, styles, CREDIT, width)


def pairs(data, view, width=960):
    found = findings.compare(data, view)
    return compare_pairs_chart(found.among, found.groups, CREDIT, width)


def timeline(data, view, width=960):
    found = findings.actor(data, view, view.actor[0])
    style = base.Style("#0072b2", "circle")
    return actor_timeline_chart(found.units, found.axes, style, CREDIT, width)


ALL = (plane, rows, pairs, timeline)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("draw", ALL)
def test_valid_for_plotly_sized_and_credited(bundled, draw, width):
    figure = draw(bundled, link.default_view(bundled), width)
    go.Figure(figure.to_plotly_json())  # checks every part
    assert figure.layout.width == width
    notes = {a.name: a.text.replace("<br>", " ") for a in figure.layout.annotations if a.name}
    assert "A &lt;b&gt;head&lt;/b&gt; &amp; tail" in notes["headline"].replace("</b> <b>", " ")
    assert "Sub-line, n" in notes["subline"]
    assert "Notes" in notes["credit"] and "Source v1" in notes["credit"]
    assert 'href="http://h/?x=1&amp;y=2"' in notes["credit"]


@pytest.mark.parametrize("draw", ALL)
def test_everything_drawn_names_what_it_stands_for(bundled, draw):
    figure = draw(bundled, link.default_view(bundled))
    marks = [t for t in figure.data if t.customdata is not None]
    assert marks
    for trace in marks:
        assert len(trace.customdata) == len(trace.x) == len(trace.hovertext)
    for trace in figure.data:
        colour = trace.marker.color
        assert colour is not None, "explicit colours only"


def test_points_lie_where_their_positions_are(bundled):
    view = link.default_view(bundled)
    found = findings.map(bundled, view)
    at = {
        tuple(key)[1]: (x, y)
        for t in plane(bundled, view).data if t.customdata is not None
        for key, x, y in zip(t.customdata, t.x, t.y, strict=True) if key[0] == "group"
    }  # fmt: skip
    assert set(at) == set(found.points.group)
    alone = found.points.assign(x=found.points.x.round(9), y=found.points.y.round(9))
    alone = alone[~alone.duplicated(["x", "y"], keep=False)]
    for row in alone.itertuples():
        assert at[row.group] == pytest.approx((row.x, row.y), abs=1e-8)
    near = found.points.set_index("group")
    far = [np.hypot(at[g][0] - near.x[g], at[g][1] - near.y[g]) for g in at]
    assert max(far) < 0.2, "packed points stay beside their place"


@pytest.mark.parametrize(("width", "many"), [(328, 20), (700, 40), (960, 40)])
def test_many_groups_at_one_place_stay_inside_the_plot(width, many):
    scale = (0.9 * width / (2 * FARTHEST), 500 / (2 * FARTHEST))
    corner = {"x": 1.0, "y": -1.0, "n": 2, "x_n": 1, "y_n": 1}
    points = pd.DataFrame([corner | {"group": f"g{i:02}"} for i in range(many)])
    alone = points.head(1)
    for crowd in (points, pd.concat([points, alone.assign(x=0.5, n=200)], ignore_index=True)):
        spots = spots_of(crowd, (), scale)
        for at, px in (("at_x", scale[0]), ("at_y", scale[1])):
            assert (spots[at].abs() + spots["size"] / 2 / px).max() <= FARTHEST
    assert spots_of(alone, (), scale)["size"].tolist() == [LARGEST]


def test_one_statement_is_hollow(bundled):
    view = link.default_view(bundled)
    points = findings.map(bundled, view).points.set_index("group")
    for trace in plane(bundled, view).data:
        if trace.customdata is None or trace.customdata[0][0] != "group":
            continue
        for key, symbol in zip(trace.customdata, trace.marker.symbol, strict=True):
            thin = 1 in (points.x_n[key[1]], points.y_n[key[1]])
            assert symbol.endswith("-open") == thin


@pytest.mark.parametrize("width", WIDTHS)
def test_no_words_lie_on_a_statement_of_the_time_line(bundled, width):
    figure = timeline(bundled, link.default_view(bundled), width)
    dots = [(y, trace.marker.size / 2) for trace in figure.data for y in trace.y]
    words = [note for note in figure.layout.annotations if note.yref == "y"]
    assert dots and len(words) == 2 * len(figure.data)
    for note in words:
        assert all(abs(y - note.y) >= radius + note.font.size * LINE / 2 for y, radius in dots)


def test_the_time_line_names_both_poles_of_each_axis(bundled):
    view = link.default_view(bundled)
    said = [note.text for note in timeline(bundled, view, 960).layout.annotations]
    for axis in findings.actor(bundled, view, view.actor[0]).axes:
        assert f"↑ {axis.high} · ↓ {axis.low}" in said


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("draw", [rows, timeline])
def test_every_axis_has_the_name_that_sentences_and_choices_give_it(bundled, draw, width):
    figure = draw(bundled, link.default_view(bundled), width)
    said = " ".join(note.text for note in figure.layout.annotations).casefold()
    assert all(axis.id.casefold() in said for axis in bundled.axes)


@pytest.mark.parametrize(("width", "shown"), [
    (360, ["Coordination", "Precaution"]),
    (960, ["Coordination: Coordinate ↔ Compete",
           "Precaution: Safety first ↔ Development first"]),
])  # fmt: skip
def test_the_axes_of_the_map_are_named_as_far_as_there_is_room(bundled, width, shown):
    view = link.default_view(bundled).having(x="Coordination", y="Precaution")
    said = [note.text for note in plane(bundled, view, width).layout.annotations]
    assert [text for text in said if text in shown] == shown


@pytest.mark.parametrize("width", WIDTHS)
def test_the_quadrants_are_named_in_full(bundled, width):
    view = link.default_view(bundled)
    said = {note.text for note in plane(bundled, view, width).layout.annotations}
    found = findings.map(bundled, view)
    x, y = found.x, found.y
    assert {f"{h} · {v}" for h in (x.low, x.high) for v in (y.low, y.high)} <= said


@pytest.mark.parametrize("draw", ALL)
def test_the_link_has_the_ink_of_the_other_words(bundled, draw):
    figure = draw(bundled, link.default_view(bundled))
    (credit,) = (note.text for note in figure.layout.annotations if note.name == "credit")
    assert '<a href="http://h/?x=1&amp;y=2" style="color:inherit">' in credit


def test_a_silent_group_leaves_a_gap(few):
    view = link.default_view(few).having(actor=("Ann", "Bob"))
    drawn = {tuple(c)[1:] for t in rows(few, view).data for c in t.customdata}
    assert drawn == {("Ann", "Transport"), ("Ann", "Tax"), ("Bob", "Tax")}


def test_a_timeline_of_one_day_has_days_on_its_axis(few):
    view = link.default_view(few).having(actor=("Bob",))
    (trace,) = (figure := timeline(few, view)).data
    assert list(trace.x) == [pd.Timestamp("2024-02-01")]
    assert figure.layout.xaxis.range == ("2024-01-25T00:00:00", "2024-02-08T00:00:00")


def test_a_dot_at_the_end_of_the_scale_is_drawn_whole():
    axes = pd.Series(["Tax", None], dtype=object)
    known = pd.DataFrame({"axis": axes, "alpha": [1.0, 1.0], "units": [2, 2], "coders": [2, 2]})
    figure = reliability_chart(known, ((0.8, "reliable"),), CREDIT)
    assert [trace.cliponaxis for trace in figure.data] == [False, False]


@pytest.mark.parametrize("picked", [(), ("Ann",)])
def test_every_figure_has_a_headline(few, picked):
    view = link.default_view(few).having(actor=picked)
    for figure in figures.FIGURES:
        panel = figure.of(Scene(few, view, figure.page, "https://h.example"))
        assert panel.credit.headline and panel.credit.subline, figure.name


def test_agreement_takes_two(few):
    def told(*picked):
        view = link.default_view(few).having(actor=picked)
        panel = figures.named("pairs").of(Scene(few, view, "compare", "https://h.example"))
        return panel.credit.headline

    assert told() == "Nobody is picked"
    assert told("Ann") == "Ann is picked alone; agreement takes two"
    assert told("Bob", "Cid") == "No two of them share two axes"


def test_a_colour_for_every_type_and_one_for_the_rest():
    found = base.styles([f"t{i}" for i in range(12)])
    assert len({(s.colour, s.symbol) for s in list(found.values())[:8]}) == 8
    assert found["t11"] == found[None]


def test_hover_is_wrapped_and_escaped():
    text = base.hover("<script>", "word " * 40)
    assert text.startswith("<b>&lt;script&gt;</b><br>") and text.count("<br>") > 2


def test_a_legend_names_some_of_many_types_and_counts_the_rest():
    types = [f"type {i:02}" for i in range(base.MOST_ENTRIES + 2)]
    styles = base.styles(types)
    assert base.type_legend(styles, [None, types[9], types[1]]) == [
        (types[1], styles[types[1]]), (types[9], styles[types[9]]),
    ]  # fmt: skip
    found = base.type_legend(styles, types)
    assert [name for name, _ in found] == [*types[: base.MOST_ENTRIES], "2 more types"]
