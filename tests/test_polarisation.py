"""Polarisation: published values, arithmetic by hand, laws."""

import numpy as np
import pandas as pd
import pytest
from frames import cells_of
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.measures.polarisation import (
    between_groups,
    pattern_agreement,
    polarisation,
    scale_steps,
    step_values,
    van_der_eijk,
)
from hustings.measures.position import positions


def tally_of(*rows: tuple[str, float, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["axis", "x", "n"])


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113),
        ([1, 0, 0, 0, 1], -1),
        ([1, 0, 0, 0, 0, 0, 1], -1),
        ([1, 1, 1, 1, 1], 0),
        ([7, 7, 7], 0),
        ([0, 0, 9, 0, 0], 1),
    ],
)
def test_published_values(counts, expected):
    assert van_der_eijk(counts) == pytest.approx(expected, abs=5e-5)


def test_one_layer_by_hand():
    # 1 1 0 0 0: three triples 1 1 0, none 1 0 1, so U = 1; two of five filled
    assert pattern_agreement((1, 1, 0, 0, 0)) == 1 - 1 / 4
    # 1 1 0 1 0: four triples 1 1 0, none 0 1 1, two 1 0 1; three of five filled
    expected = (3 * 4 - 4 * 2) / (3 * (4 + 2)) * (1 - 2 / 4)
    assert pattern_agreement((1, 1, 0, 1, 0)) == pytest.approx(expected)


def test_layers_by_hand():
    # 3 1 0 0 0 is an even layer of 1 on two steps (2 statements) and one of 2 on the first (2)
    assert van_der_eijk([3, 1, 0, 0, 0]) == (2 * 0.75 + 2 * 1) / 4


def test_nobody_has_no_agreement():
    assert np.isnan(van_der_eijk([0, 0, 0, 0, 0]))


def test_between_steps_to_the_nearer_and_halfway_half_to_each():
    rows = [("X", x, 1) for x in (0.24, 0.25, -0.25, 0.74, 0.75, -0.76, 0)]
    # 0.25, -0.25 and 0.75 are half-way: half of each on either side
    assert polarisation(tally_of(*rows)).histogram[0] == (1, 0.5, 3, 2, 0.5)


def test_a_scale_of_seven_steps_is_not_binned_to_five():
    counts = [30, 40, 210, 130, 530, 50, 10]
    rows = [("X", (i - 3) / 3, n) for i, n in enumerate(counts)]
    rows += [("Y", round((i - 3) / 3, 2), n) for i, n in enumerate(counts)]
    tally = tally_of(*rows)
    steps = scale_steps(tally.rename(columns={"x": "stance"}))
    assert steps.to_dict() == {"X": 7, "Y": 7}, "thirds, also with two decimals"
    found = polarisation(tally, steps).set_index("axis")
    for axis in "XY":
        assert found.loc[axis, "histogram"] == tuple(counts) and not found.binned[axis]
        assert found.vdeijk[axis] == pytest.approx((1 - 0.6113) / 2, abs=5e-5)
        assert found.vdeijk[axis] == pytest.approx(0.1943, abs=5e-5)
    assert found.loc["X", ["low", "high"]].tolist() == [280, 590]
    binned = polarisation(tally).iloc[0]
    assert binned.binned and len(binned.histogram) == 5
    groups = pd.DataFrame({"group": "ab", "axis": "X", "position": [-1, 0.3]}, index=[0, 1])
    # 0.3 is nearest to the fifth of seven steps, a third
    assert between_groups(groups, steps).histogram[0] == (1, 0, 0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([-1, 1], 3),
        ([0], 3),
        ([-1, 0, 1], 3),
        ([-1 / 3, 1], 4),
        ([-1, -0.5, 1], 5),
        ([0.2, -0.6], 6),
        ([2 / 3, 0], 7),
        ([0.25], 9),
        ([0.2, 0], 11),
        ([0.1], None),
        ([0.5, 0.2, 0.25], None),
    ],
)
def test_the_fewest_steps_that_hold_every_stance(stances, expected):
    frame = pd.DataFrame({"axis": "X", "stance": np.array(stances, float)})
    assert scale_steps(frame).get("X") == expected


def test_nobody_has_no_scale():
    assert scale_steps(pd.DataFrame({"axis": [], "stance": np.array([], float)})).empty


@given(st.integers(3, 11), st.data())
def test_all_steps_of_a_scale_are_found(count, data):
    wide = st.lists(st.integers(1, 9), min_size=count, max_size=count)
    counts = data.draw(wide)
    tally = tally_of(*(("X", x, n) for x, n in zip(step_values(count), counts, strict=True)))
    steps = scale_steps(tally.rename(columns={"x": "stance"}))
    assert steps["X"] == count
    found = polarisation(tally, steps).iloc[0]
    assert found.histogram == tuple(counts)
    assert found.vdeijk == pytest.approx((1 - van_der_eijk(counts)) / 2, abs=1e-12)


def test_both_figures_by_hand():
    found = polarisation(
        tally_of(("X", -1, 1), ("X", 1, 1), ("X", 0, 2), ("Y", 0.5, 3), ("Z", 1, 1))
    ).set_index("axis")
    assert found.loc["X", "n"] == 4
    assert found.loc["X", "histogram"] == (1, 0, 2, 0, 1)
    assert found.loc["X", "spread"] == pytest.approx(np.sqrt((1 + 1) / 4))
    # an even layer 1 0 1 0 1 (three statements), then 0 0 1 0 0 (one); of the layer's triples four
    # are 1 0 1, one is 1 1 0, one is 0 1 1
    layer = (3 * 2 - 4 * 4) / (3 * (2 + 4)) * (1 - 2 / 4)
    assert found.loc["X", "vdeijk"] == pytest.approx((1 - (3 * layer + 1) / 4) / 2)
    assert found.loc["Y", ["vdeijk", "spread"]].tolist() == [0, 0]
    assert found.loc["Z", ["vdeijk", "spread"]].isna().all(), "one statement divides nobody"


def test_groups_count_once_whatever_they_say():
    cells = cells_of(("loud", "X", [-1] * 9), ("quiet", "X", [1]))
    found = between_groups(positions(cells)).iloc[0]
    assert (found.n, found.vdeijk, found.spread) == (2, 1, 1)


def test_nothing_said_gives_no_rows():
    found = polarisation(tally_of())
    assert found.empty and list(found) == [
        "axis", "n", "histogram", "binned", "low", "high", "vdeijk", "spread"
    ]  # fmt: skip


TALLIES = st.lists(st.tuples(st.just("X"), st.floats(-1, 1), st.integers(1, 9)), min_size=2)
COUNTS = st.lists(st.integers(0, 50), min_size=3, max_size=9).filter(any)


@settings(max_examples=25)
@given(TALLIES)
def test_both_lie_between_nought_and_one_and_every_statement_has_a_step(rows):
    found = polarisation(tally_of(*rows)).iloc[0]
    assert sum(found.histogram) == found.n == sum(n for _, _, n in rows)
    assert -1e-12 <= found.vdeijk <= 1 + 1e-12
    assert -1e-12 <= found.spread <= 1 + 1e-12


@settings(max_examples=25)
@given(TALLIES)
def test_mirroring_the_axis_changes_nothing_but_the_order(rows):
    here = polarisation(tally_of(*rows)).iloc[0]
    there = polarisation(tally_of(*((axis, -x, n) for axis, x, n in rows))).iloc[0]
    assert here.histogram == there.histogram[::-1]
    assert here.vdeijk == pytest.approx(there.vdeijk, abs=1e-12)
    assert here.spread == pytest.approx(there.spread, abs=1e-9)


@settings(max_examples=25)
@given(COUNTS, st.integers(2, 5))
def test_agreement_depends_on_shares_alone(counts, times):
    assert van_der_eijk([c * times for c in counts]) == pytest.approx(van_der_eijk(counts))
