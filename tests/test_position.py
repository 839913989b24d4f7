"""Positions and intervals: arithmetic by hand, laws, and the interval's promise."""

import numpy as np
import pandas as pd
from frames import cells_of
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hustings.measures.position import LEVEL, margins, matrix, positions, spreads

STANCES = st.lists(st.sampled_from([-1, -0.5, 0, 0.5, 1]), min_size=1, max_size=8)


def test_mean_and_pooled_interval_by_hand():
    cells = cells_of(("a", "X", [-1, 0]), ("b", "X", [1, 0.5, 0]), ("c", "X", [1]))
    # within a: (0.5² + 0.5²) = 0.5 with 1 degree; within b: 0.5² + 0 + 0.5² = 0.5 with 2
    s = np.sqrt((0.5 + 0.5) / 3)
    assert spreads(cells).loc["X"].tolist() == [s, 3]
    t = stats.t.ppf(0.95, 3)
    found = positions(cells).set_index("group")
    assert found.position.tolist() == [-0.5, 0.5, 1]
    assert np.isclose(found.low["b"], 0.5 - t * s / np.sqrt(3))
    assert np.isclose(found.low["c"], 1 - t * s), "one statement borrows the spread of the others"
    assert found.high["b"] == 1, "cut at the pole"


def test_two_identical_statements_do_not_look_certain():
    cells = cells_of(("sure", "X", [1, 1]), ("b", "X", [1, -1]), ("c", "X", [0, 1]))
    sure = positions(cells).set_index("group").loc["sure"]
    assert sure.low < 0.5


def test_too_little_freedom_gives_no_interval_but_a_position():
    found = positions(cells_of(("a", "X", [1, 0]), ("b", "X", [0.5, 0.5])))
    assert found.position.tolist() == [0.5, 0.5]
    assert found.low.isna().all() and found.high.isna().all()


def test_axes_do_not_borrow_from_each_other():
    calm = [("a", "X", [1, 1]), ("b", "X", [0, 0]), ("c", "X", [-1, -1])]
    wild = [("a", "Y", [1, -1]), ("b", "Y", [1, -1]), ("c", "Y", [1, -1])]
    found = margins(cells_of(*calm, *wild))
    assert found["X"] == 0 and found["Y"] > 1


def test_silence_is_missing_in_the_matrix():
    table = matrix(positions(cells_of(("a", "X", [1]), ("b", "Y", [0]))))
    assert np.isnan(table.loc["a", "Y"]) and table.loc["b", "Y"] == 0


@given(st.lists(STANCES, min_size=1, max_size=6))
def test_interval_holds_the_position_and_stays_on_the_scale(groups):
    found = positions(cells_of(*((f"g{i}", "X", x) for i, x in enumerate(groups))))
    assert found.position.between(-1, 1).all()
    known = found.dropna(subset="low")
    assert (known.low <= known.position + 1e-12).all()
    assert (known.high >= known.position - 1e-12).all()
    assert (known.low >= -1).all() and (known.high <= 1).all()


@given(st.lists(STANCES, min_size=1, max_size=6))
def test_flipping_an_axis_flips_signs_and_nothing_else(groups):
    rows = [(f"g{i}", "X", x) for i, x in enumerate(groups)]
    here = positions(cells_of(*rows))
    there = positions(cells_of(*((g, axis, [-v for v in x]) for g, axis, x in rows)))
    np.testing.assert_allclose(here.position, -there.position, atol=1e-12)
    np.testing.assert_allclose(here.low, -there.high, atol=1e-9)
    assert here.n.tolist() == there.n.tolist()


def test_interval_covers_nine_times_in_ten():
    """Simulated groups whose true position is known: 90 % of the intervals hold it, ± 3."""
    rng = np.random.default_rng(20250211)
    held = {n: [] for n in (2, 3, 5, 10)}
    for _ in range(150):
        rows, truth = [], {}
        for n in held:
            for i in range(12):
                name = f"{n} {i}"
                truth[name] = rng.uniform(-0.5, 0.5)
                rows.append((name, "X", list(rng.normal(truth[name], 0.2, n))))
        for cell in positions(cells_of(*rows)).itertuples():
            held[cell.n].append(cell.low <= truth[cell.group] <= cell.high)
    for n, hits in held.items():
        assert abs(np.mean(hits) - LEVEL) < 0.03, (n, np.mean(hits))


def test_interval_covers_with_stances_in_half_steps():
    """The same for stances as coders give them: half steps, cut at the poles."""
    rng = np.random.default_rng(12)
    steps = np.array([-1, -0.5, 0, 0.5, 1])
    held = {n: [] for n in (2, 3, 5, 10)}
    for _ in range(150):
        rows, truth = [], {}
        for n in held:
            for i in range(12):
                name, middle = f"{n} {i}", rng.integers(1, 4)
                odds = np.array([0.0] * 5)
                odds[middle - 1 : middle + 2] = [0.25, 0.5, 0.25]
                truth[name] = float(odds @ steps)
                rows.append((name, "X", list(rng.choice(steps, n, p=odds))))
        for cell in positions(cells_of(*rows)).itertuples():
            held[cell.n].append(cell.low <= truth[cell.group] <= cell.high)
    for n, hits in held.items():
        assert np.mean(hits) > LEVEL - 0.03, (n, np.mean(hits))


def test_columns_for_readers_are_there():
    found = positions(cells_of(("a", "X", [1])))
    named = ["group", "axis", "n", "position", "low", "high", "mixed", "first", "last"]
    assert list(found) == named
    assert isinstance(found, pd.DataFrame)
