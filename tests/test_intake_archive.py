"""Zips, folders, Data Packages, several files at once, and what Polis exports."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from foreign import lists, one, read_as

from hustings.intake import readers as intake
from hustings.intake.readers import READERS, bounds, read, read_many, zips
from hustings.zipped import MOST_MEMBERS

WAVE = "actor,axis,stance\n{},Dam,1\n"
POLIS = {
    "votes.csv": "timestamp,datetime,comment-id,voter-id,vote\n1,x,0,7,-1\n2,x,1,7,1\n3,x,9,7,1\n",
    "comments.csv": "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,"
    'comment-body\n1,x,0,7,1,0,1,"Dams, now"\n2,x,1,7,0,1,1,Trams\n',
    "participants-votes.csv": "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n"
    "7,0,2,2,1,1,-1,1\n",
}


def packed(folder: Path, files: dict[str, str | bytes], name: str = "some.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for member, content in files.items():
            out.writestr(member, content)
    return path


def folder_of(folder: Path, files: dict[str, str | bytes]) -> Path:
    made = folder / "made"
    made.mkdir()
    for name, content in files.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return made


@pytest.mark.parametrize("how", [packed, folder_of])
def test_tables_of_one_header_become_one_that_names_their_files(tmp_path, how):
    files = {"wave1.csv": WAVE.format("A"), "wave2.csv": "stance;actor;axis\n0;B;Rail\n",
             "other.tsv": "x\ty\n1\t2\n", "README.md": "# x", "notes.pdf": "x"}  # fmt: skip
    other, joined = read(how(tmp_path, files)).tables
    assert lists(joined) == [["A", "Dam", "1", "wave1.csv"], ["B", "Rail", "0", "wave2.csv"]]
    assert [*joined.cells.columns] == ["actor", "axis", "stance", "file"]
    assert [*joined.cells.index] == [2, 2]
    assert (other.name, lists(other)) == ("other.tsv", [["1", "2"]])


def test_several_files_at_once(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_text(WAVE.format(name) + "1,2,3,4\n")
    reading = read_many([tmp_path / "a", tmp_path / "b"], ["w1.csv", "w2.csv"])
    table = one(reading)
    assert reading.kind == "CSV"
    assert table.cells.file.tolist() == ["w1.csv", "w2.csv"]
    assert [(fault.file, fault.rows) for fault in table.faults] == [
        ("w1.csv", (3,)), ("w2.csv", (3,)),
    ]  # fmt: skip


def test_sheets_of_several_workbooks_are_named_by_their_files(tmp_path):
    for name in ("w1.xlsx", "w2.xlsx"):
        pd.DataFrame({"actor": [name], "stance": [1]}).to_excel(tmp_path / name, index=False)
    table = one(read_many([tmp_path / "w1.xlsx", tmp_path / "w2.xlsx"]))
    assert lists(table) == [["w1.xlsx", "1", "w1.xlsx"], ["w2.xlsx", "1", "w2.xlsx"]]


def test_a_file_that_cannot_be_read_does_not_hide_the_others(tmp_path):
    (tmp_path / "a.csv").write_text(WAVE.format("A"))
    (tmp_path / "b.xlsx").write_bytes(b"PK\3\4 and no more")
    reading = read_many([tmp_path / "a.csv", tmp_path / "b.xlsx", tmp_path / "none.csv"])
    assert len(reading.tables) == 1
    assert [fault.file for fault in reading.faults] == ["b.xlsx", "none.csv"]


@pytest.mark.parametrize("how", [packed, folder_of])
def test_polis_is_recognised_and_votes_say_their_comments(tmp_path, how):
    reading = read(how(tmp_path, {**POLIS, "summary.csv": "topic,Dams?\nviews,3\n"}))
    assert (reading.kind, reading.recipe) == ("Polis export", None)
    votes, comments, wide, _ = reading.tables
    assert votes.cells["comment-body"].tolist() == ["Dams, now", "Trams", ""]
    assert comments.cells.shape == (2, 8)
    assert wide.titles == {"0": "Dams, now", "1": "Trams"}


def test_files_of_polis_alone_and_together(tmp_path):
    folder = folder_of(tmp_path, POLIS)
    assert read(folder / "votes.csv").kind == "Polis export"
    assert read(folder / "comments.csv").kind == "CSV"
    reading = read_many([folder / name for name in sorted(POLIS)])
    assert reading.kind == "Polis export"
    assert reading.tables[0].cells["comment-body"].iloc[0] == "Dams, now"


PACKAGE = {
    "resources": [
        {
            "name": "votes", "path": "data/votes.csv",
            "schema": {
                "missingValues": ["", "-99"],
                "fields": [
                    {"name": "q1", "title": "Should the dam go?", "missingValues": ["x"]},
                    {"name": "q2", "description": "Trams",
                     "categories": [{"value": 1, "label": "agree"}]},
                ],
            },
        },
        {"name": "waves", "path": ["w1.csv", "w2.csv"]},
        {"name": "inside", "data": [{"a": 1}, {"a": 2}]},
        {"name": "gone", "path": "../gone.csv"},
    ]
}  # fmt: skip
MEMBERS = {"data/votes.csv": "q1,q2\n1,-99\nx,1\n", "w1.csv": WAVE.format("A"),
           "w2.csv": WAVE.format("B"), "unlisted.csv": "a\n1\n"}  # fmt: skip


@pytest.mark.parametrize(("how", "prefix"), [(packed, ""), (packed, "package/"), (folder_of, "")])
def test_a_data_package(tmp_path, how, prefix):
    files = {prefix + name: content for name, content in MEMBERS.items()}
    reading = read(how(tmp_path, {prefix + "datapackage.json": json.dumps(PACKAGE), **files}))
    votes, waves, inside = reading.tables
    assert reading.kind == "Data Package"
    assert (votes.name, waves.name, inside.name) == ("votes", "waves", "inside")
    assert votes.titles == {"q1": "Should the dam go?", "q2": "Trams"}
    assert votes.absent == {"q1": frozenset({"x"}), "q2": frozenset({"-99"})}
    assert votes.labels == {"q2": {"1": "agree"}}
    assert waves.cells.file.tolist() == ["w1.csv", "w2.csv"]
    assert lists(inside) == [["1"], ["2"]]
    (fault,) = reading.faults
    assert (fault.value, fault.allowed) == ("../gone.csv", "a path of a file in the package")


def test_files_of_a_data_package_sent_one_by_one(tmp_path):
    (tmp_path / "a").write_text(json.dumps(PACKAGE))
    (tmp_path / "b").write_text(MEMBERS["data/votes.csv"])
    reading = read_many([tmp_path / "a", tmp_path / "b"], ["datapackage.json", "votes.csv"])
    assert [table.name for table in reading.tables] == ["votes", "inside"]
    assert reading.tables[0].titles["q2"] == "Trams"
    assert [fault.value for fault in reading.faults] == ["w1.csv", "w2.csv", "../gone.csv"]


def test_a_descriptor_stands_for_its_package(tmp_path):
    folder = folder_of(tmp_path, {"datapackage.json": json.dumps(PACKAGE), **MEMBERS})
    assert len(read(folder / "datapackage.json").tables) == 3


def test_the_bundled_data_package():
    reading = read(Path(__file__).parents[1] / "data")
    assert reading.kind == "Data Package"
    assert [table.name for table in reading.tables] == ["positions", "axes", "events"]
    assert reading.tables[0].titles["actor"].startswith("Who holds the position")


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"resources": 3}', "[" * 100_000])
def test_a_broken_descriptor_is_a_fault(tmp_path, content):
    reading = read(packed(tmp_path, {"datapackage.json": content, "a.csv": "a\n1\n"}))
    assert (reading.tables, len(reading.faults)) == ((), 1)


def test_a_zip_in_a_zip_is_refused_and_the_rest_is_read(tmp_path):
    inner = packed(tmp_path, {"a.csv": "a\n1\n"}, "inner.zip").read_bytes()
    reading = read(packed(tmp_path, {"inner.zip": inner, "b.csv": "b,c\n1,2\n"}))
    assert [table.name for table in reading.tables] == ["b.csv"]
    assert [fault.value for fault in reading.faults] == ["a packed file"]


def test_a_zip_within_that_has_another_name_is_refused(tmp_path):
    inner = packed(tmp_path, {"a.csv": "a\n1\n"}, "inner.zip").read_bytes()
    reading = read(packed(tmp_path, {"inner.csv": inner}))
    assert (reading.tables, len(reading.faults)) == ((), 1)


def test_paths_that_lead_out_of_a_zip_write_nothing_there(tmp_path):
    path = packed(
        tmp_path, {"../../evil.csv": "a\n1\n", "/abs.csv": "b,c\n1,2\n", "x/y.csv": "a\n2\n"}
    )
    before = sorted(tmp_path.rglob("*"))
    read(path)
    assert sorted(tmp_path.rglob("*")) == before
    assert not (tmp_path.parent / "evil.csv").exists()


def test_a_bomb_that_says_so(tmp_path):
    path = packed(tmp_path, {"a.csv": b"a,b\n" + b"\0" * (bounds.SMALL + 2**20)})
    (fault,) = read(path).faults
    assert "MB unpacked" in fault.value


@pytest.mark.parametrize("name", ["some.zip", "some.xlsx"])
def test_a_bomb_that_lies_about_its_size(tmp_path, monkeypatch, name):
    member = "xl/a.csv" if name == "some.xlsx" else "a.csv"
    path = packed(tmp_path, {member: b"a,b\n" + b"1,2\n" * 10_000}, name)
    monkeypatch.setattr(zips, "most_unpacked", lambda path: 30_000)
    monkeypatch.setattr(zipfile.ZipInfo, "file_size", property(lambda s: 0, lambda s, v: None),
                        raising=False)  # fmt: skip
    reading = read(path)
    assert (reading.tables, len(reading.faults)) == ((), 1)


def test_too_many_files_in_a_zip(tmp_path):
    path = packed(tmp_path, {f"{n}.csv": "" for n in range(MOST_MEMBERS + 1)})
    (fault,) = read(path).faults
    assert fault.value == "1,001 files in a zip"


def test_a_zip_with_a_password(tmp_path):
    path = packed(tmp_path, {"a.csv": "a\n1\n"})
    content = bytearray(path.read_bytes())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        content[content.index(mark) + (6 if mark.endswith(b"\x04") else 8)] |= 1
    path.write_bytes(content)
    (fault,) = read(path).faults
    assert "password" in fault.value


def test_a_zip_without_tables(tmp_path):
    (fault,) = read(packed(tmp_path, {"a.png": "x"})).faults
    assert fault.value == "no file that holds a table"


def test_every_kind_has_its_own_endings():
    endings = [ending for reader in READERS for ending in reader.endings]
    assert len(endings) == len({*endings})
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings)


def test_a_file_that_is_not_there(tmp_path):
    (fault,) = read(tmp_path / "none.csv").faults
    assert (fault.file, fault.value) == ("none.csv", "No such file or directory")


def test_a_disk_that_is_full_or_a_memory_that_is_is_a_fault(tmp_path, monkeypatch):
    for error in (OSError(28, "No space left on device"), MemoryError()):

        def fail(path, name, error=error):
            raise error

        monkeypatch.setattr(intake, "_TEXT", replace(intake._TEXT, function=fail))
        (fault,) = read_as(tmp_path, "a,b\n1,2\n", "upload").faults
        assert (fault.file, bool(fault.value), bool(fault.allowed)) == ("upload", True, True)


def test_a_name_decides_only_where_the_content_does_not(tmp_path):
    assert read_as(tmp_path, '[{"a": 1}]', "upload").kind == "JSON"
    assert read_as(tmp_path, '{"a": 1}\n{"a": 2}\n', "some.txt").kind == "JSON lines"
    assert read_as(tmp_path, "a,b\n1,2\n", "upload").kind == "CSV"
    assert read_as(tmp_path, "a,b\n1,2\n", "some.parquet").kind == "CSV"
