"""The store of the desk, in SQLite and PostgreSQL: acts, undo, replay, and what may go wrong."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import clusters
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from desk_acts import TEXT
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from hustings.desk import events
from hustings.desk.desk import Desk, KnownDocument
from hustings.desk.moving import move
from hustings.desk.proposing import Proposed
from hustings.desk.store import DeskError, Store, address
from hustings.desk.tables import METADATA
from hustings.settings import Settings, current

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def server() -> Iterator[clusters.Database]:
    with clusters.Database.started() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgres"])
def place(request, tmp_path) -> Iterator[str]:
    """The address of an empty store."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/inner/desk.sqlite"
        return
    found = request.getfixturevalue("server").address
    yield found
    store = Store(found)
    with store.engine.begin() as connection:
        METADATA.drop_all(connection)
        connection.execute(sa.text("DROP TABLE alembic_version"))
    store.close()


@pytest.fixture
def desk(place) -> Iterator[Desk]:
    store = Store(place)
    yield Desk(store)
    store.close()


@pytest.fixture
def small(tmp_path) -> Iterator[Desk]:
    """A desk in a file, with one document."""
    store = Store(f"sqlite:///{tmp_path}/small.sqlite")
    found = Desk(store)
    found.add_document("Ada", TEXT, title="Trams")
    yield found
    store.close()


def whole(desk: Desk) -> events.State:
    """The state, which is that of all events replayed."""
    state = desk.state()
    assert state == desk.state("9999")
    return state


def start(place: str, who: str, count: int) -> subprocess.Popen:
    program = [sys.executable, str(ROOT / "tests" / "desk_acts.py"), place, who, str(count)]
    return subprocess.Popen(
        program, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )


def test_the_migrations_make_the_tables_of_the_program(desk):
    with desk.store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_what_is_said_is_kept(desk, place):
    document = desk.add_document(
        "Ada", TEXT, title="Trams", date="2026-02-03", url="https://t.example"
    )
    statement = desk.add_statement("Ada", document, 1, 12, actor="Ada Quill", kind="direct")
    desk.change_statement("Bo", statement, summary="Wants trams.", words=(1, 11))
    desk.code("Ada", statement, "Transport", -0.5, note="a condition")
    Store(place).close()
    again = Desk(Store(place))
    (row,) = again.statements(document)
    assert (row["exact"], row["prefix"], row["suffix"][:7]) == ("More trams", "“", ",” said")
    assert (row["start"], row["end"], row["actor"], row["summary"]) == (
        1, 11, "Ada Quill", "Wants trams.",
    )  # fmt: skip
    (code,) = again.codes("Ada")
    assert (code["axis"], code["stance"], code["note"], code["origin"]) == (
        "Transport", -0.5, "a condition", "person",
    )  # fmt: skip
    (found,) = again.documents()
    assert (found["title"], found["statements"], found["done"]) == ("Trams", 1, [])
    assert again.document(document)["text"] == TEXT
    whole(again)
    again.store.close()


def test_the_same_text_twice_is_said(desk):
    desk.add_document("Ada", TEXT, title="Trams")
    with pytest.raises(KnownDocument, match="is here already: “Trams”"):
        desk.add_document("Bo", TEXT.replace(" ", "\r\n") + "\n")
    assert len(list(desk.trail())) == 1


def test_a_coder_sees_no_code_of_another_until_done(desk):
    document = desk.add_document("Ada", TEXT)
    statement = desk.add_statement("Ada", document, 1, 11)
    desk.code("Ada", statement, "Tax", 1)
    desk.code("Bo", statement, "Tax", -1)
    desk.code("Ada", statement, "Tax", 0, coder="rules", origin="rule")
    seen = {who: [code["coder"] for code in desk.codes(who)] for who in ("Ada", "Bo", "Cy")}
    assert seen == {"Ada": ["Ada"], "Bo": ["Bo"], "Cy": []}
    desk.finish("Bo", document)
    assert [code["coder"] for code in desk.codes("Bo")] == ["Ada", "Bo", "rules"]
    assert [code["coder"] for code in desk.codes("Ada")] == ["Ada"]
    assert desk.documents()[0]["done"] == ["Bo"]
    with pytest.raises(DeskError, match="You are done with this document"):
        desk.code("Bo", statement, "Tax", 1)
    with pytest.raises(DeskError, match="could see the codes of others"):
        desk.finish("Bo", document, done=False)


def test_every_act_can_be_taken_back_one_after_the_other(desk):
    states = [whole(desk)]
    document = desk.add_document("Ada", TEXT)
    states.append(whole(desk))
    statement = desk.add_statement("Ada", document, 1, 11)
    states.append(whole(desk))
    for stance in (0.5, 1, None):
        desk.code("Ada", statement, "Tax", stance)
        states.append(whole(desk))
    desk.code("Bo", statement, "Tax", -1)
    desk.remove_statement("Ada", statement)
    assert desk.statements() == [] and desk.codes("Bo") == []
    assert desk.undo("Ada").what == "remove statement"
    assert len(desk.codes("Bo")) == 1
    assert desk.undo("Bo").what == "code"
    for state in reversed(states[:-1]):
        assert desk.undo("Ada") is not None
        assert whole(desk) == state
    assert desk.undo("Ada") is None


def test_what_others_have_built_upon_is_not_taken_back(desk):
    document = desk.add_document("Ada", TEXT)
    statement = desk.add_statement("Bo", document, 1, 11)
    with pytest.raises(DeskError, match="cannot be undone: a statement rests on it"):
        desk.undo("Ada")
    desk.change_statement("Ada", statement, note="x")
    desk.change_statement("Bo", statement, note="y")
    with pytest.raises(DeskError, match="“change statement” cannot be undone: it has been changed"):
        desk.undo("Ada")
    whole(desk)


def test_the_trail_leads_to_any_moment(desk):
    document = desk.add_document("Ada", TEXT)
    desk.change_document("Ada", document, title="One")
    between = list(desk.trail())[-1].at
    desk.change_document("Bo", document, title="Two")
    assert desk.state(between)["document"][(document,)]["title"] == "One"
    assert desk.state("2000-01-01") == {name: {} for name in desk.state()}
    lines = [json.loads(each.line()) for each in desk.trail()]
    assert [(line["who"], line["what"]) for line in lines] == [
        ("Ada", "add document"), ("Ada", "change document"), ("Bo", "change document"),
    ]  # fmt: skip
    assert lines[2]["changes"][0]["before"]["title"] == "One"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda d, s: d.code("Ada", s, "Tax", 1.5), "allowed: a number from -1 to 1"),
        (lambda d, s: d.code("Ada", s, "Tax", float("nan")), "allowed: a number from -1 to 1"),
        (lambda d, s: d.code("Ada", s, "", 1), "needs an axis"),
        (lambda d, s: d.code("agreed", s, "Tax", 1), "a name of their own"),
        (lambda d, s: d.code("Ada", s, "Tax", 1, coder="Bo"), "in the name of Bo"),
        (lambda d, s: d.agree("Ada", s, "Tax", 1), "somebody who is done with the document"),
        (lambda d, s: d.check("Ada", "set", "s1", "Tax", 2), "allowed: a number from -1 to 1"),
        (lambda d, s: d.code("Ada", "gone", "Tax", 1), "There is no such statement any more"),
        (lambda d, s: d.code("Ada", s, "Tax", 1, origin="x"), "allowed: person, rule, model"),
        (lambda d, s: d.change_statement("Ada", s, words=(5, 5)), "No words stand from 5 to 5"),
        (lambda d, s: d.change_statement("Ada", s, words=(0, 999)), "No words stand"),
        (lambda d, s: d.change_statement("Ada", s, stance="1"), "stance is '1'; allowed: text for"),
        (lambda d, s: d.add_document("Ada", " \0\n"), "The text is empty"),
        (lambda d, s: d.finish("Ada", "gone"), "There is no such document any more"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_leaves_nothing(small, act, said):
    statement = small.add_statement("Ada", small.documents()[0]["id"], 1, 11)
    before = whole(small)
    with pytest.raises(DeskError, match=said):
        act(small, statement)
    assert whole(small) == before


def test_two_coders_at_once_lose_nothing(desk, place):
    desk.add_document("Ada", TEXT)
    workers = [start(place, who, 12) for who in ("Bo", "Cy")]
    document = desk.documents()[0]["id"]

    def change() -> None:
        for number in range(6):
            desk.change_document("Ada", document, note=str(number))

    threads = [threading.Thread(target=change) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for worker in workers:
        worker.communicate()
        assert worker.returncode == 0
    state = whole(desk)
    assert {code[1:] for code in state["code"]} == {
        (f"axis {n}", who) for n in range(12) for who in ("Bo", "Cy")
    }
    ids = [each.id for each in desk.trail()]
    assert ids == sorted(ids)


def test_two_that_open_an_empty_store_at_once_make_its_tables_once(place):
    faults: list[Exception] = []

    def opening() -> None:
        try:
            Store(place).close()
        except DeskError as error:
            faults.append(error)

    threads = [threading.Thread(target=opening) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_process_that_is_killed_loses_nothing_that_it_had_saved(desk, place):
    desk.add_document("Ada", TEXT)
    worker = start(place, "Bo", 100_000)
    assert worker.stdout is not None
    printed = [worker.stdout.readline() for _ in range(25)]
    worker.kill()
    printed += worker.stdout.readlines()
    worker.wait()
    saved = [int(line) for line in printed if line.endswith("\n")]
    state = whole(desk)
    kept = sorted(int(code[1].split()[1]) for code in state["code"])
    # an act may have been saved and not yet printed
    assert kept in (list(range(len(saved))), list(range(len(saved) + 1)))
    desk.change_document("Ada", desk.documents()[0]["id"], note="goes on")


def test_a_full_disk_saves_nothing_half(small):
    statement = small.add_statement("Ada", small.documents()[0]["id"], 1, 11)

    def fill(connection, _record, _proxy=None) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    event.listen(small.store.engine, "checkout", fill)
    before = whole(small)
    with pytest.raises(DeskError, match="cannot be reached or written: database or disk is full"):
        small.add_document("Ada", "many words " * 20_000)
    assert whole(small) == before
    event.remove(small.store.engine, "checkout", fill)
    with small.store.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    small.code("Ada", statement, "Tax", 1)


def test_a_lost_connection_is_said_and_the_desk_comes_back(server, tmp_path):
    store = Store(server.address)
    desk = Desk(store)
    document = desk.add_document("Ada", TEXT)
    server.stop()
    with pytest.raises(DeskError, match="cannot be reached"):
        desk.change_document("Ada", document, title="lost")
    server.start()
    desk.change_document("Ada", document, title="kept")
    assert [each.what for each in desk.trail()] == ["add document", "change document"]
    with store.engine.begin() as connection:
        METADATA.drop_all(connection)
        connection.execute(sa.text("DROP TABLE alembic_version"))
    store.close()


def test_a_store_of_a_newer_program_is_left_alone(small, tmp_path):
    with small.store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DeskError, match="newer version of this program"):
        Store(f"sqlite:///{tmp_path}/small.sqlite")


@pytest.mark.parametrize("wrong", ["mysql://x", "sqlite:///dir", "postgresql://127.0.0.1:1/none"])
def test_an_address_that_holds_no_store_is_said(wrong, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dir").mkdir()
    with pytest.raises(DeskError, match="HUSTINGS_DESK is|cannot be reached"):
        Store(wrong)


def test_where_the_desk_lies(monkeypatch):
    assert address(Settings()).startswith("sqlite:///") and "desk.sqlite" in address(Settings())
    assert address(Settings(url="https://who.example")) == ""
    given = {"HUSTINGS_DESK": "sqlite:///a.db", "HUSTINGS_URL": "https://who.example"}
    assert address(current(given)) == "sqlite:///a.db"


ACTS = st.lists(
    st.tuples(st.sampled_from(["code", "note", "undo", "remove", "add", "done"]),
              st.sampled_from(["Ada", "Bo"]), st.integers(0, 3)),
    max_size=14,
)  # fmt: skip


@settings(max_examples=15)
@given(ACTS)
def test_events_replayed_are_the_tables_whatever_was_done(tmp_path_factory, acts):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('desk')}/desk.sqlite")
    desk = Desk(store)
    document = desk.add_document("Ada", TEXT)
    for what, who, number in acts:
        there = desk.statements()
        try:
            if what == "add":
                desk.add_statement(who, document, number, number + 4)
            elif what == "undo":
                desk.undo(who)
            elif what == "done":
                desk.finish(who, document, bool(number % 2))
            elif there and what == "code":
                desk.code(
                    who, there[0]["id"], f"axis {number}", None if number == 3 else number / 2
                )
            elif there and what == "note":
                desk.change_statement(who, there[-1]["id"], note=str(number))
            elif there:
                desk.remove_statement(who, there[0]["id"])
        except DeskError:
            pass
        whole(desk)
        if not desk.state()["document"]:
            document = desk.add_document("Ada", TEXT)
    store.close()


def test_a_desk_moves_with_its_trail_and_goes_on(desk, small, tmp_path):
    document = small.documents()[0]["id"]
    statement = small.add_statement("Ada", document, 1, 11)
    small.code("Ada", statement, "Trams", 0.5)
    small.check("Bo", "towns", "s1", "Trams", -1)
    small.propose("gpt", document, [Proposed(quote="Fewer cars", codes={"Trams": 1})])
    small.undo("Bo")
    assert move(small.store, desk.store) == 6
    assert whole(desk) == whole(small)
    assert [each.line() for each in desk.trail()] == [each.line() for each in small.trail()]
    assert desk.undo("Ada").what == "code"
    assert [each.id for each in desk.trail()] == [1, 2, 3, 4, 5, 6, 7]
    with pytest.raises(DeskError, match="an empty one is needed"):
        move(small.store, desk.store)
    assert len(list(small.trail())) == 6
