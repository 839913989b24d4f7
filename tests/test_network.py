"""Networks: arithmetic by hand, laws, and the published counts of a discourse reproduced."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings import query
from hustings.dataset import open_dataset
from hustings.measures.network import MEANINGS, NORMALISATIONS, claims_once, network

CLAIMS = Path(__file__).parent / "data" / "nuclear_germany"
REFERENCE = CLAIMS / "reference"
EXPECTED = json.loads((REFERENCE / "expected.json").read_text(encoding="utf-8"))
COUNTED = EXPECTED["recomputed_here"]


def tally_of(*rows: tuple[str, str, float, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["group", "axis", "x", "n"])


def between(square, groups, a="a", b="b"):
    return square[groups.index(a), groups.index(b)]


#: a and b share X, where they mostly disagree, and Y, where they are half a scale apart
FEW = tally_of(
    ("a", "X", 1, 3),
    ("a", "X", -1, 1),
    ("a", "Y", 0, 2),
    ("b", "X", -1, 2),
    ("b", "Y", 1, 1),
    ("b", "Z", 1, 4),
    ("c", "W", 1, 1),
)


def test_by_hand():
    found = network(FEW)
    near, far = 1 * 2 + 2 * 1 * 0.5, 3 * 2 + 2 * 1 * 0.5
    expected = {
        "congruence": near,
        "conflict": far,
        "subtract": near - far,
        "ratio": (near - far) / (near + far),
        # on X 4 statements with 2, on Y 2 with 1
        "comention": 4 * 2 + 2 * 1,
    }
    for meaning in MEANINGS:
        assert between(found.value(meaning), found.groups) == pytest.approx(expected[meaning])
    assert between(found.shared, found.groups) == 2
    assert between(found.n, found.groups) == (4 + 2) + (2 + 1)


def test_a_repeated_claim_counts_once():
    found = network(FEW, once=True)
    assert between(found.congruence, found.groups) == 1 + 0.5
    assert between(found.conflict, found.groups) == 1 + 0.5
    assert between(found.n, found.groups) == (4 + 2) + (2 + 1)


def test_a_claim_is_an_axis_and_a_side():
    """0.25 and 1 are one claim, 0.2 and -0.2 another that says neither; -1 is the other side."""
    said = tally_of(
        ("a", "X", 0.25, 2), ("a", "X", 1, 3), ("a", "X", 0.2, 1), ("a", "X", -0.2, 1),
        ("b", "X", -1, 4), ("b", "Y", 1, 1),
    )  # fmt: skip
    found = network(said, once=True)
    # for against against: 1; neither against against: a half
    assert between(found.congruence, found.groups) == 0.5
    assert between(found.conflict, found.groups) == 1.5
    assert between(found.comention, found.groups) == 1
    assert between(found.n, found.groups) == 7 + 4


def test_co_mention_by_jaccard():
    """a: X twice; b: X once, Y three times. 2 / (0 + 3 + 2); each axis once 1 / 2."""
    said = tally_of(("a", "X", 1, 1), ("a", "X", -1, 1), ("b", "X", 1, 1), ("b", "Y", 0, 3))
    found = network(said, normalise="jaccard")
    assert between(found.comention, found.groups) == pytest.approx(2 / 5)
    once = network(said, normalise="jaccard", once=True)
    assert between(once.comention, once.groups) == pytest.approx(1 / 2)


def test_average_is_the_mean_of_all_that_the_two_have_said():
    found = network(FEW, normalise="average")
    assert between(found.congruence, found.groups) == pytest.approx(3 / ((6 + 7) / 2))
    assert between(found.conflict, found.groups) == pytest.approx(7 / ((6 + 7) / 2))


def test_jaccard_divides_by_what_either_has_said():
    # a alone says X+ three times and Y0 twice, b alone Y+ once and Z+ four times; X- is 1 x 2
    found = network(FEW, normalise="jaccard")
    assert between(found.congruence, found.groups) == pytest.approx(3 / (5 + 5 + 2))
    once = network(FEW, normalise="jaccard", once=True)
    assert between(once.congruence, once.groups) == pytest.approx(1.5 / 5)


def test_nothing_shared_is_no_edge_and_no_ratio():
    found = network(FEW)
    for meaning in ("congruence", "conflict", "subtract"):
        assert between(found.value(meaning), found.groups, "a", "c") == 0
    assert np.isnan(between(found.value("ratio"), found.groups, "a", "c"))
    assert between(found.shared, found.groups, "a", "c") == 0


def test_pairs_name_each_pair_once():
    pairs = network(FEW).pairs("conflict")
    assert pairs[["a", "b"]].values.tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert pairs.value.tolist() == [7, 0, 0]
    assert pairs.n.tolist() == [9, 0, 0]


def test_a_longer_scale_makes_the_same_distance_smaller():
    found = network(FEW, scale=4)
    assert between(found.conflict, found.groups) == 7 / 2


def test_nobody_said_anything():
    found = network(FEW.iloc[:0], normalise="jaccard")
    assert found.groups == () and found.value("ratio").shape == (0, 0)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: network(FEW, normalise="cosine"), "cosine.*none, average, jaccard"),
        (
            lambda: network(FEW).value("enmity"),
            "enmity.*congruence, conflict, subtract, ratio, comention",
        ),
        (lambda: network(FEW, scale=1), "scale is 1.*X"),
    ],
)
def test_a_choice_that_does_not_exist_is_named(call, named):
    with pytest.raises(ValueError, match=named):
        call()


TALLIES = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from("XYZ"),
        st.sampled_from([-1, -0.5, -1 / 3, 0, 0.25, 1]),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda row: row[:3],
)
NORMALISED = st.sampled_from(list(NORMALISATIONS))


@settings(max_examples=25)
@given(TALLIES, NORMALISED, st.booleans())
def test_the_formula_term_by_term(rows, normalise, once):
    found = network(tally_of(*rows), normalise, once)
    said = {g: {} for g in found.groups}
    for g, axis, x, n in rows:
        side = (0 if abs(x) < 0.25 else 1 if x > 0 else -1) if once else x
        said[g][axis, side] = 1 if once else n
    for g, k in combinations(found.groups, 2):
        one, two = said[g], said[k]
        terms = [
            (n * m, abs(x - y) / 2)
            for (axis, x), n in one.items()
            for (other, y), m in two.items()
            if axis == other
        ]
        size = {
            "none": 1,
            "average": (sum(one.values()) + sum(two.values())) / 2,
            "jaccard": sum(n for claim, n in one.items() if claim not in two)
            + sum(n for claim, n in two.items() if claim not in one)
            + sum(n * two[claim] for claim, n in one.items() if claim in two),
        }[normalise]
        near, far = sum(n * (1 - d) for n, d in terms), sum(n * d for n, d in terms)
        assert between(found.congruence, found.groups, g, k) == pytest.approx(near / size)
        assert between(found.conflict, found.groups, g, k) == pytest.approx(far / size)
        if normalise == "none":
            axes = {axis for axis, _ in one} & {axis for axis, _ in two}
            met = len(axes) if once else sum(n for n, _ in terms)
            assert between(found.comention, found.groups, g, k) == pytest.approx(met)


@settings(max_examples=25)
@given(TALLIES, NORMALISED, st.booleans())
def test_symmetric_never_negative_and_nothing_on_the_diagonal(rows, normalise, once):
    found = network(tally_of(*rows), normalise, once)
    for meaning in MEANINGS:
        square = found.value(meaning)
        np.testing.assert_array_equal(square, square.T)
        assert (np.diag(square) == 0).all()
    assert (found.congruence >= 0).all() and (found.conflict >= 0).all()
    ratio = found.value("ratio")
    assert (np.abs(ratio[~np.isnan(ratio)]) <= 1).all()


@settings(max_examples=25)
@given(TALLIES, st.booleans())
def test_congruence_and_conflict_share_out_all_pairs_of_statements(rows, once):
    tally = tally_of(*rows)
    found = network(tally, once=once)
    said = claims_once(tally) if once else tally
    said = said.pivot_table(index="group", columns="axis", values="n", aggfunc="sum", fill_value=0)
    pairs = said.to_numpy(float) @ said.to_numpy(float).T
    np.fill_diagonal(pairs, 0)
    np.testing.assert_allclose(found.congruence + found.conflict, pairs, atol=1e-9)
    if not once:
        np.testing.assert_allclose(found.comention, pairs, atol=1e-9)


@settings(max_examples=25)
@given(TALLIES, NORMALISED)
def test_flipping_an_axis_and_the_order_of_rows_change_nothing(rows, normalise):
    here = network(tally_of(*rows), normalise)
    flipped = [(g, axis, -x if axis == "X" else x, n) for g, axis, x, n in reversed(rows)]
    there = network(tally_of(*flipped), normalise)
    assert here.groups == there.groups
    np.testing.assert_allclose(here.congruence, there.congruence, atol=1e-12)
    np.testing.assert_allclose(here.conflict, there.conflict, atol=1e-12)


@settings(max_examples=25)
@given(TALLIES, NORMALISED, st.booleans())
def test_no_normalisation_touches_the_ratio(rows, normalise, once):
    plain = network(tally_of(*rows), once=once).value("ratio")
    other = network(tally_of(*rows), normalise, once).value("ratio")
    np.testing.assert_allclose(plain, other, atol=1e-12)


@pytest.fixture(scope="module")
def nuclear():
    return open_dataset(CLAIMS / "long.csv")


@pytest.fixture(scope="module")
def tally(nuclear):
    return query.tally(nuclear, query.Filters())


def test_nuclear_phase_out_counts(nuclear, tally):
    published = EXPECTED["published"]
    total = query.totals(nuclear, query.Filters())
    assert total.actors == published["speakers"] == 337
    assert total.statements == published["claims"] == 1164
    assert [str(total.first), str(total.last)] == [published["first"], published["last"]]
    assert tally.axis.nunique() == published["concepts"] == 54
    assert tally.n[tally.x == 1].sum() == COUNTED["positive"] == 913
    assert tally.n[tally.x == -1].sum() == COUNTED["negative"] == 251
    stances = tally.groupby(["group", "axis"]).x.nunique()
    assert (stances > 1).sum() == COUNTED["actor_concept_mean_stance_mixed_pairs"] == 17


@pytest.mark.parametrize(
    ("column", "named"),
    [("group", "claims_per_actor_top10"), ("axis", "claims_per_concept_top10")],
)
def test_nuclear_phase_out_most_active(tally, column, named):
    sums = tally.groupby(column).n.sum()
    expected = COUNTED[named]
    assert sums.loc[list(expected)].to_dict() == expected
    assert sorted(sums, reverse=True)[:10] == list(expected.values())


def test_nuclear_phase_out_concepts(tally):
    expected = pd.read_csv(REFERENCE / "concept_summary.csv", index_col="axis")
    found = tally.assign(sum=tally.x * tally.n).groupby("axis")[["n", "sum"]].sum()
    assert len(expected) == len(found) == 54
    found = found.loc[expected.index]
    assert found.n.tolist() == expected["count"].tolist()
    assert found["sum"].tolist() == expected["sum"].tolist()
    np.testing.assert_allclose(found["sum"] / found.n, expected["mean"], atol=1e-12)


def test_nuclear_phase_out_months(nuclear):
    expected = pd.read_csv(REFERENCE / "month_summary.csv")
    assert len(expected) == 4
    for row in expected.itertuples():
        month = pd.Period(row.month)
        bounds = query.Filters(since=month.start_time.date(), until=month.end_time.date())
        found = query.tally(nuclear, bounds)
        assert found.n.sum() == row.count
        assert (found.x * found.n).sum() / found.n.sum() == pytest.approx(row.mean, abs=1e-12)


@pytest.mark.parametrize(("once", "suffix"), [(False, ""), (True, "_nodup")])
def test_nuclear_phase_out_networks(tally, once, suffix):
    found = network(tally, once=once)
    assert found.congruence.sum() == COUNTED["sum_offdiag"][f"congruence{suffix}"]
    assert found.conflict.sum() == COUNTED["sum_offdiag"][f"conflict{suffix}"]
    ties = found.congruence > 0
    assert ties.sum() / 2 == COUNTED["nonzero_pairs_congruence"] == 8480
    assert (~ties.any(axis=1)).sum() == COUNTED["isolates_in_congruence"] == 3


@pytest.mark.parametrize("meaning", ["congruence", "conflict"])
@pytest.mark.parametrize(("once", "suffix"), [(False, ""), (True, "_nodup")])
def test_nuclear_phase_out_twenty_most_active(tally, meaning, once, suffix):
    expected = pd.read_csv(REFERENCE / f"top20_{meaning}{suffix}.csv", index_col=0)
    found = network(tally, once=once)
    order = [found.groups.index(actor) for actor in expected.index]
    assert len(order) == 20 and list(expected.columns) == list(expected.index)
    np.testing.assert_array_equal(
        found.value(meaning)[np.ix_(order, order)], expected.to_numpy(float)
    )
