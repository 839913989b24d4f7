"""Files of every shape, read as text: what is right comes through, what is wrong is named."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reads import HEADER, ROW, cells_of, read_from, rows_of, where

from hustings.readers import csv_file

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


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(max_examples=25)
@given(st.lists(CELL, min_size=1, max_size=6), st.sampled_from(csv_file.SEPARATORS))
def test_whatever_a_csv_writer_wrote_is_read_back(tmp_path_factory, quotes, separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([["actor", "axis", "stance", "quote"], *(["A", "T", "1", q] for q in quotes)])
    path = tmp_path_factory.mktemp("csv") / "some.csv"
    path.write_bytes(out.getvalue().encode())
    text = read_from(path)
    assert text.problems == []
    assert len(rows_of(text)) == len(quotes)
    for found, quote in zip(cells_of(text), quotes, strict=True):
        plain = quote.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\v\f")
        assert (found or "") in (plain, plain[1:].strip(" \t\n\v\f"))
        assert plain.startswith("'") or (found or "") == plain
