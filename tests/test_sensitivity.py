"""Sensitivity: what flips, by hand; reversed pairs against all pairs; weights by age."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from frames import cells_of
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.measures.position import positions
from hustings.measures.sensitivity import reversals, sensitivity, weighted_positions
from hustings.words import side


def places(axis: str = "X", **stances: list[float]) -> pd.DataFrame:
    return positions(cells_of(*((group, axis, x) for group, x in stances.items())))


def test_what_flips_is_named():
    found = sensitivity(
        {
            "all": places(a=[1], b=[-1, 0], c=[0], d=[1, 1], e=[0.25]),
            "latest": places(a=[-1], b=[0], c=[-0.5], d=[0.5], f=[1]),
        },
        base="all",
        side=side,
    )
    rows = found.positions.set_index("group")
    assert rows.flip.to_dict() == {
        "a": "across", "b": "to mixed", "c": "from mixed", "d": None, "e": None
    }  # fmt: skip
    assert rows.difference["a"] == -2
    assert rows.loc["b", ["base", "other", "n_base", "n_other"]].tolist() == [-0.5, 0, 2, 1]
    assert np.isnan(rows.other["e"]) and rows.n_other["e"] == 0, "silence is no flip"
    assert found.flips().group.tolist() == ["a", "b", "c"]
    assert found.orders.missing[0] == ("e",)


def test_order_by_hand():
    found = sensitivity(
        {"all": places(a=[-1], b=[0], c=[0.5], d=[1]), "one": places(a=[0], b=[-1], c=[1], d=[1])},
        base="all",
        side=side,
    ).orders.iloc[0]
    # only a and b change places; c and d tie, which reverses nothing
    assert (found.axis, found.choice, found.groups, found.pairs, found.flips) == (
        "X",
        "one",
        4,
        6,
        1,
    )
    # ranks 1 2 3 4 against 2 1 3.5 3.5
    assert found.correlation == pytest.approx(np.corrcoef([1, 2, 3, 4], [2, 1, 3.5, 3.5])[0, 1])


@pytest.mark.parametrize(
    "other",
    [places(a=[1], b=[0]), places(a=[1], b=[1], c=[1])],
    ids=["two groups left", "all alike"],
)
def test_no_correlation_without_an_order(other):
    found = sensitivity({"all": places(a=[1], b=[0], c=[-1]), "x": other}, "all", side)
    assert np.isnan(found.orders.correlation[0])


def test_a_choice_that_leaves_nothing():
    found = sensitivity({"all": places(a=[1]), "none": places(a=[1]).head(0)}, "all", side)
    row = found.orders.iloc[0]
    assert (row.groups, row.pairs, row.flips, row.missing) == (0, 0, 0, ("a",))


def test_choices_and_axes_are_kept_apart():
    base = pd.concat([places(a=[1], b=[0]), places("Y", a=[0])])
    found = sensitivity({"x": base, "all": base, "y": base.head(1)}, "all", side).orders
    assert list(zip(found.choice, found.axis, found.groups, strict=True)) == [
        ("x", "X", 2),
        ("x", "Y", 1),
        ("y", "X", 1),
        ("y", "Y", 0),
    ]


def test_the_base_alone_is_refused():
    with pytest.raises(ValueError, match="'all' alone"):
        sensitivity({"all": places(a=[1])}, "all", side)


def test_rounding_flips_nothing():
    base = places(a=[0.25], b=[0.25], c=[1])
    off = base.assign(position=base.position - [0, 1e-15, 0])
    found = sensitivity({"all": base, "off": off}, "all", side)
    assert found.flips().empty and found.orders.flips[0] == 0


PAIRS = st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), max_size=200)


@settings(max_examples=25)
@given(PAIRS)
def test_reversals_are_those_found_pair_by_pair(rows):
    here, there = pd.Series([a for a, _ in rows]), pd.Series([b for _, b in rows])
    expected = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(rows, 2))
    assert reversals(here, there) == reversals(there, here) == expected


def test_ties_among_many_reverse_nothing():
    rng = np.random.default_rng(4)
    here, there = (pd.Series(rng.integers(0, 5, 300)) for _ in range(2))
    left, right = np.triu_indices(300, 1)
    signs = (np.sign(s.to_numpy()[left] - s.to_numpy()[right]) for s in (here, there))
    assert reversals(here, there) == (np.multiply(*signs) < 0).sum()


def test_reversing_many_reverses_every_pair():
    up = pd.Series(range(5000))
    assert reversals(up, -up) == 5000 * 4999 // 2
    assert reversals(up, up) == 0


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from("abcdef"), st.floats(-1, 1), min_size=1))
def test_the_same_choice_flips_nothing(stances):
    base = places(**{group: [x] for group, x in stances.items()})
    found = sensitivity({"all": base, "same": base}, "all", side)
    assert found.flips().empty and found.orders.flips[0] == 0
    assert np.isnan(found.orders.correlation[0]) or found.orders.correlation[0] == pytest.approx(1)


def said(*rows: tuple[str, float, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["group", "x", "date"])
    return frame.assign(axis="X", date=pd.to_datetime(frame.date))


def test_half_the_weight_after_each_half_life():
    found = weighted_positions(
        said(
            ("a", 1, "2024-01-21"),
            ("a", -1, "2024-01-11"),
            ("a", 0, "2024-01-01"),
            ("a", -1, None),
            ("b", 0.5, "1990-01-01"),
        ),
        half_life=10,
    )
    assert found.group.tolist() == ["a", "b"] and found.n.tolist() == [3, 1]
    assert found.position.tolist() == pytest.approx([(1 - 0.5) / (1 + 0.5 + 0.25), 0.5])


def test_decades_ago_still_has_a_position():
    rows = said(("a", 1, "1950-01-01"), ("a", -1, "1949-12-31"), ("b", 0, "2026-01-01"))
    assert weighted_positions(rows, half_life=1).position[0] == pytest.approx((1 - 0.5) / 1.5)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 2000), st.floats(-1, 1)), min_size=1), st.integers(0, 999))
def test_the_day_it_is_counted_from_does_not_matter(rows, later):
    start = pd.Timestamp("2020-01-01")
    units = pd.DataFrame({"group": "a", "axis": "X", "x": [x for _, x in rows]})
    units["date"] = [start + pd.Timedelta(days=d) for d, _ in rows]
    moved = units.assign(date=units.date + pd.Timedelta(days=later))
    here, there = weighted_positions(units, 365), weighted_positions(moved, 365)
    np.testing.assert_allclose(here.position, there.position)
    assert here.position.between(units.x.min() - 1e-9, units.x.max() + 1e-9).all()
