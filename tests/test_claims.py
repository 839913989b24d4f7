"""Claims: a side or an extreme is named only where the evidence carries it."""

from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings, query
from hustings.dataset import open_dataset
from hustings.link import default_view
from hustings.measures.claims import (
    DRAWS,
    First,
    drawn,
    extremes,
    foremost,
    sided_positions,
    sides,
)

NONE = float("nan")


@pytest.mark.parametrize(
    ("position", "expected", "deviation", "side"),
    [
        (0.5, 0.4, 0.2, 1),  # Φ(2) = 0.977
        (-0.5, -0.4, 0.2, -1),
        (0.5, 0.4, 0.3124, NONE),  # Φ(1.2804) = 0.8998
        (0.5, 0.4, 0.312, 1),  # Φ(1.2821) = 0.9001
        (0.5, -0.1, 0.01, NONE),  # drawn over to the other side
        (0.2, 0.2, 0.01, 0),
        (0.25, 0.25, NONE, 1),  # votes have no distribution
        (-1, -1, 0, -1),
    ],
)
def test_a_side_is_named_where_nine_tenths_lie_on_it(position, expected, deviation, side):
    row = {"position": position, "expected": expected, "deviation": deviation}
    np.testing.assert_equal(sides(pd.DataFrame([row])).tolist(), [side])


def test_draws_are_those_of_the_distribution_and_the_same_every_time():
    found = pd.DataFrame({"expected": [0.1, -0.3, 0.9], "deviation": [0.2, NONE, 0.5]})
    places = drawn(found)
    assert places.shape == (DRAWS, 3) and (places == drawn(found)).all()
    assert abs(places[:, 0].mean() - 0.1) < 0.01 and abs(places[:, 0].std() - 0.2) < 0.01
    assert (places[:, 1] == -0.3).all()
    assert places[:, 2].max() == 1 and (places[:, 2] == 1).mean() == pytest.approx(0.42, abs=0.03)


@pytest.mark.parametrize(
    ("shares", "named"),
    [
        ((0.8, 0.1, 0.1), [0]),
        ((0.1, 0.1, 0.8), [2]),
        ((0.3, 0.5, 0.2), [1, 0]),
        ((0.4, 0.3, 0.3), []),
        ((1.0,), [0]),
    ],
)
def test_the_largest_is_named_by_its_share_of_the_draws(shares, named):
    first = np.repeat(np.arange(len(shares)), (np.array(shares) * 10).round().astype(int))
    values = np.eye(len(shares))[first]
    assert extremes(values) == named
    assert extremes(-values, largest=False) == named


def test_who_is_always_first_together_shares_the_place():
    assert extremes(np.array([[1, 1, 0]] * 5)) == [0, 1]
    assert extremes(np.array([[1, 1, 1]] * 5)) == []


def test_ties_are_told_from_places_that_chance_decides():
    assert foremost(np.array([[1, 1, 0, 0]] * 5)) == First((0, 1), 1.0, True)
    assert foremost(np.array([[1, 1, 0, 0]] * 5), largest=False) == First((2, 3), 1.0, True)
    assert foremost(np.array([[1, 0, 0]] * 3 + [[0, 1, 0]] * 2)) == First((0, 1), 1.0, False)
    assert foremost(np.array([[1, 0, 0]] * 4 + [[0, 1, 0]])) == First((0,), 0.8, False)
    assert foremost(np.eye(3)) is None
    assert foremost(np.ones((4, 3))) is None


def test_votes_are_compared_as_counted_and_page_and_api_look_at_all_axes(monkeypatch):
    path = Path(__file__).parent / "data" / "un_votes_g20" / "long.csv"
    monkeypatch.setenv("HUSTINGS_DATA", str(path))
    data = open_dataset(path)
    view = default_view(data)
    page = findings.divides(data, view)
    # of 19 states ten resolutions split 10 to 9, and on nine all vote alike
    assert page.headline == (
        "Statements divide most on 10 axes alike; they divide least on 9 axes alike; "
        "1 axis has fewer than 10 statements."
    )
    assert len(page.axes) == 12 and len(page.every) == 317
    answer = TestClient(Starlette(routes=api.routes())).get("/api/polarisation").json()
    assert answer["meta"]["headline"] == page.headline
    assert [row["axis"] for row in answer["data"]] == [axis.id for axis in page.every]
    assert [row["axis"] for row in answer["data"][:12]] == [axis.id for axis in page.axes]
    claims = [asdict(claim) for claim in page.claims]
    assert answer["meta"]["claims"] == [
        claim | {"groups": list(claim["groups"]), "axes": list(claim["axes"])} for claim in claims
    ]
    two = findings.compare(data, view.having(actor=("United States", "Russia")))
    apart = two.claims[0]
    assert apart.kind == "farthest apart" and apart.tie and apart.value == 2
    # all that are drawn are among those where they stand at opposite poles
    assert len(two.axes) == 12 and {axis.id for axis in two.axes} <= set(apart.axes)


HEAD = "actor,axis,stance,date\n"


@pytest.fixture
def table(tmp_path):
    """`table(Ann="Tax 1 1 0.5, Tram -1")` is a data set of what everybody said on each axis."""

    def made(**said: str):
        rows = [
            (actor, axis, stance)
            for actor, axes in said.items()
            for axis, *stances in (one.split() for one in axes.split(","))
            for stance in stances
        ]
        lines = [f"{actor},{axis},{stance},2024-01-{i % 28 + 1:02}" for i, (actor, axis, stance)
                 in enumerate(rows)]  # fmt: skip
        (tmp_path / "said.csv").write_text(HEAD + "\n".join(lines) + "\n")
        return open_dataset(tmp_path / "said.csv")

    return made


OTHERS = {"Eve": "A 1 0.5 1, B -1 0 1", "Fay": "A -1 -0.5, B 1 -1", "Gus": "A 0.5 1, B 0 1"}


def test_a_headline_names_no_side_that_one_vague_statement_does_not_carry(table):
    data = table(Ann="A 1 1 1 1 1 1, B 0.5", Bob="A -1 -1 -1 -1 -1, B 0 0 0", **OTHERS)
    view = default_view(data).having(x="A", y="B", actor=("Ann", "Bob"))
    found = findings.map(data, view)
    assert found.headline == (
        "On A, Bob stands towards “against”, Ann towards “for”. "
        "On B, Bob speaks for both; Ann is on no clear side."
    )
    cells = findings.group_positions(data, view).set_index(["group", "axis"])
    assert np.isnan(cells.side["Ann", "B"]) and cells.position["Ann", "B"] == 0.5
    assert cells.expected["Ann", "B"] < 0.5
    everyone = findings.map(data, view.having(actor=()))
    assert everyone.headline.endswith("all others are mixed or on no clear side.")


def test_the_axis_that_parts_most_is_named_where_it_surely_does(table):
    data = table(
        Ann="A 1 1 1 1 1 1, B 1 1 0.5 1 1, C 0.5", Bob="A -1 -1 -1 -1 -1, B 1 0.5 1 1 1, C -0.5",
        **OTHERS,
    )  # fmt: skip
    view = default_view(data).having(actor=("Ann", "Bob"))
    assert findings.compare(data, view).headline == (
        "Ann and Bob are farthest apart on A and closest on B"
    )
    one = findings.compare(data, view.having(axis=("A",)))
    assert one.headline == "On A, Bob stands towards “against”, Ann towards “for”."


def test_only_axes_to_which_all_speak_are_compared(table):
    data = table(
        Ann="A 1 1 1 1 1, B 1 1 1 1, C -1 -1 -1", Bob="A -1 -1 -1 -1, B 1 1 1 1, C 1 1 1 1",
        Cid="A 1 1 1 1, B 1 1 1 1", **OTHERS,
    )  # fmt: skip
    view = default_view(data).having(actor=("Ann", "Bob", "Cid"))
    assert findings.compare(data, view).headline == (
        "Ann, Bob and Cid are farthest apart on A and closest on B of the 2 axes on which all of "
        "them have spoken"
    )
    one = findings.compare(data, view.having(axis=("C",)))
    assert one.headline == ("On C, Ann stands towards “against”, Bob towards “for”; Cid is silent.")


def test_an_actor_is_told_by_the_axes_where_a_side_is_sure(table):
    data = table(Ann="A 1 1 1 1 1 1, B 0.5, C 0", Bob="B -0.5", **OTHERS)
    view = default_view(data)
    assert findings.actor(data, view, "Ann").headline == "Ann: consistently for “for” on A"
    assert findings.actor(data, view, "Bob").headline == "Bob is on no clear side of any axis"


def test_no_axis_is_named_where_chance_decides(table):
    data = table(Ann="A 1, B 1, C 1", Bob="A -1, B -0.5, C -1", **OTHERS)
    view = default_view(data).having(actor=("Ann", "Bob"))
    assert findings.compare(data, view).headline == (
        "Ann and Bob: on no axis are they clearly farther apart than on the others"
    )


def test_expected_positions_are_those_of_all_groups_whoever_is_asked_for(bundled):
    view = default_view(bundled)
    found = findings.group_positions(bundled, view)
    beside = query.is_in(found.group, view.mixed)
    assert beside.any() and not beside[: (~beside).sum()].any(), "those of other levels come last"
    found = found[~beside]
    right = sided_positions(query.cells(bundled, view.filters))
    np.testing.assert_array_equal(found.expected, right.expected)
    thin = found[found.n == 1]
    assert (thin.expected.abs() <= 1).all()
    assert thin.expected_low.notna().all() and (thin.expected_low <= thin.expected_high).all()
