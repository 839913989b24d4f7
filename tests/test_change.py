"""Change: arithmetic by hand, what may be called a shift, the running position, laws."""

import numpy as np
import pandas as pd
import pytest
from frames import cells_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from hustings.measures.change import change, holm, running

STANCES = st.lists(st.sampled_from([-1, -0.5, 0, 0.5, 1]), min_size=1, max_size=6)
PERIOD = st.dictionaries(st.sampled_from("abcd"), STANCES, min_size=1)


def period(stances: dict[str, list[float]], axis: str = "X") -> pd.DataFrame:
    return cells_of(*((group, axis, x) for group, x in stances.items()))


def test_shift_and_interval_by_hand():
    found = change(
        period({"a": [-1, -0.5, -1], "b": [0, 1]}), period({"a": [0.5, 1, 1, 1], "b": [1]})
    )
    a = found.set_index("group").loc["a"]
    before, after = -2.5 / 3, 3.5 / 4
    # squared deviations: 1/6 with 2 degrees, 1/2 with 1, 3/16 with 3, none with 0
    s = np.sqrt((1 / 6 + 1 / 2 + 3 / 16) / 6)
    width = stats.t.ppf(0.95, 6) * s * np.sqrt(1 / 3 + 1 / 4)
    assert (a.before, a.after, a.n_before, a.n_after) == (before, after, 3, 4)
    assert a["shift"] == pytest.approx(after - before)
    assert (a.low, a.high) == pytest.approx(
        (after - before - width, min(after - before + width, 2))
    )
    assert a.named


def test_a_move_is_not_spread():
    """Each group is steady inside either period: s is 0 however far they move in between."""
    found = change(period({"a": [-1] * 3}), period({"a": [1] * 3}))
    assert found.loc[0, ["shift", "low", "high"]].tolist() == [2, 2, 2]


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ([-1, -1, -1], [1, 1, 1], True),
        ([-1, -1, -1], [1, 1], False),
        ([-1, -1], [1, 1, 1], False),
        ([-1, 0, 1], [-1, 1, 1], False),
    ],
    ids=["clear", "thin after", "thin before", "interval holds 0"],
)
def test_named_only_with_evidence(before, after, named):
    calm = {"calm": [0, 0, 0]}
    found = change(period({"a": before} | calm), period({"a": after} | calm))
    assert found.set_index("group").loc["a", "named"] == named


@pytest.mark.parametrize(
    ("p", "level", "holds"),
    [
        # 0.005 ≤ 0.05/4 and 0.01 ≤ 0.05/3, but 0.03 > 0.05/2, and so 0.04 is not looked at
        ([0.01, 0.04, 0.03, 0.005], 0.05, [True, False, False, True]),
        ([0.01, 0.04, 0.03, 0.005], 0.1, [True] * 4),
        ([0.04, 0.04], 0.05, [False, False]),
        ([0.05], 0.05, [True]),
        ([], 0.05, []),
    ],
)
def test_several_tests_hold_together(p, level, holds):
    assert holm(np.array(p), level).tolist() == holds


def test_the_probability_is_that_of_the_interval():
    found = change(
        period({"a": [-1, -0.5, -1], "b": [0, 1]}), period({"a": [0.5, 1, 1, 1], "b": [1]})
    ).set_index("group")
    s = np.sqrt((1 / 6 + 1 / 2 + 3 / 16) / 6)
    t = found["shift"] / (s * np.sqrt(1 / found.n_before + 1 / found.n_after))
    np.testing.assert_allclose(found.p, 2 * stats.t.sf(t.abs(), 6))
    steady = change(period({"a": [-1] * 3, "b": [0] * 3}), period({"a": [1] * 3, "b": [0] * 3}))
    assert steady.set_index("group").p.to_dict() == {"a": 0, "b": 1}
    assert change(period({"a": [1, 1]}), period({"a": [-1, -1]})).p.isna().all()


def test_rounding_is_no_shift():
    """Ten times 0.1 add up to a little less than 1, three times to a little more than 0.3."""
    found = change(period({"a": [0.1] * 3}), period({"a": [0.1] * 10})).iloc[0]
    assert found["shift"] != 0 and not found.named


def test_too_little_freedom_gives_a_shift_without_interval_or_name():
    found = change(period({"a": [1, 1]}), period({"a": [-1, -1]})).iloc[0]
    assert found["shift"] == -2 and np.isnan(found.low) and np.isnan(found.high)
    assert not found.named


def test_silent_in_one_period_is_no_row_but_lends_its_spread():
    steady, other = {"a": [0, 0]}, {"gone": [-1, 1, -1, 1]}
    alone = change(period(steady), period(steady))
    both = change(period(steady | other), period(steady))
    assert both.group.tolist() == ["a"]
    assert np.isnan(alone.high[0]) and both.high[0] > 0


def test_axes_do_not_mix():
    here, there = period({"a": [1, 1]}), period({"a": [-1]}, axis="Y")
    assert change(here, there).empty
    found = change(pd.concat([here, there]), pd.concat([here, there]))
    assert found.axis.tolist() == ["X", "Y"] and found["shift"].tolist() == [0, 0]


def test_largest_shift_first_then_more_evidence():
    found = change(
        period({"small": [0], "thin": [1], "thick": [-1, -1], "b": [0]}),
        period({"small": [0.5], "thin": [0], "thick": [0], "b": [-0.5]}),
    )
    assert found.group.tolist() == ["thick", "thin", "b", "small"]


@settings(max_examples=25)
@given(PERIOD, PERIOD)
def test_interval_holds_the_shift_and_only_evidence_is_named(before, after):
    found = change(period(before), period(after))
    assert set(found.group) == set(before) & set(after)
    known = found.dropna(subset="low")
    assert (known.low <= known["shift"] + 1e-12).all()
    assert (known.high >= known["shift"] - 1e-12).all()
    assert known.low.ge(-2).all() and known.high.le(2).all()
    named = found[found.named]
    assert (named.n_before >= 3).all() and (named.n_after >= 3).all()
    assert ((named.low > 0) | (named.high < 0)).all()


@settings(max_examples=25)
@given(PERIOD, PERIOD)
def test_running_time_backwards_flips_the_sign(before, after):
    here = change(period(before), period(after)).set_index("group")
    there = change(period(after), period(before)).set_index("group").loc[here.index]
    np.testing.assert_allclose(here["shift"], -there["shift"], atol=1e-12)
    np.testing.assert_allclose(here.low, -there.high, atol=1e-9)
    assert here.named.tolist() == there.named.tolist()


def spoken(*rows: tuple[str | None, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["date", "x"])
    return frame.assign(date=pd.to_datetime(frame.date))


def test_running_position_by_hand():
    units = spoken(
        ("2024-01-31", 0.5), ("2024-01-01", -1), ("2024-01-11", 0), ("2024-01-11", 1), (None, 1)
    )
    found = running(units, margin=0.6, window=30)
    assert [str(day.date()) for day in found.date] == ["2024-01-01", "2024-01-11", "2024-01-31"]
    # on 31 January the statement of 1 January is 30 days old and out of the window
    assert found.n.tolist() == [1, 3, 3]
    np.testing.assert_allclose(found.position, [-1, 0, 0.5])
    np.testing.assert_allclose(found.low, [-1, -0.6 / np.sqrt(3), 0.5 - 0.6 / np.sqrt(3)])
    np.testing.assert_allclose(found.high, [-0.4, 0.6 / np.sqrt(3), 0.5 + 0.6 / np.sqrt(3)])


def test_running_without_margin_has_no_interval():
    found = running(spoken(("2024-01-01", 1)), margin=np.nan, window=1)
    assert found.position.tolist() == [1] and found[["low", "high"]].isna().all(axis=None)


def test_running_of_undated_statements_is_empty():
    found = running(spoken((None, 1)), margin=0.5, window=365)
    assert list(found) == ["date", "position", "n", "low", "high"] and found.empty


DAYS = st.lists(st.tuples(st.integers(0, 900), st.sampled_from([-1, -0.5, 0, 0.5, 1])), min_size=1)


@settings(max_examples=25)
@given(DAYS, st.integers(1, 400))
def test_running_is_the_mean_of_what_the_window_holds(rows, window):
    start = pd.Timestamp("2023-01-01")
    units = pd.DataFrame({"date": [start + pd.Timedelta(days=d) for d, _ in rows]})
    units["x"] = [x for _, x in rows]
    found = running(units, margin=0.5, window=window)
    for row in found.itertuples():
        age = (row.date - units.date).dt.days
        held = units.x[(age >= 0) & (age < window)]
        assert row.n == len(held) and row.position == pytest.approx(held.mean(), abs=1e-12)
    assert found.date.is_monotonic_increasing and found.date.nunique() == len(found)
