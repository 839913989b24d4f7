"""Common ground and what sets a group apart: by hand, laws, and a published conversation."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings, query
from hustings.dataset import open_dataset
from hustings.link import View
from hustings.measures.common_ground import SIGNIFICANT, common_ground, distinguishing, sides

BREXIT = Path(__file__).parent / "data" / "polis_brexit"
#: votes that a comment needs in each group to be in the published lists
LISTED = 20


def tally_of(*rows: tuple[str, str, float, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["group", "axis", "x", "n"])


@pytest.fixture(scope="module")
def votes() -> pd.DataFrame:
    """The votes of the two groups that the conversation itself found."""
    tally = query.tally(open_dataset(BREXIT / "long.csv"), query.Filters())
    group = pd.read_csv(BREXIT / "reference" / "groups.csv").set_index("actor").group
    return tally.assign(group=tally.group.map(group))


def test_neutral_statements_count_for_neither_pole():
    found = sides(
        tally_of(("a", "X", -1, 2), ("a", "X", -0.5, 1), ("a", "X", 0, 4), ("a", "X", 1, 3))
    )
    assert found.to_dict("records") == [{"group": "a", "axis": "X", "n": 10, "low": 3, "high": 3}]


def test_common_ground_by_hand():
    found = common_ground(
        tally_of(("a", "X", 1, 3), ("a", "X", 0, 1), ("b", "X", 0.5, 1), ("b", "X", -1, 1))
    ).iloc[0]
    assert found.high == pytest.approx((3 + 1) / (4 + 2) * (1 + 1) / (2 + 2))
    assert found.low == pytest.approx((0 + 1) / (4 + 2) * (1 + 1) / (2 + 2))
    assert (found.pole, found.value, found.n) == ("high", found.high, 6)


def test_a_silent_group_is_a_half_and_is_counted():
    found = common_ground(tally_of(("a", "X", -1, 8), ("b", "Y", -1, 8))).set_index("axis").loc["X"]
    assert found.low == pytest.approx(9 / 10 * 1 / 2)
    assert (found.groups, found.silent) == (1, 1)


def test_equal_poles_name_none():
    rows = [(g, "X", x, n) for g, n in (("a", 3), ("b", 5), ("c", 7)) for x in (-1, 1)]
    assert common_ground(tally_of(*rows)).pole.isna().all()


def test_distinguishing_by_hand():
    tally = tally_of(("a", "X", 1, 9), ("a", "X", 0, 1), ("b", "X", 1, 4), ("c", "X", -1, 16))
    row = distinguishing(tally, "a").set_index("pole").loc["high"]
    assert (row.share, row.rest_share) == pytest.approx((9 / 10, 4 / 20))
    assert row.ratio == pytest.approx((10 / 12) / (5 / 22))
    assert row.z_share == pytest.approx(2 * np.sqrt(11) * (10 / 11 - 0.5))
    c = 15 / 32
    error = np.sqrt(c * (1 - c) * (1 / 11 + 1 / 21))
    assert row.z_rest == pytest.approx((10 / 11 - 5 / 21) / error)
    assert row.distinct
    assert row.metric == pytest.approx(10 / 12 * row.z_share * row.ratio * row.z_rest)


def test_more_than_the_rest_is_not_enough_if_few_go_there():
    tally = tally_of(("a", "X", 1, 10), ("a", "X", -1, 30), ("b", "X", -1, 40))
    row = distinguishing(tally, "a").set_index("pole").loc["high"]
    assert row.z_rest > SIGNIFICANT > row.z_share
    assert not row.distinct and np.isnan(row.metric)


@pytest.mark.parametrize(("own", "rest", "rows"), [(10, 10, 2), (9, 10, 0), (10, 9, 0)])
def test_silent_below_ten_statements_on_either_side(own, rest, rows):
    assert len(distinguishing(tally_of(("a", "X", 1, own), ("b", "X", -1, rest)), "a")) == rows


def test_complete_agreement_sets_nobody_apart():
    found = distinguishing(tally_of(("a", "X", 1, 20), ("b", "X", 1, 30)), "a")
    assert found.set_index("pole").z_rest["high"] == 0 and not found.distinct.any()


def test_a_group_that_nobody_knows_and_an_empty_tally_give_nothing():
    assert distinguishing(tally_of(("a", "X", 1, 20)), "b").empty
    assert distinguishing(tally_of(("a", "X", 1, 20)), "a").empty
    empty = tally_of(("a", "X", 1, 20)).iloc[:0]
    assert common_ground(empty).empty and distinguishing(empty, "a").empty


TALLIES = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from("XY"),
        st.sampled_from([-1, -0.5, 0, 0.5, 1]),
        st.integers(1, 30),
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda row: row[:3],
).map(lambda rows: tally_of(*rows))


@settings(max_examples=25)
@given(TALLIES)
def test_common_ground_lies_between_0_and_1(tally):
    found = common_ground(tally)
    assert ((found.low > 0) & (found.low < 1) & (found.high > 0) & (found.high < 1)).all()
    # A group's two factors sum to at most 1, so both poles cannot be common ground at once.
    assert (found.low + found.high <= 1 + 1e-12).all()


@settings(max_examples=25)
@given(TALLIES)
def test_names_of_groups_do_not_matter(tally):
    other = tally.assign(group=tally.group.map({"a": "z", "b": "y", "c": "x"}))
    here, there = (common_ground(t).set_index("axis").sort_index() for t in (tally, other))
    pd.testing.assert_frame_equal(here, there)
    pd.testing.assert_frame_equal(distinguishing(tally, "a"), distinguishing(other, "z"))


@settings(max_examples=25)
@given(TALLIES)
def test_flipping_every_axis_swaps_the_poles(tally):
    flipped = tally.assign(x=-tally.x)
    swap = {"low": "high", "high": "low"}
    here, there = (common_ground(t).set_index("axis").sort_index() for t in (tally, flipped))
    np.testing.assert_allclose(here.low, there.high)
    assert here.pole.map(swap).fillna("").tolist() == there.pole.fillna("").tolist()
    keys = ["axis", "pole"]
    own, other = distinguishing(tally, "a", least=1), distinguishing(flipped, "a", least=1)
    other["pole"] = other.pole.map(swap)
    pd.testing.assert_frame_equal(
        own.sort_values(keys, ignore_index=True),
        other.sort_values(keys, ignore_index=True),
        check_dtype=False,
    )


def test_consensus_of_a_published_conversation(votes):
    """Every comment's group-aware consensus in compdemocracy/openData, brexit-consensus."""
    published = pd.read_csv(BREXIT / "reference" / "comment_by_group.csv")
    published = published.set_index("c" + published.comment_id.astype(str))
    found = common_ground(votes).set_index("axis").high
    assert len(found) == len(published) == 50
    expected = published.group_informed_consensus[found.index]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


@pytest.fixture
def conversation(tmp_path, monkeypatch) -> TestClient:
    """A server on the conversation, its two groups as types of actors."""
    group = pd.read_csv(BREXIT / "reference" / "groups.csv").set_index("actor").group
    rows = pd.read_csv(BREXIT / "long.csv")
    rows["actor_type"] = rows.actor.map(group).map({0: "group a", 1: "group b"})
    rows.dropna(subset="actor_type").to_csv(tmp_path / "positions.csv", index=False)
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    return TestClient(Starlette(routes=api.routes()))


def test_the_answer_holds_every_axis_and_rounds_nothing(conversation):
    published = pd.read_csv(BREXIT / "reference" / "comment_by_group.csv")
    published = published.set_index("c" + published.comment_id.astype(str))
    data = conversation.get("/api/common_ground").json()["data"]
    rows = pd.DataFrame(data["common_ground"]).set_index("axis")
    assert len(rows) == 50 and rows.value.is_monotonic_decreasing
    expected = published.group_informed_consensus[rows.index]
    np.testing.assert_allclose(rows.high, expected, rtol=0, atol=1e-9)
    types = pd.DataFrame(data["types"])
    factors = (types.high + 1) / (types.n + 2)
    products = factors.groupby(types.axis).prod()[rows.index]
    np.testing.assert_allclose(rows.high, products, rtol=1e-15)
    toward = types.assign(share=types.high / types.n).groupby("axis").share.min()[rows.index]
    high = rows.pole == "high"
    assert rows["all"][high].equals((toward > 0.5)[high].rename("all"))
    line = conversation.get("/api/common_ground.csv").text.splitlines()[1].split(",")
    assert float(line[2]) == rows.value.iloc[0]


def test_the_answer_is_that_of_the_page(bundled, monkeypatch):
    monkeypatch.delenv("HUSTINGS_DATA", raising=False)
    found = findings.divides(bundled, View())
    answer = TestClient(Starlette(routes=api.routes())).get("/api/common_ground").json()
    rows = answer["data"]["common_ground"]
    assert answer["meta"]["headline"] == found.common_headline
    named = [row for row in rows if row["pole"]][: len(found.common)]
    assert [row["value"] for row in named] == found.common.value.tolist()
    assert [row["all"] for row in named] == found.common["all"].tolist()
    one = found.shares.iloc[0]
    (own,) = (
        row for row in answer["data"]["types"] if (row["type"], row["axis"]) == (one.type, one.axis)
    )
    pole = found.common.set_index("axis").pole[one.axis]
    assert own[pole] / own["n"] == one.share


def test_most_consensual_comments_of_a_published_conversation(votes):
    """Among comments with enough votes in both groups, as the list has them."""
    expected = json.loads((BREXIT / "reference" / "expected.json").read_text(encoding="utf-8"))
    top = expected["recomputed_here"]["top5_group_informed_consensus"]
    least = sides(votes).groupby("axis").n.min()
    found = common_ground(votes).sort_values("high", ascending=False)
    found = found[found.axis.map(least) >= LISTED].head(5)
    assert found.axis.tolist() == [f"c{row['comment_id']}" for row in top]


def test_most_divisive_comments_of_a_published_conversation(votes):
    """The five widest gaps between the two groups, each of which sets one of them apart."""
    expected = json.loads((BREXIT / "reference" / "expected.json").read_text(encoding="utf-8"))
    top = expected["recomputed_here"]["top5_gap"]
    compared = [distinguishing(votes, group, least=LISTED) for group in (0, 1)]
    agree = compared[0][compared[0].pole == "high"].set_index("axis")
    gap = (agree.share - agree.rest_share).abs().sort_values(ascending=False).head(5)
    assert gap.index.tolist() == [f"c{row['comment_id']}" for row in top]
    np.testing.assert_allclose(gap, [row["gap"] for row in top], rtol=0, atol=1e-9)
    apart = {axis for frame in compared for axis in frame.axis[frame.distinct]}
    assert set(gap.index) <= apart
