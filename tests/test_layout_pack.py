"""Circles of one place are packed: laws of the geometry, and cases worked out by hand."""

from itertools import combinations
from math import hypot, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.charts.layout import pack

STANCES = st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0])


RADII = st.floats(0.5, 60)


def test_two_equal_circles_lie_on_either_side_of_their_place():
    dx, dy = pack([0.5, 0.5], [1, 1], [4, 4], gap=2)
    assert sorted(dx) == pytest.approx([-5, 5])
    assert list(dy) == pytest.approx([0, 0])


def test_three_equal_circles_make_a_triangle():
    dx, dy = pack([0] * 3, [0] * 3, [3] * 3, gap=0)
    assert np.hypot(dx, dy) == pytest.approx([6 / sqrt(3)] * 3)


def test_seven_equal_circles_make_a_full_ring():
    dx, dy = pack([0] * 7, [0] * 7, [3] * 7, gap=0)
    assert sorted(np.hypot(dx, dy)) == pytest.approx([0] + [6] * 6, abs=1e-9)


def test_the_largest_lies_in_the_middle():
    radius = [5] * 9 + [8] + [5] * 9
    dx, dy = pack([0] * 19, [0] * 19, radius)
    assert np.hypot(dx, dy).argmin() == 9


def test_places_that_differ_only_by_rounding_are_one():
    dx, dy = pack([0.1 + 0.2, 0.3, 0.300001], [0, -0.0, 0], [4, 4, 4])
    assert dx[0] == -dx[1] != 0
    assert (dx[2], dy[2]) == (0, 0)


def test_no_points_no_offsets():
    assert [len(offset) for offset in pack([], [], [])] == [0, 0]


def edges(dx, dy, radius):
    """px between the edges of each two circles."""
    pairs = combinations(range(len(radius)), 2)
    return [hypot(dx[i] - dx[j], dy[i] - dy[j]) - radius[i] - radius[j] for i, j in pairs]


@given(st.lists(RADII, min_size=2, max_size=80), st.floats(0, 3))
def test_circles_of_one_place_are_close_but_do_not_overlap(radius, space):
    zeros = [0] * len(radius)
    dx, dy = pack(zeros, zeros, radius, gap=space)
    assert min(edges(dx, dy, radius)) == pytest.approx(space, abs=1e-6)
    # a disc of twice this radius has four times the area of the circles, and room for the largest
    wide = np.array(radius) + space / 2
    assert (np.hypot(dx, dy) + wide).max() <= 2 * sqrt(np.square(wide).sum()) + max(wide)


@given(st.lists(st.tuples(STANCES, STANCES, RADII), min_size=1, max_size=60))
def test_each_place_is_packed_by_itself(points):
    dx, dy = pack(*zip(*points, strict=True))
    places = [point[:2] for point in points]
    for place in places:
        here = [i for i, other in enumerate(places) if other == place]
        alone = pack(*zip(*(points[i] for i in here), strict=True))
        assert (dx[here].tolist(), dy[here].tolist()) == tuple(each.tolist() for each in alone)
        assert len(here) > 1 or dx[here] == dy[here] == 0


@given(st.lists(st.tuples(STANCES, RADII), min_size=1, max_size=30), st.randoms())
def test_offsets_do_not_depend_on_the_order_of_the_input(points, random):
    named = [(f"name {i}", at, radius) for i, (at, radius) in enumerate(points)]
    shuffled = random.sample(named, len(named))

    def offsets(rows):
        names, at, radius = zip(*rows, strict=True)
        dx, dy = pack(at, at, radius, order=names)
        return dict(zip(names, zip(dx, dy, strict=True), strict=True))

    assert offsets(named) == offsets(shuffled)
