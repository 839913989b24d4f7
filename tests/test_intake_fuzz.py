"""Whatever a file holds and is called, reading it ends with tables or a fault, never an error."""

import random
import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
from foreign import DATA, read_as
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.intake.readers import ENDINGS, READERS
from hustings.intake.table import Reading

FRAME = pd.DataFrame({"actor": ["A", "B"] * 20, "q": [1.0, 2.0] * 20})


def looked_at(reading: Reading) -> None:
    """What holds for every reading."""
    assert reading.kind
    assert reading.tables or reading.faults
    for table in reading.tables:
        names = [*table.cells.columns]
        assert len(names) == len({*names}) and all(name.strip() for name in names)
        assert {str(kind) for kind in table.cells.dtypes} <= {"str"}
        assert not table.cells.isna().any(axis=None)
        assert all(isinstance(row, int) and row >= 1 for row in table.cells.index.tolist())
        assert {*table.labels} | {*table.absent} | {*table.titles} <= {*names}
    faults = [*reading.faults, *(fault for table in reading.tables for fault in table.faults)]
    for fault in faults:
        assert fault.file and fault.allowed and fault.count >= len(fault.rows)
        assert "Traceback" not in fault.value and "/tmp" not in fault.value


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> dict[str, bytes]:
    """A file of every kind that is right."""
    folder: Path = tmp_path_factory.mktemp("whole")
    book = openpyxl.Workbook()
    book.active.append(["actor", "q"])
    book.active.append(["A", 1])
    book.save(folder / "a.xlsx")
    pyreadstat.write_sav(FRAME, folder / "a.sav", variable_value_labels={"q": {1: "yes"}})
    pyreadstat.write_sav(FRAME, folder / "a.zsav", compress=True)
    pyreadstat.write_dta(FRAME, folder / "a.dta", variable_value_labels={"q": {1: "yes"}})
    pyreadstat.write_por(FRAME.rename(columns=str.upper), folder / "a.por")
    pq.write_table(pa.Table.from_pandas(FRAME), folder / "a.parquet")
    with sqlite3.connect(folder / "a.dna") as made:
        made.executescript(
            "CREATE TABLE STATEMENTS(ID, StatementTypeId, DocumentId, Start, Stop, Coder);"
            "CREATE TABLE DOCUMENTS(ID, Title, Text, Author, Source, Section, Type, Date);"
            "CREATE TABLE VARIABLES(ID, Variable, DataType, StatementTypeId);"
            "CREATE TABLE STATEMENTTYPES(ID, Label); INSERT INTO STATEMENTTYPES VALUES (1, 's');"
            "INSERT INTO STATEMENTS VALUES (1, 1, 1, 0, 1, 1);"
            "INSERT INTO DOCUMENTS VALUES (1, 't', 'x', 'a', 's', 's', 't', 5);"
        )
    made.close()
    with zipfile.ZipFile(folder / "a.zip", "w") as packed:
        packed.writestr("a.csv", "actor,q\nA,1\n")
        packed.write(folder / "a.xlsx", "a.xlsx")
    found = {path.suffix: path.read_bytes() for path in folder.iterdir()}
    found[".xls"] = (DATA / "votes.xls").read_bytes()
    found[".csv"] = found[".tsv"] = found[".txt"] = (DATA / "quotes-unescaped.csv").read_bytes()
    found[".json"] = b'[{"actor": "A", "q": {"x": [1, 2]}}, {"actor": "\\u00e9"}]'
    found[".jsonl"] = b'{"actor": "A"}\n{"q": 1.5}\n'
    return found


def test_a_file_of_every_reader_is_tried(whole):
    assert all({*reader.endings} & {*whole} for reader in READERS)


QUICK = [".csv", ".json", ".jsonl", ".parquet", ".dna", ".zip"]
APART = [".xlsx", ".xls", ".sav", ".zsav", ".dta", ".por"]


@settings(max_examples=60)
@given(st.binary(max_size=200), st.sampled_from(sorted({*ENDINGS, ".ods", ".exe", ""})))
def test_any_bytes_under_any_name(tmp_path_factory, content, ending):
    looked_at(read_as(tmp_path_factory.mktemp("any"), content, f"some{ending}"))


@settings(max_examples=40)
@given(st.text(st.sampled_from('[]{}":,01ea\\ \n'), max_size=40), st.sampled_from([".json", ""]))
def test_any_marks_of_json(tmp_path_factory, content, ending):
    looked_at(read_as(tmp_path_factory.mktemp("any"), content, f"some{ending}"))


@pytest.mark.parametrize("ending", [*QUICK, *APART])
def test_a_file_that_breaks_off(whole, tmp_path_factory, ending):
    content = whole[ending]
    folder = tmp_path_factory.mktemp("part")
    for part in range(1, 4 if ending in APART else 40):
        keep = len(content) * part // (4 if ending in APART else 40)
        looked_at(read_as(folder, content[:keep], f"some{ending}"))


@pytest.mark.parametrize("ending", [*QUICK, *APART])
def test_a_file_some_bytes_of_which_are_wrong(whole, tmp_path_factory, ending):
    chance, folder = random.Random(ending), tmp_path_factory.mktemp("wrong")
    for _ in range(3 if ending in APART else 60):
        content = bytearray(whole[ending])
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        looked_at(read_as(folder, bytes(content), f"some{ending}"))
