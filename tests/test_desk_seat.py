"""A seat at the desk: roles, and that nobody sees codes of others before being done."""

import itertools

import pytest

from hustings.desk import roles
from hustings.desk.desk import Desk
from hustings.desk.roles import NotAllowed, role_of
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError
from hustings.settings import DESK_ROLES, SettingError, Settings, current

TEXT = "“More trams,” said Ada Quill. “Fewer cars,” said Tom Weir."


@pytest.fixture
def coded(desk):
    """Two coders on one statement; Bob is done, Ann is not. The document and the statement."""
    document = desk.add_document("Ann", TEXT)
    statement = desk.add_statement("Ann", document, 1, 11)
    desk.code("Ann", statement, "Trams", 1)
    desk.code("Bob", statement, "Trams", -0.5, note="secret of Bob")
    desk.code("Bob", statement, "Cars", -1)
    desk.finish("Bob", document)
    return document, statement


def everything(seat: Seat) -> str:
    """All that a seat lets somebody read."""
    trail = [event.line() for event in seat.trail()]
    read = [seat.codes(), seat.state(), trail, seat.documents(), seat.desk.progress()]
    return repr(read).replace('"', "'")


@pytest.mark.parametrize("role", DESK_ROLES)
def test_who_is_not_done_sees_no_code_of_others(desk, coded, role):
    document, statement = coded
    ann = Seat(desk, "Ann", role)
    assert "'stance': -0.5" not in everything(ann) and "Cars" not in everything(ann)
    assert "secret" not in everything(ann)
    assert {row["coder"] for row in ann.codes()} == {"Ann"}
    # that Bob has coded is no secret
    assert [event.who for event in ann.trail()].count("Bob") == 3
    desk.finish("Ann", document)
    shown = everything(ann)
    assert "'stance': -0.5" in shown and "Cars" in shown and "secret" in shown


def test_who_could_see_codes_of_others_judges_no_more(desk, coded):
    document, statement = coded
    desk.finish("Ann", document)
    for again in (lambda: desk.undo("Ann"), lambda: desk.finish("Ann", document, done=False)):
        with pytest.raises(DeskError, match="your own rest as they are"):
            again()
    assert set(desk.documents()[0]["done"]) == {"Ann", "Bob"}


def test_who_was_the_first_to_be_done_may_go_on(desk):
    document = desk.add_document("Ann", TEXT)
    statement = desk.add_statement("Ann", document, 1, 11)
    desk.code("Ann", statement, "Trams", 1)
    desk.finish("Ann", document)
    assert desk.undo("Ann").what == "done"
    desk.finish("Ann", document)
    desk.finish("Ann", document, done=False)
    desk.code("Ann", statement, "Trams", -1)
    assert desk.documents()[0]["done"] == []


def test_codes_of_a_statement_that_was_removed_stay_hidden(desk, coded):
    document, statement = coded
    desk.remove_statement("Bob", statement)
    ann = Seat(desk, "Ann", "owner")
    assert "Cars" not in everything(ann) and "secret" not in everything(ann)
    assert [event.what for event in ann.trail()][-1] == "remove statement"
    desk.undo("Bob")
    assert "Cars" not in everything(ann)


def test_a_check_is_seen_by_who_has_checked_the_same(desk):
    desk.check("Bob", "towns", "s1", "Trams", 0.5)
    ann = Seat(desk, "Ann", "coder")
    assert "'stance': 0.5" not in everything(ann)
    desk.check("Ann", "towns", "s1", "Cars", 1)
    assert "'stance': 0.5" not in everything(ann)
    desk.check("Ann", "towns", "s1", "Trams", 1)
    assert "'stance': 0.5" in everything(ann)


def test_a_day_in_the_past_shows_no_more(desk, coded):
    ann = Seat(desk, "Ann", "owner")
    later = "9999-01-01"
    assert ann.state(later) == ann.state() != desk.state()
    assert list(ann.trail(later)) == list(ann.trail())


@pytest.mark.parametrize("role", DESK_ROLES)
def test_a_role_may_what_lesser_roles_may_and_no_more(desk, role):
    lesser = DESK_ROLES[: DESK_ROLES.index(role) + 1]
    assert {act for act in roles.LEAST if roles.may(role, act)} == {
        act for act, least in roles.LEAST.items() if least in lesser
    }


def test_an_act_is_refused_by_role_and_leaves_nothing(desk, coded):
    document, statement = coded
    reader, coder = Seat(desk, "Eve", "reader"), Seat(desk, "Bob", "coder")
    before = desk.state()
    for seat, act, more in [
        (reader, Desk.code, (statement, "Trams", 1)),
        (reader, Desk.undo, ()),
        (coder, Desk.agree, (statement, "Trams", 1)),
    ]:
        with pytest.raises(NotAllowed, match=f"You are {seat.role} at this desk"):
            seat.do(act, *more)
    assert desk.state() == before
    Seat(desk, "Bob", "adjudicator").do(Desk.agree, statement, "Trams", 1)
    assert desk.state() != before


def test_every_act_of_the_desk_has_a_role():
    writing = {"add_document", "change_document", "add_statement", "change_statement",
               "remove_statement", "code", "finish", "check", "undo", "agree", "save",
               "add_marked", "remove_document"}  # fmt: skip
    for act in writing:
        assert callable(getattr(Desk, act)) and roles.LEAST[act] != roles.READER


def test_roles_come_from_the_setting_behind_a_public_address():
    named = "ada@who.example:owner Bob@Who.example:coder"
    public = Settings(url="https://who.example", desk_roles=named)
    assert [role_of(public, who) for who in ("Ada@who.example", "bob@who.example", "eve@x")] == [
        "owner", "coder", "",
    ]  # fmt: skip
    open_ = Settings(url="https://who.example", desk_roles=f"{named} *:reader")
    assert role_of(open_, "eve@x") == "reader" and role_of(open_, "ada@who.example") == "owner"
    assert role_of(Settings(), "anybody") == "owner"
    assert role_of(Settings(sign_in=True), "anybody") == ""


def test_a_role_that_there_is_not_is_refused():
    for wrong in ("ada@who.example", "ada:king", "ada:owner,bob:coder"):
        with pytest.raises(SettingError, match="HUSTINGS_DESK_ROLES has .*allowed: name:role"):
            current({"HUSTINGS_DESK_ROLES": f"bob:coder {wrong}"})
    assert current({"HUSTINGS_DESK_ROLES": "bob:coder"}).desk_roles == "bob:coder"


def test_progress_counts_statements_and_says_no_stance(desk, coded):
    document, statement = coded
    said = {(row["coder"], row["coded"], row["done"]) for row in desk.progress()}
    assert said == {("Ann", 1, False), ("Bob", 1, True)}
    second = desk.add_statement("Bob", document, 31, 41)
    desk.code("Ann", second, "Cars", -1)
    desk.code("model x", second, "Cars", -1, coder="model x", origin="model")
    desk.finish("Cid", document)
    found = list(itertools.chain.from_iterable(row.values() for row in desk.progress()))
    assert found == [
        document, "Ann", 2, False, document, "Bob", 1, True, document, "Cid", 0, True,
    ]  # fmt: skip
