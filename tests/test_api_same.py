"""The API says what the pages say, and CSV says what JSON says."""

import csv
import io

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings, link
from hustings.link import View

CLIENT = TestClient(Starlette(routes=api.routes()))
#: the bundled data have a stance in every row; tests/test_reasons.py reads the other ones
TABLES = [(e.name, table) for e in api.ENDPOINTS if e.name != "reasons" for table in e.tables]
VIEWS = {
    "": View(),
    "by=type&min=2&repeat=document": View(by="type", min=2, repeat="document"),
    "country=USA&since=2024-01-01": View().having(
        country=("USA",), since=link.parse([("since", "2024-01-01")], View(), {})[0].filters.since
    ),
}


@pytest.fixture(scope="module", params=VIEWS, ids=lambda asked: asked or "all")
def asked(request) -> tuple[str, View]:
    return request.param, VIEWS[request.param]


def data_of(name: str, asked: str):
    answer = CLIENT.get(f"/api/{name}?{asked}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def same(rows: list[dict], frame, **columns: str) -> None:
    """The named columns of the rows are exactly those of the frame."""
    assert len(rows) == len(frame) > 0
    for ours, theirs in columns.items():
        expected = [None if value != value else value for value in frame[theirs].tolist()]
        assert [row[ours] for row in rows] == expected


def test_positions_are_those_of_the_pages(asked, bundled):
    found = findings.group_positions(bundled, asked[1])
    names = ("group", "axis", "n", "position", "low", "high")
    same(data_of("positions", asked[0]), found, **dict(zip(names, names, strict=True)))


def test_agreement_is_that_of_the_page(asked, bundled):
    found = findings.agreement(bundled, asked[1])
    rows = data_of("agreement", asked[0])
    names = ("a", "b", "agreement", "expected", "identical", "shared", "n", "thin")
    same(rows, found.pairs, **dict(zip(names, names, strict=True)))


@pytest.mark.parametrize("edge", link.EDGES)
def test_the_network_is_that_of_the_page(asked, bundled, edge):
    found = findings.network(bundled, asked[1].having(edge=edge, least=50))
    data = data_of("network", f"{asked[0]}&edge={edge}&least=50")
    same(data["edges"], found.links, a="a", b="b", weight="weight", shared="shared", n="n")
    same(data["nodes"], found.nodes, group="group", x="x", y="y", n="n")
    assert data["modularity"] == found.coalitions.modularity
    assert [tuple(row["members"]) for row in data["coalitions"]] == list(found.coalitions.members)
    number = findings.coalition_of(bundled, asked[1].having(edge=edge, least=50))
    assert {row["group"]: row["coalition"] for row in data["nodes"] if row["coalition"]} == number


def test_the_landscape_is_that_of_the_page(asked, bundled):
    found = findings.landscape(bundled, asked[1].having(k="2"))
    data = data_of("landscape", f"{asked[0]}&k=2")
    same(data["points"], found.points, group="group", x="x", y="y", axes="axes", n="n")
    assert [row["cluster"] or 0 for row in data["points"]] == found.points.cluster.tolist()
    same(data["loadings"], found.loadings, axis="axis", x="x", y="y")
    assert (data["explained_x"], data["explained_y"]) == found.explained
    assert [row["members"] for row in data["clusters"]] == [list(c.members) for c in found.clusters]


def test_polarisation_is_that_of_the_page(asked, bundled):
    found = findings.divides(bundled, asked[1])
    rows = data_of("divides", asked[0])
    assert [row["axis"] for row in rows] == [axis.id for axis in found.axes]
    same(rows, found.statements, n="n", vdeijk="vdeijk", spread="spread")
    between = found.between.loc[[row["axis"] for row in rows]]
    same(rows, between, groups="n", groups_vdeijk="vdeijk", groups_spread="spread")


def test_change_is_that_of_the_page(asked, bundled):
    found = findings.shifts(bundled, asked[1])
    data = data_of("change", asked[0])
    names = ("group", "axis", "before", "after", "n_before", "n_after", "shift", "low", "high",
             "verdict")  # fmt: skip
    same(data["shifts"], found.rows, **dict(zip(names, names, strict=True)))
    assert data["cut"] == found.split.day.isoformat()
    history = findings.history(bundled, asked[1])
    same(data["running"], history.lines, group="group", axis="axis", position="position", n="n")


def test_coverage_and_reliability_are_those_of_the_page(asked, bundled):
    found, data = findings.coverage(bundled, asked[1]), data_of("coverage", asked[0])
    same(data["groups"], found.by_group, group="name", n="n", spoken="spoken")
    same(data["axes"], found.by_axis, axis="name", n="n", spoken="spoken")
    assert (data["gini"], data["top_share"]) == (found.skew.gini, found.skew.top_share)
    if asked[0].startswith("by"):
        return
    coders, told = findings.reliability(bundled, asked[1]), data_of("reliability", asked[0])
    same(told["axes"], coders.alphas.iloc[:-1], axis="axis", alpha="alpha", units="units")
    assert told["alpha"] == coders.alphas.alpha.iloc[-1]


def cell(value) -> str:
    """A value of JSON as CSV has it."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {inner}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def lines_of(address: str) -> list[dict[str, str]]:
    answer = CLIENT.get(address)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    table = answer.content.decode("utf-8-sig")
    assert answer.headers["hustings-data-version"]
    assert answer.links["canonical"]["url"].startswith("http://testserver/")
    return list(csv.DictReader(io.StringIO(table, newline="")))


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_csv_says_what_json_says(name, table):
    # gaps lie between groups that are named
    extra = {"landscape": "&k=2", "gaps": "&actor=France&actor=China"}.get(name, "")
    data = data_of(name, extra)
    rows = data if isinstance(data, list) else data[table]
    choice = "" if isinstance(data, list) else f"&table={table}"
    lines = lines_of(f"/api/{name}.csv?{extra}{choice}")
    assert lines == lines_of(f"/api/{name}?format=csv{extra}{choice}")
    # no person has checked these data: tests/test_correction.py has rows of those that one has
    assert len(lines) == len(rows) and bool(rows) == (name != "correction")
    for line, row in zip(lines, rows, strict=True):
        codes = {f"stance.{code['axis']}": code["stance"] for code in row.pop("codes", ())}
        assert {key: text for key, text in line.items() if text} == {
            key: cell(value) for key, value in {**row, **codes}.items() if cell(value)
        }
