"""Small multiples of the map: each group in its part, the same limits, positions of each year."""

from datetime import date

import pytest

from hustings import figures, findings
from hustings.charts.base import COLOURS, OTHER
from hustings.dataset import open_dataset
from hustings.link import View, default_view
from hustings.scene import Scene

HEAD = "statement_id,date,actor,actor_type,axis,stance"


@pytest.fixture
def spoken(tmp_path):
    rows = [
        f"s{i},{day},{actor},{kind},{axis},{x}"
        for i, (day, actor, kind, x, y) in enumerate(
            [
                ("2023-05-01", "Ann", "union", -1, 1),
                ("2024-05-01", "Ann", "union", 1, 1),
                ("2024-06-01", "Bob", "firm", 0.5, -1),
                ("2024-06-02", "Cid", "union", -0.5, 0),
            ]
        )
        for axis, x in (("Tax", x), ("Sea", y))
    ]
    (tmp_path / "positions.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return open_dataset(tmp_path)


def panel(data, panels, **chosen):
    view = default_view(data).having(x="Tax", y="Sea", panels=panels, **chosen)
    return figures.named("multiples").of(Scene(data, view, "", None))


def test_by_type_each_group_stands_once_where_the_map_has_it(spoken):
    found = findings.multiples(spoken, View(x="Tax", y="Sea", panels="type"))
    assert [(part.name, part.points.group.tolist()) for part in found.parts] == [
        ("union", ["Ann", "Cid"]), ("firm", ["Bob"]),
    ]  # fmt: skip
    assert found.parts[0].points.set_index("group").x.to_dict() == {"Ann": 0, "Cid": -0.5}


def test_by_period_positions_are_those_of_each_year(spoken):
    found = findings.multiples(spoken, View(x="Tax", y="Sea", panels="period"))
    at = {part.name: part.points.set_index("group").x.to_dict() for part in found.parts}
    assert at == {"2023": {"Ann": -1}, "2024": {"Ann": 1, "Bob": 0.5, "Cid": -0.5}}
    later = View(x="Tax", y="Sea", panels="period").having(since=date(2024, 6, 1))
    (only,) = findings.multiples(spoken, later).parts
    assert only.points.group.tolist() == ["Bob", "Cid"]


def test_all_plots_have_the_same_limits_and_the_picked_their_colour(spoken):
    figure = panel(spoken, "period", actor=("Cid", "Ann")).draw(700)
    dots = {}
    for trace in figure.data:
        for point, x, y, colour in zip(
            trace.customdata or (), trace.x, trace.y, trace.marker.color, strict=False
        ):
            dots.setdefault(point[1], []).append((x, y, colour))
    (first, second), (bob,), (cid,) = dots["Ann"], dots["Bob"], dots["Cid"]
    assert {first[2], second[2]} == {COLOURS[1]}
    assert (cid[2], bob[2]) == (COLOURS[0], OTHER[0])
    # −1 and +1 of two plots side by side lie as far from their own zero lines
    zero = sorted(s.x0 for s in figure.layout.shapes if s.type == "line" and s.x0 == s.x1
                  and s.line.width == 1.2)  # fmt: skip
    assert zero[0] - first[0] == pytest.approx(second[0] - zero[1])
    assert first[1] == pytest.approx(second[1])
    names = [n.text for n in figure.layout.annotations if n.name == "part"]
    assert names == ["<b>2023, 1 actors</b>", "<b>2024, 3 actors</b>"]


def test_nothing_is_drawn_unless_asked_for(spoken):
    found = panel(spoken, "none")
    assert found.empty and found.table.empty


def test_the_table_says_which_part(spoken):
    table = panel(spoken, "type").table
    assert table["part"].tolist() == ["union", "union", "firm"]
    assert table["Tax: position"].tolist() == [0, -0.5, 0.5]
