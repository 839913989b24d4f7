"""Agreement: arithmetic by hand, laws, and a published matrix reproduced."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from frames import cells_of
from hypothesis import given
from hypothesis import strategies as st

from hustings import query
from hustings.dataset import open_dataset
from hustings.measures.agreement import agreement
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


def test_silence_is_not_agreement():
    found = agreement(positions(cells_of(("a", "X", [1]), ("b", "Y", [1]))))
    assert np.isnan(found.value[0, 1]) and found.shared[0, 1] == 0


def test_nearest_first_and_ties_to_the_better_evidence():
    rows = [
        (g, axis, [1] * n) for g, n in (("a", 1), ("thin", 1), ("thick", 5)) for axis in ("X", "Y")
    ]
    rows += [("far", "X", [-1]), ("far", "Y", [-1]), ("alone", "X", [1])]
    assert agreement(positions(cells_of(*rows))).of("a").group.tolist() == ["thick", "thin", "far"]


PLACES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("XYZ"), st.floats(-1, 1)),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:2],
)


@given(PLACES)
def test_symmetric_one_on_the_diagonal_and_within_bounds(places):
    found = agreement(positions(cells_of(*((g, a, [x]) for g, a, x in places))), least_shared=1)
    np.testing.assert_array_equal(found.value, found.value.T)
    np.testing.assert_allclose(np.diag(found.value), 1)
    known = found.value[~np.isnan(found.value)]
    assert (known >= -1e-12).all() and (known <= 1 + 1e-12).all()


@given(PLACES)
def test_flipping_every_axis_changes_nothing(places):
    here = agreement(positions(cells_of(*((g, a, [x]) for g, a, x in places))), least_shared=1)
    there = agreement(positions(cells_of(*((g, a, [-x]) for g, a, x in places))), least_shared=1)
    np.testing.assert_allclose(here.value, there.value)


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
