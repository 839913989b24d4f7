"""JSON in the forms that tables take, and Parquet of every type."""

import datetime
import json
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from foreign import lists, one, read_as

from hustings.intake.readers import bounds, json_values, parquet, read

RECORDS = [{"a": 1, "b": "x"}, {"a": 2, "c": None}]
TABLE = [["1", "x"], ["2", ""]]


@pytest.mark.parametrize(
    "value",
    [
        RECORDS,
        {"a": [1, 2], "b": ["x"]},
        {"a": {"0": 1, "1": 2}, "b": {"0": "x"}},
        {"meta": {"n": 2}, "results": RECORDS, "links": []},
        {"columns": ["a", "b"], "index": [0, 1], "data": [[1, "x"], [2]]},
        [["a", "b"], [1, "x"], [2, None]],
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_forms_of_a_table(tmp_path, value, encoding):
    content = json.dumps(value, indent=1).encode(encoding)
    cells = one(read_as(tmp_path, content, "some.json")).cells
    assert cells[["a", "b"]].to_numpy().tolist() == TABLE


def test_records_under_keys(tmp_path):
    table = one(read_as(tmp_path, '{"k": {"a": 1}, "l": {"a": 2}}', "some.json"))
    assert ([*table.cells.columns], lists(table)) == (["key", "a"], [["k", "1"], ["l", "2"]])


def test_values_of_every_type(tmp_path):
    said = ('[{"n": 1.50, "big": 12345678901234567890123, "t": true, "o": {"x": 1, "y": {"z": 2}},'
            ' "l": [1, "b", null], "ls": [{"a": 1}], "e": {}, "nan": NaN, "": "u"}]')  # fmt: skip
    table = one(read_as(tmp_path, said, "some.json"))
    assert table.cells.iloc[0].to_dict() == {
        "n": "1.50", "big": "12345678901234567890123", "t": "TRUE", "o.x": "1",
        "o.y": '{"z": "2"}', "l": "1; b; ", "ls": '[{"a": "1"}]', "e": "{}", "nan": "",
        "column 10": "u",
    }  # fmt: skip


def test_lines_are_numbered_and_a_broken_one_costs_itself(tmp_path):
    reading = read_as(tmp_path, '{"a": 1}\n\n{"a": 2\n[3]\n{"b": 4}\n', "some.jsonl")
    table = one(reading)
    assert reading.kind == "JSON lines"
    assert [*table.cells.index] == [1, 5]
    (fault,) = table.faults
    assert (fault.rows, fault.count, fault.value) == ((3, 4), 2, '{"a": 2')


def test_a_list_that_breaks_off_keeps_what_came_before(tmp_path):
    table = one(read_as(tmp_path, '[{"a": 1}, 5, {"a": 2}, {"a": ', "some.json"))
    assert lists(table) == [["1"], ["2"]]
    assert [fault.rows for fault in table.faults] == [(2,), (4,)]


def test_names_that_come_late_are_empty_before(tmp_path, monkeypatch):
    monkeypatch.setattr(json_values, "_BATCH", 2)
    said = json.dumps([{"a": n} for n in range(5)] + [{"b": "x"}])
    table = one(read_as(tmp_path, said, "some.json"))
    assert lists(table) == [*([str(n), ""] for n in range(5)), ["", "x"]]


@pytest.mark.parametrize(
    "content",
    ["{", "[", "[]", "{}", "5", '"x"', "[" * 100_000, '{"a":' * 100_000, "[[]]", "[{}]", "nope"],
)
def test_what_holds_no_records_is_a_fault(tmp_path, content):
    reading = read_as(tmp_path, content, "some.json")
    faults = [*reading.faults, *(fault for table in reading.tables for fault in table.faults)]
    assert faults and all(fault.file == "some.json" for fault in faults)
    assert sum(len(table.cells) for table in reading.tables) == 0


def test_too_many_different_names(tmp_path):
    said = json.dumps([{f"n{n}": n} for n in range(bounds.MOST_COLUMNS + 1)])
    (fault,) = read_as(tmp_path, said, "some.json").faults
    assert fault.value == "5,001 different names in records"


def test_half_characters_are_no_text(tmp_path):
    table = one(read_as(tmp_path, '[{"a": "x\\ud800y"}]', "some.json"))
    assert lists(table) == [["x?y"]]


def written(folder, **columns: pa.Array):
    path = folder / "some.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_values_of_every_type(tmp_path):
    moment = datetime.datetime(2024, 1, 2, 7, 30, tzinfo=datetime.UTC)
    path = written(
        tmp_path,
        day=pa.array([datetime.date(2024, 1, 2)]),
        zoned=pa.array([moment], pa.timestamp("us", tz="America/Los_Angeles")),
        midnight=pa.array([datetime.datetime(2024, 1, 2)], pa.timestamp("ns")),
        number=pa.array([0.1], pa.float32()),
        nan=pa.array([float("nan")]),
        decimal=pa.array([Decimal("1.50")]),
        yes=pa.array([True]),
        words=pa.array(["x"]).dictionary_encode(),
        many=pa.array([["a", None, "b"]]),
        inside=pa.array([{"a": 1, "b": "y"}]),
        raw=pa.array([b"\xffx"]),
        deep=pa.array([[{"a": 1}]]),
        none=pa.nulls(1),
    )
    assert one(read(path)).cells.iloc[0].to_dict() == {
        "day": "2024-01-02", "zoned": "2024-01-01 23:30:00", "midnight": "2024-01-02",
        "number": "0.1", "nan": "", "decimal": "1.50", "yes": "TRUE", "words": "x",
        "many": "a; ; b", "inside.a": "1", "inside.b": "y", "raw": "\ufffdx", "deep": '{"a": 1}',
        "none": "",
    }  # fmt: skip


def test_a_word_repeated_a_million_times_is_not_copied(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "MOST_UNPACKED", 2**24)
    word = "x" * 50_000
    path = written(tmp_path, a=pa.array([word]).dictionary_encode().take(pa.array([0] * 9_000)))
    assert path.stat().st_size < 200_000
    (fault,) = read(path).faults
    assert fault.value == "more than 16 MB of values"


@pytest.mark.parametrize("keep", [4, 50, 300, -10])
def test_a_damaged_parquet_file_is_a_fault(tmp_path, keep):
    content = written(tmp_path, a=pa.array(["x"] * 50)).read_bytes()
    (fault,) = read_as(tmp_path, content[:keep], "some.parquet").faults
    assert fault.file == "some.parquet"
