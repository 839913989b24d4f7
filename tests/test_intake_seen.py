"""A look at a draft has the numbers of the data set that its files make; words cost nothing."""

from dataclasses import replace

import pandas as pd
import pytest
from intake_files import opened
from pandas.testing import assert_frame_equal

from hustings import query
from hustings.dataset import Dataset, open_dataset
from hustings.findings.outcome import outcome
from hustings.intake import readers, seen
from hustings.intake.again import fitted, header_of
from hustings.intake.apply import apply, same_rows, worded
from hustings.intake.changes import with_axis
from hustings.intake.draft import begin, title_of
from hustings.intake.examples import EXAMPLES
from hustings.intake.folder import write_folder
from hustings.intake.recipe import Recipe
from hustings.intake.table import Table

#: long and wide, statements that contradict each other, an own scale, coders
SOME = ("duplicate-ids.csv", "expert-0-10.csv", "likert.csv", "alpha-missing.csv")


def cells(data: Dataset) -> pd.DataFrame:
    found = query.cells(data, query.Filters())
    return found.sort_values(["group", "axis"], ignore_index=True)


def same(look: Dataset, whole: Dataset) -> None:
    assert outcome(look) == outcome(whole)
    assert_frame_equal(cells(look), cells(whole))
    assert look.axes == whole.axes
    assert query.totals(look, query.Filters()) == query.totals(whole, query.Filters())
    assert (look.left_out, look.rows) == (whole.left_out, whole.rows)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.label)
def test_a_look_at_an_example_has_the_numbers_of_its_files(example, tmp_path):
    draft = begin(example.file, readers.read(example.path), title_of(example.file))
    applied = apply(draft.tables, draft.recipe)
    write_folder(tmp_path, applied, draft.recipe)
    same(seen.look(applied, draft.recipe), open_dataset(tmp_path))


@pytest.mark.parametrize("name", SOME)
def test_a_look_at_other_files_has_the_numbers_of_theirs(name, tmp_path):
    _, guessed, applied = opened(name)
    write_folder(tmp_path, applied, guessed.recipe)
    same(seen.look(applied, guessed.recipe), open_dataset(tmp_path))


def test_words_change_no_row(tmp_path):
    draft = begin("statements.csv", readers.read(EXAMPLES[0].path), "Some")
    applied = apply(draft.tables, draft.recipe)
    source = applied.axes.axis[0]
    said = with_axis(draft.recipe, source, name="Another name", low="no", high="yes")
    said = replace(said, title="Other", credit="A. N. Other", unit="vote")
    assert same_rows(draft.recipe, said)
    look = seen.worded(
        seen.look(applied, draft.recipe), again := worded(applied, said), said
    )  # fmt: skip
    assert_frame_equal(again.axes, apply(draft.tables, said).axes)
    write_folder(tmp_path, again, said)
    same(look, whole := open_dataset(tmp_path))
    assert (look.meta.title, look.meta.citation) == (whole.meta.title, whole.meta.citation)


def test_what_changes_rows_is_no_word():
    recipe = Recipe(columns={"actor": "Who"}, wide=("Dam",))
    assert not same_rows(recipe, recipe.turn("Dam"))
    assert not same_rows(recipe, with_axis(recipe, "Dam", axis="dam"))
    assert not same_rows(recipe, replace(recipe, dates="dmy"))
    assert same_rows(recipe, recipe.turn("Dam").turn("Dam"))


def table(name: str, *heads: str) -> Table:
    return Table(name=name, cells=pd.DataFrame([["x"] * len(heads)], columns=heads, dtype="str"))


def test_a_header_is_the_same_in_any_order_and_with_the_names_of_waves():
    first = header_of(table("a", "Who", "Dam"))
    assert header_of(table("b", "Dam", "Who")) == first
    assert header_of(table("b", "Dam", "Who", "file")) == first
    assert header_of(table("b", "Dam", "Who?")) != first
    assert header_of(table("b", "DamWho")) != first


def test_a_recipe_meets_the_tables_of_its_header():
    recipe = Recipe(columns={"actor": "Who"}, wide=("Dam",), title="Old")
    header = header_of(table("a.csv", "Who", "Dam"))
    assert fitted(recipe, header, [table("b.csv", "Dam", "Who")]) == recipe
    sheets = [table("notes", "Note"), table("May", "Who", "Dam"), table("June", "Who", "Dam")]
    assert fitted(recipe, header, sheets) == replace(recipe, tables=("May", "June"))
    assert fitted(recipe, header, [table("b.csv", "Who", "Dam", "Date")]) is None
