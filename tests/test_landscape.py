"""Map of all axes: arithmetic by hand, laws, and a published projection reproduced."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from frames import cells_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, figures, findings, query
from hustings.dataset import open_dataset
from hustings.link import View
from hustings.measures.landscape import clear_clusters, clusters, landscape
from hustings.measures.position import positions
from hustings.scene import Scene

BREXIT = Path(__file__).parent / "data" / "polis_brexit"


def places(**groups: dict[str, float]) -> pd.DataFrame:
    """Positions from axis values by group."""
    rows = [(g, axis, [x]) for g, axes in groups.items() for axis, x in axes.items()]
    return positions(cells_of(*rows))


def at(**points: tuple[float, float]) -> pd.DataFrame:
    """Points of a picture from coordinates by group."""
    return pd.DataFrame([(g, x, y) for g, (x, y) in points.items()], columns=["group", "x", "y"])


def test_by_hand():
    found = landscape(
        places(
            a={"X": 1, "Y": 0.5},
            b={"X": 1, "Y": -0.5},
            c={"X": -1, "Y": 0.5},
            d={"X": -1, "Y": -0.5},
        )
    )
    np.testing.assert_allclose(found.loadings[["x", "y"]], [[1, 0], [0, 1]], atol=1e-12)
    expected = [[1, 0.5], [1, -0.5], [-1, 0.5], [-1, -0.5]]
    np.testing.assert_allclose(found.points[["x", "y"]], expected, atol=1e-12)
    assert found.explained == pytest.approx((4 / 5, 1 / 5))


def cube() -> pd.DataFrame:
    """Eight groups at the corners of a box whose sides are as 4 : 2 : 1."""
    corners = product((1, -1), (0.5, -0.5), (0.25, -0.25))
    return places(**{f"g{i}": dict(zip("XYZ", at, strict=True)) for i, at in enumerate(corners)})


def test_more_directions_than_are_drawn():
    """Variances are as 16 : 4 : 1."""
    found = landscape(cube())
    assert found.directions == pytest.approx((16 / 21, 4 / 21, 1 / 21))
    assert found.directions[:2] == found.explained
    # two axes have two directions, and what holds nothing is none
    line = landscape(places(a={"X": 1, "Y": 1}, b={"X": 0, "Y": 0}, c={"X": -1, "Y": -1}))
    assert line.directions == pytest.approx((1,))


def test_small_print_and_answer_give_more_directions(bundled):
    found = findings.landscape(bundled, View())
    table = query.cells(bundled, query.Filters()).pipe(positions)
    place = table.pivot(index="group", columns="axis", values="position")
    variances = np.linalg.eigvalsh(np.cov((place - place.mean()).fillna(0), rowvar=False))[::-1]
    assert found.directions == pytest.approx(variances / variances.sum())
    told = findings.directions_sentence(found)
    assert told.startswith("The first 5 directions hold ") and told.endswith("two are drawn.")
    panel = figures.named("landscape").of(Scene(bundled, View(), "landscape", None))
    assert told in panel.credit.notes
    data = TestClient(Starlette(routes=api.routes())).get("/api/landscape").json()["data"]
    assert [row["explained"] for row in data["directions"]] == list(found.directions)
    assert data["directions"][-1]["together"] == pytest.approx(1)


def test_silence_is_the_mean_of_the_axis_and_the_point_is_scaled():
    found = landscape(
        places(a={"X": 1, "Y": 1}, b={"X": 0, "Y": 0}, c={"X": 0.5}, d={"X": -1, "Y": -1}), least=1
    )
    # Means are 0.125 and 0; for c only X is known, at 0.375 from its mean: half of two axes.
    weight = found.loadings.set_index("axis").loc["X", ["x", "y"]].to_numpy(float)
    c = found.points.set_index("group").loc["c", ["x", "y"]].to_numpy(float)
    np.testing.assert_allclose(c, 0.375 * weight * np.sqrt(2 / 1), atol=1e-12)


def test_thin_groups_are_named_and_not_drawn():
    found = landscape(
        places(a={"X": 1, "Y": 0}, b={"X": 0, "Y": 1}, c={"X": -1, "Y": 0}, thin={"X": 1})
    )
    assert found.points.group.tolist() == ["a", "b", "c"]
    assert found.left_out == ("thin",)


@pytest.mark.parametrize(
    "frame",
    [
        places(a={"X": 1, "Y": 0}, b={"X": 0, "Y": 1}),
        places(a={"X": 1}, b={"X": 0}, c={"X": -1}),
        places(a={"X": 1, "Y": 0.1}, b={"X": 1, "Y": 0.1}, c={"X": 1, "Y": 0.1}),
        places(a={"X": 1, "Y": 0}, b={"X": 0}, c={"Y": 1}),
        places(a={"X": 1}).iloc[:0],
    ],
    ids=["two groups", "one axis", "all alike", "too thin", "nothing"],
)
def test_an_empty_picture_where_there_is_none(frame):
    found = landscape(frame)
    assert found.points.empty and found.loadings.empty and np.isnan(found.explained).all()
    assert set(found.left_out) == set(frame.group)
    assert clusters(found.points).k == 0


def test_groups_on_one_line():
    found = landscape(places(a={"X": 1, "Y": 1}, b={"X": 0, "Y": 0}, c={"X": -1, "Y": -1}))
    assert (found.points.y == 0).all() and (found.loadings.y == 0).all()
    assert found.explained == pytest.approx((1, 0))


def test_the_named_axis_points_right():
    frame = places(a={"X": 1, "Y": -0.9}, b={"X": -1, "Y": 0.9}, c={"X": 0.1, "Y": 0.2})
    for anchor in "XY":
        found = landscape(frame, anchor=anchor).loadings.set_index("axis")
        assert (found.loc[anchor] > 0).all()
    assert landscape(frame, anchor="gone").loadings.equals(landscape(frame).loadings)


PLACES = st.lists(
    st.tuples(*[st.integers(-20, 20).map(lambda x: x / 20)] * 3), min_size=3, max_size=8
).map(
    lambda rows: places(
        **{f"g{i}": dict(zip("XYZ", row, strict=True)) for i, row in enumerate(rows)}
    )
)


@settings(max_examples=25)
@given(PLACES, st.randoms())
def test_order_of_rows_does_not_matter(frame, random):
    shuffled = frame.sample(frac=1, random_state=random.randrange(2**16))
    here, there = landscape(frame), landscape(shuffled)
    pd.testing.assert_frame_equal(here.points, there.points)
    pd.testing.assert_frame_equal(here.loadings, there.loadings)


@settings(max_examples=25)
@given(PLACES)
def test_explained_shares_and_weights_stay_in_bounds(frame):
    found = landscape(frame)
    if not found.points.empty:
        first, second = found.explained
        assert 0 <= second <= first <= 1 + 1e-12 and first + second <= 1 + 1e-12
        weights = found.loadings[["x", "y"]].to_numpy(float)
        np.testing.assert_allclose((weights[:, 0] ** 2).sum(), 1)
        assert (np.abs(weights.T @ weights)[0, 1]) < 1e-9


@settings(max_examples=25)
@given(PLACES)
def test_swapping_all_poles_turns_the_picture_round(frame):
    here, there = landscape(frame), landscape(frame.assign(position=-frame.position))
    if (
        not here.points.empty
        and min(here.explained[0] - here.explained[1], here.explained[1]) > 1e-3
    ):
        np.testing.assert_allclose(here.points[["x", "y"]], -there.points[["x", "y"]], atol=1e-8)
        np.testing.assert_allclose(here.loadings[["x", "y"]], there.loadings[["x", "y"]], atol=1e-8)


TWO = at(p=(5, 5), a=(0, 0), q=(5, 6), b=(0, 1), c=(1, 0))


def test_clusters_count_from_the_largest():
    found = clusters(TWO)
    assert found.k == 2
    assert dict(zip(found.members.group, found.members.cluster, strict=True)) == {
        "a": 1, "b": 1, "c": 1, "p": 2, "q": 2
    }  # fmt: skip
    even = clusters(at(z=(0, 0), y=(0, 1), a=(9, 9), b=(9, 8)), k=2).members
    assert even.set_index("group").cluster[["a", "b", "y", "z"]].tolist() == [1, 1, 2, 2]


def test_no_group_is_a_cluster_of_its_own():
    asked = clusters(at(a=(0, 0), b=(0, 1), c=(9, 9), d=(9, 8), far=(50, 50)), k=4)
    assert asked.members.cluster.value_counts().min() >= 2
    assert asked.k < 4
    alone = clusters(at(a=(0, 0), b=(0, 1), c=(1, 0), far=(50, 50)))
    assert alone.k == 1 and np.isnan(alone.silhouette)


def test_points_in_one_place_are_one_cluster():
    assert clusters(at(a=(1, 1), b=(1, 1), c=(1, 1), d=(1, 1)), k=2).k == 1


def test_silhouette_by_hand():
    found = clusters(at(a=(0, 0), b=(0, 1), c=(10, 0), d=(10, 1)), k=2)
    across = (10 + np.sqrt(101)) / 2
    assert found.silhouette == pytest.approx(1 - 1 / across)


POINTS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=12).map(
    lambda rows: at(**{f"g{i}": row for i, row in enumerate(rows)})
)


@settings(max_examples=25)
@given(POINTS, st.sampled_from([None, 1, 2, 3, 6]), st.randoms())
def test_clusters_are_a_division_without_singletons_in_any_order(points, k, random):
    found = clusters(points, k)
    assert found.members.group.tolist() == sorted(points.group)
    sizes = found.members.cluster.value_counts()
    assert sizes.index.tolist() and set(sizes.index) == set(range(1, found.k + 1))
    assert sizes.min() >= 2 and sizes.sort_index().is_monotonic_decreasing
    assert found.k <= (k or 5)
    again = clusters(points.sample(frac=1, random_state=random.randrange(2**16)), k)
    pd.testing.assert_frame_equal(found.members, again.members)


@pytest.fixture(scope="module")
def brexit():
    """The picture of a published conversation, drawn as Polis does: from seven votes on."""
    cells = query.cells(open_dataset(BREXIT / "long.csv"), query.Filters())
    return landscape(positions(cells), least=7)


def test_projection_of_a_published_conversation(brexit):
    """red-dwarf 0.4.0 on compdemocracy/openData, brexit-consensus: 204 people, 189 drawn."""
    reference = pd.read_csv(BREXIT / "reference" / "red_dwarf_participants.csv")
    reference = reference[reference.to_cluster]
    reference = reference.set_index("p" + reference.participant_id.astype(str))
    points = brexit.points.set_index("group").loc[reference.index]
    assert len(points) == len(brexit.points) == 189 and len(brexit.left_out) == 15
    for component in "xy":
        r = np.corrcoef(points[component], reference[component])[0, 1]
        assert abs(r) >= 0.99
    expected = json.loads((BREXIT / "reference" / "expected.json").read_text(encoding="utf-8"))
    assert brexit.explained == pytest.approx(expected["recomputed_here"]["evr"], abs=1e-12)


def test_two_groups_of_a_published_conversation(brexit):
    published = pd.read_csv(BREXIT / "reference" / "groups.csv").set_index("actor").group
    members = clusters(brexit.points, k=2).members.set_index("group").cluster
    assert adjusted_rand_score(published[members.index], members) >= 0.80


def test_silhouette_alone_finds_three(brexit):
    expected = json.loads((BREXIT / "reference" / "expected.json").read_text(encoding="utf-8"))
    assert (
        clusters(brexit.points).k
        == expected["recomputed_here"]["red_dwarf"]["red_dwarf_auto_k"]["k"]
    )


def cloud(*centres: tuple[float, float], each: int = 30) -> pd.DataFrame:
    """Points scattered normally round centres, the same every time."""
    chance = np.random.default_rng(5)
    place = np.concatenate([chance.standard_normal((each, 2)) + centre for centre in centres])
    names = [f"g{i:03}" for i in range(len(place))]
    return pd.DataFrame({"group": names, "x": place[:, 0], "y": place[:, 1]})


def test_clusters_that_chance_makes_as_well_are_refused():
    one = clear_clusters(cloud((0, 0), each=60))
    assert (one.k, set(one.members.cluster)) == (1, {1})
    # k-means splits it all the same, and says how well.
    plain = clusters(cloud((0, 0), each=60))
    assert (one.refused, one.silhouette) == (plain.k, plain.silhouette) and plain.k > 1
    two = clear_clusters(cloud((0, 0), (9, 0)))
    assert (two.k, two.refused) == (2, 0) and two.silhouette > 0.7
    pd.testing.assert_frame_equal(two.members, clusters(cloud((0, 0), (9, 0))).members)
