"""Coalitions: graphs made by hand, laws, the library's own figure, and a published division."""

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings import query
from hustings.dataset import open_dataset
from hustings.measures.coalitions import coalitions, edges, layout, runs
from hustings.measures.network import network

CLAIMS = Path(__file__).parent / "data" / "nuclear_germany"
REFERENCE = CLAIMS / "reference"


def edges_of(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["a", "b", "weight"])


#: a triangle, a square with both diagonals, one light edge between them, and two left alone
GROUPS = ("z", "d", "a", "b", "c", "e", "f", "g", "y")
CLIQUES = edges_of(
    *((a, b, 1.0) for a, b in ("ab", "ac", "bc")),
    *((a, b, 1.0) for a, b in ("de", "df", "dg", "ef", "eg", "fg")),
    ("c", "d", 0.5),
)


def test_edges_by_hand():
    value = np.array(
        [
            [1.0, 0.5, np.nan, 0.4],
            [0.5, 1.0, -0.9, 0.0],
            [np.nan, -0.9, 1.0, 0.7],
            [0.4, 0.0, 0.7, 1.0],
        ]
    )
    groups = ("d", "c", "b", "a")
    assert edges(groups, value, 0.5).values.tolist() == [["a", "b", 0.7], ["c", "d", 0.5]]
    # below 0 there is nothing to hold together
    assert len(edges(groups, value, -1)) == 3 == len(edges(groups, value))


def test_a_threshold_holds_for_what_floating_point_makes_of_it():
    value = np.array([[0, 0.1 + 0.2 - 1e-15], [0.1 + 0.2 - 1e-15, 0]])
    assert len(edges(("a", "b"), value, 0.3)) == 1
    assert edges(("a", "b"), np.full((2, 2), 1e-16)).empty


def test_two_cliques_by_hand():
    found = coalitions(GROUPS, CLIQUES)
    assert found.members == (("d", "e", "f", "g"), ("a", "b", "c"))
    assert found.isolated == ("y", "z")
    # 9.5 in all; inside 6 and 3; at the ends 2 x 6 + 0.5 and 2 x 3 + 0.5
    expected = (6 / 9.5 - (12.5 / 19) ** 2) + (3 / 9.5 - (6.5 / 19) ** 2)
    assert found.modularity == pytest.approx(expected)
    assert found.number() == dict.fromkeys("defg", 0) | dict.fromkeys("abc", 1)


def test_equal_coalitions_go_by_name():
    pairs = edges_of(("c", "d", 1.0), ("a", "b", 1.0), ("e", "f", 9.0))
    assert coalitions("fedcba", pairs).members == (("a", "b"), ("c", "d"), ("e", "f"))


def test_no_edge_at_all():
    found = coalitions(("b", "a"), CLIQUES.iloc[:0])
    assert found.members == () and found.isolated == ("a", "b")
    assert np.isnan(found.modularity)


#: networks of up to seven groups, light and heavy edges, some groups alone
WEIGHTS = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.floats(0.05, 20)),
    min_size=1,
    max_size=15,
    unique_by=lambda row: frozenset(row[:2]),
).map(lambda rows: [(min(a, b), max(a, b), w) for a, b, w in rows if a != b])


@settings(max_examples=25)
@given(WEIGHTS)
def test_modularity_is_the_library_s_own(rows):
    found = coalitions("abcdefg", edges_of(*rows))
    graph = nx.Graph()
    graph.add_weighted_edges_from(rows)
    assert set(graph) == {name for names in found.members for name in names}
    assert set(found.isolated) == set("abcdefg") - set(graph)
    if rows:
        own = nx.community.modularity(graph, [set(names) for names in found.members])
        assert found.modularity == pytest.approx(own, abs=1e-12)


@settings(max_examples=25)
@given(WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_groups_and_edges_does_not_matter(rows, random):
    groups, shuffled = list("abcdefg"), list(rows)
    here = coalitions(groups, edges_of(*rows), seed=3)
    random.shuffle(groups)
    random.shuffle(shuffled)
    there = coalitions(groups, edges_of(*shuffled), seed=3)
    assert (here.members, here.isolated) == (there.members, there.isolated)
    np.testing.assert_equal(here.modularity, there.modularity)


@settings(max_examples=25)
@given(WEIGHTS)
def test_runs_on_one_graph_are_those_on_graphs_of_their_own(rows):
    groups, tied = list("abcdefg"), edges_of(*rows)
    found = runs(groups, tied, range(4))
    for seed, here in enumerate(found):
        alone = coalitions(groups, tied, seed)
        assert (here.members, here.isolated) == (alone.members, alone.isolated)
        np.testing.assert_equal(here.modularity, alone.modularity)
    assert len(found) == 4


@settings(max_examples=25)
@given(WEIGHTS)
def test_new_names_in_the_same_order_give_the_same_division(rows):
    here = coalitions("abcdefg", edges_of(*rows))
    named = [(f"group {a}", f"group {b}", w) for a, b, w in rows]
    there = coalitions([f"group {g}" for g in "abcdefg"], edges_of(*named))
    assert there.members == tuple(tuple(f"group {g}" for g in names) for names in here.members)


SQUARES = st.lists(
    st.one_of(st.floats(-1, 1), st.just(float("nan"))), min_size=16, max_size=16
).map(lambda values: np.array(values).reshape(4, 4))


@settings(max_examples=25)
@given(SQUARES, st.permutations(range(4)), st.floats(-0.5, 0.9))
def test_edges_follow_the_names_not_the_order(square, order, threshold):
    square = np.triu(square, 1) + np.triu(square, 1).T
    names = np.array(list("abcd"))
    here = edges(list(names), square, threshold)
    there = edges(list(names[order]), square[np.ix_(order, order)], threshold)
    pd.testing.assert_frame_equal(here, there)
    assert (here.weight > 0).all() and (here.a < here.b).all()


@settings(max_examples=25)
@given(WEIGHTS)
def test_the_picture_is_framed_and_nobody_stands_on_another(rows):
    found = layout("abcdefg", edges_of(*rows))
    assert found.group.tolist() == list("abcdefg")
    places = found[["x", "y"]].to_numpy()
    assert (np.abs(places) <= 1).all()
    gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    assert gaps[np.triu_indices(7, 1)].min() > 0.005


@settings(max_examples=25)
@given(WEIGHTS, st.permutations("abcdefg"))
def test_the_same_seed_gives_the_same_picture(rows, groups):
    here = layout("abcdefg", edges_of(*rows), seed=5).set_index("group")
    there = layout(groups, edges_of(*reversed(rows)), seed=5).set_index("group")
    pd.testing.assert_frame_equal(here, there.loc[here.index])


@settings(max_examples=25)
@given(WEIGHTS)
def test_the_unit_of_the_edges_does_not_matter(rows):
    here = layout("abcdefg", edges_of(*rows))
    there = layout("abcdefg", edges_of(*((a, b, 4 * w) for a, b, w in rows)))
    pd.testing.assert_frame_equal(here, there)


def test_coalitions_stand_apart_and_the_isolated_below():
    at = layout(GROUPS, CLIQUES).set_index("group")
    left, right = at.loc[list("abc")], at.loc[list("defg")]
    between = np.hypot(*(left.mean() - right.mean()))
    for side in (left, right):
        assert np.hypot(side.x - side.x.mean(), side.y - side.y.mean()).max() < between / 2
    assert at.loc[["y", "z"], "y"].max() < at.drop(["y", "z"]).y.min()


def test_many_isolated_fill_rows():
    groups = [f"{i:03}" for i in range(200)]
    found = layout(groups, edges_of(("000", "001", 1.0)))
    assert not found.duplicated(["x", "y"]).any()
    assert found.y[2:].nunique() == 10
    assert found.y[2:].max() < 0 <= found.y[:2].min()


def test_nuclear_phase_out_division():
    """Of the twenty most active, agreement over disagreement, repeated claims counted once."""
    expected = json.loads((REFERENCE / "expected.json").read_text(encoding="utf-8"))
    expected = expected["recomputed_here"]["louvain_top20_subtract_nodup_positive"]
    names = pd.read_csv(REFERENCE / "top20_congruence.csv", index_col=0).index
    tally = query.tally(open_dataset(CLAIMS / "long.csv"), query.Filters())
    found = network(tally[tally.group.isin(names)], once=True)
    ties = edges(found.groups, found.value("subtract"))
    best = max((coalitions(names, ties, seed) for seed in range(50)), key=lambda c: c.modularity)
    assert best.modularity == pytest.approx(expected["best_Q_of_50_seeds"], abs=1e-12)
    assert len(best.members) == expected["n"] == 2
    assert {frozenset(m) for m in best.members} == {frozenset(g) for g in expected["groups"]}
    assert best.isolated == ()
