"""Publishing as a saved set: a link of its own, the version before it, and what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk_acts import TEXT
from stores import open_store

from hustings import store
from hustings.cli import main
from hustings.desk.desk import Desk
from hustings.desk.publishing import plan
from hustings.desk.snapshot import plan_of_saved, save_publication
from hustings.desk.store import DeskError, Store


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    """A desk whose only coder is done with one statement, beside an open store."""
    open_store(monkeypatch, tmp_path / "store")
    address = f"sqlite:///{tmp_path}/desk.sqlite"
    monkeypatch.setenv("HUSTINGS_DESK", address)
    found = Desk(Store(address))
    document = found.add_document("Ada", TEXT, date="2026-02-03")
    statement = found.add_statement("Ada", document, 1, 11, actor="Zoe")
    found.code("Ada", statement, "Transport", -1)
    found.finish("Ada", document)
    return found


def test_a_plan_becomes_a_saved_set_and_the_next_one_names_it(desk, folder):
    before = (folder / "positions.csv").read_bytes()
    first = save_publication(plan(desk, folder), folder)
    assert (folder / "positions.csv").read_bytes() == before
    assert first.key and first.previous == ""
    opened = store.open_saved(first.hash)
    assert opened is not None and opened.data.rows == 7
    assert plan_of_saved(desk, first.hash).empty
    (document,) = desk.documents()
    statement = desk.add_statement("Bo", document["id"], 30, 40, actor="Tom")
    desk.code("Bo", statement, "Transport", 0.5)
    desk.finish("Bo", document["id"])
    planned = plan_of_saved(desk, first.hash)
    assert planned.added == 1 and list(planned.moves.actor) == ["Tom"]
    second = save_publication(planned, first.hash)
    assert second.previous == first.hash != second.hash
    assert store.open_saved(second.hash).data.rows == 8
    assert store.open_saved(first.hash).data.rows == 7


def test_what_has_changed_or_gone_is_refused(desk, folder, monkeypatch):
    planned = plan(desk, folder)
    with pytest.raises(DeskError, match="has changed in the meantime"):
        save_publication(replace(planned, found=b"other"), folder)
    with pytest.raises(DeskError, match="no saved data set of this link"):
        plan_of_saved(desk, "0" * 40)
    monkeypatch.setenv("HUSTINGS_UPLOADS", "off")
    with pytest.raises(DeskError, match="not open to data sets of readers"):
        save_publication(planned, folder)
    assert not list(store.list_saved())


def printed(capsys, *arguments: str) -> str:
    main(["desk", "publish", *arguments])
    said = capsys.readouterr()
    return said.out + said.err


def test_the_command_prints_the_link(desk, folder, capsys, monkeypatch):
    desk.store.close()
    assert "--save saves it as a set" in printed(capsys, str(folder))
    out = printed(capsys, str(folder), "--save", "--expires", "9999-12-31")
    (saved,) = store.list_saved()
    assert f"saved: ./?data={saved.hash}\n" in out and "key to remove it: " in out
    assert saved.expires.isoformat() == "9999-12-31"
    monkeypatch.setenv("HUSTINGS_URL", "https://who.example/")
    out = printed(capsys, saved.hash, "--save")
    assert f"saved: https://who.example/?data={saved.hash}\n" in out and "key" not in out
    assert "a saved set stays as it is" in printed(capsys, saved.hash, "--write").lower()
    assert "is no folder" in printed(capsys, str(Path("nowhere")))
