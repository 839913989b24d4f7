"""Thin evidence of an agreement: one definition for pages, API and assistants."""

from pathlib import Path

import pandas as pd
import pytest
from assistant import ask, listed
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings, query
from hustings.dataset import open_dataset
from hustings.figures import agreement as squares
from hustings.figures import page_tables
from hustings.link import View, default_view
from hustings.measures.agreement import THIN, THIN_CERTAIN, is_thin
from hustings.scene import Scene

HERE = Path(__file__).parent
CLIENT = TestClient(Starlette(routes=api.routes()))


@pytest.fixture(autouse=True)
def whole(monkeypatch):
    """A server on the data that come with the dashboard."""
    monkeypatch.delenv("HUSTINGS_DATA", raising=False)
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example")


def test_by_hand():
    pairs = pd.DataFrame(
        [("a", "b", 2), ("a", "c", 3), ("c", "d", 6), ("b", "c", 100)],
        columns=["a", "b", "shared"],
    )
    # b made one statement; whoever spoke once on each of three axes is no thinner for it
    found = is_thin(pairs, {"a": 9, "b": 1, "c": 3, "d": 200})
    assert found.tolist() == [True, False, False, True]
    assert is_thin(pairs, pd.Series({"a": 1, "b": 9, "c": 9, "d": 1})).tolist() == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["actor", "country"])
def test_everybody_calls_the_same_pairs_thin(bundled, by):
    view = default_view(bundled).having(by=by, top=400, actor=())
    found = findings.agreement(bundled, view)
    page = {frozenset((p.a, p.b)): p.thin for p in found.known.itertuples()}
    assert 0 < sum(page.values()) < len(page)
    rows = CLIENT.get(f"/api/agreement?by={by}&top=400").json()["data"]
    told = {frozenset((r["a"], r["b"])): r["thin"] for r in rows if r["agreement"] is not None}
    assert told == page
    said = query.groups(bundled, view.filters, by).group
    picked = [group for group in said if group in found.statements]
    for group in (picked[0], picked[len(picked) // 2], picked[-1]):
        expected = {pair: thin for pair, thin in page.items() if group in pair}
        others = findings.actor(bundled, view, group).agreement
        assert _thin(group, others) == expected
        alone = findings.compare(bundled, view.having(actor=(group,)))
        assert _thin(group, alone.others) == expected
        for path in ("actor", "compare"):
            scene = Scene(bundled, view.having(actor=(group,)), path, "https://votes.example")
            (table,) = page_tables.on_page(scene)
            marked = dict(zip(table.frame[by], table.frame.evidence == "thin", strict=True))
            # readers know countries by their names
            called = {
                frozenset(findings.named(bundled, scene.view, pair)): thin
                for pair, thin in expected.items()
            }
            (name,) = findings.named(bundled, scene.view, (group,))
            assert {frozenset((name, other)): thin for other, thin in marked.items()} == called
        near = ask("who_agrees_with", actor=group, by=by, most=50)
        pairs = [*near["nearest"], *near["farthest"], *near["thin"]]
        assert pairs and all(expected[frozenset((p["a"], p["b"]))] == p["thin"] for p in pairs)
    eight = tuple(picked[:: max(1, len(picked) // 8)][:8])
    compared = ask("compare", actor=list(eight), by=by)["agreement"]
    pairs = findings.compare(bundled, view.having(actor=eight)).pairs
    assert [p["thin"] for p in compared] == pairs.thin.tolist()
    known = [p for p in compared if p["agreement"] is not None]
    assert known and all(page[frozenset((p["a"], p["b"]))] == p["thin"] for p in known)


def _thin(group: str, others: pd.DataFrame) -> dict[frozenset, bool]:
    return {frozenset((group, row.group)): row.thin for row in others.itertuples()}


def test_everybody_says_what_thin_is():
    bundled = Scene(open_dataset(HERE.parent / "data"), View(), "agreement", None)
    assert f"Hollow: thin, {THIN}." in squares.of(bundled).credit.notes
    told = f"{THIN}; of votes, answers, estimates: {THIN_CERTAIN}"
    schema = CLIENT.get("/api/openapi.json").json()["components"]["schemas"]["PairRow"]
    assert schema["properties"]["thin"]["description"] == told
    pair = listed()["who_agrees_with"].output_schema["$defs"]["Pair"]
    assert pair["properties"]["thin"]["description"] == told
    assert f"Thin evidence: {THIN} (" in (HERE.parent / "docs" / "method.md").read_text()
    notes = ask("who_agrees_with", actor="France")["notes"]
    assert any(note.startswith(f"On thin evidence ({THIN})") for note in notes)


def test_votes_on_many_resolutions_are_not_thin():
    votes = open_dataset(HERE / "data" / "un_votes_g20" / "long.csv")
    view = default_view(votes)
    assert not findings.agreement(votes, view).known.thin.any()
    assert not findings.actor(votes, view, "China").agreement.thin.any()
