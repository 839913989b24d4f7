"""Reasons in the place of a stance: valid rows, counted and shown, and in no position."""

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings, link, query
from hustings.current_dataset import CurrentDataset
from hustings.dataset import Dataset, open_dataset
from hustings.export.table import csv_bytes
from hustings.link import View
from hustings.mcp.context import Context, ToolError
from hustings.mcp.tools.actor import PositionOf, position_of
from hustings.pages import PAGES
from hustings.prepare import prepare
from hustings.query import Filters, Picks
from hustings.schema import DataError

#: a division in which one is absent throughout, and one has no opinion on what others vote on
DIVISIONS = """\
statement_id,actor,axis,stance,date,answer,country
1a,MP A,Leaflets,1,2024-01-01,,X
2a,MP A,Leaflets,1,2024-02-01,,X
3a,MP A,Leaflets,,2024-03-01,Absent,X
1b,MP B,Leaflets,,2024-01-01,absent,Y
2b,MP B,Leaflets,,2024-02-01,absent,Y
1c,MP C,Leaflets,,2024-01-01,abstained,X
2c,MP C,Leaflets,-1,2024-02-01,,X
3c,MP C,Posters,,2024-03-01,no opinion,X
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "divisions.csv").write_text(DIVISIONS, encoding="utf-8")
    return tmp_path / "divisions.csv"


@pytest.fixture
def divisions(file) -> Dataset:
    return open_dataset(file)


def counts(frame: pd.DataFrame) -> list[tuple]:
    return [*frame[["group", "axis", "answer", "n"]].itertuples(index=False, name=None)]


EVERY = [
    ("MP A", "Leaflets", "absent", 1),
    ("MP B", "Leaflets", "absent", 2),
    ("MP C", "Leaflets", "abstained", 1),
    ("MP C", "Posters", "no opinion", 1),
]


def test_rows_with_a_reason_are_good_and_in_no_position(divisions):
    assert (divisions.problems, divisions.left_out, divisions.rows) == ((), 0, 8)
    cells = query.cells(divisions, Filters())
    assert cells[["group", "n", "total"]].values.tolist() == [["MP A", 2, 2.0], ["MP C", 1, -1.0]]
    assert query.totals(divisions, Filters()).statements == 3
    assert query.stance_counts(divisions, Filters()).x.tolist() == [-1.0, 1.0]
    latest = query.cells(divisions, Filters(), repeat="latest")
    assert latest[["group", "n", "total"]].values.tolist() == [["MP A", 1, 1.0], ["MP C", 1, -1.0]]


def test_reasons_are_counted_by_group_axis_and_reason(divisions):
    assert counts(query.reasons(divisions, Filters())) == EVERY
    assert counts(query.reasons(divisions, Filters(country=("Y",)))) == EVERY[1:2]
    assert counts(query.reasons(divisions, Filters(), axes=("Posters",))) == EVERY[3:]
    picks = Picks("actor", ("MP A", "MP B"))
    assert counts(query.reasons(divisions, Filters(), picks=picks)) == EVERY[:2]
    assert counts(query.reasons(divisions, Filters(), "country")) == [
        ("X", "Leaflets", "absent", 1),
        ("X", "Leaflets", "abstained", 1),
        ("X", "Posters", "no opinion", 1),
        ("Y", "Leaflets", "absent", 2),
    ]


def test_data_without_reasons_have_none(few):
    assert few.tables.reasons is None
    found = query.reasons(few, Filters())
    assert found.empty and list(found.columns) == ["group", "axis", "answer", "n"]
    assert findings.reasons(few, View()).sentence == ""


def test_who_never_takes_a_stance_is_there_and_an_axis_of_reasons_alone_too(divisions):
    assert link.groups_in(divisions, "actor") == ["MP A", "MP C", "MP B"]
    assert findings.offered(divisions, "actor") == ["MP A", "MP C", "MP B"]
    assert [axis.id for axis in divisions.axes] == ["Leaflets", "Posters"]
    view, unknown = link.read(divisions, [("actor", "MP B")])
    assert (view.actor, unknown) == (("MP B",), [])


def test_reasons_in_words_and_as_a_table(divisions):
    found = findings.reasons(divisions, View())
    assert found.sentence == (
        "Without a stance, and in no position: abstained 1, absent 3 and no opinion 1."
    )
    assert found.table.to_dict("list") == {
        "group": ["MP A", "MP B", "MP C", "MP C"],
        "axis": ["Leaflets", "Leaflets", "Leaflets", "Posters"],
        "abstained": [0, 0, 1, 0],
        "absent": [1, 2, 0, 0],
        "no opinion": [0, 0, 0, 1],
    }
    said = findings.reasons_of(divisions, View(), "MP B").sentence
    assert said == "Without a stance, and in no position: absent 2."


def test_a_file_of_reasons_alone_is_refused(tmp_path):
    (tmp_path / "some.csv").write_text("actor,axis,stance,answer\nAnn,Tax,,absent\n")
    with pytest.raises(DataError, match="column answer.*at least one row with a stance"):
        open_dataset(tmp_path / "some.csv")


def test_of_two_coders_one_may_find_no_stance(tmp_path):
    rows = "statement_id,actor,axis,stance,answer,coder\n"
    rows += "s1,Ann,Tax,0.5,,A\ns1,Ann,Tax,,no opinion,B\n"
    (tmp_path / "some.csv").write_text(rows)
    data = open_dataset(tmp_path / "some.csv")
    assert query.cells(data, Filters()).total.tolist() == [0.5]
    assert counts(query.reasons(data, Filters())) == [("Ann", "Tax", "no opinion", 1)]


def test_what_is_downloaded_or_prepared_holds_the_reasons_too(divisions, file, tmp_path):
    (tmp_path / "out.csv").write_bytes(csv_bytes(query.codings(divisions, Filters())))
    prepared = prepare(file, tmp_path / "ready")
    for again in (open_dataset(tmp_path / "out.csv"), prepared):
        assert again.version == divisions.version
        assert counts(query.reasons(again, Filters())) == EVERY


def test_the_api_counts_reasons_and_names_who_takes_no_stance(file, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(file))
    client = TestClient(Starlette(routes=api.routes()))
    rows = client.get("/api/reasons").json()["data"]
    assert counts(pd.DataFrame(rows["reasons"] if isinstance(rows, dict) else rows)) == EVERY
    lines = client.get("/api/reasons.csv").content.decode("utf-8-sig").splitlines()
    assert lines[:2] == ["group,axis,answer,n", "MP A,Leaflets,absent,1"] and len(lines) == 5
    actors = client.get("/api/actors").json()["data"]
    assert [(row["group"], row["n"], row["reasons"]) for row in actors] == [
        ("MP A", 2, 1),
        ("MP C", 1, 2),
        ("MP B", 0, 2),
    ]
    meta = client.get("/api/meta").json()["data"]
    assert (meta["statements"], meta["codings"], meta["reasons"]) == (3, 8, 5)


def test_an_assistant_is_told_why_there_is_no_position(divisions):
    context = Context(CurrentDataset(data=divisions), "https://votes.example/")
    with pytest.raises(ToolError, match="Without a stance, and in no position: absent 2"):
        position_of(context, PositionOf(actor="MP B"))
    notes = position_of(context, PositionOf(actor="MP A")).notes
    assert "Without a stance, and in no position: absent 1." in notes


@pytest.mark.parametrize(
    ("script", "asked", "said"),
    [
        ("actor", {"actor": "MP B"}, "Without a stance, and in no position: absent 2."),
        ("statements", {"actor": "MP A"}, "Without a stance, and in no position: absent 1."),
        ("evidence", {}, "abstained 1, absent 3 and no opinion 1."),
    ],
)
def test_pages_show_reasons(visit, file, script, asked, said):
    page = next(str(page.file) for page in PAGES if page.path == script)
    app = visit(page, file, {"table no stance": True}, **asked)
    seen = " ".join(html.value for html in app.get("html"))
    assert said in seen
    assert '<th scope="col">axis</th>' in seen and '<th scope="col">absent</th>' in seen
