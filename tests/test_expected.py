"""Expected positions and their intervals: arithmetic by hand, laws, and what simulation says."""

import numpy as np
import pandas as pd
from frames import cells_of
from hypothesis import given
from hypothesis import strategies as st

from hustings.measures.expected import QUANTILE, expected_positions, posteriors, priors
from hustings.measures.position import positions

STANCES = st.lists(st.sampled_from([-1, -0.5, 0, 0.5, 1]), min_size=1, max_size=6)


def one_axis() -> pd.DataFrame:
    return cells_of(
        ("a", "X", [-1, 0]), ("b", "X", [0, 1]), ("c", "X", [0.5, -0.5]), ("d", "X", [1, 1])
    )


def test_priors_by_hand():
    prior = priors(one_axis()).loc["X"]
    # scatter 0.5 + 0.5 + 0.5 + 0 with four degrees of freedom; one axis has none to borrow from
    assert prior.within == 0.375
    # means -0.5, 0.5, 0, 1: their variance is 1.25/3, less the mean of 0.375/2
    assert np.isclose(prior["between"], 1.25 / 3 - 0.1875)
    assert np.isclose(prior["mean"], 0.25), "equal n, equal weights"
    assert np.isclose(prior.mean_variance, (1.25 / 3) / 4)
    # (scatter/σ²)² is 3 · (4/3)² in sum where 4 · 3 are due: no more than alike groups would have
    assert prior.steadiness == np.inf


def test_expected_position_and_interval_by_hand():
    found = expected_positions(one_axis()).set_index("group")
    pull = 1 / 3 * 0.1875 / (1.25 / 3)  # (k - 3)/(k - 1) with four groups
    assert np.allclose(found.weight, 1 - pull)
    assert np.isclose(found.expected["d"], 1 - pull * 0.75)
    spread = (1 - pull) * 0.1875 + pull**2 * (1.25 / 12 + 2 * 0.75**2)
    assert np.isclose(found.deviation["d"], np.sqrt(spread))
    assert np.isclose(found.low["d"], 1 - pull * 0.75 - QUANTILE * np.sqrt(spread))
    assert found.high["d"] == 1, "cut at the pole"
    assert found.position.tolist() == [-0.5, 0.5, 0, 1], "the plain mean stands beside it"


def test_a_group_that_varies_more_has_a_wider_interval():
    calm = [(f"g{i}", "X", [x, x, x]) for i, x in enumerate((-1, -0.5, 0, 0.5, 1))]
    wild = [("h", "X", [-1, 0, 1]), ("i", "X", [1, 1, -1])]
    cells = cells_of(*calm, *wild)
    steadiness = priors(cells).steadiness["X"]
    # scatter 2 and 8/3 with 14 degrees of freedom; (f (f + 2) is 8 for each of seven groups)
    within = (2 + 8 / 3) / 14
    excess = (2**2 + (8 / 3) ** 2) / within**2 / 56 - 1
    assert np.isclose(steadiness, 2 + 2 / excess)
    made = posteriors(cells, priors(cells)).set_index("group")
    assert np.isclose(made.within["h"], (steadiness * within + 2) / (steadiness + 2))
    assert np.isclose(made.within["g0"], steadiness * within / (steadiness + 2))
    assert made.deviation["h"] > made.deviation["g2"]


def test_variances_of_axes_are_drawn_together_as_far_as_they_are_alike():
    calm = [(f"g{i}", "X", [0.5] * 5) for i in range(4)]
    wild = [(f"g{i}", "Y", [1, -1, 1, -1, 0]) for i in range(4)]
    found = priors(cells_of(*calm, *wild)).within
    # scatter 0 and 16 with 16 degrees of freedom each: variances 0 and 1, mean 1/2
    differing = (2 * 16 * 0.25 - 2 * 2 * 0.25) / (32 + 4)
    k = 2 + 2 * 0.25 / differing
    assert np.allclose(found, [k * 0.5 / (k + 16), (k * 0.5 + 16) / (k + 16)])
    alike = [("a", "Y", [0, 0.5]), ("b", "X", [0, 0.5]), ("c", "X", [1, 0.5]), ("d", "Y", [1, 0.5])]
    assert np.allclose(priors(cells_of(*alike)).within, 0.125)


def test_three_groups_are_not_pulled_and_an_axis_of_single_statements_borrows_its_spread():
    many = [(f"g{i}", "X", [x, x + 0.5]) for i, x in enumerate((-1, -0.5, 0, 0.5))]
    few = [("a", "Y", [1]), ("b", "Y", [-1]), ("c", "Y", [0])]
    found = expected_positions(cells_of(*many, *few)).set_index("group").loc[["a", "b", "c"]]
    assert found.expected.tolist() == [1, -1, 0] and found.weight.tolist() == [1, 1, 1]
    assert np.allclose(found.deviation, np.sqrt(0.125))


def test_one_vote_each_is_its_own_position_without_interval():
    found = expected_positions(
        cells_of(*((f"g{i}", "X", [x]) for i, x in enumerate((1, 1, -1, 0))))
    )
    assert found.expected.tolist() == [1, 1, -1, 0]
    assert found[["low", "high", "deviation"]].isna().all(axis=None)
    same = expected_positions(cells_of(*((f"g{i}", "X", [1, 1, 1]) for i in range(5))))
    assert same.low.isna().all(), "what never varies does not say how far it could"
    assert expected_positions(cells_of(("a", "X", [1])).iloc[:0]).empty


def test_no_spread_between_groups_pulls_all_to_the_mean_as_far_as_that_is_sure():
    rows = [(f"g{i}", "X", [1, -1] if i % 2 else [0.5, -0.5]) for i in range(9)]
    found = expected_positions(cells_of(*rows, ("z", "X", [0.2])))
    assert np.allclose(found.weight, 1 - 7 / 9)


@given(st.lists(STANCES, min_size=1, max_size=7))
def test_expected_lies_between_mean_and_position_and_flips_with_the_axis(groups):
    rows = [(f"g{i}", "X", x) for i, x in enumerate(groups)]
    found = expected_positions(cells_of(*rows))
    there = expected_positions(cells_of(*((g, axis, [-v for v in x]) for g, axis, x in rows)))
    np.testing.assert_allclose(found.expected, -there.expected, atol=1e-9)
    np.testing.assert_allclose(found.low, -there.high, atol=1e-9)
    ends = found.position.min() - 1e-9, found.position.max() + 1e-9
    assert found.expected.between(*ends).all() and found.weight.between(0, 1).all()
    known = found.dropna()
    assert (known.low <= known.expected).all() and (known.expected <= known.high).all()


def simulated(rng, groups: int, axes: int, between: float, within: float):
    """Groups with known lasting positions and thin, unequal evidence; variances differ by group."""
    count = groups * axes
    truth = rng.normal(0, between, count)
    n = rng.choice([1, 1, 1, 2, 2, 3, 5], count)
    own = within * np.sqrt(6 / rng.chisquare(8, count))
    drawn = [rng.normal(t, s, k) for t, s, k in zip(truth, own, n, strict=True)]
    names = ((f"g{i % groups}", f"a{i // groups}") for i in range(count))
    return truth, cells_of(*((g, a, list(x)) for (g, a), x in zip(names, drawn, strict=True)))


def test_intervals_hold_nine_times_in_ten_and_errors_shrink():
    """Known truth: 90 % ± 3 of the intervals hold it, for few groups and for many."""
    rng = np.random.default_rng(20250211)
    for groups, axes, runs in ((6, 3, 60), (40, 3, 10)):
        held, plain, expected = [], [], []
        for _ in range(runs):
            truth, cells = simulated(rng, groups, axes, 0.25, 0.3)
            found = expected_positions(cells)
            held += list((found.low <= truth) & (truth <= found.high))
            plain += list(abs(found.position - truth))
            expected += list(abs(found.expected - truth))
        assert 0.87 <= np.mean(held) <= 0.93
        assert np.mean(expected) < 0.9 * np.mean(plain)
        assert len(held) == groups * axes * runs


def test_shrinkage_is_recovered():
    """With many groups τ², σ² and how far a single statement is pulled are those simulated."""
    truth, cells = simulated(np.random.default_rng(1), 4000, 1, 0.3, 0.3)
    prior = priors(cells).loc["a0"]
    assert np.isclose(prior.within, 0.09, rtol=0.06)
    assert np.isclose(prior["between"], 0.09, rtol=0.06)
    assert abs(prior["mean"]) < 0.02
    found = expected_positions(cells)
    single = found[found.n == 1]
    assert np.allclose(single.weight, 0.5, atol=0.03)
    slope = np.polyfit(single.position, truth[single.index], 1)[0]
    assert np.isclose(slope, single.weight.iloc[0], atol=0.04)
    assert (positions(cells).position == found.position).all()
