"""Messages of the article view: what a browser sends is checked before anything is saved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.desk.desk import Desk
from hustings.desk.items import items
from hustings.desk.proposals import Proposal, propose
from hustings.desk.proposals.model import ModelAnswer, ModelProposal
from hustings.desk.roles import NotAllowed
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError, Store
from hustings.ui.desk.message import handled

TEXT = "🚋 “More trams for all of us,” said Ada Quill. “Fewer cars in town,” said Tom Weir."
AXES = frozenset({"Trams", "Cars"})


@pytest.fixture
def document(desk):
    return desk.document(desk.add_document("Ann", TEXT))


def sent(**more) -> dict:
    return {"n": 1, "act": "save", "key": "", "start": 3, "end": 28, "said": {}, "codes": {},
            "note": None, **more}  # fmt: skip


def test_words_are_saved_with_who_says_them_and_codes(desk, document):
    ann = Seat(desk, "Ann", "coder")
    said = {"speaker": " Ada\n Quill ", "date": "2026-02-03"}
    made = handled(ann, document["id"], AXES, sent(said=said, codes={"Trams": 1, "Cars": None}))
    (item,) = items(ann, document)
    assert (item.key, item.state, item.codes) == (made, "judged", {"Trams": 1.0})
    assert item.said["speaker"] == "Ada Quill" and item.stands
    assert TEXT[item.start : item.end] == "More trams for all of us,"
    (other,) = items(Seat(desk, "Bob", "coder"), document)
    assert (other.state, other.codes, other.note) == ("marked", {}, "")
    handled(ann, document["id"], AXES, {"n": 2, "act": "remove", "key": made})
    assert items(ann, document) == []


def test_proposals_that_are_statements_already_are_not_offered(desk, document):
    ann = Seat(desk, "Ann", "coder")
    found = propose(TEXT)
    assert [item.state for item in items(ann, document, {"rules": found})] == ["proposed"] * 2
    first = items(ann, document, {"rules": found})[0]
    handled(
        ann, document["id"], AXES,
        sent(key=first.key, start=first.start, end=first.end, said=first.said),
    )  # fmt: skip
    assert [item.state for item in items(ann, document, {"rules": found})] == ["marked", "proposed"]
    assert desk.statements()[0]["speaker"] == "Ada Quill"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"act": "publish"}, "cannot be read"),
        ({"key": 5}, "cannot be read"),
        ({"key": "unknown"}, "no such statement"),
        ({"key": "unknown", "act": "remove"}, "no such statement"),
        ({"start": 2.5}, "place of the words"),
        ({"start": True}, "place of the words"),
        ({"start": float("nan")}, "place of the words"),
        ({"start": float("inf")}, "place of the words"),
        ({"end": 4000}, "No words stand from 3 to 4000"),
        ({"said": {"document": "x"}}, "cannot be said"),
        ({"said": {"actor": ["x"]}}, "cannot be said"),
        ({"said": {"actor": "x" * 2001}}, "2,001 characters, allowed: 2,000"),
        ({"said": {"date": "3 Feb"}}, "allowed: a day as 2026-02-03"),
        ({"said": None}, "cannot be read"),
        ({"codes": {"Weather": 1}}, "'Weather' is no axis of these data"),
        ({"codes": {"Cars": 2}}, "allowed: a number from -1 to 1"),
        ({"codes": {"Cars": "1"}}, "allowed: a number from -1 to 1"),
        ({"codes": {"Cars": float("nan")}}, "allowed: a number from -1 to 1"),
        ({"codes": [1]}, "cannot be read"),
        ({"note": 5}, "or no text"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_a_reason_and_nothing_is_saved(desk, document, more, said):
    with pytest.raises(DeskError, match=said):
        handled(Seat(desk, "Ann", "coder"), document["id"], AXES, sent(**more))
    assert desk.statements() == [] and len(list(desk.trail())) == 1


def test_a_reader_saves_nothing(desk, document):
    with pytest.raises(NotAllowed):
        handled(Seat(desk, "Eve", "reader"), document["id"], AXES, sent())


def test_a_statement_of_another_document_cannot_be_named(desk, document):
    other = desk.add_document("Ann", "Another text.")
    statement = desk.add_statement("Ann", other, 0, 7)
    with pytest.raises(DeskError, match="no such statement"):
        handled(Seat(desk, "Ann", "coder"), document["id"], AXES, sent(key=statement, end=5))


def test_the_stances_of_a_model_come_with_its_proposal_and_stay_hidden(desk, document):
    said = Proposal(
        start=3, end=28, exact=TEXT[3:28], speaker="Ada", role="", actor="", kind="direct"
    )
    answer = ModelAnswer(
        coder="model m", proposals=(ModelProposal(proposal=said, codes={"Trams": -1.0}),), dropped=0
    )
    ann = Seat(desk, "Ann", "coder")
    (item,) = items(ann, document, {"model m": [said]})
    assert item.codes == {} and "-1" not in repr(item) and item.by == "model m"
    handled(ann, document["id"], AXES, sent(key=item.key, codes={"Trams": 1}), answer)
    assert [row["coder"] for row in ann.codes()] == ["Ann"]
    ann.do(Desk.finish, document["id"])
    assert {(row["coder"], row["origin"]) for row in ann.codes()} == {
        ("Ann", "person"), ("model m", "model"),
    }  # fmt: skip


NAMES = st.sampled_from(["actor", "Cars", "id"]) | st.text(max_size=3)
anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('desk')}/desk.sqlite")
    yield Desk(store)
    store.close()


@settings(max_examples=60)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(sent(), anything)))
def test_no_message_ends_in_anything_but_an_act_or_a_reason(lasting, more):
    known = lasting.documents()
    document = known[0]["id"] if known else lasting.add_document("Ann", TEXT)
    before = lasting.state()
    try:
        handled(Seat(lasting, "Ann", "coder"), document, AXES, {**sent(), **more})
    except DeskError:
        assert lasting.state() == before
    assert lasting.state() == lasting.state("9999")
