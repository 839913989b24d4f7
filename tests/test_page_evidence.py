"""The evidence page from the entry point, on all kinds of data."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]


PAGE = str(ROOT / "pages" / "evidence.py")


OTHERS = sorted((ROOT / "tests" / "data").glob("*/long.csv"))


@pytest.fixture
def opened(visit):
    """`opened(data, **query)` runs the page from the entry point on a data set."""

    def run(data: Path = ROOT / "data", **asked) -> AppTest:
        app = visit(PAGE, data, **asked)
        assert not app.error
        return app

    return run


def said(app: AppTest) -> str:
    return "\n".join(e.value for kind in ("html", "subheader") for e in app.get(kind))


def headlines(app: AppTest) -> list[str]:
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return [
        a["text"] for s in specs for a in s["layout"]["annotations"] if a.get("name") == "headline"
    ]


def test_page_on_the_bundled_data(opened):
    app = opened()
    assert len(app.get("plotly_chart")) == 4
    told = "Automated coders agree well with each other, which shows consistency, not truth: alpha"
    assert any(told in text.replace("</b><br><b>", " ") for text in headlines(app))
    assert "Checked by leaving statements out: the 90 % intervals drawn here held" in said(app)
    assert "Click a square" in said(app)


def test_page_of_one_actor_on_one_axis(opened):
    app = opened(actor="France", axis="Openness")
    assert "In their own words" in said(app) and "France on Openness" in said(app)


def test_page_with_nothing(opened):
    app = opened(q="zzz")
    assert not app.get("plotly_chart") and "No statement under these filters" in said(app)
    app = opened(min="50", repeat="latest")
    assert "There is no position" in said(app) and len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.parent.name)
def test_page_on_other_data(opened, path):
    app = opened(path)
    assert "No statement was coded twice" in said(app)
    for by in ("type", "country"):
        opened(path, by=by)
