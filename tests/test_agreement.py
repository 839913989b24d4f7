"""Agreement: arithmetic by hand, laws, and a published matrix reproduced."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from frames import cells_of
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings import findings, query
from hustings.dataset import open_dataset
from hustings.link import View
from hustings.measures import agreement as measure
from hustings.measures.agreement import agreement, agreement_of, sharing_two
from hustings.measures.position import positions

VOTES = Path(__file__).parent / "data" / "un_votes_g20"


def test_by_hand():
    found = agreement(
        positions(
            cells_of(
                ("a", "X", [1]),
                ("b", "X", [-1]),
                ("a", "Y", [0.5, 0.5]),
                ("b", "Y", [0]),
                ("c", "Y", [1]),
            )
        )
    )
    pair = found.pairs().set_index(["a", "b"]).loc[("a", "b")]
    assert pair.agreement == pytest.approx(((1 - 2 / 2) + (1 - 0.5 / 2)) / 2)
    assert (pair.shared, pair.n) == (2, 5)
    assert np.isnan(found.pairs().set_index(["a", "b"]).loc[("a", "c")].agreement)


def test_identical_positions_by_hand():
    """X: for and for; Y: against and neutral; Z: neutral and neutral; W is not shared."""
    places = {"a": (0.25, -1, 0.2, 1), "b": (1, -0.24, -0.2, None)}
    cells = [
        (group, axis, [x])
        for group, row in places.items()
        for axis, x in zip("XYZW", row, strict=True)
        if x is not None
    ]
    pairs = agreement(positions(cells_of(*cells))).pairs()
    assert pairs.identical.item() == pytest.approx(2 / 3) and pairs.shared.item() == 3
    # one shared axis gives neither figure
    one = agreement(positions(cells_of(("a", "X", [1]), ("b", "X", [1])))).pairs()
    assert np.isnan(one.identical.item())


def test_votes_cast_alike():
    """Of two states that cast one vote on a resolution each, the share of equal votes."""
    votes = open_dataset(VOTES / "long.csv")
    pairs = findings.agreement(votes, View()).pairs.set_index(["a", "b"])
    cast = pd.read_csv(VOTES / "long.csv").pivot(index="axis", columns="actor", values="stance")
    for a, b in (pairs.index[0], pairs.index[-1]):
        both = cast[[a, b]].dropna()
        assert pairs.loc[(a, b), "identical"] == pytest.approx((both[a] == both[b]).mean())
        assert pairs.loc[(a, b), "shared"] == len(both)


def test_silence_is_not_agreement():
    found = agreement(positions(cells_of(("a", "X", [1]), ("b", "Y", [1]))))
    assert np.isnan(found.value[0, 1]) and found.shared[0, 1] == 0


def test_nearest_first_and_ties_to_the_better_evidence():
    rows = [
        (g, axis, [1] * n) for g, n in (("a", 1), ("thin", 1), ("thick", 5)) for axis in ("X", "Y")
    ]
    rows += [("far", "X", [-1]), ("far", "Y", [-1]), ("alone", "X", [1])]
    found = agreement_of(positions(cells_of(*rows)), "a")
    assert found.group.tolist() == ["thick", "thin", "far"]
    assert found.agreement.tolist() == [1, 1, 0] and found.n.tolist() == [12, 4, 4]


PLACES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("XYZ"), st.floats(-1, 1)),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=25)
@given(PLACES)
def test_symmetric_one_on_the_diagonal_and_within_bounds(places):
    found = agreement(positions(cells_of(*((g, a, [x]) for g, a, x in places))), least_shared=1)
    np.testing.assert_array_equal(found.value, found.value.T)
    np.testing.assert_allclose(np.diag(found.value), 1)
    known = found.value[~np.isnan(found.value)]
    assert (known >= -1e-12).all() and (known <= 1 + 1e-12).all()


@settings(max_examples=25)
@given(PLACES)
def test_flipping_every_axis_changes_nothing(places):
    here = agreement(positions(cells_of(*((g, a, [x]) for g, a, x in places))), least_shared=1)
    there = agreement(positions(cells_of(*((g, a, [-x]) for g, a, x in places))), least_shared=1)
    np.testing.assert_allclose(here.value, there.value)


EVIDENCE = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"),
        st.sampled_from("UVWXYZ"),
        st.floats(-1, 1),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda row: row[:2],
)


def of_evidence(rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["group", "axis", "position", "n"])


@settings(max_examples=25)
@given(EVIDENCE, st.sampled_from("abcdefgh"), st.integers(1, 3))
def test_one_against_all_is_a_row_of_the_square(rows, group, least):
    places = of_evidence(rows)
    square, found = agreement(places, least), agreement_of(places, group, least)
    expected = {}
    if group in square.groups:
        i = square.groups.index(group)
        expected = {
            other: (square.value[i, k], square.shared[i, k], square.n[i, k])
            for k, other in enumerate(square.groups)
            if k != i and not np.isnan(square.value[i, k])
        }
    assert {row[0]: row[1:] for row in found.itertuples(index=False)} == expected
    order = sorted(expected, key=lambda g: (*(-v for v in expected[g]), g))
    assert found.group.tolist() == order
    assert found.index.tolist() == list(range(len(found)))


@pytest.mark.parametrize("most", [0, 10**6], ids=["one by one", "by pairs of axes"])
def test_who_shares_two_axes_by_hand(monkeypatch, most):
    monkeypatch.setattr(measure, "MOST_PAIRS", most)
    speaks = {"a": "UVW", "b": "VW", "c": "WX", "d": "XY", "e": "U", "f": "ZU", "g": "UZ"}
    rows = [(group, axis, 0.0, 1) for group, axes in speaks.items() for axis in axes]
    assert sharing_two(of_evidence(rows)) == {"a", "b", "f", "g"}
    assert sharing_two(of_evidence([])) == set()
    missing = [*rows, ("h", "U", np.nan, 1), ("h", "Z", 0.0, 1)]
    assert sharing_two(of_evidence(missing)) == {"a", "b", "f", "g"}


@pytest.mark.parametrize("most", [0, 10**6], ids=["one by one", "by pairs of axes"])
@settings(max_examples=25)
@given(rows=EVIDENCE)
def test_who_shares_two_axes_is_what_the_square_says(most, rows):
    places = of_evidence(rows)
    square = agreement(places)
    known = ~np.isnan(square.value)
    np.fill_diagonal(known, False)
    expected = {g for g, some in zip(square.groups, known.any(axis=1), strict=True) if some}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure, "MOST_PAIRS", most)
        assert sharing_two(places) == expected


@pytest.mark.parametrize("which", ["all", "divided"])
def test_united_nations_votes(which):
    """Voeten's roll calls of 19 states: mean of 1 - |d| / 2 over the votes both took part in."""
    data = open_dataset(VOTES / "long.csv")
    cells = query.cells(data, query.Filters())
    if which == "divided":
        divided = cells.groupby("axis").total.agg(lambda x: x.nunique() > 1)
        cells = cells[cells.axis.map(divided)]
    found = agreement(positions(cells))
    name = f"agreement_{which}_votes.csv"
    expected = pd.read_csv(VOTES / "reference" / name, index_col=0)
    order = [found.groups.index(state) for state in expected.index]
    assert len(order) == 19 == len(found.groups)
    np.testing.assert_allclose(
        found.value[np.ix_(order, order)], expected.to_numpy(float), atol=1e-12
    )
