"""Divides, common ground and what sets a group apart: what is found, drawn and said."""

from pathlib import Path

import pytest

from hustings import features, findings, link
from hustings.charts.base import COLOURS, OTHER, Credit, styles
from hustings.charts.divides import divides_chart
from hustings.charts.divides_common_ground import common_ground_chart
from hustings.dataset import Dataset, open_dataset
from hustings.figures.divides import common_panel, panel
from hustings.measures.common_ground import sides
from hustings.query import Picks
from hustings.scene import Scene

module = features.module("findings", "divides")
CREDIT = Credit(
    headline="What is seen",
    subline="All statements.",
    notes="How to read.",
    source="Source: here.",
    link="https://e.x/",
)


def written(folder: Path, cells: dict[tuple[str, str, str], list[float]]) -> Dataset:
    """A data set of (actor, type, axis) -> stances."""
    rows = ["actor,actor_type,axis,stance"]
    rows += [f"{','.join(cell)},{x}" for cell, stances in cells.items() for x in stances]
    (folder / "positions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return open_dataset(folder)


@pytest.fixture
def split(tmp_path) -> Dataset:
    """Types face each other on A, agree on B, and say little on C."""
    return written(
        tmp_path,
        {
            ("Ann", "union", "A"): [-1] * 12,
            ("Bob", "firm", "A"): [1] * 12,
            ("Ann", "union", "B"): [1] * 9 + [-0.5],
            ("Bob", "firm", "B"): [0.5] * 8 + [0, 0],
            ("Bob", "firm", "C"): [1, -1],
        },
    )


@pytest.fixture
def found(split) -> findings.DividesFinding:
    return findings.divides(split, link.default_view(split))


def test_the_most_divided_axis_comes_first_and_thin_ones_last(found):
    assert [axis.id for axis in found.axes] == ["A", "B", "C"]
    a = found.statements.loc["A"]
    assert a.histogram == (12, 0, 12) and (a.vdeijk, a.spread) == (1, 1)
    assert found.statements.loc["B"].histogram == (0, 1, 2, 8, 9), "the scale has five steps"
    assert found.between.loc["A"].n == 2 and found.between.loc["A"].vdeijk == 1
    assert found.headline == (
        "Statements divide most on A; they divide least on B; 1 axis has fewer than 10 statements."
    )


def test_a_single_axis_is_told_by_its_figures(split):
    found = findings.divides(split, link.default_view(split).having(axis=("A",)))
    assert found.headline == "Statements on A: polarisation 1.00, spread 1.00."


def test_sentences(found):
    a, b, c = found.axes
    said = findings.division_sentence(found, a, "actor")
    assert "50 % of 24 statements go towards “against” and 50 % towards “for”" in said
    assert "Polarisation 1.00, more than an even spread has: two camps; spread 1.00" in said
    assert "The 2 actors, each counted once, stand as far apart as single statements" in said
    # Means 0.85 and 0.4: 0.225 from their average; statements lie farther from theirs.
    assert "nearer to each other than" in findings.division_sentence(found, b, "actor")
    assert findings.division_sentence(found, c, "actor").endswith(
        "too few to say how far they divide."
    )


def test_common_ground(found):
    # B, second pole: (9 + 1) / (10 + 2) for unions, (8 + 1) / (10 + 2) for firms.
    first = found.common.iloc[0]
    assert (first.axis, first.pole, bool(first["all"])) == ("B", "high", True)
    assert first.value == pytest.approx(10 / 12 * 9 / 12)
    # On A and on C both poles are equal: no pole is named.
    assert list(found.common.axis) == ["B"]
    assert found.shares.set_index("type").share.to_dict() == {"union": 0.9, "firm": 0.8}
    assert (
        found.common_headline
        == "Every type of actor that speaks on it goes mostly towards “for” (B)."
    )


def test_no_common_ground_without_two_types(tmp_path):
    data = written(tmp_path, {("Ann", "union", "A"): [1, -1], ("Bob", "", "A"): [1]})
    found = findings.divides(data, link.default_view(data))
    assert found.common.empty and "at least two types" in found.common_headline
    assert found.headline == "Too little evidence: no axis has 10 statements"


def test_no_pole_for_everybody(tmp_path):
    data = written(
        tmp_path,
        {("Ann", "union", "A"): [1] * 3, ("Bob", "firm", "A"): [-1], ("C", "law", "B"): [1]},
    )
    found = findings.divides(data, link.default_view(data))
    assert found.common_headline.startswith("No pole has most of every type's statements")
    assert not found.common["all"].any()


def test_what_sets_a_group_apart(split):
    view = link.default_view(split)
    assert findings.apart_options(split, view) == ("type: firm", "type: union")
    found = findings.apart(split, view.having(apart="type: union"))
    assert found.n == 22 and found.picks.groups == ("union",)
    assert found.distinct[["axis", "pole"]].to_numpy().tolist()[0] == ["A", "low"]
    assert "C" not in set(found.rows.axis)


def test_a_coalition_is_set_against_all_others(tmp_path):
    camps = {"Ann": -1, "Bob": -1, "Cid": 1, "Dot": 1}
    data = written(
        tmp_path, {(who, "union", axis): [x] * 6 for who, x in camps.items() for axis in "AB"}
    )
    view = link.default_view(data)
    numbers = findings.coalition_of(data, view)
    assert numbers["Ann"] == numbers["Bob"] != numbers["Cid"]
    assert findings.apart_options(data, view)[-2:] == ("coalition: 1", "coalition: 2")
    found = findings.apart(data, view.having(apart=f"coalition: {numbers['Ann']}"))
    assert set(found.picks.groups) == {"Ann", "Bob"} and found.n == 24
    assert found.distinct[["axis", "pole", "n", "rest_n"]].to_numpy().tolist() == [
        ["A", "low", 12, 12],
        ["B", "low", 12, 12],
    ]


def test_silence_below_ten(split):
    view = link.default_view(split)
    found = findings.apart(split, view.having(apart="type: union", repeat="latest", q="nothing"))
    assert found.n == 0 and found.rows.empty and found.distinct.empty


def test_a_scale_without_steps_is_said_to_be_binned(tmp_path):
    cells = {("Ann", "firm", "A"): [0.1, 0.37, -1] * 4, ("Bob", "firm", "B"): [1, 0]}
    data = written(tmp_path, cells)
    scene = Scene(data, link.default_view(data), "divides", "https://h.example")
    found = findings.divides(data, scene.view)
    assert found.statements.binned.to_dict() == {"A": True, "B": False}
    # -1, 0.1 and 0.37 are nearest to the first, third and fourth of five bins
    assert found.statements.loc["A", "histogram"] == (4, 0, 4, 4, 0)
    shown = panel(scene, found)
    assert "Stances on A are any numbers: their bars are 5 bins" in shown.credit.notes
    table = shown.table[shown.table["drawn as"] == "all statements"].set_index("axis")
    assert table.scale.to_dict() == {"A": "5 bins", "B": "3 steps"}
    assert table.loc["B", ["−1", "0", "+1"]].tolist() == [0, 1, 1]
    assert table.loc["B", ["−½", "+½"]].isna().all()
    sentence = findings.division_sentence(found, found.axes[0], "actor")
    assert "Stances here are any numbers, for polarisation put into 5 bins." in sentence
    # whoever is asked for, an axis keeps its scale
    late = findings.divides(data, scene.view.having(axis=("B",), type=("firm",)))
    assert late.statements.histogram["B"] == (0, 1, 1)


@pytest.mark.parametrize("width", [328, 960])
def test_the_chart_of_divides(found, width):
    figure = divides_chart(
        found.axes, found.statements, found.between, found.cells, ("Ann",),
        styles(["firm", "union"]), "actors", CREDIT, width,
    )  # fmt: skip
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [list(trace.customdata[0]) for trace in bars] == [["step", a] for a in "ABC"]
    # The largest share of all, a half, fills the room; on B they are 0, 1, 2, 8 and 9 of 20.
    room = -bars[0].y[0]
    assert [-y / room for y in bars[0].y] == [1, 0, 1]
    assert [-y / room for y in bars[1].y] == pytest.approx([0, 0.1, 0.2, 0.8, 0.9])
    dots = [list(c) for t in figure.data if t.type == "scatter" for c in t.customdata or ()]
    assert sorted(dots) == [["group", "Ann"]] * 2 + [["group", "Bob"]] * 3
    names = {note.name for note in figure.layout.annotations}
    assert {"headline", "subline", "credit", "share"} <= names
    # the picked are named at their dots, on each axis on which they speak, and nobody else is
    labels = [note.text for note in figure.layout.annotations if note.name == "label"]
    assert len(labels) == 2 and all(label.endswith(" Ann") for label in labels)
    assert all(f'color:{COLOURS[0]}"' in label for label in labels)
    low, high = figure.layout.xaxis.range
    assert all(low < x < high for t in figure.data for x in t.x if x is not None)
    bottom = figure.layout.yaxis.range[0]
    assert all(0 < y < bottom for t in figure.data if t.type == "scatter" for y in t.y if y)


def test_groups_at_the_same_place_lie_side_by_side(tmp_path):
    data = written(tmp_path, {(f"g{i}", "union", "A"): [1] for i in range(30)})
    found = findings.divides(data, link.default_view(data))
    figure = divides_chart(
        found.axes, found.statements, found.between, found.cells, (), styles(["union"]), "actors",
        CREDIT, 328,
    )  # fmt: skip
    (dots,) = [t for t in figure.data if t.type == "scatter" and t.customdata is not None]
    places = {(round(x, 6), round(y, 3)) for x, y in zip(dots.x, dots.y, strict=True)}
    assert len(places) == 30


@pytest.mark.parametrize("width", [328, 960])
def test_the_chart_of_common_ground(found, width):
    figure = common_ground_chart(
        found.common, found.shares, {"B": "for"}, styles(["firm", "union"]), CREDIT, width
    )
    marks = {t.customdata[0][1]: (t.customdata[0][0], list(t.x)[0]) for t in figure.data}
    assert marks == {"firm": ("type", 0.8), "union": ("type", 0.9)}
    assert {"headline", "credit"} <= {note.name for note in figure.layout.annotations}


def test_common_ground_of_too_many_types_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_TYPES", 2)
    cells = {(name, f"type {name}", "A"): [1] for name in "abc"}
    found = findings.divides(data := written(tmp_path, cells), link.default_view(data))
    assert found.common.empty and found.shares.empty
    assert found.common_headline == (
        "Common ground is found among 2 types of actors at the most; these are 3: narrow them by "
        "type, country or another filter"
    )
    some = link.default_view(data).having(type=("type a", "type b"))
    assert len(findings.divides(data, some).common) == 1


def test_a_coalition_against_the_rest_counts_each_statement_once(split):
    view = link.default_view(split)
    found = module._against_rest(split, view, Picks("actor", ("Ann",)))
    counts = sides(found).set_index(["group", "axis"])
    # Ann: 12 on A, all below 0; 10 on B, one of them below 0. Bob: 12 on A, 10 on B, 2 on C.
    assert counts.loc[(True, "A"), ["n", "low", "high"]].tolist() == [12, 12, 0]
    assert counts.loc[(True, "B"), ["n", "low", "high"]].tolist() == [10, 1, 9]
    assert counts.loc[(False, "A"), ["n", "low", "high"]].tolist() == [12, 0, 12]
    assert counts.loc[(False, "B"), ["n", "low", "high"]].tolist() == [10, 0, 8]
    assert counts.loc[(False, "C"), ["n", "low", "high"]].tolist() == [2, 1, 1]
    nobody = module._against_rest(split, view, Picks("actor", ()))
    assert set(nobody.group) == {False} and nobody.n.sum() == 46


def test_types_are_grey_where_somebody_is_picked_and_a_picked_type_has_its_colour(bundled):
    view = link.default_view(bundled)

    def colours(actor: tuple[str, ...]) -> dict[str, str]:
        scene = Scene(bundled, view.having(actor=actor), "divides", None)
        figure = common_panel(scene, findings.divides(bundled, scene.view)).draw(960)
        return {t.customdata[0][1]: t.marker.color for t in figure.data if t.customdata}

    found = colours(("France", "type: academia"))
    assert found.pop("academia") == COLOURS[1]
    assert len(found) > 3 and set(found.values()) == {OTHER[0]}
    assert len(set(colours(()).values())) > 3
