"""Words and deeds by hand: positions of either, their order, the figure, the pages, the API."""

import json
from pathlib import Path

import plotly.graph_objects as go
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, figures, findings
from hustings.dataset import open_dataset
from hustings.link import default_view
from hustings.scene import Scene

PAGES = Path(__file__).parents[1] / "pages"
#: actor, kind, axis, stance: Ann's words and deeds differ on X and agree on Y; Bob's words alone
#: are known on X; Cid did something once; what is reported is neither
ROWS = """\
actor,date,kind,axis,stance
Ann,2024-01-01,direct,X,1
Ann,2024-01-02,document,X,0.5
Ann,2024-03-01,vote,X,-1
Ann,2024-03-02,action,X,-0.5
Ann,2024-03-03,reported,X,1
Ann,2024-01-01,direct,Y,1
Ann,2024-01-04,direct,Y,1
Ann,2024-03-01,vote,Y,1
Ann,2024-03-05,vote,Y,0.5
Bob,2024-01-01,direct,X,-1
Cid,2024-01-01,direct,X,1
Cid,2024-02-01,action,X,-1
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "positions.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def found_in(folder, **chosen) -> findings.DeedsFinding:
    data = open_dataset(folder)
    return findings.deeds(data, default_view(data).having(**chosen))


def test_words_and_deeds_are_the_positions_of_their_kinds(folder):
    found = found_in(folder, actor=("Ann", "Bob", "Cid"))
    names = ["group", "axis", "position_words", "n_words", "position_deeds", "n_deeds", "gap"]
    assert found.rows[names].to_numpy().tolist() == [
        ["Ann", "X", 0.75, 2, -0.75, 2, 1.5],
        ["Ann", "Y", 1.0, 2, 0.75, 2, 0.25],
        # on a single statement of either side, and so last
        ["Cid", "X", 1.0, 1, -1.0, 1, 2.0],
    ]
    assert found.groups == ("Ann", "Cid") and [axis.id for axis in found.axes] == ["X", "Y"]
    # Eight by Ann, what is reported left out, and two by Cid.
    assert found.total.statements == 10 and "10 statements by 2 actors" in found.subline
    assert found.headline.startswith("Ann and Cid: words and deeds are both known in 3 cases, ")
    data = open_dataset(folder)
    assert findings.deeds_sentence(data, next(found.rows.itertuples())) == (
        "Ann on X: in words consistently for “for” (few statements) (+0.75, 2 statements); "
        "in deeds consistently for “against” (few statements) (−0.75, 2 statements)."
    )


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        ({"actor": ("Bob",)}, []),
        ({"actor": ()}, []),
        ({"actor": ("Ann",), "axis": ("Y",)}, [("Ann", "Y")]),
        ({"actor": ("Ann", "Cid"), "min": 2}, [("Ann", "X"), ("Ann", "Y")]),
        # one word and one deed on X
        ({"actor": ("Ann",), "kind": ("direct", "vote")}, [("Ann", "Y"), ("Ann", "X")]),
        ({"actor": ("Ann",), "kind": ("direct",)}, []),
        ({"actor": ("Ann",), "kind": ("reported",)}, []),
    ],
)
def test_filters_count_for_both(folder, chosen, rows):
    found = found_in(folder, **chosen)
    assert list(zip(found.rows.group, found.rows.axis, strict=True)) == rows
    assert found.known == (chosen.get("kind") not in (("direct",), ("reported",)))


def test_the_data_set_says_which_kinds_are_which(folder):
    own = {"hustings": {"words": ["reported"], "deeds": ["vote"]}}
    (folder / "datapackage.json").write_text(json.dumps(own), encoding="utf-8")
    row = next(found_in(folder, actor=("Ann",)).rows.itertuples())
    assert (row.axis, row.position_words, row.position_deeds, row.n_deeds) == ("X", 1, -1, 1)
    own = {"hustings": {"deeds": ["vote", 7]}}
    (folder / "datapackage.json").write_text(json.dumps(own), encoding="utf-8")
    data = open_dataset(folder)
    assert data.meta.deeds == ("vote",) and data.meta.words == ("direct", "document")
    assert [problem.column for problem in data.problems] == ["hustings.deeds[1]"]


@pytest.mark.parametrize("width", [356, 960])
def test_the_figure_has_two_marks_for_each_row(folder, width):
    data = open_dataset(folder)
    view = default_view(data).having(actor=("Ann", "Cid"))
    panel = figures.named("deeds").of(Scene(data, view, "compare", "https://b.example"))
    figure = panel.draw(width)
    go.Figure(figure.to_plotly_json())
    said, done = (trace for trace in figure.data if trace.customdata is not None)
    keys = [["cell", "Ann", "X"], ["cell", "Ann", "Y"], ["cell", "Cid", "X"]]
    assert [list(key) for key in said.customdata] == [list(key) for key in done.customdata] == keys
    assert list(said.x) == [0.75, 1, 1] and list(done.x) == [-0.75, 0.75, -1]
    assert list(said.y) == list(done.y)
    assert list(said.marker.symbol) == ["circle", "circle", "circle-open"]
    assert list(done.marker.symbol) == ["square", "square", "square-open"]
    names = [note.text for note in figure.layout.annotations if note.name == "label"]
    assert names == ["Ann (2 / 2)", "Ann (2 / 2)", "Cid (1 / 1)"]
    assert panel.table["apart"].tolist() == [1.5, 0.25, 2.0]
    assert "direct or document" in panel.credit.notes and "action or vote" in panel.credit.notes


@pytest.mark.parametrize("page", ["compare", "actor"])
def test_pages_show_them_with_the_statements_of_both(visit, folder, page):
    app = visit(str(PAGES / f"{page}.py"), folder, actor=["Ann", "Bob"])
    assert "Words and deeds" in [head.value for head in app.subheader]
    said = " ".join(str(element.value) for element in app.get("html"))
    assert "Ann on X: in words" in said
    assert "In deeds: 2 of 2, newest first" in said
    assert "kind=vote" in said and "kind=action" in said and "kind=document" in said
    quiet = visit(str(PAGES / f"{page}.py"), folder, actor=["Ann", "Bob"], kind="direct")
    assert "Words and deeds" not in [head.value for head in quiet.subheader]
    alone = visit(str(PAGES / f"{page}.py"), folder, actor="Bob")
    said = " ".join(str(element.value) for element in alone.get("html"))
    assert "Words and deeds of Bob: on no axis are both known." in said


def test_the_api_gives_both(folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    client = TestClient(Starlette(routes=api.routes()))
    rows = client.get("/api/deeds", params={"actor": "Ann"}).json()["data"]
    assert [(row["axis"], row["words_n"], row["deeds_n"], row["gap"]) for row in rows] == [
        ("X", 2, 2, 1.5), ("Y", 2, 2, 0.25),
    ]  # fmt: skip
    assert (rows[0]["words_first"], rows[0]["deeds_last"]) == ("2024-01-01", "2024-03-02")
    everybody = client.get("/api/deeds").json()["data"]
    assert [(row["group"], row["axis"]) for row in everybody] == [
        ("Ann", "X"), ("Ann", "Y"), ("Cid", "X"),
    ]  # fmt: skip
