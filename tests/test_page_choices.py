"""Choosing: whose statements a list holds, facets with their counts, and no choice twice."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from hustings import findings, link, query
from hustings.pages import PAGES
from hustings.ui import facets

SCRIPTS = {page.path: str(page.file) for page in PAGES}


def headline(app: AppTest) -> str:
    (header,) = app.title
    # no word of it is read as Markdown
    return re.sub(r"\\(.)", r"\1", header.value)


def told(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in app.get("html"))


def click(app: AppTest, key: str) -> AppTest:
    (button,) = [button for button in app.button if button.key == key]
    button.click()
    return app.run()


def lists(app: AppTest) -> dict[str, dict]:
    """The lists of the sidebar, by facet."""
    found = [
        json.loads(each.proto.json)["facets"]
        for each in app.get("bidi_component")
        if each.proto.component_name == "hustings_facets"
    ]
    return {facet["name"]: facet for some in found for facet in some}


@pytest.fixture(scope="module")
def counts(bundled) -> tuple[str, str]:
    """All statements, and those of whom the data set picks to start with."""
    every = query.totals(bundled, query.Filters())
    some = query.totals(bundled, query.Filters(), link.default_view(bundled).picks)
    assert some.statements < every.statements
    return tuple(
        f"{total.statements:,} statements by {total.actors} actors" for total in (every, some)
    )


def test_statements_opens_on_all_and_narrows_by_one_click(visit, counts):
    every, some = counts
    app = visit(SCRIPTS["statements"])
    assert headline(app) == every
    assert f"{every.partition(' by')[0]} found, {some.partition(' ')[0]} by your 5 picked" in told(
        app
    )
    assert headline(click(app, "list of others")) == some
    assert app.query_params["whose"] == "picked"
    assert len(app.session_state["actor"]) == 5
    assert headline(click(app, "clear whose")) == every
    assert len(app.session_state["actor"]) == 5, "who is picked stays so on other pages"


def test_a_link_that_names_actors_means_what_it_meant(visit, bundled, counts):
    named = link.default_view(bundled).actor
    app = visit(SCRIPTS["statements"], actor=list(named))
    assert headline(app) == counts[1], "also where they are those that the data set picks"
    app.run()
    assert headline(app) == counts[1]
    app = visit(SCRIPTS["statements"], actor=["China"])
    chinese = query.totals(bundled, query.Filters(), query.Picks("actor", ("China",)))
    assert headline(app) == f"{chinese.statements} statements by one actor"
    assert headline(click(app, "list of others")) == counts[0]
    assert headline(visit(SCRIPTS["statements"], actor=["China"], whose="all")) == counts[0]


def test_files_and_titles_follow_whose_statements_are_listed(bundled):
    silent, _ = link.read(bundled, [])
    named, _ = link.read(bundled, [("actor", "China")])
    every, _ = link.read(bundled, [("actor", "China"), ("whose", "all")])
    titles = [findings.title(bundled, view, "statements") for view in (silent, named, every)]
    assert titles == ["Statements", "Statements by China", "Statements"]
    total = query.totals(bundled, query.Filters()).statements
    numbers = [findings.statements(bundled, v).total.statements for v in (silent, named, every)]
    assert numbers[0] == numbers[2] == total > numbers[1]


def test_facets_list_every_value_with_its_count(visit, bundled):
    app = visit("", type="company")
    found = lists(app)
    counted = query.facets(bundled, query.Filters(type=("company",)))
    assert {v["value"]: v["n"] for v in found["type"]["values"]} == counted["type"]
    assert [v["value"] for v in found["type"]["values"] if v["chosen"]] == ["company"]
    country = {v["value"]: v for v in found["country"]["values"]}
    assert country["USA"]["label"] == "United States"
    assert country["USA"]["n"] == counted["country"]["USA"]
    assert len(country) == found["country"]["all"] == len(link.values_in(bundled)["country"])
    without = [v for v in country if v not in counted["country"]]
    assert without and all(country[v]["n"] == 0 for v in without), "nobody there under the filters"


def test_of_a_long_list_the_chosen_and_the_sought_are_there(visit, bundled, monkeypatch):
    monkeypatch.setattr(facets, "MOST_SENT", 2)
    found = lists(visit("", country="DEU"))["country"]
    assert [v["label"] for v in found["values"]][0] == "Germany"
    assert len(found["values"]) == 3 and found["all"] > 3
    values = link.values_in(bundled)["country"]
    state = {"type": [], "country": []}
    monkeypatch.setattr(facets.st, "session_state", state)
    sought = facets._facet(bundled, "country", "Country", values, {}, "KAZAK")
    assert [v["label"] for v in sought["values"]] == ["Kazakhstan"]


def test_lists_of_axes_say_both_poles(visit):
    app = visit("")
    across = app.selectbox(key="x here")
    assert (across.value, across.options[0]) == ("Regulation", "Regulate ↔ Innovate")
    across.select("Coordinate ↔ Compete").run()
    assert app.session_state["hustings"].view.x == "Coordination"
    assert app.button(key="turn Coordination").label == "Turn Coordinate ↔ Compete round"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_no_choice_stands_twice(visit, tiny, page):
    """What the sidebar holds for the link is out of sight; what is seen there is at no head."""
    app = visit("" if page.path == "" else str(page.file), tiny)
    (rule,) = [line for line in told(app).split("<style>") if ".st-key-held" in line]
    assert "display: none" in rule
    seen = {"by", "since", "until", "q", "min", "repeat"}
    kept = {each.key for kind in ("multiselect", "selectbox") for each in app.sidebar.get(kind)}
    assert kept - {"repeat"} >= {"actor", "type", "axis", "x", "y", "sort"}
    heads = {each.key for kind in ("multiselect", "selectbox") for each in app.main.get(kind)}
    assert not heads & seen
    assert (".st-key-filters" in rule) == (not page.filtered)
    assert (".st-key-min" in rule) == (page.path == "statements")
