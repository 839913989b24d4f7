"""Axes without poles whose names are whole sentences: in prose, on cards, in pickers."""

from pathlib import Path

import pytest

from hustings import findings, query
from hustings.axes import described
from hustings.dataset import Dataset, open_dataset
from hustings.html.statements import rendered
from hustings.link import View, default_view
from hustings.scene import Scene

LAWS = "There should be legislation to prevent companies from selling what people write online."
TRAMS = "trams should be free for all of us who live here, eBay's staff included"
HEAD = "statement_id,actor,axis,stance,date\n"


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    rows = [
        f'{who}{i},{who},"{axis}",{stance},2024-01-{i + 1:02}'
        for who, laws, trams in (("Ann", 1, -1), ("Bob", -1, -1), ("Cid", 1, -1), ("Dee", -1, -1))
        for i, (axis, stance) in enumerate([(LAWS, laws)] * 5 + [(TRAMS, trams)] * 5)
    ]
    path = tmp_path_factory.mktemp("laws") / "said.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return path


@pytest.fixture(scope="module")
def data(path) -> Dataset:
    return open_dataset(path)


@pytest.fixture
def view(data) -> View:
    return default_view(data).having(actor=("Ann", "Bob"))


#: as prose quotes them: cut at a word, without the full stop, no letter changed
LAWS_CALLED = "“There should be legislation to prevent companies from selling what…”"
TRAMS_CALLED = "“trams should be free for all of us who live here, eBay's staff…”"


def test_a_name_that_is_a_sentence_is_quoted_and_not_inflected(data, view):
    found = findings.map(data, view.having(x=LAWS, y=TRAMS))
    assert found.headline == (
        f"On {LAWS_CALLED}, Bob stands towards “against”, Ann towards “for”. "
        f"On {TRAMS_CALLED}, Ann and Bob stand towards “against”."
    )
    assert findings.compare(data, view).headline == (
        f"Ann and Bob are farthest apart on {LAWS_CALLED} and closest on {TRAMS_CALLED}"
    )
    assert findings.divides(data, view).headline == (
        f"Statements divide most on {LAWS_CALLED}; they divide least on {TRAMS_CALLED}."
    )
    title = findings.title(data, view.having(x=LAWS, y=LAWS), "")
    assert title == f"Ann and Bob on {LAWS_CALLED}"


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ({"name": "Lower or higher taxes"}, "Lower or higher taxes"),
        ({"low": "Cut", "high": "Raise"}, "Cut vs. Raise"),
        ({"name": "Trams are free."}, "“Trams are free”"),
        ({"name": "iPhones?"}, "“iPhones?”"),
        ({"name": "one two three four five six seven"}, "one two three four five six seven"),
        ({"name": "one two three four five six seven eight"},
         "“one two three four five six seven eight”"),
        ({}, "c1"),
    ],
)  # fmt: skip
def test_prose_calls_an_axis_by_its_name_or_its_poles(said, called):
    assert described("c1", **said).called == called


@pytest.mark.parametrize(("who", "said"), [("Ann", f"for: {LAWS}"), ("Bob", f"against: {LAWS}")])
def test_a_card_says_for_or_against_what(data, view, who, said):
    shown = query.statements(data, view.filters, query.Picks("actor", (who,)), (LAWS,))
    coded = findings.codes_of(data, view, shown)
    text = rendered(Scene(data, view, "statements", None), shown, coded, None, "_self")
    assert said in text
    other = "against: " if who == "Ann" else "for: "
    assert f"{other}{LAWS}" not in text


def test_choosing_an_axis_shows_its_name_in_full(path, visit):
    shown = "\n".join(str(element.value) for element in visit("", path).get("html"))
    assert LAWS in shown and TRAMS.replace("'", "&#x27;") in shown


def test_poles_from_right_to_left_keep_the_arrow_between_them():
    axis = described("c", low="\u05e4\u05ea\u05d5\u05d7", high="\u05e1\u05d2\u05d5\u05e8")
    first, second = axis.poles.split(" \u2194 ")
    assert first == f"\u2068{axis.low}\u2069" and second == f"\u2068{axis.high}\u2069"
    assert axis.turned().poles == f"{second} \u2194 {first}"
    assert axis.heading == f"c: {axis.poles}"
