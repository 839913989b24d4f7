"""An axis turned round: every number on it changes its sign, and nothing else changes."""

import numpy as np
import pandas as pd
import pytest

import hustings
from hustings import findings, query
from hustings.link import View, default_view, parse, read
from hustings.query import Filters, Picks
from hustings.scene import Scene
from hustings.turned import turned

TURNED = "Openness"


@pytest.fixture(scope="module")
def view(bundled):
    return default_view(bundled)


@pytest.fixture(scope="module")
def other(bundled):
    return turned(bundled, [TURNED])


def signs(axes: pd.Series) -> np.ndarray:
    return np.where(axes == TURNED, -1, 1)


def test_poles_change_places(bundled, other):
    old, new = ({a.id: a for a in data.axes} for data in (bundled, other))
    assert (new[TURNED].low, new[TURNED].high) == (old[TURNED].high, old[TURNED].low)
    assert new[TURNED].low_noun == old[TURNED].high_noun
    assert new[TURNED].high_means == old[TURNED].low_means
    assert new[TURNED].poles == "Closed ↔ Open"
    assert old[TURNED].poles == "Open ↔ Closed"
    assert all(new[key] == old[key] for key in old if key != TURNED)
    assert (other.version, other.address) == (bundled.version, bundled.address)


def test_the_same_object_for_whoever_asks_again(bundled, other):
    assert turned(bundled, [TURNED, "no axis"]) is other
    assert turned(other, [TURNED]) is other
    assert turned(bundled, []) is bundled
    both = turned(other, [TURNED, "Regulation"])
    assert both.turned == ("Regulation", TURNED)
    assert turned(both, ["Regulation"]).axes[1] == bundled.axes[1]


def test_ways_of_turning_do_not_pile_up(few, monkeypatch):
    from hustings import turned as module

    monkeypatch.setattr(module, "MOST", 2)
    ids = [axis.id for axis in few.axes]
    for some in (ids, ids[:1], ids[1:]):
        turned(few, some)
    assert list(module._kept[few]) == [tuple(ids[:1]), tuple(ids[1:])]


@pytest.mark.parametrize("by", ["actor", "type"])
@pytest.mark.parametrize("q", ["", "open"])
def test_positions_and_intervals_change_their_sign(bundled, other, by, q):
    view = View(by=by, filters=Filters(q=q))
    old, new = (findings.group_positions(data, view) for data in (bundled, other))
    assert list(old.group) == list(new.group) and list(old.axis) == list(new.axis)
    sign = signs(old.axis)
    np.testing.assert_allclose(new.position, sign * old.position, atol=1e-12)
    np.testing.assert_allclose(new.expected, sign * old.expected, atol=1e-9)
    low, high = (np.where(sign > 0, old[a], -old[b]) for a, b in (("low", "high"), ("high", "low")))
    np.testing.assert_allclose(new.low, low, atol=1e-9)
    np.testing.assert_allclose(new.high, high, atol=1e-9)
    assert not (np.signbit(new.position) & (new.position == 0)).any()


def test_statements_codes_and_downloads_follow(bundled, other):
    everything = Filters()
    some = tuple(query.statements(bundled, everything, limit=40).statement_id)
    old, new = (query.codes(data, some) for data in (bundled, other))
    np.testing.assert_allclose(new.x, signs(old.axis) * old.x, atol=1e-12)
    old, new = (query.codings(data, everything) for data in (bundled, other))
    np.testing.assert_allclose(new.stance, signs(old.axis) * old.stance, atol=1e-12)
    low = query.statements(other, everything, axes=(TURNED,), sort="low", limit=1)
    high = query.statements(bundled, everything, axes=(TURNED,), sort="high", limit=1)
    assert list(low.statement_id) == list(high.statement_id)


def test_what_has_no_side_stays(bundled, other, view):
    old, new = (findings.agreement(data, view).pairs for data in (bundled, other))
    np.testing.assert_allclose(new.agreement, old.agreement, atol=1e-12)
    old, new = (findings.divides(data, view) for data in (bundled, other))
    assert list(old.statements.index) == list(new.statements.index)
    np.testing.assert_allclose(new.statements.vdeijk, old.statements.vdeijk, atol=1e-12)
    assert new.statements.loc[TURNED].histogram == old.statements.loc[TURNED].histogram[::-1]


def test_headlines_name_the_same_side(bundled, view):
    """What is said of the map in words does not depend on how it is drawn."""
    old = findings.map(bundled, view)
    new = findings.map(turned(bundled, [TURNED]), view)
    assert new.headline == old.headline
    sides = {claim.groups: claim.side for claim in old.claims if claim.axes == (TURNED,)}
    assert sides
    for claim in new.claims:
        if claim.axes == (TURNED,):
            assert claim.side == (None if sides[claim.groups] is None else -sides[claim.groups])


def test_shifts_change_their_sign(bundled, other, view):
    old, new = (
        findings.shifts(data, view.having(axis=(TURNED,))).rows for data in (bundled, other)
    )
    both = old.merge(new, on=["group", "axis"], suffixes=("", "_new"))
    assert len(both) == len(old) == len(new) > 0
    np.testing.assert_allclose(both.shift_new, -both["shift"], atol=1e-9)
    assert (both.verdict == both.verdict_new).all()


def test_the_link_carries_it_and_a_scene_follows(few):
    asked, unknown = read(few, [("flip", "Tax"), ("flip", "Weather")])
    assert asked.flip == ("Tax",) and [each.value for each in unknown] == ["Weather"]
    assert ("flip", "Tax") in asked.query("compare")
    scene = Scene(few, asked, "", "https://votes.example")
    assert scene.data.turned == ("Tax",) and "flip=Tax" in scene.link
    assert asked.sentence(scene.data) == "all statements; Tax turned round"
    assert parse([], default_view(few), {})[0].flip == ()


def test_notebooks_turn_axes(few):
    old, new = (
        hustings.positions(few, axis="Tax", flip=flip).set_index("group") for flip in ((), ("Tax",))
    )
    np.testing.assert_allclose(new.position, -old.position)
    assert list(new.words) == list(old.words)


def test_units_of_picked_follow(bundled, other):
    picks = Picks("actor", ("France", "China"))
    old, new = (query.units(data, Filters(), picks, (TURNED,)) for data in (bundled, other))
    np.testing.assert_allclose(new.x, -old.x)
