"""The tools for assistants say what the pages say."""

from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from assistant import ask

from hustings import findings, link, query

_NAMES = ("group", "axis", "n", "position", "low", "high")


@pytest.fixture
def whole(monkeypatch):
    """A server on the data that come with the dashboard."""
    monkeypatch.delenv("HUSTINGS_DATA", raising=False)
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example")


@pytest.mark.parametrize("actor", ["France", "United States", "Mozilla"])
def test_numbers_are_those_of_the_page_that_the_link_shows(whole, bundled, actor):
    found = ask("position_of", actor=actor, since="2024-01-01")
    view, unknown = link.read(bundled, _pairs(found))
    assert not unknown
    cells = findings.actor(bundled, view, actor).cells
    assert _cells(found) == _page_cells(cells)
    agreed = ask("who_agrees_with", actor=actor, since="2024-01-01", most=50)
    page = findings.actor(bundled, view, actor).agreement
    names = ("b", "agreement", "expected", "shared", "n", "thin")
    for part, rows in (
        ("nearest", page[~page.thin].head(50)),
        ("farthest", page[~page.thin].iloc[::-1].head(50)),
        ("thin", page[page.thin].head(50)),
    ):
        told = [tuple(pair[name] for name in names) for pair in agreed[part]]
        assert told == list(rows.head(len(told)).itertuples(index=False, name=None))
        assert len(told) > 20


def test_a_comparison_is_that_of_its_page(whole, bundled):
    found = ask("compare", actor=["company", "civil society", "academia"], by="type")
    view, unknown = link.read(bundled, _pairs(found))
    assert not unknown
    page = findings.compare(bundled, view)
    assert _cells(found) == _page_cells(page.cells)
    assert [p["agreement"] for p in found["agreement"]] == page.among.pairs().agreement.tolist()
    assert found["statements"] == page.total.statements
    asked = {(c["group"], c["axis"], c["strongest"]["id"]) for c in found["positions"]}
    assert asked == set(page.facing[["group", "axis", "statement_id"]].itertuples(index=False))


def test_a_search_is_that_of_its_page(whole, bundled):
    found = ask("search_statements", words="open source", axis=["Openness"], sort="low", limit=20)
    view, _ = link.read(bundled, _pairs(found))
    page = query.statements(bundled, view.filters, view.picks, view.axis, view.sort, 20)
    assert [item["id"] for item in found["found"]] == page.statement_id.tolist()
    assert len(page) > 1


def _pairs(found: dict) -> list[tuple[str, str]]:
    """The parameters of an answer's link."""
    return parse_qsl(urlsplit(found["link"]).query, keep_blank_values=True)


def _cells(found: dict) -> list[tuple]:
    return [tuple(cell[name] for name in _NAMES) for cell in found["positions"]]


def _page_cells(cells: pd.DataFrame) -> list[tuple]:
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in cells[list(_NAMES)].itertuples(index=False, name=None)
    ]
