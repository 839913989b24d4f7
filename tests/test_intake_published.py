"""Published data as their makers write them: the stances that others have made of them by hand."""

import csv
from dataclasses import replace
from pathlib import Path

from intake_files import FILES, opened

from hustings.intake import readers
from hustings.intake.apply import apply
from hustings.intake.guess import guess

DATA = Path(__file__).parent / "data"


def by_hand(name: str) -> list[dict[str, str]]:
    with (DATA / name / "long.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_matrix_of_a_polis_conversation():
    _, guessed, made = opened("raw/participants-votes.csv")
    found = {(f"p{r.actor}", f"c{r.axis}"): float(r.stance) for r in made.positions.itertuples()}
    expected = {(r["actor"], r["axis"]): float(r["stance"]) for r in by_hand("polis_brexit")}
    assert found == expected and len(found) == 5303
    assert guessed.recipe.columns == {"actor": "participant", "actor_type": "group-id"}
    assert made.faults == ()


def test_votes_of_a_polis_conversation_with_the_words_of_its_comments():
    votes = readers.read(FILES / "raw/polis-votes-first.csv")
    comments = readers.read(FILES / "raw/comments.csv")
    tables = (*votes.tables, *comments.tables)
    guessed = guess(tables)
    rows = apply(tables, guessed.recipe).positions
    expected = {(r["actor"], r["axis"]): float(r["stance"]) for r in by_hand("polis_brexit")}
    latest = rows.sort_values(["date", "time"], kind="stable").drop_duplicates(
        ["actor", "axis"], keep="last"
    )
    found = {(f"p{r.actor}", f"c{r.axis}"): float(r.stance) for r in latest.itertuples()}
    assert len(rows) == 400 and found == {key: expected[key] for key in found}
    assert guessed.recipe.axis("0").name == "I voted to Leave."
    assert guessed.questions == ()


def test_the_counts_of_comments_tell_which_sign_agrees():
    votes = readers.read(FILES / "raw/polis-votes-first.csv").tables[0]
    comments = readers.read(FILES / "raw/comments.csv").tables[0]
    turned = votes.cells.assign(vote=votes.cells.vote.map({"1": "-1", "-1": "1", "0": "0"}))
    old = replace(votes, cells=turned)
    by_counts = apply([old, comments], guess([old, comments]).recipe).positions
    plain = apply([votes, comments], guess([votes, comments]).recipe).positions
    assert by_counts.stance.tolist() == plain.stance.tolist()
    assert [question.key for question in guess([votes]).questions] == ["scale"]


def test_roll_calls_of_the_united_nations():
    reading, guessed, made = opened("raw/un-roll-calls.csv")
    rows = made.positions
    assert {"actor": "country", "country": "country_code", "axis": "unres"}.items() <= (
        guessed.recipe.columns.items()
    )
    assert guessed.recipe.unit == "vote"
    others = by_hand("un_votes_g20")
    expected = {(r["actor"], r["axis"], r["date"]): float(r["stance"]) for r in others}
    key = list(zip(rows.actor, rows.axis, rows.date, strict=True))
    assert set(rows[rows.stance == ""].answer) == {"abstained"}
    for place, stance in zip(key, rows.stance, strict=True):
        # paragraphs that were voted on by themselves have names of their own in the other file
        if place in expected:
            assert expected[place] == (float(stance) if stance else 0)
    # whoever counts an abstention as a place in the middle says so in the recipe
    middle = replace(guessed.recipe.scale, values={**guessed.recipe.scale.values, "abstain": 0})
    again = apply(reading.tables, replace(guessed.recipe, scale=middle)).positions
    assert "answer" not in again and len(again) == len(rows) == 380


def test_claims_in_newspapers():
    _, guessed, made = opened("raw/claims.csv")
    rows = made.positions
    found = sorted(zip(rows.date, rows.actor, rows.axis, rows.stance, strict=True))
    expected = [(r["date"], r["actor"], r["axis"], r["stance"]) for r in by_hand("nuclear_germany")]
    assert found == sorted(expected) and len(found) == 1164
    offered = [names for group in guessed.alike["actor"] for names, _ in group.names]
    assert "Atomkraft-Gegner" in offered
