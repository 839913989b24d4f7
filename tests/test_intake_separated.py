"""Text files of any separator and shape become tables of text, numbered as a spreadsheet does."""

import csv
import io

import pytest
from foreign import DATA, lists, one, read_as
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.intake.readers import read, separated

PLAIN = [["A", "Dam", "1"], ["B", "Rail", "-0.5"]]


def written(separator: str, rows: list[list[str]]) -> str:
    return "".join(separator.join(row) + "\n" for row in [["actor", "axis", "stance"], *rows])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^", "~", "\x1f", "¦", "§", ":"])
def test_any_separator_is_found(tmp_path, separator):
    table = one(read_as(tmp_path, written(separator, PLAIN)))
    assert [*table.cells.columns] == ["actor", "axis", "stance"]
    assert lists(table) == PLAIN
    assert [*table.cells.index] == [2, 3]
    assert "separated by" in table.notes[0]


def test_commas_in_the_text_do_not_hide_another_separator(tmp_path):
    said = "name;says;x\n" + "".join(f"N{i};yes, {'well, ' * (i % 4)}no;0,5\n" for i in range(20))
    assert [*one(read_as(tmp_path, said)).cells.columns] == ["name", "says", "x"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_ends(tmp_path, end):
    table = one(read_as(tmp_path, written(",", PLAIN).replace("\n", end)))
    assert lists(table) == PLAIN


def test_mixed_line_ends_end_alike_in_cells(tmp_path):
    table = one(read_as(tmp_path, 'a,b\r\n1,"x\r\ny"\n2,"z\nw"\r\n'))
    assert lists(table) == [["1", "x\ny"], ["2", "z\nw"]]


def test_a_line_that_names_the_separator_is_no_row(tmp_path):
    for first in ("sep=|\n", '"sep=|"\n', "SEP=|\r\n"):
        table = one(read_as(tmp_path, first + written("|", PLAIN)))
        assert lists(table) == PLAIN
        assert [*table.cells.index] == [2, 3]


def test_titles_above_the_header_are_told_and_counted(tmp_path):
    table = one(read_as(tmp_path, "Made-up table\n\nSource:,us,,\n" + written(",", PLAIN)))
    assert [*table.cells.columns] == ["actor", "axis", "stance"]
    assert [*table.cells.index] == [5, 6]
    assert "the header is row 4, below “Made-up table / Source: us”" in table.notes


@pytest.mark.parametrize("comment", ["# Source: a; b, c, d\n", '"# Source: a; b, c, d"\n'])
def test_lines_of_comment_are_no_header(tmp_path, comment):
    table = one(read_as(tmp_path, comment + written(";", PLAIN)))
    assert [*table.cells.columns] == ["actor", "axis", "stance"]
    assert [*table.cells.index] == [3, 4]


def test_a_column_may_be_called_like_a_comment(tmp_path):
    assert [*one(read_as(tmp_path, "#,actor\n1,A\n")).cells.columns] == ["#", "actor"]


def test_numbers_count_records_and_not_lines(tmp_path):
    table = one(read_as(tmp_path, 'a,b\n1,"x\ny"\n\n,\n2,z\n'))
    assert [*table.cells.index] == [2, 5]


def test_empty_rows_are_left_out_of_a_plain_file_and_keep_their_numbers(tmp_path):
    table = one(read_as(tmp_path, "a,b\n1,x\n\n,\n2,z\n\n\n"))
    assert [*table.cells.index] == [2, 5]
    assert lists(table) == [["1", "x"], ["2", "z"]]


def test_rows_that_end_early_are_filled_and_told(tmp_path):
    table = one(read_as(tmp_path, "a,b,c\n1\n2,x\n3,y,z\n"))
    assert lists(table) == [["1", "", ""], ["2", "x", ""], ["3", "y", "z"]]
    assert "rows that end before the last column: 2" in table.notes


def test_a_row_with_more_cells_than_the_header_is_named_and_the_others_survive(tmp_path):
    rows = "a,b,c\n" + "1,2,3\n" * 3 + "1,2,3,4\n" * 2 + "5,6,7\n"
    table = one(read_as(tmp_path, rows))
    (fault,) = table.faults
    assert (fault.file, fault.value, fault.allowed) == (
        "some.csv",
        "4 cells",
        "3 cells, as in the header",
    )
    assert (fault.rows, fault.count) == ((5, 6), 2)
    assert len(table.cells) == 4


def test_trailing_separators_make_no_columns(tmp_path):
    table = one(read_as(tmp_path, "a,b,,\n1,2,,\n3,4\n5,6,,,,\n"))
    assert [*table.cells.columns] == ["a", "b"]
    assert lists(table) == [["1", "2"], ["3", "4"], ["5", "6"]]
    assert table.faults == ()


def test_names_are_unique_and_not_empty_and_keep_their_spelling(tmp_path):
    table = one(read_as(tmp_path, "Actor ,stance,,STANCE,stance,stance (2)\n1,2,3,4,5,6\n"))
    assert [*table.cells.columns] == [
        "Actor", "stance", "column 3", "STANCE", "stance (3)", "stance (2)",
    ]  # fmt: skip
    assert "column 5 is called “stance” like another and is “stance (3)” here" in table.notes


def test_names_of_rows_as_r_writes_them(tmp_path):
    table = one(read_as(tmp_path, '"a","b"\n"1","x",0.5\n"2","y",1\n'))
    assert [*table.cells.columns] == ["column 1", "a", "b"]
    table = one(read_as(tmp_path, '"a" "b"\n"1" "x y" 0.5\n"2" "y" 1\n', "some.txt"))
    assert lists(table) == [["1", "x y", "0.5"], ["2", "y", "1"]]


def test_lines_that_a_program_wrapped_in_quotes_or_ended_with_semicolons(tmp_path):
    table = one(read_as(tmp_path, '"a,b,c"\n"1,""x, y"",2"\n"3,z,4"\n'))
    assert lists(table) == [["1", "x, y", "2"], ["3", "z", "4"]]
    table = one(read_as(tmp_path, 'a,b,c\n"1,""x, y"",2"\n"3,z,4"\n'))
    assert lists(table) == [["1", "x, y", "2"], ["3", "z", "4"]]
    table = one(read_as(tmp_path, 'a\n"x, y"\n"z, w"\n'))
    assert lists(table) == [["x, y"], ["z, w"]]
    table = one(read_as(tmp_path, "a,b;;\n1,x;;\n2,y;;\n"))
    assert [*table.cells.columns] == ["a", "b"]
    assert lists(table) == [["1", "x"], ["2", "y"]]


def test_questions_below_the_header_are_titles(tmp_path):
    ids = '"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"'
    table = one(read_as(tmp_path, f'Q1,Q2\n"Dams, yes?",Trams?\n{ids}\n1,2\n3,4\n'))
    assert table.titles == {"Q1": "Dams, yes?", "Q2": "Trams?"}
    assert lists(table) == [["1", "2"], ["3", "4"]]
    assert [*table.cells.index] == [4, 5]


@pytest.mark.parametrize(
    "header",
    [
        "country,2019,2020,2021",
        "participant,0,1,2",
        ",Rail,Tax,Dams",
        "actor,12.02.2025,13.02.2025,14.02.2025",
    ],
)
def test_years_and_ids_may_be_names(tmp_path, header):
    table = one(read_as(tmp_path, f"{header}\nA,for,against,for\nB,against,for,for\n"))
    assert len(table.cells) == 2
    assert table.cells.columns[2] == header.split(",")[2]


def test_text_stays_text(tmp_path):
    cells = ["=1+1", "&quot;x&quot;", "NA", "007", "1e5", "<b>", "_x000D_", " x ", "'-1", "TRUE"]
    said = "a,b\n" + "".join(f"{i},{cell}\n" for i, cell in enumerate(cells))
    assert [row[1] for row in lists(one(read_as(tmp_path, said)))] == cells


def test_a_header_alone_is_an_empty_table(tmp_path):
    table = one(read_as(tmp_path, "actor,axis\n"))
    assert ([*table.cells.columns], len(table.cells)) == (["actor", "axis"], 0)


@pytest.mark.parametrize("name", ["german-excel.csv", "quotes-unescaped.csv", "numeric-names.csv"])
def test_a_file_is_never_changed(name):
    before = (DATA / name).read_bytes()
    read(DATA / name)
    assert (DATA / name).read_bytes() == before


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc",)) | st.sampled_from("\n\t"), max_size=8
)


@settings(max_examples=25)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=6
        )
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_whatever_a_writer_of_csv_wrote_is_read_back(tmp_path_factory, rows, separator):
    out = io.StringIO()
    header = [f"name{place}" for place in range(len(rows[0]))]
    csv.writer(out, delimiter=separator).writerows([header, *rows])
    found = one(read_as(tmp_path_factory.mktemp("csv"), f"sep={separator}\n" + out.getvalue()))
    assert [*found.cells.columns] == header
    assert lists(found) == [row for row in rows if any(row)]


@settings(max_examples=25)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6))
def test_both_ways_of_reading_agree(tmp_path_factory, rows):
    out = io.StringIO()
    csv.writer(out).writerows([("name", "says"), *rows])
    folder = tmp_path_factory.mktemp("csv")
    plain = one(read_as(folder, out.getvalue()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separated, "plain", lambda *body: None)
        careful = one(read_as(folder, out.getvalue()))
    assert careful.cells.equals(plain.cells)
