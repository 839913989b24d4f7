"""Who is near to a group and who far from it: ranked by what is expected, with reasons."""

import pandas as pd

from hustings import findings, query
from hustings.findings import nearest_and_farthest
from hustings.findings.neighbours import opponents, reasons, with_all_others
from hustings.link import default_view
from hustings.model import Axis


def axis(key: str) -> Axis:
    nouns = {"low_noun": f"less {key}", "high_noun": f"more {key}"}
    return Axis(id=key, name=key, low="-", high="+", low_means="", high_means="", **nouns)


AXES = tuple(axis(key) for key in "ABC")
#: of each group and axis: position, expected position, statements
PLACES = {
    "me": {"A": (1, 0.8, 5), "B": (-1, -0.8, 4), "C": (0.5, 0.4, 3)},
    "one": {"A": (1, 0.2, 1), "B": (-1, -0.2, 1), "C": (0.5, 0.1, 1)},
    "alike": {"A": (0.8, 0.7, 6), "B": (-0.8, -0.7, 2), "C": (0, 0, 4)},
    "foe": {"A": (-1, -0.9, 2), "B": (0.5, 0.4, 6), "C": (0.5, 0.4, 9)},
    "two axes": {"A": (1, 0.8, 4), "B": (-1, -0.8, 4)},
}
POSITIONS = pd.DataFrame(
    [(g, a, *place) for g, of in PLACES.items() for a, place in of.items()],
    columns=["group", "axis", "position", "expected", "n"],
)
SAID = pd.Series({"me": 12, "one": 1, "alike": 12, "foe": 17, "two axes": 8})


def test_the_order_is_that_of_expected_positions():
    found = with_all_others(POSITIONS, "me", SAID).set_index("group")
    # The same places as one statement has: 100 %, and expected 1 - (0.6 + 0.6 + 0.3)/6.
    assert found.agreement["one"] == 1 and abs(found.expected["one"] - 0.75) < 1e-12
    # 1 - (0.1 + 0.1 + 0.4)/6 expected; of the plain ones 1 - (0.2 + 0.2 + 0.5)/6
    assert abs(found.expected["alike"] - 0.9) < 1e-12
    assert abs(found.agreement["alike"] - 0.85) < 1e-12
    assert found.index.tolist() == ["two axes", "alike", "one", "foe"]
    assert found.thin.to_dict() == {"two axes": True, "alike": False, "one": True, "foe": False}


def test_the_thin_are_set_apart_and_the_rest_say_why():
    found = nearest_and_farthest(POSITIONS, "me", with_all_others(POSITIONS, "me", SAID), AXES)
    assert found.thin.group.tolist() == ["two axes", "one"]
    # One more near than far where they cannot be halved, and nobody is both.
    (near,), (far,) = found.near.itertuples(), found.far.itertuples()
    assert (near.group, near.reason) == ("alike", "both for more A, for less B")
    assert (far.group, far.reason) == ("foe", "for more B, not less B; for less A, not more A")


def test_a_reason_names_the_axes_on_which_both_have_said_most():
    why = reasons(POSITIONS, "me", pd.Series(["foe", "two axes"]), AXES)
    # C: three and nine statements, the only axis on which they lean alike
    assert why["foe"][0] == "both for more C"
    assert why["two axes"] == ("both for more A, for less B", "")


def test_the_opponent_of_one_who_is_picked_has_more_than_thin_evidence(bundled):
    view = default_view(bundled).having(actor=("China",))
    (found,) = opponents(bundled, view)
    said = query.groups(bundled, view.filters, "actor").set_index("group").n
    ranked = with_all_others(findings.group_positions(bundled, view), "China", said)
    solid = ranked[~ranked.thin]
    assert solid.expected[solid.group == found].item() == solid.expected.min()
