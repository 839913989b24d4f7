"""Rows of CSV that are none: each costs itself alone, and nothing makes reading endless."""

import csv
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reads import HEADER, ROW, cells_of, read_from, rows_of, where

from hustings.readers import csv_file, csv_records

LONG = "x" * (csv.field_size_limit() + 1)


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
    many = csv.field_size_limit() // len(ROW) + 2 * csv_file.BATCH
    text = said(HEADER + 'Ann,Tax,1,"open\n' + ROW * many)
    assert where(text) == [(2, "quote")]
    assert (text.rows, text.broken) == (many + 1, 1)
    assert text.table.row.max().to_pyarrow().as_py() == many + 2


def test_text_after_a_closed_quote_is_broken(said):
    text = said(HEADER + 'Ann,Tax,1,"a"b\n' + ROW)
    assert where(text) == [(2, "")]
    assert cells_of(text) == ["More trams"]


@pytest.mark.parametrize(
    ("line", "column", "value", "allowed"),
    [
        ('Ann,Tax,1,"bad" here', "", 'Ann,Tax,1,"bad" here\n', csv_records.AFTER),
        ('"Ann"x,Tax,1,', "", '"Ann"x,Tax,1,\n', csv_records.AFTER),
        ('Ann,Tax,1,"open', "quote", "open\n", csv_records.CLOSED),
        ('"Ann, ""x"" ,Tax,1,', "actor", 'Ann, "x" ,Tax,1,\n', csv_records.CLOSED),
        (f"Ann,Tax,1,{LONG}", "quote", LONG[:1000], csv_records.SHORT),
        (f"{LONG},Tax,1,", "actor", LONG[:1000], csv_records.SHORT),
        (f'"a, ""b""" , "{LONG}",1,{LONG}', "axis", LONG[:1000], csv_records.SHORT),
        (f'Ann,"{2 * LONG}', "axis", LONG[:1000], csv_records.SHORT),
        (f"Ann,Tax,1,x,{LONG}", "", LONG[:1000], csv_records.SHORT),
    ],
)
def test_each_way_to_break_a_row_has_its_own_sentence(said, line, column, value, allowed):
    for separator in csv_file.SEPARATORS:
        swap = str.maketrans(",", separator)
        text = said((HEADER + ROW + line + "\n" + ROW).translate(swap))
        assert [(p.row, p.column, p.value, p.allowed) for p in text.problems] == [
            (3, column, value.translate(swap), allowed)
        ]
        assert [row["row"] for row in rows_of(text)] == [2, 4]


def test_a_quoted_cell_is_as_long_as_what_it_says(said):
    quote = '""' * csv.field_size_limit()
    text = said(f'{HEADER}Ann,Tax,1,"{quote}"\nAnn,Tax,"{quote}",{LONG}\n')
    assert where(text) == [(3, "quote")]
    assert cells_of(text) == ['"' * csv.field_size_limit()]


@pytest.fixture
def short_lines(monkeypatch) -> int:
    """Lines of some thousand characters are too long already."""
    monkeypatch.setattr(csv_records, "LONGEST", 5_000)
    return 5_000


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize("letter", ["\0", ",", "x", '"', " ", "é"])
def test_an_endless_line_costs_its_own_row_only(said, short_lines, letter, end):
    for size in (short_lines, 2 * short_lines, 7 * short_lines + 1):
        text = said(HEADER + ROW + "Bob,Tax,1," + letter * size + end + (ROW if end else ""))
        assert where(text) == [(3, "")]
        assert text.problems[0].allowed == csv_records.LINE
        assert [row["row"] for row in rows_of(text)] == ([2, 4] if end else [2])


def test_an_endless_line_leaves_the_memory_alone(tmp_path, short_lines):
    path = tmp_path / "some.csv"
    with path.open("w") as file:
        file.write(HEADER + ROW + 'Bob,Tax,1,"')
        file.writelines(["\0" * 100_000] * 40)
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        tracemalloc.start()
        try:
            records = list(csv_records.records(file, ","))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert [type(record) for record in records] == [list, list, csv_records.Broken]
    assert peak < 1_000_000


def test_an_endless_line_in_place_of_a_header_or_in_an_open_quote(said, short_lines):
    text = said("actor,axis," + "x" * 10_000 + "\n" + ROW)
    assert (text.table, where(text)) == (None, [(1, "")])
    assert "a line of at most" in text.problems[0].allowed
    text = said(HEADER + 'Ann,Tax,1,"open\n' + "x" * 10_000 + "\n" + ROW)
    assert where(text) == [(2, "quote"), (3, "")]
    assert cells_of(text) == ["More trams"]


def test_quotes_that_chain_all_rows_together_end_the_reading(said, monkeypatch):
    # each line opens a quote whether or not one is open, so that every record goes on to the end
    monkeypatch.setattr(csv_records, "AGAIN", 10_000)
    monkeypatch.setattr(csv_records, "AGAIN_EACH", 2)
    lines, width = 200, len('x",a,"\n') + csv_records.PER_LINE
    text = said(HEADER + ROW + 'x",a,"\n' * lines)
    *others, last = text.problems
    assert {problem.allowed for problem in others} == {csv_records.CLOSED}
    assert (last.row, last.allowed) == (3 + len(others), csv_records.FEWER)
    assert cells_of(text) == ["More trams"]
    # with k of its lines given up, a file of n has been read (n-1) + ... + (n-k) lines more
    most = 10_000 + 2 * (lines * width + len(HEADER + ROW) + 2 * csv_records.PER_LINE)
    assert sum(lines - k for k in range(len(others) - 1)) * width <= most


@settings(max_examples=60)
@given(st.text(st.sampled_from('",a \n\0'), max_size=60))
def test_whatever_the_quotes_reading_ends_and_counts_every_row(tmp_path_factory, body):
    path = tmp_path_factory.mktemp("csv") / "some.csv"
    path.write_text(HEADER + body)
    text = read_from(path)
    assert text.rows == text.broken + len(rows_of(text))
    assert len({problem.row for problem in text.problems}) == text.broken


def test_a_header_with_an_unclosed_quote_is_no_header(said):
    text = said('actor,"axis,stance\nAnn,Tax,1\n')
    assert text.table is None
    assert where(text) == [(1, "")]
