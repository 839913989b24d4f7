"""Whether words stand in a text, and where: marks, dashes, spaces and ellipses are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.anchors import CONTEXT, anchor, place, places


def exact(text: str, words: str) -> list[str]:
    return [found.exact for found in places(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He said “it’s late” again", 'said "it\'s late" again', "said “it’s late” again"),
        ("Il dit « non, merci ! » et part", 'dit "non, merci!" et', "dit « non, merci ! » et"),
        ("sagte »nie wieder« dazu", "sagte „nie wieder“ dazu", "sagte »nie wieder« dazu"),
        ("short-term – at\u00a0once\n\n or never", "short‑term—at once or never",
         "short-term – at\u00a0once\n\n or never"),
        ("a co\u00adoperation of\u200b all", "cooperation of all",
         "co\u00adoperation of\u200b all"),
        ("an efﬁcient cafe\u0301!", "efficient café", "efﬁcient cafe\u0301"),
        ("他说：“港口不能\n停。”随后", "港口不能停", "港口不能\n停"),
        ("他说：“港口，不能停。”", "港口,不能停", "港口，不能停"),
        ("we wait... and see", "wait … and", "wait... and"),
        ("We want a truly lasting peace.", "We want […] lasting peace",
         "We want a truly lasting peace"),
        ("We want a lasting peace.", "… want a lasting…", "want a lasting"),
        ("𝒳 😀 tram lines 😀", "tram lines", "tram lines"),
    ],
)  # fmt: skip
def test_words_are_found_whatever_the_marks(text, words, found):
    (hit,) = places(text, words)
    assert hit.exact == found == text[hit.start : hit.end]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the party won", "art"), ("We will not", "we will"), ("One. Two", "One Three"),
        ("peace we want", "we want … peace"), ("some text", " ”… "), ("some text", ""),
        ("", "words"), (".…", "...."), ("a. b", "."), ("we were wrongly told", "we were wrong"),
        ("a" + " x" * 1100 + " b", "a … b"),
    ],
)  # fmt: skip
def test_words_that_do_not_stand_there_are_not_found(text, words):
    assert places(text, words) == ()
    assert place(text, words) is None


def test_offsets_count_code_points_and_carry_the_surroundings():
    text = "😀" * 40 + " tram " + "é" * 40
    (hit,) = places(text, "tram")
    assert (hit.start, hit.end) == (41, 45)
    assert (hit.prefix, hit.suffix) == ("😀" * 31 + " ", " " + "é" * 31)
    assert len(hit.prefix) == len(hit.suffix) == CONTEXT
    assert hit == anchor(text, 41, 45)


def test_every_place_is_told_and_the_surroundings_choose():
    text = "First: more trams now. Then: more trams later."
    assert [hit.start for hit in places(text, "more trams")] == [7, 29]
    for hit in places(text, "more trams"):
        assert place(text, hit.exact, hit.prefix, hit.suffix) == hit
    chosen = place(f"Added before. {text}", "more trams", "Then:  ", " later")
    assert chosen is not None and chosen.start == 43
    first = place(text, "more trams")
    assert first is not None and first.start == 7


def test_an_elision_is_told_and_takes_the_nearest_words():
    (hit,) = places("We ask for a, b, peace and peace", "We ask … peace")
    assert hit.elided and hit.exact == "We ask for a, b, peace"
    (plain,) = places("We ask … peace", "We ask ... peace")
    assert not plain.elided


TEXT = st.text(st.sampled_from("ab é中\n\u00a0“”’'«-—….,😀\u0301"), max_size=40)


@given(TEXT, TEXT, TEXT)
def test_what_is_found_lies_where_it_is_said_to_lie(before, words, after):
    text = before + words + after
    for hit in places(text, words):
        assert text[hit.start : hit.end] == hit.exact and hit.start < hit.end
        again = places(text, hit.exact)
        assert hit.elided or any(other.start <= hit.start < other.end for other in again)


@given(st.lists(st.text("abcé😀中", min_size=1, max_size=6), min_size=1, max_size=6), TEXT, TEXT)
def test_whole_words_are_always_found(words, before, after):
    said = " ".join(words)
    assert said in exact(f"{before} x {said} x {after}", said)
