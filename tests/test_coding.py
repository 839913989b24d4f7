"""Who coded the data stands wherever a number leaves the dashboard."""

import json

import pytest
from assistant import ask
from reports import Reader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, current_dataset, figures, findings
from hustings.dataset import open_dataset
from hustings.export.report import report
from hustings.export.table import about_view
from hustings.link import default_view
from hustings.pages import PAGES
from hustings.scene import Scene
from hustings.ui.text import md

SAID = "Coded by a machine; 3 of 4 checked"
SCRIPTS = {page.path: str(page.file) for page in PAGES}


@pytest.fixture
def coded(tiny):
    """The few statements, whose descriptor says who coded them."""
    coding = {"by": "automated", "sentence": f"{SAID}."}
    (tiny / "datapackage.json").write_text(json.dumps({"hustings": {"coding": coding}}))
    return tiny


def test_every_figure_file_and_answer_says_who_coded(coded):
    data = current_dataset.current().data
    scene = Scene(data, default_view(data), "", None)
    for figure in figures.FIGURES:
        assert f" {SAID}. " in figure.of(scene).credit.source
    assert about_view(scene, "Positions")["Coding"] == SAID
    answer = TestClient(Starlette(routes=api.routes())).get("/api/positions").json()
    assert answer["meta"]["coding"] == SAID
    assert ask("search_statements")["credit"]["coding"] == SAID
    assert SAID in Reader(report(scene)).text


def test_method_and_evidence_say_that_machines_agree_is_not_that_they_are_right(visit, coded):
    method = visit(SCRIPTS["method"], coded)
    (limits,) = [m.value for m in method.markdown if md(findings.ALIKE) in m.value]
    assert limits.startswith(f"- {md(f'{SAID}. {findings.ALIKE}')}\n- ")
    evidence = visit(SCRIPTS["evidence"], coded)
    assert any(findings.ALIKE in each.value for each in evidence.get("html"))


@pytest.mark.parametrize(
    ("coding", "said"),
    [
        ({"by": "people"}, []),
        ({"by": "mixed"}, ["Coded by people and by automated readers."]),
        ({"by": "automated"}, [f"Coded by automated readers. {findings.ALIKE}"]),
        ({"sentence": "Two students, each all of it"}, ["Two students, each all of it."]),
        ({}, []),
    ],
)
def test_what_follows_from_who_coded(folder, coding, said):
    (folder / "datapackage.json").write_text(json.dumps({"hustings": {"coding": coding}}))
    assert findings.coding_limit(open_dataset(folder)) == said


def test_who_coded_is_one_of_three(folder):
    coding = {"by": "robots", "sentence": 3}
    (folder / "datapackage.json").write_text(json.dumps({"hustings": {"coding": coding}}))
    data = open_dataset(folder)
    told = [(each.column, each.value, each.allowed) for each in data.problems]
    assert told == [
        ("hustings.coding.by", "robots", "one of people, automated, mixed"),
        ("hustings.coding.sentence", "3", "text"),
    ]
    assert (data.meta.coded_by, data.meta.coding) == ("", "")
