"""The grid: its rows and their order by hand, its figure, its table, and its page."""

import io
import json
from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from assistant import ask, refused
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, features, figures, findings
from hustings.charts import base
from hustings.charts.grid import Line, grid_chart
from hustings.charts.text_metrics import text_width
from hustings.dataset import open_dataset
from hustings.link import default_view, ordered_by
from hustings.scene import Scene
from hustings.ui.text import md
from hustings.web import charts as chart_routes

MODULE = features.module("findings", "grid")
PAGE = str(Path(__file__).parents[1] / "pages" / "grid.py")
CREDIT = base.Credit(headline="H", subline="S", notes="N", source="Source", link="http://h/?x=1")
#: by group its type, and its statements on each axis
SAID = {
    "a": ("union", {"X": [1, 1, 0.5], "Y": [-1, -1], "Z": [1, 1]}),
    "b": ("firm", {"X": [-1, -1, -1, -1], "Y": [1, 1]}),
    "c": ("union", {"X": [0.5, 0.5], "Y": [-1, -1], "Z": [1]}),
    "d": ("firm", {"X": [-1]}),
    "e": ("", {"Z": [0, 0]}),
}


@pytest.fixture
def five(tmp_path):
    """Five groups on three axes."""
    rows = ["actor,actor_type,axis,stance"]
    for group, (kind, axes) in SAID.items():
        rows += [f"{group},{kind},{axis},{x}" for axis, each in axes.items() for x in each]
    (tmp_path / "positions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return open_dataset(tmp_path)


def rows_of(data, **chosen) -> str:
    view = default_view(data).having(**{"actor": (), **chosen})
    return "".join(findings.grid(data, view).rows.group)


@pytest.mark.parametrize(
    ("chosen", "order"),
    [
        # 7, 6, 5, 2 statements and 1
        ({}, "abced"),
        # b and d both stand at -1, but d said it once; e is silent on X
        ({"order": "low: X"}, "bdcae"),
        ({"order": "high: X"}, "acdbe"),
        # c shares three axes with a, b two and agrees on none; the others share fewer
        ({"order": "nearness", "actor": ("a",)}, "acbed"),
        ({"order": "nearness"}, "abced"),
        # unions said twelve things, firms seven; e is of no type
        ({"gather": True}, "acbde"),
        ({"gather": True, "order": "low: X"}, "cabde"),
        ({"actor": ("d", "b")}, "dbace"),
        ({"axis": ("Z",)}, "aec"),
        ({"min": 2}, "abce"),
        ({"by": "type", "gather": True}, "unionfirm"),
    ],
)
def test_the_order_of_the_rows(five, chosen, order):
    assert rows_of(five, **chosen) == order


def test_nearness_tells_the_agreement(five):
    """a is at 5/6 on X: c is a third away there, nowhere else; b is far on X and Y."""
    view = default_view(five).having(actor=("a",), order="nearness")
    near = findings.grid(five, view).rows.set_index("group").near
    assert near["c"] == pytest.approx((1 - 1 / 6 + 1 + 1) / 3, abs=0.05) and near["b"] < 0.2
    assert np.isnan(near["d"]) and np.isnan(near["a"])
    assert findings.grid(five, view.having(order="evidence")).rows.near.isna().all()


def test_every_number_is_a_position_of_all_other_pages(bundled):
    view = default_view(bundled).having(p=2, min=2, order="high: Openness")
    found = findings.grid(bundled, view)
    everywhere = findings.group_positions(bundled, view).set_index(["group", "axis"])
    pd.testing.assert_frame_equal(
        found.cells.set_index(["group", "axis"]).sort_index(),
        everywhere[
            everywhere.index.isin(found.cells.set_index(["group", "axis"]).index)
        ].sort_index(),
    )
    assert set(found.cells.group) <= set(found.rows.group) and len(found.rows) == MODULE.GRID_ROWS


def test_pages_hold_everybody_once_and_the_picked_always(five, monkeypatch):
    monkeypatch.setattr(MODULE, "GRID_ROWS", 3)
    view = default_view(five).having(actor=("d",))
    first, second = (findings.grid(five, view.having(p=p)) for p in (1, 2))
    assert "".join(first.rows.group) == "dab" and "".join(second.rows.group) == "dce"
    assert (second.page, second.pages, second.whole) == (2, 2, 5)
    assert second.place == (3, 4, 4)
    # d said 1 thing, c 5 and e 2.
    assert second.total.statements == 8 and "8 statements by 3 actors" in second.subline
    beyond = findings.grid(five, view.having(p=9))
    assert beyond.page == 2 and beyond.rows.group.tolist() == second.rows.group.tolist()


def test_an_order_by_words_and_by_its_axis(five):
    view = default_view(five)
    assert findings.grid_orders(five, view.having(actor=())) == (
        "evidence", "low: X", "high: X", "low: Y", "high: Y", "low: Z", "high: Z",
    )  # fmt: skip
    assert findings.grid_orders(five, view.having(actor=("a",)))[1] == "nearness"
    assert findings.order_words(five, "low: Y", ()) == "Y: against first"
    assert findings.order_words(five, "nearness", ("a", "b")) == "nearest to a first"
    assert findings.order_words(five, "nearness", ()) == "most statements first"
    assert ordered_by("high: low: X") == "low: X" and ordered_by("nearness") == ""


SIDES = {
    # The evidence names no side of the two zeros and of what is missing.
    ("a", "X"): 1, ("b", "X"): 1, ("a", "Y"): -1, ("b", "Y"): 1, ("a", "Z"): 0, ("b", "Z"): 0,
    ("c", "X"): np.nan,
}  # fmt: skip


@pytest.mark.parametrize(
    ("picked", "said"),
    [
        ("ab", "a and b both stand towards “for”; they stand on both sides of Y"),
        ("abc", "a, b and c stand on both sides of Y"),
        ("bc", "b and c: on no axis does the evidence put them all on one side, or on both"),
        ("a", "a stands towards “for” and “against”"),
        ("c", "c is on no clear side of any axis"),
        ("", "3 actors hold 7 positions on 3 axes; on 4 of them the evidence names a side"),
    ],
)
def test_the_headline_names_sides_that_are_sure(five, picked, said):
    frame = pd.DataFrame([(*key, side) for key, side in SIDES.items()])
    frame.columns = ["group", "axis", "side"]
    view = default_view(five)
    assert MODULE._headline(five, view, five.axes, frame, list(picked)) == said


def test_nothing_is_said_plainly(five):
    found = findings.grid(five, default_view(five).having(min=9))
    assert found.rows.empty and found.cells.empty and found.pages == 1
    assert found.headline == "No actor has a position under these filters"
    assert figures.named("grid").of(Scene(five, default_view(five).having(min=9), "grid", "")).empty


def drawn(data, width: int, **chosen) -> go.Figure:
    view = default_view(data).having(**{"actor": (), **chosen})
    return figures.named("grid").of(Scene(data, view, "grid", "https://b.example")).draw(width)


def marks_of(figure: go.Figure) -> dict[tuple[str, str], tuple[float, float, str]]:
    (trace,) = [t for t in figure.data if t.customdata is not None and t.marker.size == 11]
    parts = zip(trace.customdata, trace.x, trace.y, trace.marker.symbol, strict=True)
    return {(key[1], key[2]): (x, y, symbol) for key, x, y, symbol in parts}


@pytest.mark.parametrize("width", [356, 660, 960])
def test_each_cell_has_a_mark_and_a_target_and_silence_has_none(five, width):
    figure = drawn(five, width)
    go.Figure(figure.to_plotly_json())
    marks = marks_of(figure)
    spoken = {(group, axis) for group, (_, axes) in SAID.items() for axis in axes}
    assert set(marks) == spoken
    (target,) = [t for t in figure.data if t.customdata is not None and t.marker.size == 28]
    assert {tuple(key) for key in target.customdata} == {("cell", *key) for key in spoken}
    assert target.marker.opacity == target.selected.marker.opacity == 0
    hollow = {key for key, (*_, symbol) in marks.items() if symbol.endswith("-open")}
    assert hollow == {("c", "Z"), ("d", "X")}
    # On one axis, from the first pole to the second: b and d, c, a.
    x = {group: marks[group, "X"][0] for group in "abcd"}
    assert x["b"] == x["d"] < x["c"] < x["a"]
    assert (x["c"] - x["b"]) / (x["a"] - x["b"]) == pytest.approx(1.5 / (1 + 5 / 6))
    room, bottom = figure.layout.xaxis.range[1], figure.layout.yaxis.range[0]
    for trace in figure.data:
        assert all(-1 <= at <= room + 1 for at in trace.x if at is not None)
        assert all(0 <= at <= bottom for at in trace.y if at is not None)


def words_drawn(figure: go.Figure) -> list[str]:
    return [text.replace("<br>", " ") for t in figure.data if t.mode == "text" for text in t.text]


def test_a_cell_says_the_position_in_words_and_its_n(five):
    said = words_drawn(drawn(five, 960))
    assert {"consistently for “for”", "consistently for “against”", "towards “against”"} <= set(
        said
    )
    assert "a" in said and "union, 7 statements" in said and "1 statements" not in " ".join(said)
    assert {"← against", "for →"} <= set(said), "an axis is named by both its poles"
    assert "firm, one statement" in said


def test_picked_rows_are_bold_and_types_have_headings(five):
    said = words_drawn(drawn(five, 960, actor=("d",), gather=True))
    assert "<b>d</b>" in said and "a" in said
    heads = [text for text in said if text in ("<b>Picked</b>", "<b>Union</b>", "<b>Firm</b>")]
    assert heads == ["<b>Picked</b>", "<b>Union</b>", "<b>Firm</b>"]


@pytest.mark.parametrize(("width", "tops"), [(960, 2), (660, 3), (356, None)])
def test_many_axes_stand_in_bands_and_their_words_keep_to_their_columns(bundled, width, tops):
    """Twelve axes with long poles: as many side by side as have room."""
    axes = [
        type(axis)(**{**vars(axis), "id": f"{axis.id} {i}", "high_noun": "an extraordinary thing"})
        for i in range(2)
        for axis in bundled.axes
    ]
    cells = pd.DataFrame(
        [("A <b>bold</b> actor", axis.id, 4, 0.9, 0.8, 1.0, "", float("nan")) for axis in axes],
        columns=["group", "axis", "n", "position", "low", "high", "mixed", "judges"],
    )
    line = Line(
        group="A <b>bold</b> actor", under="a type of actors with a long name, 9 statements"
    )
    figure = grid_chart([line], cells, axes, CREDIT, width)
    marks = marks_of(figure)
    assert len(marks) == 12
    assert len({y for _, y, _ in marks.values()}) == (tops or 12)
    assert "<b>bold</b>" not in json.dumps([t.text for t in figure.data if t.mode == "text"])
    starts = sorted({x for t in figure.data if t.mode == "text" for x in t.x})
    for trace in figure.data:
        if trace.mode != "text" or trace.textposition != "middle right":
            continue
        for x, text in zip(trace.x, trace.text, strict=True):
            after = [at for at in starts if at > x + 40 and width >= 500]
            beyond = min(after, default=width)
            plain = [
                unescape(part).replace("<b>", "").replace("</b>", "") for part in text.split("<br>")
            ]
            longest = max(text_width(part, trace.textfont.size) for part in plain)
            assert x + longest <= beyond + 1, text


def test_the_table_is_the_grid_with_its_numbers(five):
    panel = figures.named("grid").of(Scene(five, default_view(five).having(actor=()), "grid", ""))
    table = panel.table.set_index("group")
    assert table["X (against to for)"].dropna().to_dict() == {
        "a": "consistently for “for” (few statements)",
        "b": "consistently for “against”",
        "c": "leans towards “for” (few statements)",
        "d": "one statement, towards “against”",
    }
    assert pd.isna(table["X (against to for)"]["e"]) and pd.isna(table["X: position"]["e"])
    assert table["X: position"].dropna().to_dict() == {"a": 0.833, "b": -1, "c": 0.5, "d": -1}
    assert table["X: statements"].dropna().to_dict() == {"a": 3, "b": 4, "c": 2, "d": 1}
    assert -1 < table["X: expected"]["d"] < 1


@pytest.fixture
def served(five, tmp_path, monkeypatch):
    """A server of the five groups."""
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    return TestClient(Starlette(routes=[*api.routes(), *chart_routes.routes()]))


def test_the_api_gives_all_rows_in_their_order(served, monkeypatch):
    monkeypatch.setattr(MODULE, "GRID_ROWS", 3)
    rows = served.get("/api/grid", params={"order": "low: X"}).json()["data"]
    assert [(row["row"], row["group"], row["axis"]) for row in rows] == [
        (1, "b", "X"), (1, "b", "Y"), (2, "d", "X"), (3, "c", "X"), (3, "c", "Y"), (3, "c", "Z"),
        (4, "a", "X"), (4, "a", "Y"), (4, "a", "Z"), (5, "e", "Z"),
    ]  # fmt: skip
    assert rows[2]["words"] == "one statement, towards “against”" and rows[2]["n"] == 1
    asked = [
        ("actor", "a"),
        ("order", "nearness"),
        ("gather", "true"),
        ("axis", "X"),
        ("axis", "Y"),
    ]
    near = served.get("/api/grid", params=asked).json()["data"]
    assert list(dict.fromkeys(row["group"] for row in near)) == ["a", "c", "b", "d"]
    assert near[2]["agreement"] == pytest.approx((5 / 6 + 1) / 2, abs=0.05)
    wrong = served.get("/api/grid", params={"order": "low: Wizards"})
    assert wrong.status_code == 400 and wrong.json()["errors"][0]["parameter"] == "order"


def test_a_workbook_of_the_grid(served):
    got = served.get("/charts/grid.xlsx", params={"actor": "", "order": "high: X"})
    book = load_workbook(io.BytesIO(got.content))
    rows = list(book["Data"].values)
    assert rows[0][:4] == ("actor", "type", "statements", "X (against to for)")
    assert [row[0] for row in rows[1:]] == list("acdbe")
    assert "order=high:%20X" in dict(book["About"].values)["Link"]


def test_an_assistant_reads_the_grid(served):
    found = ask("grid", order="low: X", actor=["a"])
    assert [row["group"] for row in found["rows"]] == list("abdce")
    assert (found["groups"], found["page"], found["pages"]) == (5, 1, 1)
    cell = found["rows"][2]["cells"][0]
    assert (cell["axis"], cell["position"], cell["n"]) == ("X", -1, 1)
    assert "/grid?" in found["link"] and "order=low:%20X" in found["link"]
    assert "order" in refused("grid", order="low: Wizards")


def chart_of(app) -> dict:
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)


def headline(app) -> str:
    notes = chart_of(app)["layout"]["annotations"]
    return next(a["text"] for a in notes if a["name"] == "headline")


def test_the_page_takes_order_and_page_from_its_link(visit, bundled):
    app = visit(PAGE, order="high: Openness", gather="true", p="2")
    assert app.selectbox(key="order of rows").value == "high: Openness"
    assert app.toggle(key="gather").value is True
    view = default_view(bundled).having(order="high: Openness", gather=True, p=2)
    clicked = [key[1] for t in chart_of(app)["data"] for key in t.get("customdata") or ()]
    shown = findings.grid(bundled, view).rows.group
    assert set(clicked) == set(findings.named(bundled, view, shown))
    app.selectbox(key="order of rows").select("low: Openness").run()
    assert app.query_params["order"] == "low: Openness" and not app.exception
    app.selectbox(key="order of rows").select("evidence").run()
    assert "order" not in app.query_params


def test_a_click_on_a_cell_opens_its_statements(visit):
    app = visit(PAGE, state={"cell of the grid": ["France", "Openness"]})
    said = " ".join(str(e.value) for e in app.get("html"))
    assert "All 3 statements" in said and "axis=Openness" in said
    assert said.count("<article") == 3
    app.run()
    assert "All 3 statements" not in " ".join(str(e.value) for e in app.get("html"))


def test_the_page_of_a_thin_set_and_of_nothing(visit, folder):
    app = visit(PAGE, folder, actor="Ann")
    assert "Ann stands towards" in headline(app) or "Ann is on no clear side" in headline(app)
    app = visit(PAGE, folder, min="9")
    assert not app.get("plotly_chart")
    assert any("No actor has a position" in str(e.value) for e in app.get("html"))


def test_a_name_over_its_statements_is_shown_as_it_stands(visit, folder):
    name = "**Ann** :red[x]"
    table = (folder / "positions.csv").read_text()
    (folder / "positions.csv").write_text(table.replace(",Ann,", f",{name},"))
    app = visit(PAGE, folder, state={"cell of the grid": [name, "Tax"]})
    (dialog,) = app.get("dialog")
    assert dialog.proto.dialog.title == md(f"{name} on Lower vs. higher taxes") != f"{name} on Tax"
