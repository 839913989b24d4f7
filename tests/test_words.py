"""Numbers to words."""

from datetime import date

import pytest

from hustings import words
from hustings.dataset import Axis

AXIS = Axis(
    id="Tax",
    name="Lower vs. higher taxes",
    low="Cut",
    high="Raise",
    low_means="",
    high_means="",
    low_noun="lower taxes",
    high_noun="higher taxes",
)


@pytest.mark.parametrize(
    ("position", "n", "said"),
    [
        (-1, 1, "one statement, towards lower taxes"),
        (0.25, 1, "one statement, towards higher taxes"),
        (0, 1, "one statement, for both"),
        (0.1, 2, "mixed (few statements)"),
        (-0.24, 9, "mixed"),
        (0.25, 4, "leans towards higher taxes"),
        (-0.74, 4, "leans towards lower taxes"),
        (0.75, 4, "consistently for higher taxes"),
        (-1, 3, "consistently for lower taxes (few statements)"),
    ],
)
def test_ladder(position, n, said):
    assert words.stands(position, n, AXIS) == said


def test_headline_names_each_side_the_mixed_and_the_silent():
    tram = Axis(
        id="Transport",
        name="",
        low="",
        high="",
        low_means="",
        high_means="",
        low_noun="rail",
        high_noun="roads",
    )
    places = {
        "Ann": {"Tax": -1.0, "Transport": 1.0},
        "Bob": {"Tax": 1.0, "Transport": 1.0},
        "Cid": {"Tax": 0.0, "Transport": 1.0},
    }
    assert words.headline((AXIS, tram), places) == (
        "Ann stands towards lower taxes, Bob towards higher taxes; Cid is mixed. "
        "Ann, Bob and Cid stand towards roads."
    )
    assert words.headline((AXIS,), {"xAI": {"Tax": 1.0}}) == "xAI stands towards higher taxes."
    many = {name: {"Tax": 1.0} for name in "abcde"}
    assert words.headline((AXIS,), many) == "All 5 stand towards higher taxes."
    unclear = words.headline((AXIS,), places | {"Eve": {"Tax": float("nan")}})
    assert unclear.endswith("Cid is mixed; Eve is on no clear side.")
    assert "Dan is silent" in words.headline((AXIS,), places | {"Dan": {}})
    assert words.headline((AXIS,), {}) == ""


def test_small_words():
    assert words.signed(-0.5) == "−0.50" and words.signed(0.25) == "+0.25"
    assert words.signed(-0.001) == "0.00"
    assert words.listing(["a"]) == "a"
    assert words.listing(["a", "b", "c"], "or") == "a, b or c"
    assert words.listing("abcd", most=2) == "a, b and 2 more"
    assert words.statements(1) == "one statement" and words.statements(1200) == "1,200 statements"
    assert words.day(date(2025, 2, 1)) == "1 February 2025" and words.day(None) == "undated"
    assert words.period(date(2025, 2, 1), date(2025, 2, 1)) == "1 February 2025"
    assert words.interval(float("nan"), float("nan")).startswith("no interval")
    assert words.sentence("is it") == "Is it." and words.sentence("Why?") == "Why?"


def test_a_link_to_one_statement_does_not_say_all():
    assert words.all_statements(1) == "The one statement"
    assert words.all_statements(12) == "All 12 statements"
