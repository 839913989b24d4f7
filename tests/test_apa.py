"""APA: the list of references and the citations in the text, against the rules of the style."""

import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.export.apa import IN_TEXT, apa, initials
from hustings.export.reference import person, same, titled

STATEMENT = {
    "statement_id": "a-1", "date": date(2026, 5, 29), "actor": "Microsoft",
    "speaker": "Mustafa Suleyman", "summary": "Argues for care.", "quote": "slow down",
    "source_title": "The case against haste", "publisher": "Semafor", "source_kind": "report",
    "url": "https://semafor.example/1",
}  # fmt: skip
#: one entry: an author or title, the date in brackets, the rest
ENTRY = re.compile(
    r"(.+?[.?!…]) \(((?:\d{4}[a-z]?, [A-Z][a-z]+ \d+)|(?:n\.d\.(?:-[a-z])?))\)\.(.*)"
)


def made(*changes: dict) -> tuple[list[str], list[str]]:
    """The entries of the list, and the citations in the text."""
    frame = pd.DataFrame([STATEMENT | change for change in changes or ({},)], dtype=object)
    listed, _, cited = apa(frame).partition(f"\n\n{IN_TEXT}\n")
    return listed.split("\n"), cited.split("\n")


def test_the_outlet_is_the_author_and_who_is_quoted_is_cited_in_it():
    assert made() == (
        ["Semafor. (2026, May 29). The case against haste. https://semafor.example/1"],
        ["Mustafa Suleyman (Microsoft), as cited in Semafor (2026): “slow down”"],
    )


def test_what_an_organisation_publishes_itself_is_its_own():
    own = {"actor": "CCIA (Computer Industry Association)", "speaker": "", "publisher": "CCIA"}
    listed, cited = made(own | {"source_kind": "original"})
    assert listed == ["CCIA. (2026, May 29). The case against haste. https://semafor.example/1"]
    assert cited == ["CCIA (2026): “slow down”"]
    # a page that reports is somebody else's, whatever it is called
    _, cited = made(own | {"source_kind": "report"})
    assert cited == ["CCIA (Computer Industry Association), as cited in CCIA (2026): “slow down”"]
    # and who is quoted on it is named
    _, cited = made(own | {"source_kind": "original", "speaker": "Bo Li"})
    assert cited[0].startswith("Bo Li (CCIA (Computer Industry Association)), as cited in CCIA")


def test_a_person_who_publishes_is_the_author_with_initials():
    own = {"actor": "Yann LeCun", "speaker": "Yann LeCun", "source_kind": "original"}
    listed, cited = made(own | {"publisher": "Yann LeCun, Notes"})
    assert listed == [
        "LeCun, Y. (2026, May 29). The case against haste. Yann LeCun, Notes. "
        "https://semafor.example/1"
    ]
    assert cited == ["LeCun (2026): “slow down”"]
    assert made(own | {"publisher": "Yann LeCun"})[0] == [
        "LeCun, Y. (2026, May 29). The case against haste. https://semafor.example/1"
    ]
    listed, cited = made(own | {"publisher": "Yann LeCun", "source_kind": "report"})
    assert listed[0].startswith("Yann LeCun. ("), "a page of that name, by whom is not said"


def test_without_an_outlet_the_site_or_the_title_comes_first():
    assert made({"publisher": None})[0][0].startswith("semafor.example. (2026, May 29). The case")
    listed, cited = made({"publisher": None, "url": None, "date": None})
    assert listed == ["The case against haste. (n.d.)."]
    assert cited == [
        "Mustafa Suleyman (Microsoft), as cited in “The case against haste” (n.d.): “slow down”"
    ]
    bare = {"publisher": "", "url": pd.NA, "source_title": float("nan")}
    assert made(bare) == (
        ["Suleyman, M. (2026, May 29). [Argues for care]."],
        ["Suleyman (2026): “slow down”"],
    )
    nothing = bare | {"speaker": None, "summary": None, "quote": None, "date": pd.NaT}
    assert made(nothing) == (["Microsoft. (n.d.). [Statement]."], ["Microsoft (n.d.)"])


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("Report on haste (title not shown)", "[Report on haste]"),
        ("Haste is ... (opening words; the excerpt shows no headline)", "[Haste is ...]"),
        ("(title not shown)", "[Argues for care]"),
        ("", "[Argues for care]"),
        ("Data (Use and Access) Bill (2026)", "Data (Use and Access) Bill (2026)"),
        ("Why haste?", "Why haste?"),
    ],
)
def test_a_work_without_a_title_is_described_in_brackets(title, listed):
    assert titled(title, "Argues for care.") == listed
    (entry,) = made({"source_title": title})[0]
    stop = "" if listed.endswith("?") else "."
    assert entry == f"Semafor. (2026, May 29). {listed}{stop} https://semafor.example/1"


def test_the_list_follows_the_alphabet_and_the_text_the_order_given():
    listed, cited = made(
        {"publisher": "Zeit", "speaker": "Z"}, {"publisher": "élan", "speaker": "E"},
        {"publisher": None, "url": None, "source_title": "The Moon", "speaker": "T"},
    )  # fmt: skip
    assert [line.split(" (")[0] for line in listed] == ["élan.", "The Moon.", "Zeit."]
    assert [line[0] for line in cited] == ["Z", "E", "T"]


def test_works_of_one_author_and_year_get_letters_by_date_and_title():
    listed, cited = made(
        {"date": date(2026, 6, 1), "source_title": "A late one"},
        {"source_title": "The second"},
        {"source_title": "First"},
        {"date": date(2025, 6, 1)},
        {"date": None, "source_title": "Two"},
        {"date": None, "source_title": "One"},
    )
    assert [re.search(r"\((.*?)\)\. (.*?)\. https", line).groups() for line in listed] == [
        ("n.d.-a", "One"),
        ("n.d.-b", "Two"),
        ("2025, June 1", "The case against haste"),
        ("2026a, May 29", "First"),
        ("2026b, May 29", "The second"),
        ("2026c, June 1", "A late one"),
    ]
    years = [re.search(r"Semafor \((.*?)\)", line)[1] for line in cited]
    assert years == ["2026c", "2026b", "2026a", "2025", "n.d.-b", "n.d.-a"]


def test_a_work_that_holds_several_statements_stands_once():
    listed, cited = made({"speaker": "Bo Li"}, {"speaker": "Al Ott"})
    assert len(listed) == 1 and len(cited) == 2
    assert all(line.endswith("as cited in Semafor (2026): “slow down”") for line in cited)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Yann LeCun", ("LeCun", "Y.")),
        ("Cees van der Eijk", ("van der Eijk", "C.")),
        ("Ursula von der Leyen", ("von der Leyen", "U.")),
        ("Jean-Luc O’Hara-Smith", ("O’Hara-Smith", "J.-L.")),
        ("J. D. Vance", ("Vance", "J. D.")),
        ("JD Vance", ("Vance", "J. D.")),
        ("Xi, Jinping", ("Xi", "J.")),
        ("Élise Noël", ("Noël", "É.")),
        ("Plato", ("", "")),
        ("Spokesman for António Guterres", ("", "")),
        ("Marc Andreessen and Ben Horowitz, with others", ("", "")),
        ("Group of 77", ("", "")),
    ],
)
def test_names_of_persons_are_inverted_and_others_stay_whole(name, parts):
    found = person(name)
    assert (found.family, initials(found.given)) == parts and found.text == name


def test_a_body_and_its_short_form_are_the_same():
    assert same("International Telecommunication Union", "ITU") and same("A, Substack", "a")
    assert not same("Microsoft", "Semafor") and not same("", "")


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1)


@given(st.lists(st.tuples(TEXT, TEXT, st.none() | st.dates()), min_size=1, max_size=6))
def test_any_list_is_well_formed(rows):
    listed, cited = made(
        *({"publisher": f"P{a}", "source_title": f"T{b}", "date": day} for a, b, day in rows)
    )
    assert len(cited) == len(rows)
    assert all(ENTRY.fullmatch(line) for line in listed)
    # the year of a work, with its letter, names one of its author's
    named = {(m[1], m[2].split(",")[0]) for m in map(ENTRY.fullmatch, listed)}
    assert len(named) == len(listed)
