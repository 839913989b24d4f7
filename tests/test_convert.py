"""`hustings convert` and what `hustings check` says of foreign files, as they are called."""

import json
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_files import FILES

from hustings.cli import main
from hustings.dataset import open_dataset
from hustings.intake import readers
from hustings.intake.apply import apply
from hustings.intake.folder import write_folder
from hustings.intake.guess import understood
from hustings.intake.recipe_json import from_json
from hustings.intake.table import Reading, Table

DATA = Path(__file__).parent / "data"


def converted(capsys, source: Path, target: Path, *more: str) -> dict:
    """What the command prints, the folder written."""
    assert main(["convert", str(source), "-o", str(target), *more]) == 0
    return json.loads(capsys.readouterr().out)


def complaint(capsys, *arguments: str) -> str:
    assert main(arguments) == 2
    return capsys.readouterr().err.splitlines()[-1]


def test_a_foreign_file_becomes_a_folder_that_opens(capsys, tmp_path):
    printed = converted(capsys, FILES / "made/likert_de.csv", tmp_path / "out")
    assert printed["recipe"]["title"] == "Likert de"
    assert {reason["meaning"] for reason in printed["reasons"]} >= {"actor", "axis", "date"}
    data = open_dataset(tmp_path / "out")
    assert data.problems == () and data.rows == 12
    assert {axis.id for axis in data.axes} == {*printed["recipe"]["wide"]}
    assert (data.meta.title, data.meta.unit) == ("Likert de", "answer")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *("positions.csv", "axes.csv", "datapackage.json"),
    }


def test_what_was_wrong_goes_to_standard_error(capsys, tmp_path):
    assert main(["convert", str(FILES / "partial-dates.csv"), "-o", str(tmp_path / "out")]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("partial-dates.csv, column date: 2 cells, in rows 2 and 3: ")
    assert lines[-1].startswith("8 of 8 rows can be used; no problems; version ")


def test_a_printed_recipe_can_be_mended_and_given_back(capsys, tmp_path):
    source = FILES / "made/theses.csv"
    printed = converted(capsys, source, tmp_path / "one")
    printed["recipe"]["scale"]["values"]["neutral"] = "no opinion"
    printed["recipe"] |= {"title": "Theses", "licence": "CC0", "credit": "We (2026)."}
    recipe = tmp_path / "recipe.json"
    recipe.write_text(json.dumps(printed), encoding="utf-8")
    converted(capsys, source, tmp_path / "two", "--recipe", str(recipe))
    recipe.write_text(from_json(printed["recipe"]).canonical, encoding="utf-8")
    converted(capsys, source, tmp_path / "three", "--recipe", str(recipe))
    two, three = (open_dataset(tmp_path / name) for name in ("two", "three"))
    assert two.version == three.version != open_dataset(tmp_path / "one").version
    assert (two.meta.title, two.meta.licence, two.meta.citation) == ("Theses", "CC0", "We (2026).")
    positions = pd.read_csv(tmp_path / "two/positions.csv", dtype=str, keep_default_na=False)
    assert set(positions.answer) == {"", "no opinion"}


@pytest.mark.parametrize("path", ["made/passage.csv", "partial-dates.csv"])
def test_converted_again_it_is_the_same_version(capsys, tmp_path, path):
    converted(capsys, FILES / path, tmp_path / "one")
    converted(capsys, tmp_path / "one", tmp_path / "two")
    assert open_dataset(tmp_path / "one").version == open_dataset(tmp_path / "two").version


@pytest.mark.parametrize("path", ["nuclear_germany", "polis_brexit", "un_votes_g20"])
def test_published_data_keep_their_version(capsys, tmp_path, path):
    converted(capsys, DATA / path / "long.csv", tmp_path / "out")
    again = open_dataset(tmp_path / "out")
    assert again.version == open_dataset(DATA / path / "long.csv").version
    assert again.left_out == 0


def test_the_bundled_data_keep_their_version(capsys, tmp_path, bundled):
    converted(capsys, DATA.parents[1] / "data", tmp_path / "out")
    again = open_dataset(tmp_path / "out")
    assert (again.version, again.meta.title) == (bundled.version, bundled.meta.title)
    pd.testing.assert_frame_equal(again.events, bundled.events)
    assert (again.meta.licence, again.meta.citation) == (
        bundled.meta.licence,
        bundled.meta.citation,
    )


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=5)
ROWS = st.lists(
    st.tuples(NAMES, NAMES, st.sampled_from(["-1", "0.25", "1", "99"]), NAMES, NAMES),
    min_size=1,
    max_size=5,
)


@given(ROWS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_opens_to_the_same_version_when_converted_again(tmp_path_factory, rows):
    names = ["actor", "axis", "stance", "quote", "date"]
    cells = pd.DataFrame(rows, columns=names, index=range(2, len(rows) + 2), dtype="str")
    reading = Reading(kind="CSV", tables=(Table(name="random.csv", cells=cells),))
    written = set()
    for _ in range(2):
        folder = tmp_path_factory.mktemp("written")
        guessed = understood(reading)
        applied = apply(reading.tables, guessed.recipe)
        if not (applied.positions.stance != "").any():
            return
        write_folder(folder, applied, guessed.recipe)
        # the version is a hash of what stands in these two
        written.add(tuple((folder / name).read_bytes() for name in ("positions.csv", "axes.csv")))
        reading = readers.read(folder)
    assert len(written) == 1
    data = open_dataset(folder)
    assert data.problems == () and data.rows == len(applied.positions)


def test_answers_of_a_survey_with_labels(capsys, tmp_path):
    answers = pd.DataFrame({"who": ["A", "B", "C"], "q1": [1.0, 4.0, 9.0], "q2": [2.0, 3.0, 1.0]})
    words = {1: "strongly agree", 2: "agree", 3: "disagree", 4: "strongly disagree"}
    pyreadstat.write_sav(
        answers,
        tmp_path / "survey.sav",
        column_labels={"who": "Organisation", "q1": "Ports should close at night", "q2": "Trams"},
        variable_value_labels={"q1": words | {9: "no answer"}, "q2": words},
        missing_ranges={"q1": [9]},
    )
    printed = converted(capsys, tmp_path / "survey.sav", tmp_path / "out")
    rows = pd.read_csv(tmp_path / "out/positions.csv", dtype=str, keep_default_na=False)
    found = {(r.actor, r.axis): r.stance or r.answer for r in rows.itertuples()}
    assert found == {
        ("A", "q1"): "1",
        ("A", "q2"): "0.5",
        ("B", "q1"): "-1",
        ("B", "q2"): "-0.5",
        ("C", "q1"): "other",
        ("C", "q2"): "1",
    }
    assert printed["recipe"]["axes"][0]["name"] == "Ports should close at night"


def test_formulas_are_guarded_in_what_is_written(capsys, tmp_path):
    source = tmp_path / "x.csv"
    source.write_text("actor,axis,stance\n=1+1,@Dam,-1\n", encoding="utf-8")
    converted(capsys, source, tmp_path / "out")
    [_, row] = (tmp_path / "out/positions.csv").read_text(encoding="utf-8").splitlines()
    assert row == '"\'=1+1","\'@Dam","-1"'
    [axis] = open_dataset(tmp_path / "out").axes
    assert axis.id == "@Dam"


def test_nothing_is_overwritten_and_nothing_half_written(capsys, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    source = str(FILES / "likert.csv")
    assert "allowed: a new folder" in complaint(
        capsys, "convert", source, "-o", str(tmp_path / "full")
    )
    bare = tmp_path / "bare.csv"
    bare.write_text("name,text\nUnion,words\n", encoding="utf-8")
    line = complaint(capsys, "convert", str(bare), "-o", str(tmp_path / "new"))
    assert line.startswith("hustings: nothing can be used: no row says who stands where on what")
    assert {path.name for path in tmp_path.iterdir()} == {"full", "bare.csv"}


def test_a_recipe_that_is_none_is_refused_in_one_line(capsys, tmp_path):
    recipe = tmp_path / "recipe.json"
    recipe.write_text('{"colums": {}}', encoding="utf-8")
    line = complaint(
        capsys,
        "convert",
        str(FILES / "likert.csv"),
        "--recipe",
        str(recipe),
        "-o",
        str(tmp_path / "o"),
    )
    assert line.startswith(
        "hustings: recipe, column colums: found “colums”; allowed: one of tables"
    )


def test_what_cannot_be_read_is_said(capsys, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    line = complaint(capsys, "convert", str(empty), "-o", str(tmp_path / "out"))
    assert line.startswith("hustings: nothing can be read: empty.csv")


def test_check_says_which_header_it_read_and_what_it_would_take_for_what(capsys):
    assert main(["check", str(FILES / "header-synonyms.csv")]) == 1
    lines = capsys.readouterr().out.splitlines()
    told = lines[lines.index("Nothing can be used.") + 1 :]
    assert told[0] == (
        "header-synonyms.csv, header read (UTF-8, separated by commas): “Organisation”, “Issue”, "
        "“Position”, “Quotation” and “Link”."
    )
    assert told[1] == "  “Organisation” would be actor: its name means “actor”; 1 different."
    assert told[-1].endswith("header-synonyms.csv -o FOLDER would take 1 of 1 answers.")


def test_check_says_what_a_scale_would_be_of_which_some_fits(capsys):
    assert main(["check", str(FILES / "expert-0-10.csv")]) == 1
    said = capsys.readouterr().out
    assert "“stance” would be stance: its name means “stance”; numbers from 0 to 10" in said
    assert said.splitlines()[-1].endswith("would take 7 of 7 answers.")


def test_check_of_good_data_is_as_short_as_before(capsys):
    assert main(["check", str(FILES / "namibia.csv")]) == 0
    assert capsys.readouterr().out == "8 of 8 rows can be used; no problems\n"
