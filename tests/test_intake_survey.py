"""Surveys of SPSS and Stata: codes as cells, their words, what is missing, and the questions."""

import datetime

import pandas as pd
import pyreadstat
import pytest
from foreign import lists, one, read_as

from hustings.intake.readers import read

ANSWERS = pd.DataFrame(
    {
        "PARTY": ["A", "B", "C", ""],
        "Q1": [1.0, 2.0, 99.0, None],
        "Q2": [1.5, 98.0, -1.0, 3.0],
    }
)
WORDS = {"Q1": {1: "agree", 2: "disagree", 99: "no answer"}}
QUESTIONS = {"Q1": "Should the dam go?", "Q2": "Left or right?"}
CELLS = [["A", "1", "1.5"], ["B", "2", "98"], ["C", "99", "-1"], ["", "", "3"]]


@pytest.mark.parametrize("ending", ["sav", "zsav"])
def test_spss(tmp_path, ending):
    path = tmp_path / f"some.{ending}"
    days = [datetime.date(2024, 1, 2), None, datetime.date(2024, 3, 4), None]
    pyreadstat.write_sav(
        ANSWERS.assign(DAY=days), path, column_labels=QUESTIONS, variable_value_labels=WORDS,
        missing_ranges={"Q1": [99], "Q2": [{"lo": 90, "hi": 99}, -1]}, compress=ending == "zsav",
    )  # fmt: skip
    reading = read(path)
    table = one(reading)
    assert reading.kind == "SPSS"
    assert lists(table) == [
        [*cells, "" if day is None else day.isoformat()]
        for cells, day in zip(CELLS, days, strict=True)
    ]
    assert table.labels == {"Q1": {"1": "agree", "2": "disagree", "99": "no answer"}}
    assert table.absent == {"Q1": frozenset({"99"}), "Q2": frozenset({"98", "-1"})}
    assert table.titles == QUESTIONS
    assert [*table.cells.index] == [1, 2, 3, 4]


def test_texts_of_spss_may_have_words_and_be_missing(tmp_path):
    path = tmp_path / "some.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"v": ["y", "n", "x"]}), path,
        variable_value_labels={"v": {"y": "yes", "n": "no"}}, missing_ranges={"v": ["x"]},
    )  # fmt: skip
    table = one(read(path))
    assert lists(table) == [["y"], ["n"], ["x"]]
    assert table.labels == {"v": {"y": "yes", "n": "no"}}
    assert table.absent == {"v": frozenset({"x"})}


def test_portable_spss(tmp_path):
    pyreadstat.write_por(ANSWERS, tmp_path / "some.por")
    assert lists(one(read(tmp_path / "some.por"))) == CELLS


def test_stata(tmp_path):
    path = tmp_path / "some.dta"
    pyreadstat.write_dta(ANSWERS, path, column_labels=QUESTIONS,
                         variable_value_labels={"Q1": {1: "agree", 2: "disagree"}})  # fmt: skip
    reading = read(path)
    table = one(reading)
    assert (reading.kind, lists(table)) == ("Stata", CELLS)
    assert table.labels == {"Q1": {"1": "agree", "2": "disagree"}}
    assert (table.titles, table.absent) == (QUESTIONS, {})


def test_what_stata_knows_to_be_missing(tmp_path):
    path = tmp_path / "some.dta"
    pyreadstat.write_dta(
        pd.DataFrame({"q": [1, "a", "b"], "s": ["a", "x", "y"]}), path,
        missing_user_values={"q": ["a", "b"]},
        variable_value_labels={"q": {1: "agree", "a": "refused"}},
    )  # fmt: skip
    table = one(read(path))
    assert lists(table) == [["1", "a"], [".a", "x"], [".b", "y"]]
    assert table.labels == {"q": {"1": "agree", ".a": "refused"}}
    assert table.absent == {"q": frozenset({".a", ".b"})}


def test_many_rows_come_piece_by_piece(tmp_path):
    # a little more than the million cells of a piece
    count = 1_010
    answers = pd.DataFrame({f"q{n}": range(count) for n in range(1_001)})
    pyreadstat.write_sav(answers, tmp_path / "some.sav")
    table = one(read(tmp_path / "some.sav"))
    assert table.cells.q0.tolist() == [str(n) for n in range(count)]


@pytest.mark.parametrize("name", ["some.sav", "some.dta", "some.por", "some.zsav"])
@pytest.mark.parametrize("content", [b"", b"$FL2", b"x" * 3000, b"<stata_dta><header>"])
def test_a_damaged_file_is_a_fault(tmp_path, name, content):
    reading = read_as(tmp_path, content, name)
    assert (reading.tables, len(reading.faults)) == ((), 1)
