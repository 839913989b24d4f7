"""The check of rows of text, on an engine of its own."""

import itertools
import unicodedata
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.engine.duckdb import DuckDB
from hustings.schema import (
    AXIS_COLUMNS,
    AXIS_KEY,
    COLUMNS,
    EVENT_COLUMNS,
    KINDS,
    DataError,
    Problem,
    check,
)

ENGINE = DuckDB()
COUNT = itertools.count()


def checked(rows: list[dict], columns=COLUMNS, **options) -> tuple[list[Problem], list[int]]:
    """Problems of some rows, which begin at row 2, and the numbers of those that are good."""
    names = dict.fromkeys(name for row in rows for name in row)
    data = {name: [row.get(name) for row in rows] for name in names}
    data["row"] = list(range(2, len(rows) + 2))
    schema = pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in data])
    table = ENGINE.make(f"rows {next(COUNT)}", pa.table(data, schema=schema))
    problems, good = check(ENGINE, table, "some.csv", columns, **options)
    return problems, sorted(ENGINE.run(good.row).row)


def coding(**cells) -> dict:
    return {"actor": "Ann", "axis": "Tax", "stance": "1", **cells}


def test_columns_are_named_once_and_described():
    for columns in (COLUMNS, AXIS_COLUMNS, EVENT_COLUMNS):
        assert len({c.name for c in columns}) == len(columns)
        assert all(c.description and c.allowed and c.kind in KINDS for c in columns)
    assert [c.name for c in COLUMNS if c.required] == ["actor", "axis", "stance"]


def test_rows_that_are_right_have_no_problems():
    assert checked(
        [coding(), coding(stance="-0.5", date="2024-02-29", url="HTTPS://a.example")]
    ) == (
        [],
        [2, 3],
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [("stance", v) for v in ("", "many", "nan", "inf", "-1.01", "1e3", "0,5", "1_0", "0x1", "--1")]
    + [("date", v) for v in ("2023-02-29", "2024-13-01", "12.02.2025", "2025", "20250212", "today",
                             "2025-2-1", "2025-02-01T24:00", "2025-02-01T10:00+02:00",
                             "2025-02-01 10", "2025-02-30T10:00")]
    + [("checked", v) for v in ("2025-02-30", "yes", "1 May 2025")]
    + [("time", v) for v in ("24:00", "9:00", "10", "10:60", "10:00 pm", "noon", "-10:00")]
    + [("url", v) for v in ("javascript:alert(1)", "ftp://a.example", "a.example", "https://",
                            "http:///path", " https://a.example")]
    + [("actor", ""), ("axis", "")],
)  # fmt: skip
def test_a_cell_that_is_wrong_is_named_and_its_row_left_out(column, value):
    problems, good = checked([coding(), coding(**{column: value or None})])
    allowed = next(c.allowed for c in COLUMNS if c.name == column)
    allowed += "; or a reason in answer" if (column, value) == ("stance", "") else ""
    assert problems == [
        Problem(file="some.csv", row=3, column=column, value=value, allowed=allowed)
    ]
    assert good == [2]


@pytest.mark.parametrize("stance", ["-1", "+1", "0", "-0.0", ".5", "1.", "1e-3", "-5E-1"])
def test_ways_to_write_a_number(stance):
    assert checked([coding(stance=stance)]) == ([], [2])


NAMES = ["statement_id", "actor", "actor_type", "country", "speaker", "kind", "theme", "event",
         "publisher", "source_kind", "axis", "coder", "checked_by"]  # fmt: skip


def test_columns_of_names():
    assert [c.name for c in COLUMNS if c.kind == "name"] == NAMES
    assert [c.name for c in AXIS_COLUMNS if c.kind == "name"] == [
        "axis", "name", "low", "high", "low_noun", "high_noun",
    ]  # fmt: skip
    assert [c.name for c in EVENT_COLUMNS if c.kind == "name"] == ["event"]


def control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" and letter not in "\t\n\r"


@pytest.mark.parametrize("column", NAMES)
def test_control_characters_in_names_are_named(column):
    letters = [*map(chr, range(0x300)), "\u200b", "\u202e", "\u2028", "\ufeff", "中", "😀"]
    rows = [coding(**{column: f"A{letter}b"}) for letter in letters]
    problems, good = checked(rows)
    assert good == [row for row, letter in enumerate(letters, 2) if not control(letter)]
    assert [(p.column, p.value) for p in problems] == [
        (column, f"A{letter}b") for letter in letters if control(letter)
    ]
    assert len(problems) == 62
    assert {p.allowed for p in problems} == {KINDS["name"]}


def test_texts_that_are_no_names_may_hold_anything():
    rows = [coding(quote="a\0b", summary="\x1b[2J", note="x" * 5000, role="\x85")]
    assert checked(rows) == ([], [2])


@pytest.mark.parametrize("letter", ["x", "é", "中", "😀"])
def test_names_have_at_most_300_characters(letter):
    rows = [coding(actor=letter * 300), coding(actor=letter * 301), coding(actor=None)]
    problems, good = checked(rows)
    assert good == [2]
    assert [(p.row, p.allowed) for p in problems] == [
        (3, KINDS["name"]), (4, "the name of an actor"),
    ]  # fmt: skip


def exists(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


@settings(max_examples=25)
@given(st.lists(st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", fullmatch=True), min_size=1),
       st.sampled_from(["0000-01-01", "0000-02-29", "0001-01-01", "9999-12-31", "1900-02-29",
                        "10000-01-01", "-001-01-01"]))  # fmt: skip
def test_dates_are_those_that_python_has(days, edge):
    days = [edge, *days]
    problems, good = checked([coding(date=day) for day in days])
    assert good == [row for row, day in enumerate(days, 2) if exists(day)]
    assert [(p.column, p.value) for p in problems] == [("date", d) for d in days if not exists(d)]


def test_one_bad_cell_hides_nothing():
    problems, good = checked([coding(actor=None, stance="2", date="x", url="y"), coding()])
    assert [p.column for p in problems] == ["date", "actor", "url", "stance"]
    assert good == [3]


def test_axes_must_be_known_only_where_axes_are_given():
    rows = [coding(axis="Tax"), coding(axis="Rail")]
    assert checked(rows)[1] == [2, 3]
    problems, good = checked(rows, axes=("Tax",))
    assert [(p.row, p.column, p.value) for p in problems] == [(3, "axis", "Rail")]
    assert "axes.csv" in problems[0].allowed
    assert good == [2]


def test_an_empty_axis_is_one_problem():
    assert len(checked([coding(axis=None)], axes=("Tax",))[0]) == 1


def test_of_repeated_codings_the_first_stays():
    one = coding(statement_id="s1", coder="A")
    problems, good = checked([one, one, {**one, "coder": "B"}, {**one, "axis": "Rail"}, one])
    assert [(p.row, p.column) for p in problems] == [(3, "statement_id"), (6, "statement_id")]
    assert all("row 2 has it already" in p.allowed for p in problems)
    assert good == [2, 4, 5]


def test_codings_repeat_each_other_without_a_coder_too():
    one = coding(statement_id="s1")
    assert checked([one, one])[1] == [2]
    assert checked([{**one, "coder": None}, {**one, "coder": "A"}, {**one, "coder": None}])[1] == [
        2,
        3,
    ]


def test_rows_without_a_statement_never_repeat_or_contradict_each_other():
    rows = [coding(), coding(), coding(actor="Bob", statement_id=None)]
    assert checked(rows) == ([], [2, 3, 4])


def test_a_repeated_row_replaces_a_first_one_that_is_wrong():
    one = coding(statement_id="s1")
    problems, good = checked([{**one, "stance": "9"}, one])
    assert [(p.row, p.column) for p in problems] == [(2, "statement_id"), (2, "stance")]
    assert good == [3]


def test_the_first_row_of_a_statement_says_what_the_others_must_say():
    one = coding(statement_id="s1", country="FRA", summary="So.")
    problems, good = checked(
        [one, {**one, "axis": "Rail", "country": "DEU", "summary": None}, {**one, "axis": "Bus"}]
    )
    assert problems == [
        Problem(file="some.csv", row=3, column="country", value="DEU", allowed="FRA, as in row 2"),
        Problem(file="some.csv", row=3, column="summary", value="", allowed="So., as in row 2"),
    ]
    assert good == [2, 4]


def test_a_statement_that_starts_with_an_empty_cell():
    one = coding(statement_id="s1", country=None)
    problems, good = checked([one, {**one, "axis": "Rail", "country": "DEU"}])
    assert problems == [
        Problem(
            file="some.csv", row=3, column="country", value="DEU", allowed="nothing, as in row 2"
        )
    ]
    assert good == [2]


def test_codings_of_a_statement_may_differ_in_what_belongs_to_the_coding():
    one = coding(statement_id="s1", coder="A", note="x")
    assert checked([one, {**one, "coder": "B", "note": "y", "stance": "-1"}])[0] == []


def test_axes_and_events_are_checked_in_the_same_way():
    problems, good = checked(
        [{"axis": "Tax"}, {"axis": None}, {"axis": "Tax"}], AXIS_COLUMNS, key=AXIS_KEY
    )
    assert [(p.row, p.value) for p in problems] == [(3, ""), (4, "Tax")]
    assert good == [2]
    rows = [{"date": "2024-02-30", "event": "Fair"}, {"date": "2024-02-28", "event": None}]
    problems, good = checked(rows, EVENT_COLUMNS, key=())
    assert [(p.row, p.column) for p in problems] == [(2, "date"), (3, "event")]
    assert good == []


@settings(max_examples=25)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "statement_id": st.sampled_from([None, "s1", "s2"]),
                "actor": st.sampled_from([None, "Ann", "Bob"]),
                "axis": st.sampled_from(["Tax", "Rail"]),
                "stance": st.sampled_from(["0", "1", "x"]),
                "coder": st.sampled_from([None, "A"]),
            }
        ),
        min_size=1,
        max_size=8,
    )
)
def test_good_rows_are_good_together_and_the_others_are_explained(rows):
    problems, good = checked(rows)
    assert {p.row for p in problems} == set(range(2, len(rows) + 2)) - set(good)
    again, kept = checked([rows[row - 2] for row in good] or [coding()])
    assert again == []
    assert len(kept) == max(len(good), 1)


def test_problems_read_as_sentences():
    assert str(Problem(file="a.csv", row=1234, column="stance", value="9", allowed="a number")) == (
        "a.csv, row 1,234, column stance: found “9”; allowed: a number."
    )
    assert (
        str(Problem(file="a.csv", row=None, column="", value="", allowed="rows"))
        == "a.csv: found nothing; allowed: rows."
    )
    assert (
        str(Problem(file="a.csv", row=2, column="", value="3 cells", allowed="4"))
        == "a.csv, row 2: found 3 cells; allowed: 4."
    )


def test_problems_of_long_or_hostile_text_stay_one_short_line():
    said = str(
        Problem(
            file="a.csv", row=2, column="quote", value="a\nb\x1b[2J" + "x" * 5000, allowed="text"
        )
    )
    assert len(said) < 200
    assert said.isprintable()


def test_what_would_be_right_is_text_of_the_file_too_and_stays_one_short_line():
    one = coding(statement_id="s1", summary="a\x1b[2J" + "x" * 5000)
    problems, _ = checked([one, {**one, "axis": "Rail", "summary": "b" * 5000}])
    (said,) = map(str, problems)
    assert len(said) < 300
    assert said.isprintable() and said.endswith("…, as in row 2.")


def test_problems_keep_little_of_what_they_found():
    problem = Problem(file="a.csv", row=2, column="quote", value="x" * 100_000, allowed="text")
    assert len(problem.value) == 1000
    assert "found characters that cannot be shown;" in str(
        Problem(file="a.csv", row=2, column="", value="\0\0", allowed="text")
    )


def test_an_error_keeps_and_says_all_problems():
    found = [
        Problem(file="a.csv", row=2, column="axis", value="", allowed="x"),
        Problem(file="a.csv", row=3, column="axis", value="", allowed="x"),
    ]
    error = DataError(found)
    assert error.problems == tuple(found)
    assert str(error).count("\n") == 1


def test_a_source_with_many_problems_is_told_in_one_line():
    problem = Problem(file="some.csv", row=2, column="axis", value="", allowed="a value")
    assert DataError([problem]).brief == str(problem)
    assert DataError([problem] * 1201).brief == f"{problem} And 1,200 more."
