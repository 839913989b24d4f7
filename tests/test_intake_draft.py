"""What a reader says of a file: meanings, answers, axes, names, mended cells, undo."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.dataset import open_dataset
from hustings.intake import answers, changes, mending, readers
from hustings.intake.apply import apply
from hustings.intake.draft import Draft, begin, title_of
from hustings.intake.examples import EXAMPLES
from hustings.intake.folder import write_folder
from hustings.intake.guess import look_alikes
from hustings.intake.recipe import Recipe, Scale
from hustings.intake.scales import preset
from hustings.intake.table import Reading, Table

LONG = {
    "Who": ["Ann", "ANN", "Bob", "Bob"],
    "Topic": ["Dam", "Road", "Dam", "Road"],
    "Answer": ["yes", "no", "maybe so", "yes"],
    "Date": ["2025-01-02", "2025-02-31", "2025-01-04", "2025-01-05"],
}
WIDE = {"Who": ["Ann", "Bob"], "Dam": ["agree", "disagree"], "Road": ["neutral", "agree"]}


def drafted(columns: dict[str, list[str]], name: str = "some.csv") -> Draft:
    cells = pd.DataFrame(columns, dtype="str")
    table = Table(name=name, cells=cells.set_axis(range(2, len(cells) + 2)))
    return begin(name, Reading(kind="CSV", tables=(table,)), title_of(name))


def made(draft: Draft):
    return apply(draft.tables, draft.recipe)


def test_each_column_is_one_thing_and_each_thing_one_column():
    draft = drafted(LONG)
    assert [changes.meaning_of(draft.recipe, name) for name in LONG] == [
        "actor", "axis", "stance", "date",
    ]  # fmt: skip
    other = changes.with_meaning(draft.recipe, draft.table, "Topic", "actor")
    assert other.columns["actor"] == "Topic" and "Who" not in other.columns.values()
    # nothing says on what: the column of answers is the only axis
    assert other.fixed == {"axis": "Answer"}
    assert changes.sources(draft.tables, other) == ["Answer"]
    unused = changes.with_meaning(draft.recipe, draft.table, "Date", changes.UNUSED)
    assert changes.meaning_of(unused, "Date") == changes.UNUSED


def test_columns_of_answers_are_taken_in_and_out_and_the_scale_follows():
    draft = drafted(WIDE)
    assert draft.recipe.wide == ("Dam", "Road")
    one = changes.with_meaning(draft.recipe, draft.table, "Dam", changes.UNUSED)
    assert one.wide == ("Road",) and set(one.scale.values) == {"neutral", "agree"}
    both = changes.with_meaning(one, draft.table, "Dam", changes.WIDE)
    assert both.wide == ("Dam", "Road") and both.scale == draft.recipe.scale
    alone = changes.with_meaning(draft.recipe, draft.table, "Dam", "stance")
    assert alone.wide == () and alone.columns["stance"] == "Dam"


def test_answers_are_counted_and_mean_what_is_said():
    draft = drafted(LONG)
    found = answers.meant(answers.counts(draft.tables, draft.recipe), draft.recipe.scale)
    rows = found.set_index("value")
    assert rows["count"].to_dict() == {"yes": 2, "no": 1, "maybe so": 1}
    assert rows.known.to_dict() == {"yes": True, "no": True, "maybe so": False}
    scale = answers.with_answer(draft.recipe.scale, "maybe so", 0.25)
    scale = answers.with_answer(scale, "no", "absent")
    scale = answers.with_answer(scale, "yes", None)
    again = answers.meant(answers.counts(draft.tables, draft.recipe), scale).set_index("value")
    assert again.stance["maybe so"] == 0.25 and again.known.all()
    assert again.silence.to_dict() == {"yes": answers.NOTHING, "no": "absent", "maybe so": ""}


def test_an_answer_in_another_spelling_takes_the_place_of_the_first():
    scale = answers.with_answer(Scale(values={"Yes": 1.0}), "yes", -1.0)
    assert dict(scale.values) == {"yes": -1.0}


def test_an_axis_with_a_scale_of_its_own_is_counted_and_changed_apart():
    draft = drafted(WIDE)
    recipe = changes.with_axis(draft.recipe, "Dam", name="The dam")
    recipe = replace(recipe, axes=(replace(recipe.axes[0], scale=preset("0..10")),))
    assert answers.counts(draft.tables, recipe).to_dict() == {"neutral": 1, "agree": 1}
    assert answers.counts(draft.tables, recipe, "Dam").to_dict() == {"agree": 1, "disagree": 1}
    changed = answers.with_scale(recipe, "Dam", Scale(values={"agree": 1.0}))
    assert changed.scale == recipe.scale and changed.scale_of("Dam").values == {"agree": 1.0}


def test_names_that_look_alike_become_one_and_several_again():
    draft = drafted(LONG)
    ((meaning, (alike,)),) = look_alikes(draft.recipe, draft.table.cells).items()
    one = changes.merged(draft.recipe, meaning, alike, True)
    assert changes.is_merged(one, meaning, alike)
    assert set(apply(draft.tables, one).positions.actor) == {alike.names[0][0], "Bob"}
    assert changes.merged(one, meaning, alike, False) == draft.recipe


def test_rows_at_fault_are_named_with_all_that_is_wrong_and_mended_in_their_place():
    draft = drafted(LONG)
    wrong = mending.faulty(draft.tables, draft.recipe, made(draft).faults)
    assert wrong[mending.ROW].tolist() == [3, 4]
    assert wrong["Date"].tolist() == ["2025-02-31", "2025-01-04"]
    assert wrong[mending.REASON][1] == "Answer: allowed is a value of the scale"
    place = ("some.csv", 4, "Answer")
    mended = draft.changed(mends={place: "no", ("some.csv", 3, "Date"): "2025-02-28"})
    assert not made(mended).faults and len(made(mended).positions) == 4
    # the file as it was read is as it was
    assert draft.table.cells.loc[4, "Answer"] == "maybe so"


def test_rows_to_take_away_hold_no_formula():
    rows = pd.DataFrame({mending.ROW: [3], "Said": ["=1+1"], mending.REASON: ["Said: allowed …"]})
    told = mending.csv_of(rows)
    assert told.decode("utf-8-sig") == "row,Said,what is wrong\r\n3,'=1+1,Said: allowed …\r\n"


def test_a_fault_of_a_wide_table_is_found_in_its_column():
    rows = {"Who": [*"ABCDEF"], "Dam": ["agree"] * 5 + ["see letter"], "Road": ["disagree"] * 6}
    draft = drafted(rows)
    assert draft.recipe.wide == ("Dam", "Road")
    wrong = mending.faulty(draft.tables, draft.recipe, made(draft).faults)
    assert wrong["Dam"].tolist() == ["see letter"] and wrong[mending.ROW].tolist() == [7]


def test_a_column_of_axes_makes_the_only_column_of_answers_the_stance():
    draft = drafted({"Who": ["Ann", "Bob"], "On": ["Dam", "Road"], "Said": ["yes", "no"]})
    assert draft.recipe.wide == ("Said",)
    long = changes.with_meaning(draft.recipe, draft.table, "On", "axis")
    assert long.wide == () and long.columns["stance"] == "Said"
    assert set(apply(draft.tables, long).positions.axis) == {"Dam", "Road"}


@given(st.lists(st.sampled_from(["title", "dates", "mend", "same"]), max_size=8))
def test_undo_takes_back_step_by_step(steps):
    draft, seen = drafted(LONG), []
    for number, step in enumerate(steps):
        seen.append(draft)
        match step:
            case "title":
                draft = draft.changed(replace(draft.recipe, title=f"T{number}"))
            case "dates":
                order = {"ymd": "dmy", "dmy": "ymd"}[draft.recipe.dates]
                draft = draft.changed(replace(draft.recipe, dates=order))
            case "mend":
                draft = draft.changed(mends={**draft.mends, ("some.csv", 2, "Who"): f"A{number}"})
            case "same":
                draft = draft.changed(draft.recipe)
                seen.pop()
    for before in reversed(seen):
        draft = draft.undone()
        assert (draft.recipe, draft.mends) == (before.recipe, before.mends)
    assert draft.undone() is draft


def test_another_sheet_is_guessed_anew_and_undo_comes_back():
    first, second = drafted(LONG).reading.tables[0], drafted(WIDE, "other").reading.tables[0]
    reading = Reading(kind="XLSX", tables=(first, second))
    draft = begin("book.xlsx", reading, "Book")
    other = draft.taking("other")
    assert other.table.name == "other" and other.recipe.wide == ("Dam", "Road")
    assert other.recipe.title == "Book" and other.undone().recipe == draft.recipe


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.label)
def test_examples_are_understood_and_open(example, tmp_path):
    draft = begin(example.file, readers.read(example.path), title_of(example.file))
    assert all(changes.meaning_of(draft.recipe, name) for name in draft.table.cells)
    write_folder(tmp_path, made(draft), draft.recipe)
    data = open_dataset(tmp_path)
    assert not data.problems and data.meta.title == example.label
    head, row = example.template.decode("utf-8-sig").splitlines()
    assert example.path.read_text(encoding="utf-8").splitlines()[:2] == [head, row]


def test_a_recipe_without_columns_has_no_answers():
    draft = drafted(LONG)
    empty = Recipe()
    assert answers.counts(draft.tables, empty).empty
    assert changes.sources(draft.tables, empty) == []
    assert mending.faulty(draft.tables, empty, apply(draft.tables, empty).faults).empty
