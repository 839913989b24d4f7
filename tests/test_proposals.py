"""The finder: quotations and reported speech of four languages, with who says them."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.cli import main
from hustings.desk.proposals import DIRECT, REPORTED, propose
from hustings.desk.proposals.marks import quoted

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))

import quotations  # noqa: E402


def direct(text: str, actors=()) -> list[tuple[str, str]]:
    return [(p.exact, p.speaker) for p in propose(text, actors) if p.kind == DIRECT]


def test_the_collection_is_what_it_says_it_is():
    found = quotations.total(quotations.OPEN)
    assert found.marked >= 100
    texts = list(quotations.OPEN.glob("*.txt"))
    assert len(texts) >= 12 and {path.name[:2] for path in texts} == {"en", "fr", "de", "zh"}


@pytest.mark.parametrize("folder", [quotations.OPEN, quotations.HELD_OUT], ids=lambda f: f.name)
@pytest.mark.parametrize("language", ["en", "fr", "de", "zh", ""])
def test_direct_quotations_are_found(folder, language):
    nothing = quotations.Score(0, 0, 0, 0, (), ())
    found = sum((quotations.score(p) for p in sorted(folder.glob(f"{language}*.txt"))), nothing)
    # of one language a folder may hold eight quotations: one may be missed
    least = 0.9 if language == "" else 0.85
    assert found.recall >= least and found.precision >= 0.85
    assert found.speakers / found.right >= (0.85 if language == "" else 0.6)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We won’t go,” said Ann.", ["We won’t go,"]),
        ("‘We won’t hear the drivers’ vote,’ he said.", ["We won’t hear the drivers’ vote,"]),
        ("\"He said 'no' twice,\" she said.", ["He said 'no' twice,"]),
        ("„Er sagte ‚nein‘ und ging“, so Ohm.", ["Er sagte ‚nein‘ und ging"]),
        ("»Wir ›gehen‹ jetzt«, sagte er.", ["Wir ›gehen‹ jetzt"]),
        ("« Il a dit « non » hier », dit-il.", ["Il a dit « non » hier"]),
        ("他说：「我说『不』。」", ["我说『不』。"]),
        ("“One.\n\n“Two.”", ["One.\n\n“Two."]),
        ("«Un.\n\n»Deux.»", ["Un.\n\n»Deux."]),
        ("a 5\" pipe and a 6\" pipe", []),
        ("the '90s and the ’80s, rock ’n’ roll", []),
        ("“never closed\n\nAnd then “closed.”", ["closed."]),
        ("''", []), ("“”", []), ("\"", []), ("“", []),
    ],
)  # fmt: skip
def test_marks_are_paired(text, found):
    assert [text[each.start : each.end] for each in quoted(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Quill is the chair. Later she said: “We will not sell the quay.”",
         [("We will not sell the quay.", "Ada Quill")]),
        ("The so-called “quiet crane” was sold. The film “Long Night” starts at nine.", []),
        ("The report called “Blue Harbours” is out. It was launched as the “blue plan”.", []),
        ("According to Ada Quill, the plan is “a raid on every household in town”.",
         [("a raid on every household in town", "Ada Quill")]),
        ("Quill called it “absurd”.", [("absurd", "Quill")]),
        ("In her book “The Long Tide”, Ada Quill says the harbour is doomed.", []),
        ("The “green” deal is a “temporary” measure, the minister said.", []),
        ("“Yes,” said Ada Quill. “Of course.”",
         [("Yes,", "Ada Quill"), ("Of course.", "Ada Quill")]),
        ("In a letter to Ada Quill, Tom Weir wrote: “No deal today.”",
         [("No deal today.", "Tom Weir")]),
        ("“No deal is possible,” a spokeswoman for the ministry said.",
         [("No deal is possible,", "a spokeswoman for the ministry")]),
        ("Paul Drevin a vu la maire. « Rien ne sera signé », a-t-il dit. « Le plan » attend.",
         [("Rien ne sera signé", "Paul Drevin")]),
        ("Pour Jeanne Mirlou, « rien ne sera signé avant mai ».",
         [("rien ne sera signé avant mai", "Jeanne Mirlou")]),
        ("„Nein“, sagte Jan Ohm knapp. „Niemals.“ Die „Grüne Welle“ soll kommen.",
         [("Nein", "Jan Ohm"), ("Niemals.", "Jan Ohm")]),
        ("Jan Ohm zufolge ist die Lage „ernst, aber nicht aussichtslos“.",
         [("ernst, aber nicht aussichtslos", "Jan Ohm")]),
        ("“双碳”目标写进了报告。在昨天的会议上，局长陈大伟指出：“今天不签字。”",
         [("今天不签字。", "陈大伟")]),
    ],
)  # fmt: skip
def test_who_speaks_and_what_is_no_speech(text, found):
    assert direct(text) == found


@pytest.mark.parametrize(
    ("text", "exact", "speaker"),
    [
        ("Ada Quill said that the quay would stay open.", "the quay would stay open", "Ada Quill"),
        ("The quay would stay, according to Ada Quill.", "The quay would stay", "Ada Quill"),
        ("Selon Jeanne Mirlou, le pont restera ouvert.", "le pont restera ouvert",
         "Jeanne Mirlou"),
        ("Jan Ohm sagte, dass der Zug wieder fährt.", "der Zug wieder fährt", "Jan Ohm"),
        ("局长李海铭表示，港口夜里不能停工。", "港口夜里不能停工", "李海铭"),
    ],
)  # fmt: skip
def test_reported_speech(text, exact, speaker):
    (found,) = propose(text)
    assert (found.kind, found.exact, found.speaker) == (REPORTED, exact, speaker)


def test_names_of_the_data_set_come_first_among_actors():
    text = (
        "“We will fight it,” said Ada Quill, chair of the Quaymen's Union. “All of us,” she said."
    )
    first, second = propose(text)
    assert (first.actor, second.actor) == ("Quaymen's Union", "Quaymen's Union")
    assert propose(text, ["Quaymen"])[0].actor == "Quaymen"
    assert propose(text, ["Ada Quill", "Quaymen's Union"])[0].actor == "Ada Quill"
    assert propose(text, ["Quay"])[0].actor == "Quaymen's Union"


ALPHABET = "ab Ann said. “”„‚‘’'\"«»‹›「」\n\n说：，。他 \ue000 dit sagte, (1) É"


@given(st.text(st.sampled_from(ALPHABET) | st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_gives_proposals_that_stand_in_it(text):
    for each in propose(text, ["Ann"]):
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.exact


def test_the_command_prints_json_with_offsets_in_code_points(capsys, tmp_path, folder):
    text = "😀 Report\r\n\r\n“We want trams,” said Ann Lee, who speaks for Ann.\r\n"
    file = tmp_path / "some.txt"
    file.write_bytes(text.encode())
    assert main(["propose", str(file), "--data", str(folder)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert text[found["start"] : found["end"]] == found["exact"] == "We want trams,"
    assert (found["speaker"], found["actor"], found["kind"]) == ("Ann Lee", "Ann", "direct")
    file.write_bytes(b"caf\xe9")
    assert main(["propose", str(file)]) == 2
    assert "allowed: text in UTF-8" in capsys.readouterr().err
