"""Coverage: counts, silence and concentration, by hand and by law."""

import numpy as np
import pytest
from frames import cells_of
from hypothesis import given
from hypothesis import strategies as st

from hustings.measures.coverage import concentration, coverage, silences

CELLS = cells_of(
    ("quiet", "Y", [1]), ("loud", "X", [1] * 5), ("loud", "Y", [0] * 2), ("middle", "Y", [1] * 3)
)


def test_most_first_and_silence_is_nought():
    found = coverage(CELLS, axes=("X", "Y", "Z"))
    assert found.index.tolist() == ["loud", "middle", "quiet"]
    assert found.columns.tolist() == ["Y", "X", "Z"]
    assert found.to_numpy().tolist() == [[2, 5, 0], [3, 0, 0], [1, 0, 0]]


def test_equals_stand_in_the_order_of_their_names():
    names = [f"g{i:02}" for i in range(40)]
    found = coverage(cells_of(*((name, "X", [1]) for name in reversed(names))))
    assert found.index.tolist() == names


def test_who_is_silent_on_what():
    found = silences(coverage(CELLS, axes=("Z",))).set_index("name")
    assert found.silent.to_dict() == {"loud": ("Z",), "middle": ("X", "Z"), "quiet": ("X", "Z")}
    assert found.n.to_dict() == {"loud": 7, "middle": 3, "quiet": 1}
    assert found.spoken.tolist() == [2, 1, 1]


def test_who_is_silent_on_an_axis():
    found = silences(coverage(CELLS).T).set_index("name")
    assert found.silent.to_dict() == {"Y": (), "X": ("middle", "quiet")}
    assert found.n.to_dict() == {"Y": 6, "X": 5}


def test_nobody_speaks():
    found = coverage(cells_of(("a", "X", [1])).head(0), axes=("X",))
    assert found.empty and found.columns.tolist() == ["X"]
    assert silences(found).empty
    assert silences(found.T).silent.tolist() == [()]


def test_concentration_by_hand():
    found = concentration([1, 1, 1, 5])
    # ordered pairs that differ: 6 by 4; mean 2
    assert found.gini == pytest.approx(6 * 4 / (2 * 4**2 * 2))
    assert (found.top_share, found.top, found.groups, found.n) == (5 / 8, 1, 4, 8)


def test_the_largest_tenth_is_rounded_up():
    assert concentration([1] * 10).top == 1
    assert concentration([1] * 11).top == 2
    assert concentration([1] * 30).top == 3


@pytest.mark.parametrize("counts", [[], [0, 0]])
def test_nothing_is_not_even(counts):
    found = concentration(counts)
    assert np.isnan(found.gini) and np.isnan(found.top_share) and found.groups == len(counts)


COUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=40).filter(any)


@given(COUNTS)
def test_gini_is_the_mean_difference_over_all_pairs(counts):
    pairs = np.abs(np.subtract.outer(counts, counts)).sum()
    expected = pairs / (2 * len(counts) ** 2 * np.mean(counts))
    found = concentration(counts)
    assert found.gini == pytest.approx(expected, abs=1e-12)
    assert found.top / found.groups - 1e-12 <= found.top_share <= 1


@given(st.integers(1, 99), st.integers(1, 40))
def test_even_counts_have_no_concentration(count, groups):
    assert concentration([count] * groups).gini == pytest.approx(0, abs=1e-12)
