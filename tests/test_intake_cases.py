"""Files with the faults that people's files have: what stands in each comes out as text."""

import pytest
from foreign import DATA, lists, one

from hustings.intake.readers import read

#: columns and rows of each file, and how it is told to be written
SHAPES = {
    "alpha-missing.csv": (5, 13, "UTF-8, separated by commas"),
    "backslash.csv": (4, 3, "UTF-8, separated by commas"),
    "changed-vote-same-day.csv": (4, 6, "UTF-8, separated by commas"),
    "comma-header-semicolon.csv": (
        4, 1, "UTF-8, separated by commas, “;” at the end of lines is left out",
    ),
    "duplicate-ids.csv": (6, 5, "UTF-8, separated by commas"),
    "excel-sep-line.csv": (
        3, 2, "UTF-8, separated by semicolons, the first line names the separator and is no row",
    ),
    "excel-unicode-text.csv": (3, 2, "UTF-16, separated by tabs"),
    "excel-unicode-text.txt": (3, 2, "UTF-16, separated by tabs"),
    "expert-0-10.csv": (4, 7, "UTF-8, separated by commas"),
    "future-date.csv": (5, 9, "UTF-8, separated by commas"),
    "german-excel-utf8.csv": (6, 3, "UTF-8, separated by semicolons"),
    "german-excel.csv": (6, 3, "Windows-1252, separated by semicolons"),
    "header-case.csv": (5, 2, "UTF-8, separated by commas"),
    "header-newline-known.csv": (4, 2, "UTF-8, separated by commas"),
    "header-newline.csv": (5, 2, "UTF-8, separated by commas"),
    "header-synonyms.csv": (5, 1, "UTF-8, separated by commas"),
    "html-entities.csv": (5, 3, "UTF-8, separated by commas"),
    "likert.csv": (3, 4, "UTF-8, separated by commas"),
    "mac-cr.csv": (3, 2, "UTF-8, separated by commas"),
    "merged-cells.csv": (4, 5, "UTF-8, separated by commas"),
    "minus-signs.csv": (3, 8, "UTF-8, separated by commas"),
    "mixed-eol.csv": (4, 3, "UTF-8, separated by commas"),
    "name-variants.csv": (3, 7, "UTF-8, separated by commas"),
    "namibia.csv": (6, 8, "UTF-8, separated by commas"),
    "nul.csv": (4, 2, "UTF-8, separated by commas"),
    "numeric-names.csv": (3, 144, "UTF-8, separated by semicolons"),
    "odd-names.csv": (9, 60, "UTF-8, separated by commas"),
    "partial-dates.csv": (4, 8, "UTF-8, separated by commas"),
    "party-switch.csv": (6, 11, "UTF-8, separated by commas"),
    "pipe.csv": (3, 2, "UTF-8, separated by pipes"),
    "polis-renamed.csv": (5, 3, "UTF-8, separated by commas"),
    "polis-votes.csv": (5, 3, "UTF-8, separated by commas"),
    "quotes-unescaped.csv": (4, 5, "UTF-8, separated by commas"),
    "r-na-text.csv": (9, 3, "UTF-8, separated by commas"),
    "r-write-csv.csv": (10, 5, "UTF-8, separated by commas"),
    "ragged-short.csv": (6, 3, "UTF-8, separated by commas"),
    "tab-in-comma.csv": (4, 2, "UTF-8, separated by tabs"),
    "title-above-header.csv": (3, 2, "UTF-8, separated by commas"),
    "trailing-commas.csv": (3, 3, "UTF-8, separated by commas"),
    "un-votes.csv": (4, 5, "UTF-8, separated by commas"),
    "urls.csv": (4, 6, "UTF-8, separated by commas"),
    "weights-tellers.csv": (7, 7, "UTF-8, separated by commas"),
    "wide-words.csv": (4, 2, "UTF-8, separated by commas"),
}  # fmt: skip


def test_every_text_file_is_looked_at():
    assert {path.name for path in DATA.glob("*.[ct][sx][vt]")} == {*SHAPES}


@pytest.mark.parametrize("name", SHAPES)
def test_the_table_of_a_file(name):
    columns, rows, notes = SHAPES[name]
    table = one(read(DATA / name))
    assert table.cells.shape == (rows, columns)
    assert table.notes[0] == notes
    assert {str(kind) for kind in table.cells.dtypes} == {"str"}
    assert not table.cells.isna().any(axis=None)
    assert len(table.faults) == (name == "trailing-commas.csv")


@pytest.mark.parametrize(
    ("name", "row", "column", "value"),
    [
        ("backslash.csv", 2, "quote", "Surname, First"),
        ("backslash.csv", 3, "quote", 'he ("foo") said'),
        ("comma-header-semicolon.csv", 2, "quote", "x"),
        ("excel-unicode-text.csv", 2, "actor", "Ministère"),
        ("german-excel.csv", 2, "quote", "„Wir prüfen“"),
        ("german-excel.csv", 2, "stance", "0,5"),
        ("header-case.csv", 3, "Statement ID", "2"),
        ("header-newline-known.csv", 3, "stance\n(-1 to 1)", "-1"),
        ("html-entities.csv", 2, "quote", "&quot;We will&quot; &amp; we can"),
        ("html-entities.csv", 4, "summary", "=-A2"),
        ("minus-signs.csv", 2, "stance", "−1"),
        ("mixed-eol.csv", 3, "quote", "two\nlines"),
        ("namibia.csv", 2, "country", "NA"),
        ("nul.csv", 2, "quote", "one"),
        ("quotes-unescaped.csv", 2, "quote", 'he said "no" twice'),
        ("quotes-unescaped.csv", 3, "quote", 'he said "no" twice'),
        ("quotes-unescaped.csv", 5, "quote", 'ends with quote"'),
        ("quotes-unescaped.csv", 6, "quote", "fine"),
        ("title-above-header.csv", 4, "actor", "Ministry"),
        ("wide-words.csv", 3, "Fight for rights over islands, West Sea", "for"),
    ],
)
def test_a_cell_of_a_file(name, row, column, value):
    assert one(read(DATA / name)).cells.loc[row, column] == value


def test_an_unquoted_comma_is_named_by_its_row():
    (fault,) = one(read(DATA / "trailing-commas.csv")).faults
    assert (fault.rows, fault.value, fault.allowed) == (
        (5,),
        "7 cells",
        "3 cells, as in the header",
    )


def test_our_own_download_is_read_back():
    reading = read(DATA / "own.xlsx")
    data, about = reading.tables
    assert (reading.kind, data.name, about.name) == ("XLSX", "Data", "About")
    assert data.cells.shape == (60, 19)
    assert data.cells.loc[2, ["date", "stance"]].tolist() == ["2024-01-10", "-0.5"]


def test_parquet_of_every_type():
    cells = one(read(DATA / "types.parquet")).cells
    assert lists(one(read(DATA / "types.parquet")))[0] == [
        "A", "Dam", "1", "2024-01-03 07:30:00", "NA",
    ]  # fmt: skip
    assert cells.date.tolist()[1:] == ["2024-01-02", "", "2024-01-05"]
    assert cells.actor.tolist()[3] == ""
    assert [*cells.index] == [2, 3, 4, 5]
    index = one(read(DATA / "types3.parquet")).cells
    assert [*index.columns] == ["Axis", "Stance", "statement_id", "Actor"]
