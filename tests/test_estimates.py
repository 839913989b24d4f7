"""Estimates by others: judges and standard errors give a position's interval."""

import json
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, figures, findings, query
from hustings.dataset import Dataset, open_dataset
from hustings.export.report import report
from hustings.features import FEATURES
from hustings.link import View, default_view
from hustings.measures.estimates import estimate_intervals
from hustings.query import Filters
from hustings.scene import Scene

#: parties as experts of two years place them: 12 and 9 judges, some without n, some without se
SURVEY = """\
statement_id,date,actor,axis,stance,n,se,source_title
a19,2019-01-01,Red,Tax,0.5,12,0.08,Survey 2019
a24,2024-01-01,Red,Tax,0.7,9.0,0.06,Survey 2024
b19,2019-01-01,Blue,Tax,-0.2,12,0.15,Survey 2019
c19,2019-01-01,Green,Tax,0.9,,0.1,Survey 2019
d19,2019-01-01,Grey,Tax,0.1,7,,Survey 2019
a19,2019-01-01,Red,EU,0.3,11,0.05,Survey 2019
"""


def opened(folder, unit: str = "estimate", rows: str = SURVEY) -> Dataset:
    folder.mkdir(exist_ok=True)
    (folder / "positions.csv").write_text(rows, encoding="utf-8")
    said = {"title": "Experts", "hustings": {"unit": unit}}
    (folder / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    return open_dataset(folder)


@pytest.fixture
def survey(tmp_path) -> Dataset:
    return opened(tmp_path / "survey")


def cell(data: Dataset, group: str, axis: str = "Tax", **view) -> pd.Series:
    found = findings.group_positions(data, View(**view))
    (row,) = found[(found.group == group) & (found.axis == axis)].itertuples()
    return row


def test_two_estimates_by_hand():
    """(0.08² + 0.06²) / 2² = 0.0025; ν = 0.01² / (0.08⁴/11 + 0.06⁴/8) = 18.714."""
    found = estimate_intervals(
        pd.DataFrame(
            {
                "group": ["Red"],
                "axis": ["Tax"],
                "judges": [21.0],
                "weight": [2.0],
                "squares": [0.08**2 + 0.06**2],
                "fourths": [0.08**4 / 11 + 0.06**4 / 8],
            }
        )
    )
    assert found.se.item() == pytest.approx(0.05)
    freedom = 0.01**2 / (0.08**4 / 11 + 0.06**4 / 8)
    assert freedom == pytest.approx(18.714, abs=1e-3)
    assert found.margin.item() == pytest.approx(t.ppf(0.95, freedom) * 0.05)


def test_what_leaves_the_engine(survey):
    found = query.estimates(survey, Filters()).set_index(["group", "axis"])
    red = found.loc[("Red", "Tax")]
    assert (red.judges, red.weight) == (21, 2)
    assert red.squares == pytest.approx(0.01)
    assert red.fourths == pytest.approx(0.08**4 / 11 + 0.06**4 / 8)
    assert np.isnan(found.loc[("Grey", "Tax"), "squares"])
    assert np.isnan(found.loc[("Green", "Tax"), "judges"])
    newest = query.estimates(survey, Filters(), "actor", "latest").set_index(["group", "axis"])
    assert newest.loc[("Red", "Tax"), "judges"] == 9


def test_intervals_of_positions(survey):
    one = cell(survey, "Blue")
    assert (one.n, one.judges, one.se) == (1, 12, pytest.approx(0.15))
    assert one.high - one.position == pytest.approx(t.ppf(0.95, 11) * 0.15)
    # -0.2 ± 0.269: on which side Blue stands is not sure, and it is nearer to the middle than 0.25
    assert (one.expected, one.expected_low, one.side) == (one.position, one.low, 0)
    # without n the normal quantile, cut at the pole
    green = cell(survey, "Green")
    assert green.low == pytest.approx(0.9 - 1.6449 * 0.1, abs=1e-4) and green.high == 1
    # judges without an error give no interval, and nothing is pulled
    grey = cell(survey, "Grey")
    assert np.isnan(grey.low) and grey.judges == 7 and grey.expected == grey.position
    red = cell(survey, "Red")
    assert (red.position, red.n, red.judges) == (pytest.approx(0.6), 2, 21)
    assert red.se == pytest.approx(0.05) and red.side == 1
    latest = cell(survey, "Red", repeat="latest")
    assert (latest.judges, latest.se) == (9, pytest.approx(0.06))


def test_an_unsure_side_is_not_named(tmp_path):
    rows = "actor,axis,stance,n,se\nRed,Tax,0.3,5,0.3\nBlue,Tax,0.3,5,0.1\n"
    data = opened(tmp_path / "unsure", rows=rows)
    assert np.isnan(cell(data, "Red").side) and cell(data, "Blue").side == 1


def test_a_document_counts_once(tmp_path):
    """Two estimates of one source and day weigh half each: √(0.1²/4 + 0.1²/4 + 0.2²) / 2."""
    rows = (
        "date,actor,axis,stance,n,se,source_title\n"
        "2024-01-01,Red,Tax,0,4,0.1,A\n2024-01-01,Red,Tax,0.2,4,0.1,A\n2024-01-02,Red,Tax,1,4,0.2,B\n"
    )
    data = opened(tmp_path / "documents", rows=rows)
    red = cell(data, "Red", repeat="document")
    assert red.position == pytest.approx((0.1 + 1) / 2)
    assert red.se == pytest.approx(sqrt(0.0025 + 0.0025 + 0.04) / 2)


def test_two_readings_of_one_estimate_are_no_two_estimates(tmp_path):
    rows = (
        "statement_id,actor,axis,stance,n,se,coder\n"
        "a,Red,Tax,0.4,8,0.1,Ann\na,Red,Tax,0.6,8,0.1,Bob\n"
    )
    red = cell(opened(tmp_path / "read twice", rows=rows), "Red")
    assert (red.n, red.judges, red.se) == (1, 8, pytest.approx(0.1))


def test_only_estimates_have_judges(tmp_path):
    data = opened(tmp_path / "statements", "statement")
    found = findings.group_positions(data, View())
    assert found[["judges", "se"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("column", "value", "allowed"),
    [
        ("n", "0", "a whole number from 1 on"),
        ("n", "3.5", "a whole number from 1 on"),
        ("se", "-0.1", "a number from 0 to 1, with a point before its decimals"),
        ("se", "1.5", "a number from 0 to 1, with a point before its decimals"),
    ],
)
def test_bad_cells_are_named(tmp_path, column, value, allowed):
    other = {"n": "se", "se": "n"}[column]
    rows = f"actor,axis,stance,{column},{other}\nRed,Tax,1,{value},\nBlue,Tax,1,1,1\n"
    data = opened(tmp_path / "bad", rows=rows)
    assert [(p.row, p.column, p.value, p.allowed) for p in data.problems] == [
        (2, column, value, allowed)
    ]
    assert data.rows - data.left_out == 1


def test_judges_stand_in_figures_files_and_answers(survey, tmp_path, monkeypatch):
    view = default_view(survey).having(actor=("Red", "Blue"))
    scene = Scene(survey, view, "compare", None)
    panel = figures.named("compare").of(scene)
    table = panel.table.set_index(["group", "axis"])
    assert table.loc[("Red", "Tax"), "judges"] == 21
    assert table.loc[("Red", "Tax"), "standard error"] == 0.05
    told = [str(text) for trace in panel.draw(960).data for text in np.atleast_1d(trace.hovertext)]
    said = "2 estimates by 21 judges; 90 % interval +0.51 to +0.69"
    assert any(said in text.replace("<br>", " ") for text in told)
    assert "standard error" in report(scene).decode()
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path / "survey"))
    client = TestClient(Starlette(routes=api.routes()))
    rows = client.get("/api/positions?actor=Red&axis=Tax").json()["data"]
    assert [(row["judges"], round(row["se"], 6)) for row in rows] == [(21, 0.05)]
    # nobody else's table has columns for judges
    for feature in FEATURES:
        for figure in figures.of_feature(feature):
            plain = figure.of(Scene(opened(tmp_path / "plain", "vote"), view, feature.page, None))
            assert "judges" not in plain.table.columns


def test_estimates_are_drawn_solid(survey):
    view = default_view(survey).having(x="Tax", y="EU", actor=())
    panel = figures.named("map").of(Scene(survey, view, "", None))
    looks = [trace.to_plotly_json().get("marker", {}) for trace in panel.draw(960).data]
    symbols = [s for look in looks for s in np.atleast_1d(look.get("symbol", "circle"))]
    assert symbols and not [s for s in symbols if s.endswith("-open")]
    assert "Tax: judges" in panel.table.columns
