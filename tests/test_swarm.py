"""All statements on one axis, one by one: which are drawn, where, and in whose colour."""

import re
from importlib import import_module

import pytest

from hustings import figures, findings
from hustings.charts.base import COLOURS, OTHER
from hustings.dataset import open_dataset
from hustings.findings.swarm import UNTYPED
from hustings.link import View, default_view
from hustings.scene import Scene

HEAD = "statement_id,date,actor,actor_type,quote,axis,stance"


def panel(data, **chosen):
    view = default_view(data).having(**chosen)
    return figures.named("swarm").of(Scene(data, view, "divides", None))


def dots(figure):
    """(id, x, y, colour) of each dot."""
    return [
        (point[1], x, y, colour)
        for trace in figure.data
        if trace.customdata is not None
        for point, x, y, colour in zip(
            trace.customdata, trace.x, trace.y, trace.marker.color, strict=True
        )
    ]


@pytest.fixture
def spoken(tmp_path):
    rows = [
        "s1,2024-01-01,Ann,union,More,Tax,1",
        "s2,2024-01-02,Ann,union,More,Tax,1",
        "s3,2024-01-03,Bob,firm,Less,Tax,-1",
        "s4,2024-01-04,Cid,,Less,Tax,-0.5",
        "s5,2024-01-05,Bob,firm,Less,Sea,-0.5",
    ]
    (tmp_path / "positions.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return open_dataset(tmp_path)


def test_each_statement_on_the_axis_is_one_dot_at_its_stance(spoken):
    found = findings.swarm(spoken, View(axis=("Tax",)))
    assert found.lanes == {"union": 2, "firm": 1, UNTYPED: 1}
    assert (found.total, found.drawn) == (4, 4)
    assert found.headline.startswith("Of 4 statements on Tax, 50 % go towards")
    drawn = dots(panel(spoken, axis=("Tax",), actor=()).draw(960))
    assert sorted(key for key, *_ in drawn) == ["s1", "s2", "s3", "s4"]
    at = {key: (x, y) for key, x, y, _ in drawn}
    assert at["s3"][0] == -1 and at["s4"][0] == -0.5
    # those of one type and stance lie side by side round it, a lane apart from the others
    assert at["s1"] != at["s2"]
    assert (at["s1"][0] + at["s2"][0]) / 2 == pytest.approx(1)
    assert at["s1"][1] < at["s3"][1] < at["s4"][1]


def test_statements_of_the_picked_have_their_colour(spoken):
    drawn = panel(spoken, axis=("Tax",), actor=("Bob", "type: union")).draw(960)
    colour = {key: colour for key, _, _, colour in dots(drawn)}
    assert colour == {"s1": COLOURS[1], "s2": COLOURS[1], "s3": COLOURS[0], "s4": OTHER[0]}
    assert {"Bob", "union"} <= {trace.name for trace in drawn.data}


def test_without_a_chosen_axis_it_is_the_one_that_divides_most(bundled):
    view = default_view(bundled)
    found = findings.swarm(bundled, view)
    assert found.axis == findings.divides(bundled, view).axes[0]
    other = findings.swarm(bundled, view.having(axis=("Openness", "Regulation"), repeat="latest"))
    assert other.axis.id == "Openness" and other.total == other.drawn == 203


def test_of_a_large_set_the_newest_are_drawn_and_the_figure_says_so(bundled, monkeypatch):
    module = import_module("hustings.findings.swarm")
    monkeypatch.setattr(module, "MOST_DOTS", 30)
    monkeypatch.setattr(module, "MOST_LANES", 2)
    said = panel(bundled, axis=("Openness",), since=None, actor=("China",)).credit.notes
    shown = int(re.search(r"Drawn: (\d+) of 203 statements, the newest", said)[1])
    assert 2 <= shown <= 30 and re.search(r"The 2 of \d types", said)


def test_turned_round_the_same_dots_stand_at_the_other_side(bundled):
    old, new = (
        {key: x for key, x, *_ in dots(panel(bundled, axis=("Openness",), flip=flip).draw(960))}
        for flip in ((), ("Openness",))
    )
    assert old.keys() == new.keys()
    assert new == pytest.approx({key: -x for key, x in old.items()}, abs=0.15)


def test_nothing_to_draw_is_said(spoken):
    found = panel(spoken, q="zzz")
    assert found.empty and found.credit.headline == "No statement under these filters"
