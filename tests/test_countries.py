"""Countries by name for readers, by code in the data, the link and the values of the API."""

import json

import pandas as pd
import pytest
from assistant import ask
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings, link, query
from hustings.countries import country_name
from hustings.dataset import open_dataset
from hustings.export.table import about_view
from hustings.figures.coverage import counts_of
from hustings.package import read_meta
from hustings.scene import Scene

OWN = {"hustings": {"countries": {"DEU": "the Germans"}}}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("USA", "United States"), ("KOR", "South Korea"), ("RUS", "Russia"), ("TUR", "Türkiye"),
        ("GB", "United Kingdom"), ("NA", "Namibia"), ("NAM", "Namibia"),
        # no codes, of nothing, of no single state, or not one that stands alone
        ("INT", "INT"), ("EUU", "EUU"), ("SUN", "SUN"), ("ZZ", "ZZ"), ("001", "001"),
        ("usa", "usa"), ("France", "France"), ("", ""), ("ÉTÉ", "ÉTÉ"),
    ],
)  # fmt: skip
def test_a_code_of_a_country_has_a_name_and_all_else_stays(code, name):
    assert country_name(code) == name


def test_names_of_the_data_set_come_first():
    assert country_name("INT", {"INT": "world bodies"}) == "world bodies"
    assert country_name("USA", {"USA": "America"}) == "America"


def test_every_code_of_the_bundled_data_has_a_name(bundled):
    codes = query.facets(bundled, query.Filters())["country"]
    named = {code: country_name(code, bundled.meta.countries) for code in codes}
    assert named["INT"] == "international bodies" and named["EUU"] == "European Union"
    assert not [code for code, name in named.items() if code == name]


def test_what_is_no_text_is_a_problem(tmp_path):
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({"hustings": {"countries": {"INT": "all", "X": 3, "Y": " "}}}))
    meta, problems = read_meta(path, "votes")
    assert meta.countries == {"INT": "all"}
    assert [each.column for each in problems] == ["hustings.countries.X", "hustings.countries.Y"]


@pytest.fixture
def named(folder):
    """The few statements, with a name of their own for one of two countries."""
    (folder / "datapackage.json").write_text(json.dumps(OWN), encoding="utf-8")
    return open_dataset(folder)


def test_filters_and_files_say_names_and_the_link_holds_codes(named):
    view = link.default_view(named).having(country=("FRA", "DEU"))
    told = "by actors of: France or the Germans"
    assert view.sentence(named) == told
    scene = Scene(named, view, "", "https://h.example")
    assert findings.map(named, view).subline.startswith("By actors of: France or the Germans.")
    assert about_view(scene, "T")["Filters"] == told
    assert "country=FRA&country=DEU" in scene.link


def test_sentences_name_picked_countries(named):
    view = link.default_view(named).having(by="country", actor=("FRA", "DEU"), q="tram")
    assert findings.title(named, view, "statements") == "Statements by France"
    assert findings.title(named, view, "actor") == "France: where it stands"
    germans = query.Picks("country", ("DEU",))
    assert findings.unheard(named, view, germans) == (
        "No statement by the Germans under these filters"
    )
    assert findings.called(named, "actor", ["FRA"]) == ["FRA"], "an actor of that name"


def test_counts_name_countries_beside_their_codes(named):
    scene = Scene(named, link.default_view(named), "evidence", "")
    counts = {each.key: each for each in findings.statement_counts(named, scene.view)}
    assert counts["country"].values[["value", "name", "n"]].values.tolist() == [
        ["DEU", "the Germans", 2], ["FRA", "France", 2],
    ]  # fmt: skip
    assert "the Germans and France (50 % each)" in findings.counts_headline(tuple(counts.values()))
    shown = counts_of(scene)
    table = shown.table[shown.table["by"] == "country"]
    assert table[["value", "name"]].values.tolist() == [["DEU", "the Germans"], ["FRA", "France"]]
    drawn = shown.draw(700).to_json()
    assert "the Germans" in drawn and '"facet","country","DEU"' in drawn


def test_answers_hold_the_code_and_the_name(named, tiny):
    client = TestClient(Starlette(routes=api.routes()))
    rows = client.get("/api/actors?by=country").json()["data"]
    assert [(row["group"], row["name"], row["country_name"]) for row in rows] == [
        ("DEU", "the Germans", "the Germans"), ("FRA", "France", "France"),
    ]  # fmt: skip
    (ann,) = [r for r in client.get("/api/actors").json()["data"] if r["group"] == "Ann"]
    assert (ann["name"], ann["country"], ann["country_name"]) == ("Ann", "FRA", "France")
    counts = client.get("/api/coverage").json()["data"]["counts"]
    assert ("FRA", "France") in {(row["value"], row["name"]) for row in counts}
    told = ask("list_actors", name="Ann")["groups"][0]
    assert (told["country"], told["country_name"]) == ("FRA", "France")


def test_pages_name_countries(named, tiny, visit):
    app = visit("", tiny, by="country", actor="FRA", country="FRA")
    lists = [json.loads(each.proto.json) for each in app.get("bidi_component") if each.proto.json]
    named = {
        (value["value"], value["label"], value["n"])
        for each in lists
        for facet in each.get("facets", ())
        for value in facet["values"]
    }
    assert {("DEU", "the Germans", 2), ("FRA", "France", 2)} <= named
    assert app.session_state["country"] == ["FRA"], "what the address holds"
    (clear,) = [button for button in app.button if button.key == "clear country"]
    assert clear.label.startswith("By actors of") and clear.label.endswith("France")


def test_no_frame_is_changed_by_names(named):
    before = query.counts(named, query.Filters(), "country")
    findings.statement_counts(named, link.default_view(named))
    pd.testing.assert_frame_equal(before, query.counts(named, query.Filters(), "country"))
