"""Parquet files, read as CSV is: what is wrong is named, and costs its own row only."""

import csv
import datetime

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reads import HEADER, ROW, cells_of, read_from, rows_of, where

from hustings.readers import Text


def test_parquet_of_several_types_gives_the_same_text(tmp_path):
    path = tmp_path / "some.parquet"
    day = datetime.date(2024, 2, 29)
    frame = pd.DataFrame(
        {
            "actor": ["Ann ", None], "Axis": pd.Categorical(["Tax", "Tax"]), "stance": [0.5, -1.0],
            "date": [day, None], "quote": ["a\r\nb", "'=x"], "mood": [1, 2],
        }
    )  # fmt: skip
    frame.to_parquet(path)
    text = read_from(path)
    assert rows_of(text) == [
        {"row": 2, "date": "2024-02-29", "actor": "Ann", "quote": "a\nb", "axis": "Tax",
         "stance": "0.5"},
        {"row": 3, "date": None, "actor": None, "quote": "=x", "axis": "Tax", "stance": "-1.0"},
    ]  # fmt: skip
    frame.assign(date=pd.to_datetime(frame.date), stance=[1, 0]).to_parquet(path)
    text = read_from(path)
    assert [(row["date"], row["stance"]) for row in rows_of(text)] == [
        ("2024-02-29 00:00:00", "1"),
        (None, "0"),
    ]
    assert text.rows == 2


def test_a_parquet_file_that_is_none_is_a_problem(said):
    text = said(HEADER + ROW, "some.parquet")
    assert text.table is None
    assert len(text.problems) == 1


def parquet(path, **columns) -> Text:
    """What is read from a Parquet file of some columns, beside three codings."""
    plain = {"actor": ["Ann", "Bob", "Cid"], "axis": ["Tax"] * 3, "stance": [1.0, 0.5, 0.0]}
    table = pa.table({**plain, **columns})
    pq.write_table(table, path / "some.parquet", row_group_size=2)
    return read_from(path / "some.parquet")


@pytest.mark.parametrize("name", ["file_row_number", "FILE_ROW_NUMBER", "row", "filename"])
def test_any_column_may_stand_in_a_parquet_file_and_no_other_is_named(tmp_path, name):
    assert parquet(tmp_path).passed_over == ()
    text = parquet(tmp_path, **{name: [7, 8, 9]})
    assert (text.passed_over, text.problems) == ((name,), [])
    assert [row["row"] for row in rows_of(text)] == [2, 3, 4]


def unchecked(cells: list[bytes]) -> pa.Array:
    """A column that is said to hold text, whatever its bytes."""
    raw = pa.array(cells, pa.binary())
    return pa.Array.from_buffers(pa.string(), len(cells), raw.buffers())


@pytest.mark.parametrize("typed", [lambda cells: pa.array(cells, pa.binary()), unchecked],
                         ids=["binary", "string"])  # fmt: skip
@pytest.mark.parametrize("column", ["actor", "quote"])
@pytest.mark.parametrize("place", range(3))
def test_bytes_in_parquet_that_are_no_text_cost_their_row(tmp_path, typed, column, place):
    cells = ["Égalité?".encode(), "中".encode(), b"plain"]
    cells[place] = b"caf\xe9"
    text = parquet(tmp_path, **{column: typed(cells), "mood": typed([b"\xff"] * 3)})
    assert [(p.row, p.column, p.value, p.allowed) for p in text.problems] == [
        (place + 2, column, "caf?", "text in UTF-8")
    ]
    assert [row["row"] for row in rows_of(text)] == [row for row in (2, 3, 4) if row != place + 2]
    assert cells_of(text, column) == [cell.decode() for i, cell in enumerate(cells) if i != place]
    assert (text.rows, text.broken, text.passed_over) == (3, 1, ("mood",))


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", b"a\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"])
def test_several_cells_of_a_row_are_named_each(tmp_path, bad):
    text = parquet(tmp_path, actor=unchecked([bad, b"B", b"C"]), quote=unchecked([bad, bad, b"?"]))
    assert where(text) == [(2, "actor"), (2, "quote"), (3, "quote")]
    assert [row["row"] for row in rows_of(text)] == [4]
    assert (text.rows, text.broken) == (3, 2)


def test_cells_have_the_same_length_in_every_kind_of_file(tmp_path, said):
    limit = csv.field_size_limit()
    quotes = ["a" * limit, "é" * (limit + 1), "b"]
    files = [
        said(HEADER + "".join(f"Ann,Tax,1,{quote}\n" for quote in quotes)),
        said(HEADER + "".join(f'Ann,Tax,1, "{quote}" \n' for quote in quotes)),
        parquet(tmp_path, quote=quotes),
    ]
    for text in files:
        assert where(text) == [(3, "quote")]
        assert text.problems[0].value == "é" * 1000
        assert text.problems[0].allowed == "a cell of at most 131,072 characters"
        assert [len(cell) for cell in cells_of(text)] == [limit, 1]
        assert (text.rows, text.broken) == (3, 1)


NESTED = {
    "list": [["a", "b"], ["c"], None],
    "struct": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
    "map": pa.array([[("a", 1)], [], None], pa.map_(pa.string(), pa.int64())),
    "list of structs": [[{"name": "a"}], [], []],
}


@pytest.mark.parametrize("cells", NESTED.values(), ids=NESTED)
def test_lists_and_structs_are_no_text(tmp_path, cells):
    text = parquet(tmp_path, theme=cells, mood=cells)
    assert where(text) == [(None, "theme")]
    assert "texts, numbers or dates" in text.problems[0].allowed
    assert [sorted(row) for row in rows_of(text)] == [["actor", "axis", "row", "stance"]] * 3
    text = parquet(tmp_path, actor=cells)
    assert (text.table, where(text)) == (None, [(None, "actor")])
