"""Acts of the desk's pages: a statement with its codes is saved at once, and undone at once."""

import pytest

from hustings.desk import example
from hustings.desk.desk import KnownDocument
from hustings.desk.recording import Judged
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError

TEXT = "“More trams 🚋,” said Ada Quill. “Fewer cars,” said Tom Weir."


@pytest.fixture
def document(desk):
    return desk.add_document("Ann", TEXT)


def judged(**more) -> Judged:
    return Judged(**{"start": 1, "end": 13, "said": {"speaker": "Ada Quill"}, "codes": {}, **more})


def stances(desk, who):
    return {row["axis"]: row["stance"] for row in desk.codes(who) if row["coder"] == who}


def test_a_statement_and_its_codes_are_one_act(desk, document):
    made = desk.save("Ann", document, judged(codes={"Trams": 1, "Cars": -0.5, "Rain": None}))
    (row,) = desk.statements(document)
    assert (row["id"], row["exact"], row["speaker"]) == (made, "More trams 🚋", "Ada Quill")
    assert stances(desk, "Ann") == {"Trams": 1, "Cars": -0.5}
    # what does not change is no act; what changes is one
    desk.save("Ann", document, judged(codes={"Trams": 1}), made)
    assert [event.what for event in desk.trail()] == ["add document", "save statement"]
    desk.save("Ann", document, judged(said={"actor": "Trams Ltd"}, codes={"Cars": None}), made)
    assert stances(desk, "Ann") == {"Trams": 1}
    (row,) = desk.statements(document)
    assert (row["speaker"], row["actor"]) == ("Ada Quill", "Trams Ltd")
    desk.undo("Ann")
    assert stances(desk, "Ann") == {"Trams": 1, "Cars": -0.5}
    desk.undo("Ann")
    assert desk.statements(document) == [] and desk.codes("Ann") == []
    assert desk.state() == desk.state("9999-01-01")


def test_other_words_can_be_marked(desk, document):
    made = desk.save("Ann", document, judged())
    desk.save("Ann", document, judged(start=33, end=43, said={}), made)
    (row,) = desk.statements(document)
    assert row["exact"] == TEXT[33:43] and row["prefix"] and row["speaker"] == "Ada Quill"


def test_the_note_stands_with_ones_codes_and_is_hidden_as_they_are(desk, document):
    with pytest.raises(DeskError, match="judge an axis first"):
        desk.save("Ann", document, judged(note="clearly for"))
    assert desk.statements(document) == []
    made = desk.save("Ann", document, judged(codes={"Trams": 1}, note="clearly for"))
    assert "clearly for" in repr(Seat(desk, "Ann", "coder").state())
    assert "clearly for" not in repr(Seat(desk, "Bob", "coder").state())
    assert "clearly for" not in repr(list(Seat(desk, "Bob", "coder").trail()))
    # a note alone changes all of one's codes; codes alone keep the note
    desk.save("Ann", document, judged(codes={"Cars": 1}), made)
    desk.save("Ann", document, judged(note="perhaps"), made)
    assert {row["note"] for row in desk.codes("Ann")} == {"perhaps"}


def test_who_is_done_changes_no_codes_but_may_correct_a_name(desk, document):
    made = desk.save("Ann", document, judged(codes={"Trams": 1}))
    desk.finish("Ann", document)
    with pytest.raises(DeskError, match="done with this document"):
        desk.save("Ann", document, judged(codes={"Trams": -1}), made)
    with pytest.raises(DeskError, match="done with this document"):
        desk.save("Ann", document, judged(codes={"Cars": 1}))
    desk.save("Ann", document, judged(said={"speaker": "Ada Q. Quill"}, codes={"Trams": 1}), made)
    assert desk.statements(document)[0]["speaker"] == "Ada Q. Quill"
    assert stances(desk, "Ann") == {"Trams": 1} and len(desk.statements()) == 1


@pytest.mark.parametrize(
    "more",
    [{"codes": {"Trams": 1.5}}, {"codes": {"Trams": float("nan")}}, {"start": 5, "end": 5},
     {"end": 1000}, {"said": {"id": "x"}}, {"said": {"actor": 1}}],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_is_refused_as_a_whole(desk, document, more):
    with pytest.raises(DeskError):
        desk.save("Ann", document, judged(**more))
    assert desk.statements(document) == [] and len(list(desk.trail())) == 1


def test_a_statement_of_another_document_is_refused(desk, document):
    made = desk.save("Ann", document, judged())
    other = desk.add_document("Ann", "Another text that is long enough.")
    with pytest.raises(DeskError, match="another document"):
        desk.save("Ann", other, judged(), made)


def test_a_models_codes_stay_hidden_from_who_is_not_done(desk, document):
    more = {"model": "model x", "proposed": {"Trams": -1.0}}
    made = desk.save("Ann", document, judged(codes={"Trams": 1}, **more))
    assert [row["coder"] for row in desk.codes("Ann")] == ["Ann"]
    desk.finish("Ann", document)
    assert {(row["coder"], row["origin"], row["stance"]) for row in desk.codes("Ann")} == {
        ("Ann", "person", 1.0), ("model x", "model", -1.0),
    }  # fmt: skip
    assert made in {row["statement"] for row in desk.codes("Ann")}


def test_the_invented_article_has_five_statements_of_its_words(desk):
    made = desk.add_marked("Ann", example.TEXT, example.marked(), **example.SAID)
    statements = desk.statements(made)
    assert len(statements) == 5 and all(row["actor"] and row["type"] for row in statements)
    text = desk.document(made)["text"]
    assert all(text[row["start"] : row["end"]] == row["exact"] for row in statements)
    with pytest.raises(KnownDocument, match="Brill quarrels"):
        desk.add_marked("Ann", example.TEXT, example.marked())
    desk.undo("Ann")
    assert desk.documents() == [] and desk.statements() == []


def test_a_document_goes_with_all_that_is_in_it_and_comes_back(desk, document):
    made = desk.save("Ann", document, judged(codes={"Trams": 1}))
    desk.code("Bob", made, "Trams", -1)
    desk.finish("Bob", document)
    before = desk.state()
    desk.remove_document("Ann", document)
    assert not any(desk.state().values())
    # the codes of Bob are no more to be seen than before
    assert "'stance': -1" not in repr(list(Seat(desk, "Ann", "owner").trail()))
    desk.undo("Ann")
    assert desk.state() == before
