"""Tables by a recipe: what every file becomes, what is wrong with it, and what is never lost."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import opened, stances, table

from hustings.intake.apply import apply
from hustings.intake.faults import sentence
from hustings.intake.guess import guess
from hustings.intake.recipe import AxisRecipe, Recipe, Scale
from hustings.schema import REASONS

PLAIN = Recipe(
    columns={name: name for name in ("actor", "axis", "stance")}, scale=Scale(low=-1, high=1)
)
TODAY = date(2026, 11, 29)
UN = {"1": 1.0, "2": "abstained", "3": -1.0}


def said(made) -> list[str]:
    return [sentence(fault) for fault in made.faults]


def with_column(name: str, **more) -> Recipe:
    return replace(PLAIN, columns={**PLAIN.columns, name: name}, **more)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "expert-0-10.csv",
            {
                "Party A": "-0.36",
                "Party B": "0.568",
                "Party C": "other",
                "Party D": "other",
                "Party E": "other",
                "Party F": "-0.82",
                "Party G": "-0.8",
            },
        ),
        (
            "un-votes.csv",
            {
                "Country A": "1",
                "Country B": "abstained",
                "Country C": "-1",
                "Country D": "absent",
                "Country E": "not asked",
            },
        ),
        ("likert.csv", {"Org A": "1", "Org B": "0.5", "Org C": "no opinion", "Org D": "-1"}),
        (
            "minus-signs.csv",
            {"A": "-1", "B": "-1", "C": "1", "D": "1", "F": "-1", "G": "-1", "H": "1"},
        ),
        (
            "german-excel.csv",
            {"Ministerium für Umwelt": "0.5", "Grüne Jugend": "-1", "Verband A": "1"},
        ),
        ("polis-votes.csv", {"2": "1"}),
        ("ragged-short.csv", {"Ministry": "1", "NGO": "-1", "Party": "0.5"}),
        ("title-above-header.csv", {"Ministry": "1", "NGO": "-1"}),
        ("excel-unicode-text.csv", {"Ministère": "1", "Mairie": "-1"}),
        ("header-newline-known.csv", {"A": "1", "B": "-1"}),
    ],
)
def test_stances_that_a_careful_analyst_would_expect(path, expected):
    assert stances(opened(path)[2]) == expected


def test_wide_words_are_stances_and_kinds_of_silence():
    rows = opened("wide-words.csv")[2].positions
    found = {(r.actor, r.axis): r.stance or r.answer for r in rows.itertuples()}
    assert found == {
        ("Candidate One", "Promote equal rights"): "1",
        ("Candidate One", "Fight for rights over islands, West Sea"): "-1",
        ("Candidate One", "Legalize divorce"): "no opinion",
        ("Candidate Two", "Promote equal rights"): "-1",
        ("Candidate Two", "Fight for rights over islands, West Sea"): "1",
        ("Candidate Two", "Legalize divorce"): "other",
    }


def test_merged_cells_are_filled_down():
    rows = opened("merged-cells.csv")[2].positions
    assert rows.actor.tolist() == ["Ministry"] * 3 + ["NGO"] * 2


def test_who_was_absent_is_counted():
    rows = opened("weights-tellers.csv")[2].positions
    assert rows[rows.actor == "MP B"].answer.tolist() == ["absent", "absent"]
    assert rows[rows.actor == "MP C"].stance.tolist() == ["0", "-1"]


def test_na_is_nothing_but_for_namibia():
    r = opened("r-na-text.csv")[2].positions
    assert set(r[["actor_type", "country", "speaker", "quote"]].to_numpy().ravel()) == {
        *("government", "NL", "we build", "Ms Example", ""),
    }
    written = opened("r-write-csv.csv")
    assert len(written[2].positions) == 5 and written[2].faults == ()
    assert {question.key for question in written[1].questions} == {"empty"}
    namibia = opened("namibia.csv")[2].positions
    assert namibia.country.tolist()[:2] == ["NA", "NA"]
    assert "None" in set(namibia.actor)


def test_dates_cost_their_cell_and_are_kept_in_the_note():
    _, guessed, made = opened("partial-dates.csv")
    rows = made.positions
    assert len(rows) == 8
    assert rows.date.tolist() == ["", "", *["2021-05-04"] * 3, "", "2021-05-04", "2021-05-04"]
    assert rows.note.tolist() == [
        *("date: 2019", "date: 2020-03", "", "", "", "date: 4043-03-22", "", ""),
    ]
    assert rows.time.tolist()[3] == "10:00:00"
    assert [question.key for question in guessed.questions] == ["date order"]
    assert said(made) == [
        "partial-dates.csv, column date: 2 cells, in rows 2 and 3: found “2019”; allowed: a day; "
        "a year or a month alone is kept in note.",
        "partial-dates.csv, column date: 1 cell, in row 7: found “4043-03-22”; allowed: a day "
        "that is not after today.",
    ]


def test_links_are_mended_and_none_costs_a_statement():
    made = opened("urls.csv")[2]
    assert made.positions.url.tolist() == [
        "https://www.example.org/x",
        "https://doi.org/10.1000/182",
        "https://example.org/a",
        "https://example.org/a",
        "",
        "https://example.org/Bericht%20über%20Straße.pdf",
    ]
    assert "https://example.org/b" in made.positions.note[2]
    assert made.notes == ("url: “https://” added to 2",)


def test_names_that_look_the_same_are_one_and_others_are_offered():
    _, guessed, made = opened("name-variants.csv")
    assert made.positions.actor.value_counts().to_dict() == {
        "Ministère": 4,
        "United States": 2,
        "MINISTÈRE": 1,
    }
    [offer] = guessed.alike["actor"]
    merged = replace(guessed.recipe, aliases={"actor": offer.aliases})
    actors = apply(opened("name-variants.csv")[0].tables, merged).positions.actor
    assert set(actors) == {"Ministère", "United States"}


def test_statement_ids_that_do_not_hold():
    made = opened("duplicate-ids.csv")[2]
    assert made.positions.statement_id.tolist() == ["1", "2", ""]
    assert made.positions.actor.tolist() == ["Ministry", "NGO", "Other NGO"]
    assert [(fault.count, fault.rows) for fault in made.faults] == [(2, (3, 5)), (1, (6,))]


def test_a_survey_in_german():
    rows = opened("made/likert_de.csv")[2].positions
    port = rows[rows.actor == "Hafenbetrieb Nord"]
    assert port.stance.tolist() == ["-0.5", "1", "0"]
    assert (port.date == "2026-02-03").all() and (port.time == "14:05:11").all()
    assert set(rows.actor_type) == {"Unternehmen", "Verein"}
    assert rows[rows.stance == ""].answer.tolist() == ["other", "no opinion"]


def test_experts_and_their_missing_codes():
    made = opened("made/expert_survey.csv")[2]
    rows = made.positions.set_index(["actor", "axis"])
    assert float(rows.loc[("Alpha Party", "lrgen"), "stance"]) == pytest.approx(0.44)
    assert rows.loc[("Delta", "lrecon"), "answer"] == "other"
    assert set(made.axes.axis) == {"lrgen", "lrecon", "eu_position"}


def test_theses_in_rows_and_parties_in_columns():
    rows = opened("made/theses.csv")[2].positions
    assert set(rows.actor) == {"Blaue Liste", "Grüne Wiese", "Rote Linie"}
    assert len(rows) == 9 and rows.axis.nunique() == 3


def test_a_roll_call_whose_question_is_always_the_same():
    made = opened("made/passage.csv")[2]
    assert made.axes.set_index("axis").name.to_dict() == {
        "101": "On passage",
        "102": "On passage",
        "103": "On the budget",
    }


def test_a_roll_call_with_a_column_for_each_answer():
    rows = opened("made/bundestag.csv")[2].positions
    found = [stance or answer for stance, answer in zip(rows.stance, rows.answer, strict=True)]
    assert found == ["1", "-1", "absent", "abstained", "-1", "-1", "1", "other"]
    several = table("name|motion|yes|no\nA|M|1|0\nB|M|0|1\nC|M|1|1\nD|M|0|1\nE|M|1|0")
    made = apply([several], guess([several]).recipe)
    assert made.positions.stance.tolist() == ["1", "-1", "-1", "1"]
    assert [fault.value for fault in made.faults] == ["“yes + no” (1)"]


def test_a_scale_that_does_not_fit_takes_nothing_of_its_axis():
    cells = table("actor|axis|stance\nA|lr|0.9\nB|lr|7.8\nC|lr|7.8\nA|tax|1\nB|tax|-0.5")
    made = apply([cells], PLAIN)
    assert made.positions.axis.tolist() == ["tax", "tax"]
    assert said(made) == [
        "made.csv, column stance, axis lr: 2 cells, in rows 3 and 4: found “7.8” (2); allowed: "
        "numbers of the scale; nothing of the axis is taken until all of them are explained."
    ]


def test_a_text_that_is_no_answer_costs_its_row_alone():
    cells = table("actor|axis|stance\nA|lr|see letter\nB|lr|1\nC|lr|see letter\nD|lr|?")
    made = apply([cells], PLAIN)
    assert made.positions.actor.tolist() == ["B"]
    assert [fault.value for fault in made.faults] == ["“see letter” (2), “?” (1)"]


def test_all_faults_come_at_once_by_cause_with_counts_and_first_rows():
    rows = [f"A|Dam|1|{20 - i % 3}.09.2024x" for i in range(412)]
    rows += ["|Dam|1|2024-01-01", "A||1|2024-01-01", "A|Dam|maybe|31.02.2024"]
    cells = table("\n".join(["actor|axis|stance|date", *rows]))
    made = apply([cells], with_column("date"), TODAY)
    assert len(made.positions) == 412
    assert [(fault.column, fault.count, fault.rows) for fault in made.faults] == [
        ("date", 412, (2, 3, 4, 5, 6)),
        ("date", 1, (416,)),
        ("actor", 1, (414,)),
        ("axis", 1, (415,)),
        ("stance", 1, (416,)),
    ]


def test_axes_are_named_turned_and_scaled_by_themselves():
    cells = table("party|q1|q2\nA|1|0\nB|7|10")
    recipe = Recipe(
        columns={"actor": "party"},
        wide=("q1", "q2"),
        scale=Scale(low=1, high=7),
        axes=(
            AxisRecipe(source="q2", axis="Tax", low="cut", scale=Scale(low=0, high=10)),
            AxisRecipe(source="q1", name="Trams", turned=True),
            AxisRecipe(source="q3", name="not there"),
        ),
    )
    made = apply([cells], recipe)
    found = {(r.actor, r.axis): r.stance for r in made.positions.itertuples()}
    assert found == {("A", "q1"): "1", ("A", "Tax"): "-1", ("B", "q1"): "-1", ("B", "Tax"): "1"}
    assert made.axes[["axis", "name", "low"]].to_numpy().tolist() == [
        ["Tax", "", "cut"],
        ["q1", "Trams", ""],
    ]


def test_empty_cells_say_what_the_recipe_says():
    cells = table("party|q1|q2\nA|1|\nB||-1")
    recipe = Recipe(columns={"actor": "party"}, wide=("q1", "q2"), scale=Scale(low=-1, high=1))
    assert len(apply([cells], recipe).positions) == 2
    asked = replace(recipe, scale=Scale(low=-1, high=1, empty="not asked"))
    assert apply([cells], asked).positions.answer.tolist() == ["", "not asked", "not asked", ""]


def test_several_tables_stand_one_below_the_other():
    waves = [table(f"actor|axis|stance\n{who}|Dam|1", name=who) for who in ("one", "two")]
    made = apply(waves, replace(PLAIN, tables=("one", "two", "three")))
    assert made.positions.actor.tolist() == ["one", "two"]
    assert said(made) == ["three: found nothing; allowed: a table of this name."]


def test_columns_that_are_not_there_are_named_with_the_header():
    made = apply([table("who|what\nA|B")], PLAIN)
    assert made.positions.empty
    assert "the header read was: who, what" in said(made)[0]


def test_hostile_text_stays_text():
    cells = table("actor|axis|stance|quote\n=1+1|<b>Dam</b>|1|'=HYPERLINK(1)\n@x|Dam|-1|a\x00b")
    rows = apply([cells], with_column("quote")).positions
    assert rows.actor.tolist() == ["=1+1", "@x"] and rows.axis[0] == "<b>Dam</b>"
    assert rows.quote.tolist() == ["=HYPERLINK(1)", "ab"]


def test_leftovers_of_html_and_excel_are_mended():
    rows = opened("html-entities.csv")[2].positions
    assert rows.quote.tolist() == ['"We will" & we can', "line\n\nbreak", ""]
    assert rows.summary.tolist() == ["<p>Says yes</p>", "", "=-A2"]


def test_names_that_are_too_long_cost_their_cell_or_their_row():
    long = "x" * 301
    cells = table(f"actor|axis|stance|speaker\nA|Dam|1|{long}\n{long}|Dam|1|S")
    made = apply([cells], with_column("speaker"))
    assert made.positions[["actor"]].to_numpy().tolist() == [["A"]]
    assert {fault.column for fault in made.faults} == {"speaker", "actor"}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["1", "-1", "99", "NA", "yes", "no", "2024-01-01", "www.example.org", "'=1", "absent", "7"]
)
NAMES = ["actor", "axis", "stance", "answer", "date", "url", "statement_id", "time", "note", "q1"]


@st.composite
def tables_of_text(draw):
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    rows = draw(st.lists(st.tuples(*[TEXTS] * len(names)), max_size=6))
    cells = pd.DataFrame(rows, columns=names, index=range(2, len(rows) + 2), dtype="str")
    return type(table("a\n1"))(name="random.csv", cells=cells)


@given(tables_of_text())
@settings(max_examples=60)
def test_no_table_of_text_makes_anything_fail(cells):
    for recipe in (
        guess([cells]).recipe,
        PLAIN,
        with_column("date", wide=("q1",), fill_down=("actor",)),
    ):
        made = apply([cells], recipe, TODAY)
        rows = made.positions
        assert len(rows) <= made.rows
        assert set(made.axes.axis) == set(rows.axis)
        assert (rows.actor != "").all() and (rows.axis != "").all()
        assert pd.to_numeric(rows.stance[rows.stance != ""]).between(-1, 1).all()
        if "answer" in rows:
            assert set(rows.answer[rows.stance == ""]) <= {*REASONS}


@given(st.lists(st.sampled_from(["agree", "disagree", "see letter", ""]), min_size=1, max_size=9))
@settings(max_examples=25)
def test_every_row_is_taken_wrong_or_says_nothing(answers):
    rows = "\n".join(f"A|Dam|{answer}" for answer in answers)
    recipe = replace(PLAIN, scale=Scale(values={"agree": 1, "disagree": -1}))
    made = apply([table(f"actor|axis|stance\n{rows}")], recipe)
    wrong = sum(fault.count for fault in made.faults)
    assert len(made.positions) + wrong + answers.count("") == len(answers)
