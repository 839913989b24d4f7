"""Publishing: what changes, a new version of the folder, and what people have checked."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest
from desk_acts import TEXT

from hustings.cli import main
from hustings.dataset import open_dataset
from hustings.desk.desk import Desk
from hustings.desk.publishing import plan, publish
from hustings.desk.store import DeskError, Store
from hustings.query import Filters, cells


@pytest.fixture
def desk(tmp_path_factory) -> Desk:
    """A desk on which Ada and Bo have coded two statements."""
    found = Desk(Store(f"sqlite:///{tmp_path_factory.mktemp('desk')}/desk.sqlite"))
    document = found.add_document(
        "Ada",
        TEXT,
        title="Trams",
        publisher="Courier",
        date="2026-02-03",
        url="https://c.example/1",
    )
    said = {"actor": "Ann", "kind": "direct", "summary": "Wants, “more”", "type": "union"}
    ann = found.add_statement("Ada", document, 1, 11, country="FRA", **said)
    tom = found.add_statement("Ada", document, 30, 40, actor='=Tom"s', note="sly")
    found.code("Ada", ann, "Transport", -1)
    found.code("Bo", ann, "Transport", -0.5)
    found.code("Ada", ann, "Tax", 0.5)
    found.code("Bo", tom, "Transport", 1, note="plain")
    found.code("rules", tom, "Tax", 1, origin="rule")
    return found


def done(desk: Desk) -> tuple[str, str]:
    for who in ("Ada", "Bo"):
        desk.finish(who, desk.documents()[0]["id"])
    first, second = desk.statements()
    return first["id"], second["id"]


def table(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "positions.csv", dtype=str, keep_default_na=False)


def test_nothing_goes_out_before_a_coder_is_done(desk, folder):
    before = (folder / "positions.csv").read_bytes()
    planned = plan(desk, folder)
    assert planned.empty and planned.moves.empty and planned.added == 0
    publish(planned)
    assert (folder / "positions.csv").read_bytes() == before


def test_what_changes_is_what_is_written_and_check_finds_no_fault(desk, folder, capsys):
    done(desk)
    planned = plan(desk, folder)
    assert (planned.added, planned.changed, planned.removed, planned.checked) == (2, 0, 0, 0)
    # Ann on Transport: s1 -0.75, s2 0.25, and now -0.75; on Tax 0.5 and 0.5 stay 0.5
    moves = planned.moves.set_index(["actor", "axis"])
    assert moves.loc[("Ann", "Transport"), "before"] == pytest.approx(-0.25)
    assert moves.loc[("Ann", "Transport"), "after"] == pytest.approx(-1.25 / 3)
    assert moves.loc[('=Tom"s', "Transport"), "after"] == 1 and len(moves) == 2
    publish(planned)
    assert main(["check", str(folder)]) == 0
    assert "10 of 10 rows can be used; no problems" in capsys.readouterr().out
    positions = cells(open_dataset(folder), Filters()).set_index(["group", "axis"])
    for (actor, axis), row in moves.iterrows():
        cell = positions.loc[(actor, axis)]
        assert (cell.total / cell.n, cell.n) == (pytest.approx(row.after), row.n)
    rows = table(folder)
    (tom,) = rows[rows.actor == '=Tom"s'].to_dict("records")
    assert tom["statement_id"].startswith("desk-") and tom["quote"] == TEXT[30:40]
    assert (tom["coder"], tom["note"], tom["date"]) == ("Bo", "plain", "2026-02-03")
    assert (tom["source_title"], tom["publisher"]) == ("Trams", "Courier")
    again = plan(desk, folder)
    assert again.empty and (again.added, again.changed, again.removed) == (0, 0, 0)


def test_a_settled_unit_has_one_row_and_one_without_code_has_none(desk, folder):
    ann, _ = done(desk)
    desk.agree("Ada", ann, "Transport", -1)
    desk.agree("Ada", ann, "Tax", None)
    publish(plan(desk, folder))
    rows = table(folder)
    own = rows[rows.statement_id == f"desk-{ann}"]
    assert own[["axis", "stance", "coder"]].values.tolist() == [["Transport", "-1", "agreed"]]
    desk.remove_statement("Bo", ann)
    planned = plan(desk, folder)
    assert (planned.added, planned.changed, planned.removed) == (0, 0, 1)


def test_a_changed_statement_is_told_and_rows_of_others_stay(desk, folder):
    before = table(folder)
    ann, _ = done(desk)
    publish(plan(desk, folder))
    desk.change_statement("Bo", ann, summary="Other words")
    planned = plan(desk, folder)
    assert (planned.added, planned.changed, planned.removed) == (0, 1, 0)
    publish(planned)
    rows = table(folder)
    kept = rows[~rows.statement_id.str.startswith("desk-")]
    assert kept[list(before.columns)].reset_index(drop=True).equals(before)


def test_a_statement_without_an_actor_stays_and_is_told(desk, folder):
    ann, _ = done(desk)
    desk.change_statement("Ada", ann, actor="")
    planned = plan(desk, folder)
    assert planned.left_out == ("“More trams” has no actor",) and planned.added == 1


def test_a_statement_that_data_cannot_hold_is_refused(desk, folder):
    ann, _ = done(desk)
    desk.change_statement("Ada", ann, date="soon")
    with pytest.raises(DeskError, match="cannot be used: .*column date: found “soon”"):
        plan(desk, folder)


def test_what_a_person_checks_is_marked_and_their_own_code_added(desk, folder, capsys):
    name = open_dataset(folder).meta.name
    desk.check("Eve", name, "s1", "Transport", -0.5)  # as B has it
    desk.check("Eve", name, "s3", "Tax", 0.5)  # A has -1
    desk.check("Eve", name, "gone", "Tax", 1)
    planned = plan(desk, folder)
    assert planned.checked == 2 and planned.added == 0
    assert planned.left_out == ("1 checks are of no statement_id in positions.csv",)
    publish(planned)
    rows = table(folder)
    day = desk.checks(name)[0]["at"][:10]
    marked = rows[rows.checked != ""]
    columns = ["statement_id", "axis", "stance", "coder", "checked", "checked_by"]
    assert marked[columns].values.tolist() == [
        ["s1", "Transport", "-0.5", "B", day, "Eve"], ["s3", "Tax", "0.5", "Eve", day, "Eve"],
    ]  # fmt: skip
    assert main(["check", str(folder)]) == 0
    assert plan(desk, folder).empty
    desk.check("Eve", name, "s3", "Tax", 0)
    publish(plan(desk, folder))
    rows = table(folder)
    assert rows[rows.coder == "Eve"].stance.tolist() == ["0"]


def test_checks_of_statements_of_the_desk_survive_the_next_version(desk, folder):
    ann, _ = done(desk)
    publish(plan(desk, folder))
    name = open_dataset(folder).meta.name
    desk.check("Eve", name, f"desk-{ann}", "Transport", -1)
    desk.check("Eve", name, f"desk-{ann}", "Tax", -1)
    publish(plan(desk, folder))
    desk.change_statement("Bo", ann, summary="Other words")
    publish(plan(desk, folder))
    rows = table(folder)
    checked = rows[rows.checked_by == "Eve"]
    assert sorted(checked[["axis", "stance", "coder"]].values.tolist()) == [
        ["Tax", "-1", "Eve"], ["Transport", "-1", "Ada"],
    ]  # fmt: skip
    assert plan(desk, folder).empty


def test_a_new_folder_and_the_descriptor(desk, tmp_path):
    done(desk)
    described = {"name": "trams", "resources": [{"path": "positions.csv", "bytes": 1, "hash": "x"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    planned = plan(desk, tmp_path)
    assert planned.added == 2 and planned.moves.before.isna().all()
    publish(planned)
    data = open_dataset(tmp_path)
    assert (data.rows, data.problems, data.meta.name) == (4, (), "trams")
    content = (tmp_path / "positions.csv").read_bytes()
    (resource,) = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_a_folder_that_changed_in_the_meantime_is_left_alone(desk, folder):
    done(desk)
    planned = plan(desk, folder)
    with (folder / "positions.csv").open("a", encoding="utf-8") as out:
        out.write("s9,,Dan,,,,,,,,Tax,1,A\n")
    there = (folder / "positions.csv").read_bytes()
    with pytest.raises(DeskError, match="has changed in the meantime"):
        publish(planned)
    assert (folder / "positions.csv").read_bytes() == there


def test_a_table_that_cannot_be_rewritten_is_told(desk, folder, tmp_path):
    (folder / "positions.csv").write_text("actor;axis;stance\nAnn;Tax;1\n", encoding="utf-8")
    with pytest.raises(DeskError, match="separated by commas"):
        plan(desk, folder)
    with pytest.raises(DeskError, match="is no folder"):
        plan(desk, tmp_path / "absent")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(DeskError, match="There would be no data set"):
        plan(desk, empty)
    assert list(empty.iterdir()) == []


def test_a_header_alone_is_filled_and_rows_that_cannot_be_used_are_named(desk, tmp_path):
    done(desk)
    path = tmp_path / "positions.csv"
    path.write_text("actor,axis,stance\n", encoding="utf-8")
    planned = plan(desk, tmp_path)
    assert planned.added == 2 and planned.moves.before.isna().all()
    publish(planned)
    assert open_dataset(tmp_path).rows == 4
    path.write_text("actor,axis,stance\nAnn,Tax,often\n", encoding="utf-8")
    with pytest.raises(DeskError, match="cannot be used: .*often"):
        plan(desk, tmp_path)
