"""The order of groups: small squares by hand, and laws."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hustings.measures.agreement import Agreement
from hustings.measures.order import bloc_order


def square(*rows: list[float]) -> Agreement:
    value = np.array(rows, float)
    names = tuple(f"g{i}" for i in range(len(value)))
    shared, n = np.full(value.shape, 2), np.full(value.shape, 4)
    return Agreement(groups=names, value=value, shared=shared, n=n, identical=value)


def test_neighbours_in_the_order_agree():
    near, far = 0.9, 0.1
    found = bloc_order(
        square([1, far, near, far], [far, 1, far, near], [near, far, 1, far], [far, near, far, 1])
    )
    assert {frozenset(found[:2]), frozenset(found[2:])} == {frozenset((0, 2)), frozenset((1, 3))}


def test_a_pair_without_a_figure_counts_as_average():
    # 0 and 1 agree, 2 disagrees with 1 and has nothing with 0: it stands beside neither end first
    order = bloc_order(square([1, 0.9, np.nan], [0.9, 1, 0.1], [np.nan, 0.1, 1]))
    assert order in ([2, 0, 1], [1, 0, 2]), "the average, 0.5, is nearer than 0.1"


@given(st.integers(0, 7), st.integers(0, 2**32 - 1))
def test_the_order_holds_every_group_once(size, seed):
    value = np.random.default_rng(seed).random((size, size))
    value = (value + value.T) / 2
    value[value < 0.2] = np.nan
    np.fill_diagonal(value, 1)
    found = (
        square(*value)
        if size
        else Agreement(groups=(), value=value, shared=value, n=value, identical=value)
    )
    before = value.copy()
    assert sorted(bloc_order(found)) == list(range(size))
    assert bloc_order(found) == bloc_order(found)
    np.testing.assert_array_equal(value, before, "what is given stays as it is")
