"""How many columns that matter are guessed right, over all files of tests/data/intake."""

from pathlib import Path

import pytest
from intake_files import FILES, opened, table

from hustings.intake.guess import guess
from hustings.intake.languages import plain
from hustings.intake.recipe import MEANINGS

#: file -> meaning -> column; "axis columns" or "actor columns" are those of a wide table. Columns
#: that are called as ours are not repeated here
EXPECTED: dict[str, dict[str, str | tuple[str, ...]]] = {
    "header-case.csv": {"actor_type": "Actor Type", "statement_id": "Statement ID"},
    "header-synonyms.csv": {
        "actor": "Organisation",
        "axis": "Issue",
        "stance": "Position",
        "quote": "Quotation",
        "url": "Link",
    },
    "polis-votes.csv": {
        "actor": "voter-id",
        "axis": "comment-id",
        "stance": "vote",
        "date": "datetime",
    },
    "wide-words.csv": {
        "actor": "Candidate",
        "axis columns": (
            "Promote equal rights",
            "Fight for rights over islands, West Sea",
            "Legalize divorce",
        ),
    },
    "weights-tellers.csv": {"answer": "note"},
    "made/assembly.csv": {
        "actor": "Countryname",
        "axis": "rcid",
        "stance": "vote",
        "country": "Country",
        "date": "year",
    },
    "made/chinese.csv": {
        "actor": "机构",
        "actor_type": "类型",
        "axis": "议题",
        "stance": "立场",
        "date": "日期",
        "url": "链接",
    },
    "made/discourse.csv": {
        "actor": "organization",
        "speaker": "person",
        "axis": "concept",
        "stance": "agreement",
        "date": "Date/Time",
        "source_title": "DocTitle",
        "publisher": "DocSource",
    },
    "made/encuesta.csv": {
        "actor": "Organización",
        "date": "Marca temporal",
        "axis columns": ("El puerto debe cerrar de noche", "Hay que plantar más árboles"),
    },
    "made/expert_survey.csv": {
        "actor": "party",
        "country": "country",
        "actor_type": "family",
        "date": "year",
        "axis columns": ("lrgen", "lrecon", "eu_position"),
    },
    "made/likert_de.csv": {
        "actor": "Name der Organisation",
        "actor_type": "Art der Organisation",
        "date": "Zeitstempel",
        "note": "Anmerkungen",
        "axis columns": (
            "1. Der Hafen soll nachts ruhen.",
            "2. Die Fahrrinne soll vertieft werden.",
            "3. Landstrom wird Pflicht.",
        ),
    },
    "made/party_thesis.csv": {
        "actor": "party",
        "axis columns": ("Speed limit", "Tree planting", "Free museums"),
    },
    "made/rollcall.csv": {
        "actor": "name",
        "actor_type": "party",
        "axis": "question",
        "stance": "position",
        "date": "vote_date",
    },
    "made/scrutin.csv": {
        "actor": "Député",
        "actor_type": "Groupe",
        "axis": "Scrutin",
        "date": "Date du scrutin",
        "stance": "Vote",
    },
    "made/survey_1_7.csv": {
        "actor": "respondent_id",
        "axis columns": ("q1_tax", "q2_trams", "q3_trees"),
    },
    "made/theses.csv": {
        "axis": "These",
        "actor columns": ("Blaue Liste", "Grüne Wiese", "Rote Linie"),
    },
    "made/voteview.csv": {"actor": "icpsr", "axis": "rollnumber", "stance": "cast_code"},
    "made/press_fr.csv": {
        "date": "Date de publication",
        "actor": "Nom de l'organisation",
        "actor_type": "Catégorie d'acteur",
        "speaker": "Orateur",
        "axis": "Enjeu",
        "stance": "Position",
        "quote": "Citation",
        "publisher": "Journal",
        "url": "Lien vers la source",
    },
    "made/stellungnahmen.csv": {
        "date": "Datum",
        "actor": "Verband",
        "actor_type": "Verbandsart",
        "axis": "Thema",
        "stance": "Haltung",
        "quote": "Wortlaut",
        "url": "Fundstelle",
        "coder": "Codiert von",
    },
    "made/consultation.csv": {
        "statement_id": "Submission ID",
        "date": "Submitted on",
        "actor_type": "Respondent type",
        "actor": "Name of organisation",
        "note": "Comments",
        "axis columns": (
            "Q1. Ports should close at night",
            "Q2. Dredging should go on",
            "Q3. Shore power should be free",
        ),
    },
    "made/votaciones.csv": {
        "actor": "Legisladora",
        "actor_type": "Bancada",
        "country": "Provincia",
        "date": "Fecha de votación",
        "axis": "Proyecto de ley",
        "stance": "Voto",
    },
    "made/actor_axis.tsv": {
        "actor": "Stakeholder",
        "axis columns": ("Harbour", "Trams", "Trees"),
    },
    "made/passage.csv": {
        "actor": "mp_name",
        "actor_type": "group",
        "axis": "vote_id",
        "axis_name": "vote_title",
        "stance": "vote",
    },
    "raw/un-roll-calls.csv": {
        "actor": "country",
        "country": "country_code",
        "axis": "unres",
        "stance": "vote",
        "date": "date",
        "theme": "issue",
    },
    "raw/polis-votes-first.csv": {
        "actor": "voter-id",
        "axis": "comment-id",
        "stance": "vote",
        "date": "datetime",
    },
    "raw/participants-votes.csv": {
        "actor": "participant",
        "actor_type": "group-id",
        "axis columns": tuple(map(str, range(50))),
    },
    "raw/claims.csv": {"axis": "concept", "statement_id": "claim"},
    "made/bundestag.csv": {
        "actor": "Name",
        "actor_type": "Fraktion/Gruppe",
        "axis": "Abstimmnr",
        "marked columns": ("ja", "nein", "Enthaltung", "ungültig", "nichtabgegeben"),
    },
    "made/positions_de.csv": {
        "actor": "Partei: Name",
        "axis": "These: Nr.",
        "axis_name": "These: Titel",
        "stance": "Position: Position",
        "note": "Position: Begründung",
    },
    "made/member_votes.csv": {
        "actor": "member.id",
        "axis": "vote_id",
        "axis_name": "display_title",
        "stance": "position",
        "date": "timestamp",
        "country": "member.country.code",
        "actor_type": "member.group.code",
    },
    "made/forms.csv": {
        "date": "Timestamp",
        "actor": "What is your name?",
        "actor_type": "Which group do you belong to?",
        "axis columns": (
            "How much do you agree: ports should close at night",
            "How much do you agree: trams should be free",
        ),
    },
    "made/lobby.csv": {
        "actor": "submitter",
        "actor_type": "submitter_category",
        "date": "date_received",
        "axis": "policy_proposal",
        "stance": "support_level",
        "quote": "evidence_text",
        "url": "document_url",
    },
    "made/scores.csv": {
        "actor": "MP",
        "actor_type": "Party",
        "axis columns": ("Climate", "Housing", "Transport"),
    },
    "made/posts.csv": {
        "statement_id": "tweet_id",
        "date": "created_at",
        "actor": "author",
        "actor_type": "party",
        "quote": "text",
        "axis": "topic",
        "stance": "stance_label",
        "coder": "annotator",
    },
    "made/party_means.csv": {
        "actor": "v2paenname",
        "country": "country_name",
        "date": "year",
        "axis columns": ("v2paimmig", "v2palgbt", "v2pawelf"),
    },
    "made/candidates.csv": {
        "actor": "Name",
        "actor_type": "Partei",
        "axis columns": ("Frage 1", "Frage 2", "Frage 3"),
    },
    # a language that nobody has told: what stands in the columns says enough
    "made/italian.csv": {
        "actor": "Attore",
        "country": "Paese",
        "axis": "Tema",
        "stance": "Posizione",
        "date": "Data",
    },
}
ALL = sorted(
    str(path.relative_to(FILES))
    for path in FILES.rglob("*")
    if path.is_file()
    and path.name not in ("axes.csv", "comments.csv")
    and path.suffix in (".csv", ".tsv", ".txt")
)
#: share of the columns that matter which must be guessed right
AIM = 0.9


def expected(path: str, heads: list[str]) -> dict[str, str | tuple[str, ...]]:
    """What the columns of a file are: those called as ours are what they are called."""
    own = {plain(head.split("\n")[0]).replace(" ", "_"): head for head in heads}
    named = {meaning: own[meaning] for meaning in MEANINGS if meaning in own}
    said = EXPECTED.get(path, {})
    listed = {column for columns in said.values() for column in [*columns, columns]}
    return {m: c for m, c in named.items() if c not in listed and m not in said} | said


def found(path: str) -> tuple[list[str], list[str]]:
    """Columns of a file that are guessed right, and others with what they were taken for."""
    reading, guessed, _ = opened(path)
    recipe = guessed.recipe
    heads = [*reading.tables[0].cells.columns]
    right, wrong = [], []
    for meaning, column in expected(path, heads).items():
        taken = recipe.columns.get(meaning)
        if meaning.endswith(" columns"):
            kind = "marked" if recipe.marked else recipe.heads
            heads = (recipe.marked or recipe.wide) if meaning.split()[0] == kind else ()
            right += [head for head in column if head in heads]
            wrong += [f"{path}: {head}" for head in column if head not in heads]
            wrong += [f"{path}: {head} is none" for head in heads if head not in column]
        elif taken == column:
            right.append(column)
        else:
            wrong.append(f"{path}: {meaning} is {column}, not {taken}")
    return right, wrong


def test_nine_in_ten_columns_that_matter_are_guessed_right():
    results = [found(path) for path in ALL]
    right, wrong = sum(len(r) for r, _ in results), [each for _, w in results for each in w]
    foreign = [found(path) for path in EXPECTED]
    right_there, wrong_there = sum(len(r) for r, _ in foreign), sum(len(w) for _, w in foreign)
    assert right / (right + len(wrong)) >= AIM, wrong
    # where columns are not called as ours, and a name alone says little
    assert right_there / (right_there + wrong_there) >= AIM, wrong


@pytest.mark.parametrize("path", ALL, ids=lambda path: Path(path).name)
def test_who_on_what_and_where_are_found_in_every_file(path):
    _, guessed, made = opened(path)
    assert len(made.positions) and set(made.positions.columns) >= {"actor", "axis", "stance"}
    assert all(reason.because and 0 < reason.sure <= 1 for reason in guessed.reasons)
    assert not [question for question in guessed.questions if question.key == "column"]


def test_a_guess_says_why():
    made = guess(
        [table("Wann|Organisation|Issue|Vote\n3.4.2025|Union|Dam|yes\n4.4.2025|NGO|Dam|no")]
    )
    reasons = {reason.column: reason for reason in made.reasons}
    assert reasons["Wann"].because == "100 % look like dates"
    assert reasons["Organisation"].because == "its name means “actor”; 2 different"
    assert reasons["Vote"].because.startswith("its name means “stance”; answers in words: ")
    assert made.recipe.unit == "vote"


def test_what_the_file_does_not_say_is_asked():
    made = guess([table("name|text\nUnion|words\nNGO|other words")])
    assert {question.key for question in made.questions} == {"column"}
    assert [question.asked for question in made.questions][0] == (
        "Which column says where somebody stands?"
    )


def test_answers_beside_numbers_of_other_things():
    made = guess(
        [table("participant|group-id|n-votes|0|1|2\n0|1|3|1|-1|0\n1|0|2|1||1\n2|1|30|-1|0|")]
    )
    recipe = made.recipe
    assert recipe.wide == ("0", "1", "2") and recipe.heads == "axis"
    assert recipe.columns == {"actor": "participant", "actor_type": "group-id"}


def test_statements_in_rows_and_who_answers_them_in_columns():
    cells = table(
        "Statement|Org A|Org B\nCars should leave the whole inner city|Support|Oppose\n"
        "The tram should be free for all|Oppose|Support"
    )
    recipe = guess([cells]).recipe
    assert (recipe.heads, recipe.columns) == ("actor", {"axis": "Statement"})


def test_numbers_of_rows_are_no_answers():
    made = guess([table("ID|Name|Rail|Tax\n1|A|1|5\n2|B|5|1\n3|C|3|2\n4|D|-9|2")])
    assert made.recipe.wide == ("Rail", "Tax")


def test_tables_of_axes_and_of_the_same_columns_are_found():
    axes = table("axis|name|low|high\nDam|Dams|Keep|Remove", name="axes")
    one, two = (table(f"actor|axis|stance\n{who}|Dam|1", name=who) for who in ("A", "B"))
    recipe = guess([axes, one, two]).recipe
    assert recipe.tables == ("A", "B")
    assert (recipe.axis("Dam").name, recipe.axis("Dam").low) == ("Dams", "Keep")


def test_questions_of_a_survey_name_its_axes():
    cells = table("id_person|party|q1|q2\n1|X|1|5\n2|Y|5|3\n3|Y|2|4\n4|X|3|1").cells
    labels = {"q1": {"1": "disagree", "5": "agree"}}
    made = table("a\n1", titles={"q1": "Should ports close?"})
    survey = type(made)(name="s.sav", cells=cells, titles=made.titles, labels={})
    assert labels and guess([survey]).recipe.axis("q1").name == "Should ports close?"
