"""Names that are one name: mended where nobody sees it, offered where somebody could."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import column

from hustings.intake.names import alike, mend, mended


def groups(*names: str) -> list[set[str]]:
    return [{name for name, _ in found.names} for found in alike(column([*names]))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministe\u0300re", "Ministère"),
        ("Ministère\u00a0", "Ministère"),
        ("\ufeffA", "A"),
        ("Ministère\u200b", "Ministère"),
        ("United  States", "United States"),
        ("a\tb\nc", "a b c"),
        ("soft\u00adly", "softly"),
        ("on\x00e", "one"),
        ("  x\u3000y ", "x y"),
        # joiners inside words of Persian or Hindi belong to them
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200c b\u200d", "a b"),
    ],
)
def test_what_nobody_sees_is_mended(text, expected):
    assert mend(text) == expected


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=6))
def test_mending_is_done_once(texts):
    once = mended(column(texts))
    assert mended(once).tolist() == once.tolist()
    assert once.tolist() == [mend(text) for text in texts]


def test_look_alikes_are_offered_with_their_counts():
    [found] = alike(column(["Port of A"] * 3 + ["PORT OF A Ltd", "Port of B"]))
    assert found.names == (("Port of A", 3), ("PORT OF A Ltd", 1))
    assert found.aliases == {"PORT OF A Ltd": "Port of A"}
    assert "legal form" in found.because


@pytest.mark.parametrize(
    "names",
    [
        ("Ministère", "MINISTERE"),
        ("Acme Inc.", "Acme"),
        ("Bund e.V.", "Bund"),
        ("Jane Roe", "Roe, Jane"),
        ("Greenpeace", "Grenpeace"),
        ("Süddeutsche Zeitung", "Süeddeutsche Zeitung"),
        ("Example S.A.", "Example"),
        ("Muster GmbH", "Muster"),
    ],
)
def test_what_looks_alike(names):
    assert groups(*names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Party A", "Party B"),
        ("Voter 12", "Voter 13"),
        ("Candidate One", "Candidate Two"),
        ("North Korea", "South Korea"),
        ("Democratic Union of X", "Democratic Union of Y"),
        ("Organisation 1 of the coast", "Organisation 2 of the coast"),
        ("c1", "c11"),
        ("2", "20"),
    ],
)
def test_what_does_not(names):
    assert groups(*names) == []
