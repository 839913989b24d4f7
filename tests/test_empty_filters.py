"""Filters that leave nothing, or nothing of the picked, are told as such: never as a finding."""

from pathlib import Path

import pytest
from assistant import ask, refused
from frames import AXES, FEW
from reports import DAY, Reader, scene
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from hustings import api, figures, findings, link, preview, query
from hustings.dataset import Dataset, open_dataset
from hustings.export import report
from hustings.pages import PAGES

NOTHING = "No statement under these filters"
#: what passes: Bob on Tax and Cid on Transport, so that nothing of Ann is left
FIRMS = {"actor": ("Ann",), "type": ("firm",)}
NO_ANN = "No statement by Ann under these filters"
FIGURES = pytest.mark.parametrize("figure", figures.FIGURES, ids=lambda figure: figure.name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The few statements, in one folder for all tests here: to ask the same again costs nothing."""
    path = tmp_path_factory.mktemp("few")
    (path / "positions.csv").write_text(FEW, encoding="utf-8")
    (path / "axes.csv").write_text(AXES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def few(folder: Path) -> Dataset:
    return open_dataset(folder)


def view_of(data, **chosen):
    return link.default_view(data).having(**chosen)


@FIGURES
def test_a_figure_of_nothing_says_so(few, figure):
    panel = figure.of(scene(few, figure.page, actor=("Ann", "Bob"), q="zzzz", panels="type"))
    assert panel.empty and panel.table.empty
    assert panel.credit.headline == NOTHING
    assert panel.credit.subline == "Containing “zzzz”."


@FIGURES
def test_a_figure_says_nothing_of_the_picked_who_are_filtered_out(few, figure):
    panel = figure.of(scene(few, figure.page, **FIRMS))
    told = panel.credit.headline.replace(NO_ANN, "")
    assert "Ann" not in f"{told} {panel.credit.subline}", "only that there is nothing"
    if figure.page in ("compare", "actor", "change") and figure.name != "change":
        assert panel.empty and panel.credit.headline == NO_ANN


def test_the_widest_that_is_true_is_said(few):
    ann, both = query.Picks("actor", ("Ann",)), query.Picks("actor", ("Ann", "Cid"))
    firms = view_of(few, type=("firm",))
    assert findings.unheard(few, firms) == ""
    assert findings.unheard(few, firms, both) == ""
    assert findings.unheard(few, firms, ann, ("Tax",)) == NO_ANN
    late = view_of(few, type=("union",), q="Égalité")
    assert (
        findings.unheard(few, late, axes=("Tax",))
        == "No statement on Lower vs. higher taxes under these filters"
    )
    assert (
        findings.unheard(few, late, both, ("Tax",))
        == "No statement on Lower vs. higher taxes under these filters"
    )
    cid = query.Picks("actor", ("Cid",))
    assert findings.unheard(few, firms, cid, ("Tax",)) == (
        "No statement by Cid on Lower vs. higher taxes under these filters"
    )
    everything = view_of(few)
    assert (
        findings.unheard(few, everything, cid, ("Tax",))
        == "No statement by Cid on Lower vs. higher taxes"
    )
    assert findings.unheard(few, view_of(few, q="zzzz"), ann, ("Tax",)) == NOTHING


def test_compare_names_whom_the_filters_leave_out(few):
    def headline(*actors, **chosen):
        return findings.compare(few, view_of(few, actor=actors, **chosen)).headline

    assert headline("Ann", "Bob", q="zzzz") == NOTHING
    assert headline("Ann", "Bob", country=("DEU",)) == f"{NO_ANN}: nothing to compare Bob with"
    # Bob speaks of Tax and Cid of Transport: that is a finding, and Ann is left out
    said = "Bob and Cid have no axis in common"
    assert headline("Bob", "Cid") == said
    assert headline("Ann", "Bob", "Cid", type=("firm",)) == f"{said}. {NO_ANN}"
    assert headline("Cid", axis=("Tax",)) == "No statement by Cid on Lower vs. higher taxes"
    assert headline("Bob", "Cid", min=2) == "Bob and Cid have no position under these filters"


def test_a_map_without_the_picked_says_so(few):
    found = findings.map(few, view_of(few, actor=("Bob",), type=("union",), x="Transport", y="Tax"))
    assert found.points.group.tolist() == ["Ann"]
    assert found.headline.endswith(". No statement by Bob under these filters.")


def test_evidence_calls_nobody_silent_whom_the_filters_leave_out(few):
    assert f"{NO_ANN}." in findings.coverage(few, view_of(few, **FIRMS)).sentences


PATHS = [page.path for page in PAGES if page.filtered]


def test_pages_of_nothing_say_so_once(visit, tiny):
    app = visit("", tiny, actor="Ann", q="zzzz")
    for page in PAGES:
        if not page.filtered:
            continue
        if page.path:
            app.switch_page(str(page.file)).run()
        kinds = ("html", "text", "markdown", "caption", "title", "header", "subheader")
        said = "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
        assert said.count(NOTHING) == 1 and "Containing “zzzz”." in said, page.path
        assert not app.get("plotly_chart") and not app.get("download_button"), page.path


@pytest.mark.parametrize("path", ["", "compare", "statements"])
def test_a_report_of_nothing_says_so(few, path):
    read = Reader(report.report(scene(few, path, actor=("Ann",), q="zzzz"), made=DAY))
    assert read.text.count("No statement") == 2, "the headline, and the list of statements"
    assert NOTHING in read.text and not read.of("figure")


@pytest.mark.parametrize("path", PATHS)
def test_a_preview_of_nothing_says_so(few, tiny, path):
    told = preview.card(request_of("actor=Ann&actor=Bob&q=zzzz"), path)
    assert told.description == f"{NOTHING}." and not told.picture and "zzzz" not in str(told)
    told = preview.card(request_of("actor=Ann&type=firm"), path)
    assert "Ann" not in told.description.replace(NO_ANN, "")


def request_of(query: str) -> Request:
    """A request with these parameters."""
    parts = {"query_string": query.encode(), "headers": [], "server": ("x", 80)}
    return Request({"type": "http", "scheme": "http", "method": "GET", "path": "/", **parts})


def test_answers_of_nothing_say_so(tiny):
    client = TestClient(Starlette(routes=api.routes()))
    told = set()
    for endpoint in api.ENDPOINTS:
        asked = {"q": "zzzz"} if "q" in endpoint.takes else {}
        if asked:
            told.add(client.get(f"/api/{endpoint.name}", params=asked).json()["meta"]["headline"])
    assert told <= {NOTHING, ""} and NOTHING in told
    assert ask("compare", actor=["Ann", "Bob"], words="zzzz")["summary"] == f"{NOTHING}."
    assert ask("search_statements", actor=["Ann"], type=["firm"])["summary"] == f"{NO_ANN}."
    assert ask("who_agrees_with", actor="Ann", type=["firm"])["summary"] == f"{NO_ANN}."
    assert "no statement under these filters" in refused("position_of", actor="Ann", words="zzzz")
