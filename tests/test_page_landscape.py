"""The map of all axes as a page: what it finds, draws and says."""

from pathlib import Path

import pytest

from hustings import findings, link
from hustings.charts.base import COLOURS, OTHER, Credit, styles
from hustings.charts.landscape import landscape_chart
from hustings.dataset import Dataset, open_dataset
from hustings.measures.landscape import Clusters

CREDIT = Credit(
    headline="What is seen",
    subline="All statements.",
    notes="How to read.",
    source="Source: here.",
    link="https://e.x/",
)
#: two camps of two on A and B; Eve, besides, speaks on one axis only
CAMPS = {"Ann": (-1, -1), "Bob": (-1, -0.5), "Cid": (1, 1), "Dot": (1, 0.5)}


def written(folder: Path, times: int) -> Dataset:
    """The camps as a data set, each actor saying the same `times` times on both axes."""
    rows = ["actor,actor_type,axis,stance"]
    for actor, stances in CAMPS.items():
        for axis, stance in zip("AB", stances, strict=True):
            rows += [f"{actor},union,{axis},{stance}"] * times
    rows.append("Eve,firm,A,1")
    (folder / "positions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return open_dataset(folder)


@pytest.fixture
def camps(tmp_path) -> Dataset:
    return written(tmp_path, times=6)


@pytest.fixture
def view(camps) -> link.View:
    return link.default_view(camps)


def test_who_is_drawn_and_who_is_not(camps, view):
    found = findings.landscape(camps, view)
    assert found.points.set_index("group")["axes"].to_dict() == dict.fromkeys(CAMPS, 2)
    assert found.absent.to_dict("records") == [{"group": "Eve", "type": "firm", "n": 1, "axes": 1}]
    assert found.split is None and set(found.points.cluster) == {0}
    assert "4 actors" in found.headline and "A" in found.headline
    everyone = findings.landscape(camps, view.having(cover=1))
    assert len(everyone.points) == 5 and everyone.absent.empty
    assert "; 1 rest" in everyone.headline


def test_the_first_axis_points_right(camps, view):
    found = findings.landscape(camps, view)
    at = found.points.set_index("group")
    assert at.x["Cid"] > 0 > at.x["Ann"]
    said = findings.direction_sentence(camps, found, "x")
    assert said.startswith("Towards the right: “for” (A)") and "the opposite" in said


def test_clusters_and_what_sets_them_apart(camps, view):
    found = findings.landscape(camps, view.having(k="2"))
    assert [cluster.members for cluster in found.clusters] == [("Ann", "Bob"), ("Cid", "Dot")]
    first, second = found.clusters
    # All 12 statements of each camp on each axis go to one pole, none of the 12 others do.
    assert set(first.distinct.axis) == {"A", "B"} and set(first.distinct.pole) == {"low"}
    assert set(second.distinct.pole) == {"high"}
    row = next(first.distinct.itertuples())
    assert (row.n, row.toward, row.rest_n, row.rest_toward) == (12, 12, 12, 0)
    said = findings.distinct_sentence(row, findings.axis_of(camps, row.axis))
    assert "100 % of 12 statements" in said and "0 %" in said and "“against”" in said


def test_a_split_says_when_it_is_not_the_one_asked_for(view, camps):
    found = findings.landscape(camps, view.having(k="3"))
    assert found.split.k == 2
    assert "With 3, as asked for" in findings.split_sentence(view.having(k="3"), found.split)
    single = Clusters(found.split.members, 1, float("nan"))
    assert "No clusters" in findings.split_sentence(view.having(k="auto"), single)


def test_silence_where_a_cluster_has_little_evidence(tmp_path):
    data = written(tmp_path, times=2)
    found = findings.landscape(data, link.default_view(data).having(k="2"))
    assert [cluster.compared for cluster in found.clusters] == [False, False]
    assert all(cluster.distinct.empty for cluster in found.clusters)


def test_no_map_says_why(few):
    found = findings.landscape(few, link.default_view(few))
    assert found.points.empty and "fewer than three speak" in found.headline
    assert set(found.absent.group) == {"Ann", "Bob", "Cid"}


@pytest.mark.parametrize("width", [328, 960])
def test_the_chart(camps, view, width):
    found = findings.landscape(camps, view.having(k="2"))
    axes = {axis.id: axis for axis in camps.axes}
    looks = styles(["union", "firm"])
    figure = landscape_chart(
        found.points, found.arrows, found.explained, axes, ("Ann",), looks, CREDIT, width
    )
    assert figure.layout.width == width
    drawn = [list(c) for trace in figure.data for c in trace.customdata or ()]
    assert sorted(drawn) == sorted([["group", g] for g in CAMPS] + [["axis", "A"], ["axis", "B"]])
    notes = {note.name for note in figure.layout.annotations}
    assert {"headline", "subline", "credit", "label"} <= notes
    bold = [n.text for n in figure.layout.annotations if n.name == "label" and "<b>" in n.text]
    assert bold == ["<b>Ann</b>"]
    x, y = figure.layout.xaxis.range, figure.layout.yaxis.range
    margin = figure.layout.margin
    inner = width - margin.l - margin.r, figure.layout.height - margin.t - margin.b
    assert (x[1] - x[0]) / inner[0] == pytest.approx((y[1] - y[0]) / inner[1])
    for trace in figure.data:
        for at_x, at_y in zip(trace.x, trace.y, strict=True):
            assert at_x is None or (x[0] < at_x < x[1] and y[0] < at_y < y[1])


def test_clusters_are_hulls_with_letters_and_no_colours(camps, view):
    found = findings.landscape(camps, view.having(k="2"))
    axes = {axis.id: axis for axis in camps.axes}
    figure = landscape_chart(
        found.points,
        found.arrows,
        found.explained,
        axes,
        ("Cid",),
        styles(["firm", "union"]),
        CREDIT,
    )
    points = [t for t in figure.data if t.customdata is not None and t.customdata[0][0] == "group"]
    colours = {
        c[1]: colour for t in points for c, colour in zip(t.customdata, t.marker.color, strict=True)
    }
    assert colours == {"Ann": OTHER[0], "Bob": OTHER[0], "Cid": COLOURS[0], "Dot": OTHER[0]}
    at = {c[1]: (x, y) for t in points for c, x, y in zip(t.customdata, t.x, t.y, strict=True)}
    assert [n.text for n in figure.layout.annotations if n.name == "hull"] == [
        "<b>A</b>",
        "<b>B</b>",
    ]
    hulls = [t for t in figure.data if t.fill == "toself"]
    for hull, inside in zip(hulls, (("Ann", "Bob"), ("Cid", "Dot")), strict=True):
        (left, right), (low, high) = ((min(v), max(v)) for v in (hull.x, hull.y))
        held = {g for g, (x, y) in at.items() if left < x < right and low < y < high}
        assert held == set(inside)
