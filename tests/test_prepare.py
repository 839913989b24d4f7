"""Prepared data sets: they open as what they were made of, and a broken run leaves nothing."""

import json
from pathlib import Path

import clusters
import pyarrow as pa
import pytest
from ports import free_port

from hustings import cli, prepare, prepared, query
from hustings.dataset import open_dataset, signature
from hustings.engine.duckdb import DuckDB
from hustings.engine.postgres import Postgres
from hustings.query import Filters
from hustings.schema import DataError
from hustings.source import Cluster, locate


@pytest.fixture(scope="module")
def database():
    with clusters.postgres() as address:
        yield address


def test_a_prepared_folder_says_what_its_source_says(folder, tmp_path):
    (folder / "positions.csv").open("a").write("s9,2024-13-01,Dan,,,,,,,,Tax,7,A\n")
    steps: list[str] = []
    data = prepare.prepare(folder, tmp_path / "ready", steps.append)
    plain = open_dataset(folder)
    assert (data.version, data.rows, data.left_out) == (plain.version, 7, 1)
    assert [str(problem) for problem in data.problems] == [str(each) for each in plain.problems]
    assert (data.axes, data.meta) == (plain.axes, plain.meta)
    assert data.source == str(tmp_path / "ready")
    assert query.groups(data, Filters()).equals(query.groups(plain, Filters()))
    assert steps[:4] == ["read", "check", "codings", "statements"]
    assert steps[-3:] == ["write codings", "write statements", "write judged"]


def test_a_run_that_breaks_leaves_what_was_there(folder, tmp_path, monkeypatch):
    target = tmp_path / "ready"
    before = prepare.prepare(folder, target).version
    (folder / "positions.csv").write_text("actor,axis,stance\nAnn,Tax,1\n")

    def full(*arguments):
        raise OSError("no space left on device")

    monkeypatch.setattr(DuckDB, "write", full)
    with pytest.raises(OSError, match="no space"):
        prepare.prepare(folder, target)
    with pytest.raises(OSError, match="no space"):
        prepare.prepare(folder, tmp_path / "another")
    assert open_dataset(target).version == before
    assert not (tmp_path / "another").exists()
    monkeypatch.undo()
    assert prepare.prepare(folder, target).rows == 1
    assert {path.name for path in tmp_path.iterdir()} == {"ready", "positions.csv", "axes.csv"}


def test_nothing_that_is_not_prepared_is_replaced(folder, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "thesis.txt").write_text("mine")
    with pytest.raises(DataError, match="a new folder, or one that was prepared before"):
        prepare.prepare(folder, tmp_path / "work")
    assert (tmp_path / "work" / "thesis.txt").read_text() == "mine"


def test_a_prepared_folder_of_another_form_or_without_a_table_is_refused(folder, tmp_path):
    target = tmp_path / "ready"
    prepare.prepare(folder, target)
    manifest = json.loads((target / "prepared.json").read_text())
    (target / "prepared.json").write_text(json.dumps(manifest | {"format": 0}))
    form = f"column format: found “0”; allowed: {prepared.FORMAT}"
    with pytest.raises(DataError, match=form):
        open_dataset(target)
    (target / "prepared.json").write_text("[")
    with pytest.raises(DataError, match="no manifest"):
        open_dataset(target)
    (target / "prepared.json").write_text(json.dumps(manifest))
    (target / "judged" / "0.parquet").unlink()
    with pytest.raises(DataError, match="Parquet files in the folder judged"):
        open_dataset(target)


def test_a_server_sees_that_a_folder_was_prepared_anew(folder, tmp_path):
    target = tmp_path / "ready"
    prepare.prepare(folder, target)
    before = signature(target)
    assert signature(target) == before
    prepare.prepare(folder, target)
    assert signature(target) != before


def test_more_problems_than_are_kept_are_counted(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(prepared, "KEPT_PROBLEMS", 2)
    with (folder / "positions.csv").open("a") as out:
        out.writelines(f"t{i},,,,,,,,,,Tax,1,A\n" for i in range(5))
    data = prepare.prepare(folder, tmp_path / "ready")
    assert [problem.row for problem in data.problems] == [8, 9, None]
    assert "3 more problems" in str(data.problems[-1])


def test_files_go_into_a_database_and_out_of_it(folder, tmp_path, database):
    plain = open_dataset(folder)
    target = f"{database}?table=fair"
    assert prepare.prepare(folder, target).version == plain.version
    kept = open_dataset(target)
    assert (kept.engine.name, kept.rows, kept.axes) == ("PostgreSQL", 6, plain.axes)
    again = prepare.prepare(target, tmp_path / "ready")
    assert again.version == plain.version
    assert query.codings(again, Filters()).equals(query.codings(plain, Filters()))


def test_what_is_prepared_on_purpose_stays_when_the_table_changes(database, tmp_path):
    engine = Postgres(database, "public")
    votes = pa.table({"actor": ["Ann", "Bob"], "axis": ["Tax"] * 2, "stance": [1.0, -1.0]})
    engine.make("votes", votes, keep=True)
    address = f"{database}?table=votes"
    assert prepare.prepare(address, address).rows == 2
    engine.make("votes", votes.slice(1), keep=True)
    assert open_dataset(address).rows == 2
    assert prepare.prepare(address, address).rows == 1
    assert not [name for (name,) in engine.rows(
        "SELECT nspname FROM pg_namespace WHERE nspname LIKE %s", "%\\_new"
    )]  # fmt: skip


def test_a_table_that_is_not_there_and_an_address_without_one_are_named(database, tmp_path):
    with pytest.raises(DataError, match="nobody"):
        open_dataset(f"{database}?table=nobody")
    with pytest.raises(DataError, match="table=…"):
        open_dataset(database)
    with pytest.raises(DataError, match="path=…"):
        open_dataset("spark://127.0.0.1:7077")


def test_an_address_names_any_master_and_settings():
    address = (
        "spark://any?path=s3a://some/folder&spark.master=k8s://https://host:6443&spark.x=a%3D1"
    )
    assert locate(address) == Cluster(
        "k8s://https://host:6443", "s3a://some/folder", (("spark.x", "a=1"),)
    )


def test_passwords_are_not_repeated(capsys):
    address = f"postgresql://ann:secret@127.0.0.1:{free_port()}/none"
    assert cli.main(["info", f"{address}?table=votes"]) == 2
    assert cli.main(["info", address]) == 2
    said = capsys.readouterr().err
    assert "PostgreSQL" in said
    assert "secret" not in said


def test_the_command_says_what_it_made(folder, tmp_path, capsys):
    assert cli.main(["prepare", str(folder), str(tmp_path / "ready")]) == 0
    assert "6 of 6 rows can be used; no problems; version" in capsys.readouterr().out
    assert cli.main(["prepare", str(folder), str(Path(folder))]) == 2
    assert "a new folder" in capsys.readouterr().err
