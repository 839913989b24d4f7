"""Gaps between two groups over all axes: arithmetic by hand, one order on page, file and API."""

from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings
from hustings.dataset import open_dataset
from hustings.figures import page_tables
from hustings.link import View
from hustings.measures.gaps import pair_gaps
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]
NONE = float("nan")


def cells(*rows: tuple) -> pd.DataFrame:
    """Positions from (group, axis, n, position, expected, deviation)."""
    columns = ["group", "axis", "n", "position", "expected", "deviation"]
    return pd.DataFrame(rows, columns=columns)


def test_by_hand():
    found = pair_gaps(
        cells(
            ("a", "X", 1, 1.0, 0.4, 0.3),
            ("b", "X", 4, -0.5, -0.3, 0.4),
            ("a", "Y", 3, 0.5, 0.5, 0.1),
            ("b", "Y", 2, -0.5, -0.4, NONE),
            ("a", "Z", 2, 0.5, 0.5, 0.1),
            ("c", "X", 9, 1.0, 1.0, 0.1),
        ),
        ("b", "a"),
    )
    # on X the plain gap is wider, and thin: what is expected is not
    assert found[["axis", "a", "b"]].values.tolist() == [["Y", "b", "a"], ["X", "b", "a"]]
    assert found.gap.tolist() == [1.0, 1.5]
    np.testing.assert_allclose(found.difference, [0.9, 0.7])
    margins = [1.6448536 * 0.1, 1.6448536 * sqrt(0.3**2 + 0.4**2)]
    np.testing.assert_allclose(found.low, np.array([0.9, 0.7]) - margins, atol=1e-6)
    np.testing.assert_allclose(found.high, np.array([0.9, 0.7]) + margins, atol=1e-6)
    assert found[["a_n", "b_n"]].values.tolist() == [[2, 3], [4, 1]]


def test_votes_have_gaps_without_intervals_and_ties_go_to_more_evidence():
    found = pair_gaps(
        cells(
            ("a", "X", 1, 1.0, 1.0, NONE),
            ("b", "X", 1, -1.0, -1.0, NONE),
            ("a", "Y", 2, 1.0, 1.0, NONE),
            ("b", "Y", 2, -1.0, -1.0, NONE),
        ),
        ("a", "b"),
    )
    assert found.axis.tolist() == ["Y", "X"] and found.difference.tolist() == [-2, -2]
    assert found[["low", "high"]].isna().all(axis=None)


def test_no_pair_has_no_gap():
    assert pair_gaps(cells(("a", "X", 1, 1.0, 1.0, NONE)), ("a",)).empty
    assert pair_gaps(cells(("a", "X", 1, 1.0, 1.0, NONE)), ("a", "b")).empty


@pytest.fixture
def votes(monkeypatch):
    path = ROOT / "tests" / "data" / "un_votes_g20" / "long.csv"
    monkeypatch.setenv("HUSTINGS_DATA", str(path))
    return open_dataset(path)


def test_all_axes_count_and_not_only_the_drawn_ones(votes, visit):
    view = View(actor=("China", "United States", "France"))
    found = findings.gaps(votes, view)
    drawn = {axis.id for axis in findings.compare(votes, view).axes}
    assert len(drawn) == 12 and found.rows.axis.nunique() > 250
    cast = findings.group_positions(votes, view).pivot(
        index="axis", columns="group", values="position"
    )
    pair = found.rows[(found.rows.a == "China") & (found.rows.b == "United States")]
    both = cast[["China", "United States"]].dropna()
    assert len(pair) == len(both)
    gap = (both["China"] - both["United States"]).abs()
    assert pair.set_index("axis").gap.sort_index().equals(gap.sort_index().rename("gap"))
    assert found.rows.difference.abs().round(9).is_monotonic_decreasing
    client = TestClient(Starlette(routes=api.routes()))
    answer = client.get(
        "/api/gaps", params=[("actor", name) for name in ("China", "United States", "France")]
    ).json()
    assert [(r["a"], r["b"], r["axis"]) for r in answer["data"]] == list(
        zip(found.rows.a, found.rows.b, found.rows.axis, strict=True)
    )
    assert answer["meta"]["headline"] == findings.compare(votes, view).headline
    scene = Scene(votes, view, "compare", None)
    (table,) = page_tables.on_page(scene)
    assert len(table.frame) == len(found.rows)
    app = visit(
        str(ROOT / "pages" / "compare.py"), votes.source, actor=["China", "United States", "France"]
    )
    assert table.title in [box.label for box in app.expander]


def test_statements_have_an_interval(bundled):
    view = View(actor=("France", "United States"))
    found = findings.gaps(bundled, view)
    assert found.rows.low.notna().all()
    assert (
        (found.rows.low <= found.rows.difference) & (found.rows.difference <= found.rows.high)
    ).all()
    assert found.claims == findings.compare(bundled, view).claims
    one = findings.gaps(bundled, View(actor=("France",)))
    assert one.rows.empty and one.headline.startswith("Two actors or more")
