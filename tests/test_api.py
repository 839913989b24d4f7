"""The API answers in numbers that can be worked out by hand."""

import pandas as pd
import pytest
from pytest import approx
from scipy.special import stdtr
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, current_dataset, findings
from hustings.api import endpoint

#: (actor, axis, stance, date); three groups on the same two axes
THREE = [
    ("A", "X", -1, "2024-01-01"), ("A", "X", -1, "2024-01-02"), ("A", "X", -1, "2024-01-03"),
    ("A", "X", 0.5, "2024-06-01"), ("A", "X", 0.5, "2024-06-02"), ("A", "X", 1, "2024-06-03"),
    ("A", "Y", 1, "2024-01-01"), ("B", "X", 1, "2024-01-05"), ("B", "Y", -1, "2024-01-05"),
    ("C", "X", -1, "2024-06-05"), ("C", "Y", -1, "2024-06-05"),
]  # fmt: skip


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=api.routes()))


@pytest.fixture
def few_served(folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))


@pytest.fixture
def three_served(tmp_path, monkeypatch):
    frame = pd.DataFrame(THREE, columns=["actor", "axis", "stance", "date"])
    frame.to_csv(tmp_path / "positions.csv", index=False)
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))


def data_of(client: TestClient, address: str):
    answer = client.get(f"/api/{address}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


@pytest.mark.usefixtures("few_served")
def test_axes(client):
    transport, tax = data_of(client, "axes")
    assert transport == {
        "axis": "Transport", "name": "Rail vs. road", "low": "Rail", "high": "Road",
        "low_means": "more trains", "high_means": "more roads", "low_noun": "rail",
        "high_noun": "roads", "n": 3,
    }  # fmt: skip
    assert tax["n"] == 2
    assert [axis["n"] for axis in data_of(client, "axes?type=firm")] == [1, 1]


@pytest.mark.usefixtures("few_served")
def test_actors(client):
    ann, bob, cid = data_of(client, "actors")
    assert ann == {
        "group": "Ann", "name": "Ann", "type": "union", "country": "FRA", "country_name": "France",
        "n": 2, "reasons": 0, "speakers": 1,
        "first": "2024-01-01", "last": "2024-03-01",
    }  # fmt: skip
    assert (bob["group"], cid["group"], cid["first"]) == ("Bob", "Cid", None)
    assert [a["group"] for a in data_of(client, "actors?axis=Tax&actor=Bob&actor=Cid")] == ["Bob"]
    assert [(a["group"], a["n"]) for a in data_of(client, "actors?by=country")] == [
        ("DEU", 2), ("FRA", 2),
    ]  # fmt: skip


@pytest.mark.usefixtures("few_served")
def test_statements(client):
    answer = client.get("/api/statements?sort=oldest&limit=1").json()
    (first,) = answer["data"]
    assert answer["meta"]["count"] == 4
    assert (first["statement_id"], first["date"], first["speaker"]) == (
        "s1",
        "2024-01-01",
        "Ann Lee",
    )
    assert (first["event"], first["source_title"], first["url"], first["role"]) == (
        "Fair", "Paper", "https://a.example/1", None,
    )  # fmt: skip
    assert first["codes"] == [
        {"axis": "Tax", "stance": 0.5, "coders": 1, "least": 0.5, "most": 0.5},
        {"axis": "Transport", "stance": -0.75, "coders": 2, "least": -1, "most": -0.5},
    ]
    (read,) = data_of(client, "statements?event=Fair&actor=Ann&coder=B")
    assert [code["stance"] for code in read["codes"]] == [-0.5]
    flat = client.get("/api/statements.csv?sort=oldest&limit=1").text.splitlines()
    assert flat[0].endswith("url,source_kind,stance.Transport,stance.Tax")
    assert flat[1].endswith("https://a.example/1,,-0.75,0.5")


@pytest.mark.usefixtures("few_served")
def test_positions(client):
    found = {(row["group"], row["axis"]): row for row in data_of(client, "positions")}
    assert set(found) == {
        ("Ann", "Transport"),
        ("Ann", "Tax"),
        ("Bob", "Tax"),
        ("Cid", "Transport"),
    }
    assert found["Ann", "Transport"] == {
        "group": "Ann", "axis": "Transport", "position": -0.25, "low": None, "high": None, "n": 2,
        "expected": -0.25, "expected_low": None, "expected_high": None, "judges": None, "se": None,
        "first": "2024-01-01", "last": "2024-03-01", "words": "leans towards rail (few statements)",
    }  # fmt: skip
    assert found["Cid", "Transport"]["words"] == "one statement, towards roads"
    (row,) = data_of(client, "positions?min=2")
    assert row["n"] == 2
    (row,) = data_of(client, "positions?actor=Ann&axis=Transport&repeat=latest")
    assert row["position"] == 0.25


@pytest.mark.usefixtures("three_served")
def test_agreement(client):
    found = {frozenset((row["a"], row["b"])): row for row in data_of(client, "agreement")}
    # On X: A is at (-3 + 2) / 6 = -1/6, B at 1, C at -1; on Y: 1, -1, -1.
    assert found[frozenset("AB")]["agreement"] == approx((1 - 7 / 12 + 0) / 2)
    assert found[frozenset("AC")]["agreement"] == approx((1 - 5 / 12 + 0) / 2)
    both = found[frozenset("BC")]
    assert (both["agreement"], both["shared"], both["n"], both["thin"]) == (0.5, 2, 4, True)
    assert len(data_of(client, "agreement?actor=A")) == 2


@pytest.mark.usefixtures("three_served")
def test_network(client):
    found = data_of(client, "network")
    # Only B and C reach 75 % of the strongest link, their own.
    assert found["edges"] == [{"a": "B", "b": "C", "weight": 0.5, "shared": 2, "n": 4}]
    assert found["coalitions"] == [{"coalition": 1, "members": ["B", "C"]}]
    assert {node["group"]: node["coalition"] for node in found["nodes"]} == {
        "A": None, "B": 1, "C": 1,
    }  # fmt: skip
    assert (found["modularity"], found["fewest"], found["most"]) == (0, 1, 1)
    assert len(data_of(client, "network?least=0")["edges"]) == 3
    assert data_of(client, "network?edge=conflict")["bond"] == "congruence"


@pytest.mark.usefixtures("three_served")
def test_landscape(client):
    found = data_of(client, "landscape")
    assert {point["group"] for point in found["points"]} == set("ABC")
    assert found["explained_x"] + found["explained_y"] == approx(1)
    for way in "xy":
        assert sum(loading[way] ** 2 for loading in found["loadings"]) == approx(1)
    assert found["silhouette"] is None and found["clusters"] == []
    assert all(point["cluster"] is None for point in found["points"])
    assert [row["group"] for row in data_of(client, "landscape?cover=3")["absent"]] == [
        "A",
        "B",
        "C",
    ]


@pytest.mark.usefixtures("few_served")
def test_polarisation(client):
    found = {row["axis"]: row for row in data_of(client, "divides")}
    # Statements at -3/4, 1/4, 1; their mean is 1/6. Groups: Ann at -1/4, Cid at 1.
    transport = found["Transport"]
    # Codings stand at -1, -1/2, 1/4 and 1: nine steps, of which -3/4 is the second.
    assert (transport["n"], transport["histogram"]) == (3, [0, 1, 0, 0, 0, 1, 0, 0, 1])
    assert not transport["binned"]
    assert transport["spread"] == approx(((121 + 1 + 100) / 144 / 3) ** 0.5)
    assert transport["groups"] == 2
    assert transport["groups_histogram"] == [0, 0, 0, 1, 0, 0, 0, 0, 1]
    assert transport["groups_spread"] == approx(0.625)
    assert data_of(client, "polarisation") == list(found.values()), "its address before"
    thin = data_of(client, "divides?min=2&axis=Tax")[0]
    assert (thin["groups"], thin["groups_vdeijk"], thin["n"]) == (0, None, 2)


@pytest.mark.usefixtures("three_served")
def test_change(client):
    found = data_of(client, "change?cut=2024-06-01")
    (shift,) = found["shifts"]
    assert (shift["group"], shift["axis"], shift["verdict"]) == ("A", "X", "unsteady shift")
    assert (shift["before"], shift["n_before"], shift["n_after"]) == (-1, 3, 3)
    # s² = (0 + 1/6) / 4; t(0.95, 4) = 2.1318
    width = 2.131847 * (1 / 24) ** 0.5 * (2 / 3) ** 0.5
    assert shift["shift"] == approx(5 / 3)
    assert shift["p"] == approx(2 * stdtr(4, -(5 / 3) / ((1 / 24) ** 0.5 * (2 / 3) ** 0.5)))
    assert shift["low"] == approx(5 / 3 - width, abs=1e-6) and shift["high"] == 2
    assert (found["cut"], found["chosen"], found["undated"]) == ("2024-06-01", True, 0)
    running = [row for row in found["running"] if row["group"] == "A" and row["axis"] == "X"]
    assert [row["date"] for row in running][:2] == ["2024-01-01", "2024-01-02"]
    assert [row["position"] for row in running] == approx([-1, -1, -1, -2.5 / 4, -2 / 5, -1 / 6])
    assert data_of(client, "change?actor=B")["shifts"] == []
    link = client.get("/api/change").json()["meta"]["link"]
    assert f"cut={found['cut'][:4]}" in link


@pytest.mark.usefixtures("few_served")
def test_coverage(client):
    found = data_of(client, "coverage")
    assert found["groups"] == [
        {"group": "Ann", "n": 2, "spoken": 2, "silent": []},
        {"group": "Bob", "n": 1, "spoken": 1, "silent": ["Transport"]},
        {"group": "Cid", "n": 1, "spoken": 1, "silent": ["Tax"]},
    ]
    assert {"axis": "Transport", "n": 3, "spoken": 2, "silent": 1} in found["axes"]
    # Of 1, 1, 2: (-2 + 0 + 4) / (3 · 4)
    assert found["gini"] == approx(1 / 6) and found["top_share"] == 0.5
    assert {"by": "year", "value": None, "name": None, "n": 1, "share": 0.25} in found["counts"]


@pytest.mark.usefixtures("few_served")
def test_reliability(client):
    found = data_of(client, "reliability")
    assert (found["alpha"], found["units"], found["coders"], found["differing"]) == (None, 1, 2, 1)
    assert found["disagreements"] == [
        {"statement_id": "s1", "axis": "Transport", "stances": {"A": -1, "B": -0.5},
         "difference": 0.5},
    ]  # fmt: skip


@pytest.mark.usefixtures("few_served")
def test_meta(client):
    found = data_of(client, "meta")
    data = current_dataset.current().data
    assert (found["statements"], found["actors"], found["axes"], found["codings"]) == (4, 3, 2, 6)
    assert (found["version"], found["first"]) == (data.version, "2024-01-01")
    lines = client.get("/api/meta.csv").text.splitlines()
    assert lines[0] == "\ufeffname,value" and "statements,4" in lines


@pytest.mark.usefixtures("three_served")
@pytest.mark.parametrize(("address", "detail"), [
    ("positions", "This answer would have 6 rows; one has 5 at the most. Narrow the question by "
     "axis, actor, min or a filter such as country or since."),
    ("coverage", "Who is silent on what is told by name for 5 pairs of group and axis at the "
     "most; these are 6. Narrow the question by axis, min or a filter."),
])  # fmt: skip
def test_what_is_too_much_is_refused_before_anything_is_worked_out(
    client, monkeypatch, address, detail
):
    def never(*_):
        raise AssertionError("positions are worked out")

    monkeypatch.setattr(endpoint, "MOST_ROWS", 5)
    monkeypatch.setattr(findings, "MOST_NAMED", 5)
    monkeypatch.setattr(findings, "group_positions", never)
    monkeypatch.setattr(findings, "coverage", never)
    answer = client.get(f"/api/{address}")
    assert answer.status_code == 400 and answer.json()["detail"] == detail


@pytest.mark.usefixtures("three_served")
def test_what_is_narrowed_enough_is_answered(client, monkeypatch):
    monkeypatch.setattr(endpoint, "MOST_ROWS", 3)
    assert len(data_of(client, "positions?axis=X")) == 3
    # A on X has six statements, all other positions one
    assert len(data_of(client, "positions?min=2")) == 1
