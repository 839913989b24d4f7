"""The bundled data: descriptor, tables, README and named views say the same."""

import csv
import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from hustings.dataset import open_dataset
from hustings.fold import fold
from hustings.schema import AXIS_COLUMNS, COLUMNS, EVENT_COLUMNS
from hustings.words import percent

DATA = Path(__file__).parents[1] / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
#: columns that these data have no use for
UNUSED = {"answer", "checked", "checked_by", "n", "se", "time"}
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
VIEWS = {view["title"]: view for view in PACKAGE["views"]}
README = (DATA / "README.md").read_text(encoding="utf-8")
#: parameters of a link that hold values of the data -> their column
HELD = {"x": "axis", "y": "axis", "axis": "axis", "event": "event"}
#: what a point is -> the column that says so
BY = {"actor": "actor", "type": "actor_type"}
#: from here on a mean leans to one side; nearer to 0 it is mixed
LEANS = 0.25


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows("positions")
CODES = pd.DataFrame(ROWS).assign(stance=lambda f: f.stance.astype(float))
STATEMENTS = CODES.drop_duplicates("statement_id")
UNITS = CODES.groupby(["statement_id", "axis"], as_index=False).agg(
    {"stance": "mean", "actor": "first", "actor_type": "first", "event": "first", "date": "first"}
)
PAIRS = CODES.pivot(index=["statement_id", "axis"], columns="coder", values="stance")


def found(title: str, units: pd.DataFrame = UNITS) -> pd.DataFrame:
    """Mean stance of groups on axes, on the statements that a named view lets through."""
    parameters = VIEWS[title]["parameters"]
    units = units[units.event.isin(parameters.get("event", units.event))]
    column = BY[parameters.get("by", "actor")]
    return units.pivot_table(index=column, columns="axis", values="stance")


def side(value: float) -> int:
    return 0 if abs(value) < LEANS else (1 if value > 0 else -1)


def breaks(value: str, field: dict) -> list[str]:
    """Names of what a cell breaks: its constraints, its type, its format."""
    limits = dict(field.get("constraints", {}))
    if value == "":
        return ["required"] if limits.pop("required", False) else []
    number = float(value) if field["type"] == "number" else None
    holds = {
        "required": True,
        "enum": (value if number is None else number) in limits.get("enum", ()),
        "pattern": bool(re.fullmatch(limits.get("pattern", ""), value)),
        "minimum": number is not None and number >= limits.get("minimum", 0),
        "maximum": number is not None and number <= limits.get("maximum", 0),
    }
    wrong = [name for name in limits if not holds[name]]
    if field["type"] == "date" and date.fromisoformat(value).isoformat() != value:
        wrong.append("date")
    if field.get("format") == "uri" and not re.match(r"https?://[^\s/]+/?\S*$", value):
        wrong.append("uri")
    return wrong


def test_the_check_of_cells_can_fail():
    stance = next(f for f in RESOURCES["positions"]["schema"]["fields"] if f["name"] == "stance")
    assert breaks("0.5", stance) == []
    assert breaks("", stance) == ["required"]
    assert breaks("0.25", stance) == ["enum"]
    assert sorted(breaks("2", stance)) == ["enum", "maximum"]
    assert breaks("A b", {"type": "string", "constraints": {"pattern": "[a-z]+"}}) == ["pattern"]
    assert breaks("ftp://a", {"type": "string", "format": "uri"}) == ["uri"]


@pytest.mark.parametrize("name", RESOURCES)
def test_every_cell_keeps_its_constraints(name):
    fields = RESOURCES[name]["schema"]["fields"]
    table = rows(name)
    assert list(table[0]) == [field["name"] for field in fields]
    broken = [
        (place, field["name"], row[field["name"]], wrong)
        for place, row in enumerate(table, start=2)
        for field in fields
        if (wrong := breaks(row[field["name"]], field))
    ]
    assert broken == []


@pytest.mark.parametrize("name", RESOURCES)
def test_every_listed_value_occurs(name):
    table = pd.DataFrame(rows(name))
    for field in RESOURCES[name]["schema"]["fields"]:
        for value in field.get("constraints", {}).get("enum", ()):
            column = table[field["name"]]
            column = column.astype(float) if field["type"] == "number" else column
            assert (column == value).any(), (field["name"], value)


@pytest.mark.parametrize("name", RESOURCES)
def test_keys_are_unique(name):
    key = RESOURCES[name]["schema"]["primaryKey"]
    assert not pd.DataFrame(rows(name)).duplicated(key).any()


def test_foreign_keys_hold():
    (key,) = RESOURCES["positions"]["schema"]["foreignKeys"]
    (own,), (theirs,) = key["fields"], key["reference"]["fields"]
    there = {row[theirs] for row in rows(key["reference"]["resource"])}
    assert {row[own] for row in ROWS} == there


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda resource: resource["name"])
def test_the_descriptor_describes_these_very_files(resource):
    content = (DATA / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"


@pytest.mark.parametrize(
    ("name", "columns"),
    [("positions", COLUMNS), ("axes", AXIS_COLUMNS), ("events", EVENT_COLUMNS)],
)
def test_the_descriptor_and_the_program_know_the_same_columns(name, columns):
    fields = RESOURCES[name]["schema"]["fields"]
    used = [column.name for column in columns if column.name not in UNUSED]
    assert [field["name"] for field in fields] == used
    required = {f["name"] for f in fields if f.get("constraints", {}).get("required")}
    assert {column.name for column in columns if column.required} <= required


def test_the_program_opens_the_data_without_a_problem():
    data = open_dataset(DATA)
    assert (data.problems, data.left_out, data.rows) == ((), 0, len(ROWS))
    assert [axis.low_noun for axis in data.axes] == [row["low_noun"] for row in rows("axes")]
    assert data.meta.title == PACKAGE["title"]
    assert data.meta.citation == PACKAGE["citation"]
    assert data.meta.default == {
        "x": ["Regulation"],
        "y": ["Openness"],
        "actor": ["France", "United States", "China", "Capgemini", "type: academia"],
        "cut": ["2025-01-20"],
    }
    read = [(v.title, v.sentence, v.page) for v in data.meta.views]
    assert read == [(v["title"], v["sentence"], v["page"]) for v in PACKAGE["views"]]


@pytest.mark.parametrize("view", [*PACKAGE["views"], {"parameters": PACKAGE["default_view"]}])
def test_every_parameter_of_a_view_is_in_the_data(view):
    assert view.get("page", "") in ("", "compare", "statements", "actor")
    parameters = view["parameters"]
    columns = {**HELD, "actor": BY[parameters.get("by", "actor")]}
    for name, values in parameters.items():
        values = [values] if isinstance(values, str) else values
        if name == "averages":
            assert values in (["true"], ["false"])
        elif name in columns:
            assert set(values) - {"type: academia"} <= set(CODES[columns[name]])
            assert "academia" in set(CODES["actor_type"])
        else:
            assert name in ("by", "q", "cut")
    assert "actor" in parameters, "else the actors picked by default would be mixed in"


def test_the_view_of_the_news_report_shows_its_statements_and_no_other():
    parameters = VIEWS["One news report, 12 February 2025"]["parameters"]
    text = STATEMENTS[["quote", "summary", "speaker", "source_title"]].agg(" ".join, axis=1)
    words = fold(parameters["q"]).split()
    hit = text.map(fold).map(lambda said: all(word in said for word in words))
    shown = STATEMENTS[hit & STATEMENTS.event.isin(parameters["event"])]
    report = STATEMENTS[STATEMENTS.source_title == parameters["q"]]
    assert set(shown.statement_id) == set(report.statement_id)
    assert (len(report), report.actor.nunique(), report.theme.nunique()) == (16, 10, 4)
    assert set(CODES.theme) - set(report.theme) == {"Future of Work"}
    assert set(report.publisher) == {"Xinhua"}


def test_the_sentence_on_five_voices_is_true():
    actors = found("Five voices on regulation and openness")
    place = pd.concat([actors, UNITS.pivot_table("stance", "actor_type", "axis")]).map(side)
    wanted = {
        "China": (-1, -1),
        "academia": (-1, -1),
        "France": (0, -1),
        "Capgemini": (1, -1),
        "United States": (1, 0),
    }
    for group, sides in wanted.items():
        assert tuple(place.loc[group, ["Regulation", "Openness"]]) == sides, group


def test_the_sentence_on_the_paris_summit_is_true():
    place = found("The Paris summit, February 2025")[["Coordination", "Inclusion"]].dropna()
    assert len(place) == 13
    assert (place.Inclusion.map(side) == -1).all()
    assert list(place.index[place.Coordination.map(side) == 1]) == ["France", "United States"]
    assert set(VIEWS["The Paris summit, February 2025"]["parameters"]["actor"]) <= set(place.index)


def test_the_sentence_on_open_models_is_true():
    counts = UNITS[UNITS.axis == "Openness"].groupby("actor").stance.agg(["size", "mean"])
    often = counts[counts["size"] >= 3]["mean"].map(side)
    assert (len(often), (often == -1).sum()) == (22, 14)
    assert {"Mozilla", "LAION", "France", "China"} <= set(often.index[often == -1])
    mixed = {"Meta", "Microsoft", "Google", "United States", "OpenAI"}
    assert set(often.index[often == 0]) == mixed
    assert set(often.index[often == 1]) == {"Anthropic", "Google DeepMind", "Yoshua Bengio"}
    view = VIEWS["Who is for open models"]["parameters"]
    assert set(view["actor"]) <= set(often.index[often != 0])
    assert set(view["actor"]) >= set(often.index[often == 1])
    assert found("Who is for open models").loc[view["actor"], "Regulation"].notna().all()


def test_the_sentence_on_the_united_states_is_true():
    title = "The United States over time"
    before = found(title, UNITS[UNITS.date < "2025-01-20"]).loc["United States"]
    after = found(title, UNITS[UNITS.date >= "2025-01-20"]).loc["United States"]
    assert (side(before.Coordination), side(before.Regulation)) == (-1, 0)
    assert (side(after.Coordination), side(after.Regulation)) == (1, 1)


def test_the_sentence_on_companies_and_civil_society_is_true():
    place = found("Companies against civil society")
    gap = place.loc["company"] - place.loc["civil society"]
    assert (len(gap), (gap > 0).all(), gap.idxmax()) == (6, True, "Footprint")
    assert (place.loc["company"].map(side) == 0).sum() == 4


def alpha(pairs: pd.DataFrame) -> float:
    """Krippendorff's alpha of two coders without gaps: 1 - observed / expected disagreement."""
    values = pairs.to_numpy()
    n = values.size
    observed = 2 * ((values[:, 0] - values[:, 1]) ** 2).sum() / n
    expected = 2 * (n * (values**2).sum() - values.sum() ** 2) / (n * (n - 1))
    return 1 - observed / expected


def test_the_readme_counts_what_is_there():
    both = PAIRS.dropna()
    place = UNITS.pivot_table(index="actor", columns="axis", values="stance")
    united = STATEMENTS[STATEMENTS.actor == "United States"].date
    year, usa = STATEMENTS.date.str.startswith("2025"), STATEMENTS.country == "USA"
    strong = STATEMENTS.actor_type.isin(["government", "company"])
    low = (CODES.stance < 0).groupby(CODES.axis).mean()
    said = " ".join(README.split())
    for sentence in (
        f"{len(STATEMENTS):,} statements by {CODES.actor.nunique()} actors in "
        f"{CODES.country.nunique()} countries and international bodies",
        f"judged on six axes: {len(CODES):,} codings",
        f"of {len(PAIRS):,} pairs of statement and axis, {len(both):,} were coded by both",
        f"alpha (interval) is {alpha(both):.2f}",
        f"Only {len(place[['Regulation', 'Openness']].dropna())} of the {len(place)} actors",
        f"the {len(united)} statements of the United States, {(united < '2025-01-20').sum()} are "
        f"from before 20 January 2025 and {(united >= '2025-01-20').sum()} from after",
        f"{percent(year.mean())} of the statements are from 2025",
        f"{percent(strong.mean())} are by governments and companies",
        f"{percent(usa.mean())} by actors of the United States",
        f"On Inclusion {percent(low.Inclusion)} of the codes",
        f"on Openness {percent(low.Openness)}:",
        *(f"{theme} ({n}" for theme, n in STATEMENTS.theme.value_counts().items()),
    ):
        assert sentence in said
    assert (CODES.date.min(), CODES.date.max()) == ("2023-03-15", "2026-07-01")
    assert "15 March 2023 and 1 July 2026" in said


@pytest.mark.parametrize("axis", sorted(set(CODES.axis)))
def test_the_readme_counts_each_axis(axis):
    both = PAIRS.xs(axis, level="axis").dropna()
    line = next(line for line in README.splitlines() if line.startswith(f"| {axis} |"))
    n = (UNITS.axis == axis).sum()
    assert line.endswith(f"| {n} | {len(both)} | {alpha(both):.2f} |")


def test_the_descriptor_counts_its_sources():
    report, others = PACKAGE["sources"]
    assert report["path"] in set(CODES.url)
    assert f"{CODES.url.nunique()} addresses" in others["title"]


def test_long_quotations_come_from_the_news_report_alone():
    words = STATEMENTS.quote.str.split().str.len()
    assert set(STATEMENTS[words > 8].source_title) == {
        "Report on the AI Action Summit, 12 February 2025"
    }
