"""The change page from the entry point: its words, its choices, and data of all kinds."""

import csv
import json
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from hustings import findings, link, query
from hustings.dataset import open_dataset
from hustings.pages import FOLDER

ROOT = Path(__file__).parents[1]


PAGE = str(FOLDER / "change.py")


@pytest.fixture
def opened(visit):
    def run(data, **asked) -> AppTest:
        app = visit(PAGE, data, **asked)
        assert not app.error
        return app

    return run


def said(app: AppTest) -> str:
    return "\n".join(str(e.value) for kind in ("html", "subheader") for e in app.get(kind))


def specs(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_page_tells_the_shifts_with_their_statements(opened):
    app = opened(ROOT / "data", cut="2025-01-20")
    assert len(specs(app)) == 2 and not app.warning
    text = said(app)
    assert "A change of +0.97, 90 % interval +0.53 to +1.42." in text
    assert "until=2025-01-19" in text and "since=2025-01-20" in text
    assert app.selectbox(key="event that divides").value.startswith("2025-01-20")
    assert "called a shift would be one in ten at the most" in text
    credits = [a["text"] for a in specs(app)[1]["layout"]["annotations"] if a["name"] == "credit"]
    assert "cut=2025-01-20" in "".join(credits).replace("<br>", "").replace("</a>", "")


def test_choosing_an_event_sets_the_day(opened):
    app = opened(ROOT / "data")
    box = app.selectbox(key="event that divides")
    box.select(next(o for o in box.options if "Seoul" in o)).run()
    assert app.date_input(key="cut").value == date(2024, 5, 21)
    assert "Before and after 21 May 2024 (AI Seoul Summit)" in said(app)


def test_an_opened_statement_is_shown(opened, bundled):
    found = query.statements(bundled, query.Filters(), query.Picks("actor", ("China",)), limit=20)
    row = found[found.summary.notna()].iloc[-1]
    plain = unescape(said(opened(ROOT / "data", actor="Capgemini")))
    assert row.summary not in plain
    app = opened(ROOT / "data", id=row.statement_id, actor="Capgemini")
    assert row.summary in unescape(said(app))
    assert "not in these data" in said(opened(ROOT / "data", id="nowhere"))


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "zzz"},
        {"actor": "Capgemini"},
        {"actor": ""},
        {"by": "type"},
        {"by": "country", "actor": ["USA", "FRA"], "repeat": "document"},
        {"cut": "1990-01-01"},
        {"cut": "2025-01-20", "since": "2025-02-01"},
        {"window": "1", "min": "50"},
    ],
    ids=str,
)
def test_thin_and_empty_views(opened, asked):
    app = opened(ROOT / "data", **asked)
    text = said(app)
    if "q" in asked or "min" in asked:
        nothing = "No statement under these filters" if "q" in asked else "has a dated statement"
        assert nothing in text and not specs(app)
    if "cut" in asked:
        assert "Nobody speaks on the same axis before and after." in text and len(specs(app)) == 1


HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    ":red[loud] $x^2$",
    "long " * 900,
)


def test_hostile_names_are_only_text(opened, tmp_path):
    with (tmp_path / "positions.csv").open("w", newline="", encoding="utf-8") as file:
        rows = [
            [f"{bad}{i}", f"2024-0{i}-01", bad, bad, x]
            for bad in HOSTILE
            for i, x in ((1, -1), (2, -1), (3, -0.5), (6, 1), (7, 1), (8, 0.5))
        ]
        csv.writer(file).writerows([["statement_id", "date", "actor", "axis", "stance"], *rows])
    with (tmp_path / "events.csv").open("w", newline="", encoding="utf-8") as file:
        events = [[f"2024-0{i + 4}-15", bad, ""] for i, bad in enumerate(HOSTILE)]
        csv.writer(file).writerows([["date", "event", "place"], *events])
    app = opened(tmp_path, actor=list(HOSTILE[:3]))
    assert len(specs(app)) == 2
    for spec in specs(app):
        text = json.dumps(spec["layout"]) + json.dumps([t.get("hovertext") for t in spec["data"]])
        assert "<script" not in text
    for element in app.get("html"):
        assert "<script" not in element.value


@pytest.mark.parametrize(
    ("name", "axes", "figures"),
    [("nuclear_germany", 54, 2), ("polis_brexit", 50, 1), ("un_votes_g20", 317, 1)],
)
def test_data_sets_of_other_shapes(opened, name, axes, figures):
    """Many groups and axes, most of which are spoken on once: the page answers and says so."""
    path = ROOT / "tests" / "data" / name / "long.csv"
    app = opened(path)
    assert f"the 3 of {axes} axes on which they said most" in said(app)
    assert "None is picked: these are the actors with most dated statements." in said(app)
    assert len(specs(app)) == figures
    data = open_dataset(path)
    assert len(findings.shifts(data, link.default_view(data)).shown) <= 30
