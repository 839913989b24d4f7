"""Folding for search, and the order of names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.fold import by_name, fold, fold_all


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉGALITÉ", "egalite"),
        ("E\u0301galite\u0301", "egalite"),
        ("Straße STRASSE", "strasse strasse"),
        ("İzmir Izmir ızgara", "izmir izmir izgara"),
        ("ΛΌΓΟΣ λόγος", "λογοσ λογοσ"),
        ("Ёлка", "елка"),
        ("ﬁn ＡＢＣ ①", "fin abc 1"),
        ("Łódź Århus Tromsø", "lodz arhus tromso"),
        # points of Hebrew and Arabic; teh marbuta; alefs and alef maksura; the Persian kaf and yeh
        ("\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        ("\u0645\u064f\u062d\u064e\u0645\u0651\u0640\u062f", "\u0645\u062d\u0645\u062f"),
        ("\u0627\u0644\u0642\u0645\u0629", "\u0627\u0644\u0642\u0645\u0647"),
        ("\u0623\u0622\u0625\u0649", "\u0627\u0627\u0627\u064a"),
        ("\u06a9\u06cc", "\u0643\u064a"),
        ("plain", "plain"),
    ],
)
def test_case_accents_width_and_ligatures_do_not_count(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["हिन्दी", "ไทยที่", "தமிழ்", "বাংলা", "မြန်မာ"])
def test_vowels_that_are_marks_stay(text):
    assert fold(text) == text
    bare = "".join(c for c in text if not unicodedata.category(c).startswith("M"))
    assert fold(bare) != fold(text)


def test_syllables_and_voiced_kana_stay_apart():
    assert fold("한국") != fold("한구")
    assert fold("が") != fold("か")
    assert fold("が") == fold("か\u3099")


@given(st.text())
def test_composed_and_decomposed_texts_fold_alike_and_folding_again_changes_nothing(text):
    folded = fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert fold(folded) == folded


@given(st.text(), st.text())
def test_a_part_of_a_text_is_found_in_it(start, word):
    assert fold(word) in fold(start + word)


def test_names_are_sorted_as_people_sort_them():
    names = ["Zambia", "Éire", "eire", "Österreich", "Oman", "zoo", "Ann"]
    assert sorted(names, key=by_name) == [
        "Ann", "eire", "Éire", "Oman", "Österreich", "Zambia", "zoo",
    ]  # fmt: skip


@given(st.text(max_size=30))
def test_what_is_folded_at_once_is_folded_character_by_character(text):
    assert fold(text) == "".join(map(fold, text))


@given(st.lists(st.none() | st.text(max_size=5)))
def test_texts_are_folded_in_their_order_and_what_is_missing_stays_so(texts):
    assert fold_all(texts) == [None if text is None else fold(text) for text in texts]
