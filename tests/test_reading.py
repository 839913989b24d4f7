"""Files of every shape, read as text: what is right comes through, what is wrong is named."""

import csv
import datetime
import io
from itertools import count

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings import reading
from hustings.reading import Text, read
from hustings.schema import COLUMNS

ENGINE = ibis.duckdb.connect()
COUNT = count()
HEADER = "actor,axis,stance,quote\n"
ROW = "Ann,Tax,1,More trams\n"


@pytest.fixture
def said(tmp_path):
    """A function that reads bytes or text as a file."""

    def read_as(content: str | bytes, name: str = "some.csv") -> Text:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(ENGINE, path, COLUMNS, f"text_{next(COUNT)}")

    return read_as


def rows_of(text: Text) -> list[dict]:
    return text.table.order_by("row").to_pyarrow().to_pylist()


def cells_of(text: Text, column: str = "quote") -> list[str | None]:
    return [row[column] for row in rows_of(text)]


def where(text: Text) -> list[tuple]:
    return [(problem.row, problem.column) for problem in text.problems]


PLAIN = HEADER + ROW + "Bob,Rail,-0.5,\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", " , ").replace("\n", "  \n"),
        PLAIN.replace("More trams", '"More trams"  '),
        PLAIN.replace("More trams", '  "More trams"').replace("Ann", '"Ann" '),
        PLAIN.replace("actor", "Actor").replace("axis", " AXIS "),
        PLAIN.rstrip("\n"),
    ],
)
def test_the_shape_of_a_file_does_not_matter(said, content):
    text = said(content)
    assert text.problems == []
    assert rows_of(text) == [
        {"row": 2, "actor": "Ann", "axis": "Tax", "stance": "1", "quote": "More trams"},
        {"row": 3, "actor": "Bob", "axis": "Rail", "stance": "-0.5", "quote": None},
    ]
    assert (text.rows, text.broken) == (2, 0)


def test_text_of_any_script_and_size_comes_through(said):
    quotes = [
        "Égalité",
        "人工智能",
        "مرحبا",
        "אבג",
        "हिन्दी",
        "👩‍🔬",
        "x" * 100_000,
        "<b>:red[x]</b>",
    ]
    text = said(HEADER + "".join(f'Ann,Tax,1,"{quote}"\n' for quote in quotes))
    assert cells_of(text) == quotes
    assert text.problems == []


def test_separators_quotes_and_line_ends_inside_quotes_belong_to_the_text(said):
    text = said(HEADER + 'Ann,Tax,1,"a, ""b"";\r\nc"\r\nAnn,Tax,1,x "y" z\n')
    assert cells_of(text) == ['a, "b";\nc', 'x "y" z']
    assert [row["row"] for row in rows_of(text)] == [2, 3]


def test_lines_about_the_file_and_empty_rows_are_passed_over_but_counted(said):
    text = said(
        '"# Source: a; b, c · Link: https://a.example"\n\n' + HEADER + ROW + "\n,,,\n" + ROW
    )
    assert [row["row"] for row in rows_of(text)] == [4, 7]
    assert (text.rows, text.broken, text.problems) == (2, 0, [])


def test_a_column_of_numbers_may_be_called_like_a_line_about_the_file(said):
    assert cells_of(said("#,actor,axis,stance,quote\n1,Ann,Tax,1,Trams\n")) == ["Trams"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"), ("'-1", "-1"), ("'@me", "@me"), ("'+1", "+1"), ("' =1", "=1"),
        ("'tis", "'tis"), ("''=1", "'=1"), ("-1", "-1"), ("'", "'"), ('"\'\tx"', "x"),
    ],
)  # fmt: skip
def test_the_apostrophe_of_a_formula_guard_goes(said, cell, text):
    assert cells_of(said(f"{HEADER}Ann,Tax,1,{cell}\n")) == [text]


def test_unknown_columns_are_ignored_and_absent_ones_left_out(said):
    text = said("mood,stance,actor,axis\nbad,1,Ann,Tax\n")
    assert rows_of(text) == [{"row": 2, "actor": "Ann", "axis": "Tax", "stance": "1"}]
    assert text.problems == []


def test_missing_columns_are_all_named(said):
    text = said("actor,mood\nAnn,bad\n")
    assert text.table is None
    assert where(text) == [(1, "axis"), (1, "stance")]


def test_of_two_columns_of_one_name_the_first_counts(said):
    text = said("actor,axis,stance,actor\nAnn,Tax,1,Bob\n")
    assert where(text) == [(1, "actor")]
    assert cells_of(text, "actor") == ["Ann"]


@pytest.mark.parametrize("content", ["", "\n\n", "# only this\n", "\ufeff"])
def test_an_empty_file_is_a_problem(said, content):
    text = said(content)
    assert text.table is None
    assert [str(p) for p in text.problems] == [
        "some.csv: found nothing; allowed: a header, and rows below it."
    ]


def test_bytes_that_are_no_text_are_named_and_their_row_left_out(said):
    bad = "Ann,Tax,1,Égalité\n".encode("latin-1")
    text = said(HEADER.encode() + ROW.encode() + bad + ROW.encode())
    assert [row["row"] for row in rows_of(text)] == [2, 4]
    assert where(text) == [(3, "quote")]
    assert text.problems[0].value == "�galit�"
    assert (text.rows, text.broken) == (3, 1)


def test_bytes_that_are_no_text_do_not_matter_in_unknown_columns(said):
    text = said(b"actor,axis,stance,mood\nAnn,Tax,1,\xff\n")
    assert (len(rows_of(text)), text.problems) == (1, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_another_encoding_says_so(said, encoding):
    text = said((HEADER + ROW).encode(encoding))
    assert text.table is None
    assert all(str(p).isprintable() for p in text.problems)


def test_ragged_rows_are_named_and_left_out(said):
    text = said(HEADER + ROW + "Ann,Tax,1\n" + "Ann,Tax,1,a,b\n" + ROW)
    assert [row["row"] for row in rows_of(text)] == [2, 5]
    assert [(p.row, p.column, p.value, p.allowed) for p in text.problems] == [
        (3, "", "3 cells", "4 cells, as in the header"),
        (4, "", "5 cells", "4 cells, as in the header"),
    ]
    assert (text.rows, text.broken) == (4, 2)


def test_an_unclosed_quote_costs_its_own_row_only(said):
    text = said(HEADER + ROW + 'Ann,"Tax,1,x\n' + ROW + ROW)
    assert where(text) == [(3, "axis")]
    assert text.problems[0].value.startswith("Tax,1,x")
    assert [row["row"] for row in rows_of(text)] == [2, 4, 5]
    assert (text.rows, text.broken) == (4, 1)


def test_an_unclosed_quote_does_not_reach_the_next_quote(said):
    text = said(HEADER + 'Ann,Tax,1,"open\n' + ROW + 'Ann,Tax,1,"closed"\n')
    assert where(text) == [(2, "quote")]
    assert cells_of(text) == ["More trams", "closed"]


def test_an_unclosed_quote_in_a_long_file_costs_its_own_row_only(said):
    many = csv.field_size_limit() // len(ROW) + 2 * reading.BATCH
    text = said(HEADER + 'Ann,Tax,1,"open\n' + ROW * many)
    assert where(text) == [(2, "quote")]
    assert (text.rows, text.broken) == (many + 1, 1)
    assert text.table.row.max().to_pyarrow().as_py() == many + 2


def test_text_after_a_closed_quote_is_broken(said):
    text = said(HEADER + 'Ann,Tax,1,"a"b\n' + ROW)
    assert where(text) == [(2, "")]
    assert cells_of(text) == ["More trams"]


def test_a_header_with_an_unclosed_quote_is_no_header(said):
    text = said('actor,"axis,stance\nAnn,Tax,1\n')
    assert text.table is None
    assert where(text) == [(1, "")]


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
    text = read(ENGINE, path, COLUMNS, "from_parquet")
    assert rows_of(text) == [
        {"row": 2, "date": "2024-02-29", "actor": "Ann", "quote": "a\nb", "axis": "Tax",
         "stance": "0.5"},
        {"row": 3, "date": None, "actor": None, "quote": "=x", "axis": "Tax", "stance": "-1.0"},
    ]  # fmt: skip
    frame.assign(date=pd.to_datetime(frame.date), stance=[1, 0]).to_parquet(path)
    text = read(ENGINE, path, COLUMNS, "from_times")
    assert [(row["date"], row["stance"]) for row in rows_of(text)] == [
        ("2024-02-29", "1"),
        (None, "0"),
    ]
    assert text.rows == 2


def test_a_parquet_file_that_is_none_is_a_problem(said):
    text = said(PLAIN, "some.parquet")
    assert text.table is None
    assert len(text.problems) == 1


def parquet(path, **columns) -> Text:
    """What is read from a Parquet file of some columns, beside three codings."""
    plain = {"actor": ["Ann", "Bob", "Cid"], "axis": ["Tax"] * 3, "stance": [1.0, 0.5, 0.0]}
    table = pa.table({**plain, **columns})
    pq.write_table(table, path / "some.parquet", row_group_size=2)
    return read(ENGINE, path / "some.parquet", COLUMNS, f"text_{next(COUNT)}")


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


def test_cells_have_the_same_length_in_every_kind_of_file(tmp_path):
    limit = csv.field_size_limit()
    quotes = ["a" * limit, "é" * (limit + 1), "b"]
    files = [parquet(tmp_path, quote=quotes)]
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


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(max_examples=40)
@given(st.lists(CELL, min_size=1, max_size=6), st.sampled_from(reading.SEPARATORS))
def test_whatever_a_csv_writer_wrote_is_read_back(tmp_path_factory, quotes, separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([["actor", "axis", "stance", "quote"], *(["A", "T", "1", q] for q in quotes)])
    path = tmp_path_factory.mktemp("csv") / "some.csv"
    path.write_bytes(out.getvalue().encode())
    text = read(ENGINE, path, COLUMNS, f"text_{next(COUNT)}")
    assert text.problems == []
    assert len(rows_of(text)) == len(quotes)
    for found, quote in zip(cells_of(text), quotes, strict=True):
        plain = quote.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\v\f")
        assert (found or "") in (plain, plain[1:].strip(" \t\n\v\f"))
        assert plain.startswith("'") or (found or "") == plain
