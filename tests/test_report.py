"""The report of every page: its figures, tables, head and measures."""

import json

import pytest
from reports import BASE, DAY, Reader, scene

from hustings import figures, findings, method
from hustings.export import report
from hustings.export.report import drawing, paper, rows
from hustings.figures import page_tables
from hustings.link import default_view
from hustings.pages import VIEWS
from hustings.scene import Scene

PATHS = [page.path for page in VIEWS]


@pytest.fixture(scope="module")
def read(bundled):
    """`read(path)` gives the parsed report of a page on the bundled data, made only once."""
    made = {}

    def of(path: str) -> Reader:
        if path not in made:
            made[path] = Reader(report.report(scene(bundled, path), made=DAY))
        return made[path]

    return of


@pytest.mark.parametrize("path", PATHS)
def test_every_figure_of_every_page_is_there_with_its_table(bundled, read, path):
    shown = figures.on_page(path) or figures.on_page("")
    where = path if figures.on_page(path) else ""
    panels = [figure.of(scene(bundled, where)) for figure in shown]
    found = read(path)
    # of a figure with nothing to draw is told only where it is the page's first
    told = [panel for panel in panels if not panel.empty or panel is panels[0]]
    heads = [" ".join(panel.credit.headline.split()) for panel in told]
    assert found.all("h2")[: len(told)] == heads
    drawn = [panel for panel in panels if not panel.empty]
    charts = [found.of("div", role="img", **{"class": f"chart {n}"}) for n in drawing.WIDTHS]
    assert [len(each) for each in charts] == [len(drawn)] * 2 and drawn
    further = page_tables.on_page(scene(bundled, where))
    frames = [panel.table for panel in drawn] + [table.frame for table in further]
    held = [min(len(frame), rows.MOST_ROWS) for frame in frames]
    assert len(found.of("tr")) == sum(held) + len(frames)
    captions = found.all("caption")
    assert [said.split(". ")[0] for said in captions] == [
        f"Table {i + 1}" for i in range(len(frames))
    ]
    assert [said.partition(". ")[2] for said in captions[len(drawn) :]] == [
        table.title for table in further
    ]
    for panel, notes in zip(drawn, found.all("figcaption"), strict=True):
        assert notes == " ".join(panel.credit.notes.split())


@pytest.mark.parametrize("path", PATHS)
def test_pictures_are_those_of_the_page_without_the_words_beside_them(bundled, read, path):
    shown = figures.on_page(path) or figures.on_page("")
    where = path if figures.on_page(path) else ""
    panels = [figure.of(scene(bundled, where)) for figure in shown]
    held = [json.loads(t) for t in read(path).all("script") if t.startswith('{"')]
    drawn = [panel for panel in panels if not panel.empty]
    made = [drawing.drawing(panel, i + 1).pictures for i, panel in enumerate(drawn)]
    assert all([p.name for p in each[:2]] == [*drawing.WIDTHS] for each in made)
    wanted = [(p, w.width) for p, each in zip(drawn, made, strict=True) for w in each]
    assert len(held) == len(wanted)
    for picture, (panel, width) in zip(held, wanted, strict=True):
        assert picture["layout"]["width"] == width
        whole = json.loads(panel.draw(width).to_json())
        assert len(picture["data"]) == len(whole["data"])
        named = {a["name"]: a["text"] for a in picture["layout"]["annotations"] if "name" in a}
        assert named["headline"] == named["subline"] == ""
        assert named["credit"].replace("<br>", " ") == panel.credit.source


@pytest.mark.parametrize("path", PATHS)
def test_the_head_says_which_view_of_which_data_and_when(bundled, read, path):
    found = read(path)
    view = default_view(bundled)
    title = findings.title(bundled, view, path)
    assert found.all("h1") == [title] == found.all("title")
    facts = dict(zip(found.all("dt"), found.all("dd"), strict=True))
    assert facts["Shown"] == "All statements."
    assert facts["Made on"] == "3 February 2026"
    assert f"version {bundled.version}" in found.text and bundled.meta.title in found.text
    live = found.of("a", **{"class": "address"})[0]["href"]
    assert live.startswith(f"{BASE}/{path}?") and f"v={bundled.version}" in live
    if path != "change":
        assert live == Scene(bundled, view, path, BASE).link
    assert bundled.meta.citation in found.text and bundled.meta.licence in found.text
    assert "Retrieved 3 February 2026 from" in found.text


def test_the_day_that_divides_is_spelled_out(bundled, read):
    view = default_view(bundled)
    cut = findings.split_date(bundled, view).day
    live = read("change").of("a", **{"class": "address"})[0]["href"]
    assert f"cut={cut.isoformat()}" in live


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_its_measures_and_no_others(read, path):
    assert path == "method" or len(method.on_page(path)) < len(method.MEASURES)
    wanted = [f"{measure.label}." for measure in method.on_page(path)]
    assert wanted and read(path).all("strong")[-len(wanted) :] == wanted


def test_nothing_found_is_said(few):
    for path in PATHS:
        found = Reader(report.report(scene(few, path, q="no statement says this"), made=DAY))
        assert not found.of("div", role="img") and not found.of("table")
        assert "No statement" in found.text and "no statement says this" in found.text


def test_of_a_long_table_the_first_rows(bundled, monkeypatch):
    monkeypatch.setattr(rows, "MOST_ROWS", 3)
    panel = figures.named("map").of(scene(bundled))
    table = drawing.drawing(panel, 1).table
    assert table.html.count("<tr>") == 4
    assert f"The first 3 of {len(panel.table)} rows" in table.html


def test_of_a_long_table_paper_has_the_first_rows(few, monkeypatch):
    monkeypatch.setattr(paper, "ROWS", 1)
    found = Reader(report.report(scene(few, "compare", actor=("Ann", "Bob")), made=DAY))
    # Ann on two axes, Bob on one
    assert found.all("p").count(
        "On paper, table 1 ends after 1 rows; the report as HTML has 2 more."
    ) == 1  # fmt: skip
    assert "tbody tr:nth-child(n + 2)" in " ".join(found.all("style"))
