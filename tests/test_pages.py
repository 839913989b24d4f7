"""Every page from the entry point: usual views, thin ones, empty ones, hostile data."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import hostile
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from hustings import findings, link, query
from hustings.charts.base import COLOURS, OTHER
from hustings.figures import on_page
from hustings.figures.map import panel
from hustings.findings import base
from hustings.pages import PAGES, VIEWS
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
FILES = [str(page.file) for page in PAGES]


@pytest.fixture
def opened(visit):
    """`opened(page, data, **query)` runs a page from the entry point on a data set."""

    def run(page: str, data: Path | str = DATA, **asked) -> AppTest:
        return visit("" if page == FILES[0] else page, data, **asked)

    return run


def walked(app: AppTest) -> Iterator[AppTest]:
    """Page after page of one reader, who begins at the first."""
    yield app
    for page in FILES[1:]:
        app.switch_page(page).run()
        assert not app.exception, (page, app.exception)
        yield app


def said(app: AppTest) -> str:
    """All plain text of a page."""
    return "\n".join(
        str(element.value)
        for kind in ("html", "text", "markdown", "caption", "header", "title", "subheader")
        for element in app.get(kind)
    )


def charts(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def words_in(chart: dict, name: str) -> str:
    texts = [a["text"] for a in chart["layout"]["annotations"] if a.get("name") == name]
    return " ".join(texts).replace("<br>", " ")


@pytest.mark.parametrize("page", [str(page.file) for page in VIEWS])
def test_default_view(opened, page):
    app = opened(page)
    assert not app.warning and not app.error
    assert "Who stands where on AI governance: " in said(app)
    assert "1,067 of 1,067 statements" in said(app) or page.endswith("statements.py")


@pytest.mark.parametrize("page", [page for page in PAGES if on_page(page.path)])
def test_a_page_of_figures_has_one_title_for_those_who_listen(opened, bundled, page):
    titles = re.findall("<h1.*?>(.*?)</h1>", said(opened(str(page.file))))
    assert titles == [findings.title(bundled, link.default_view(bundled), page.path)]


def test_the_headline_of_the_map_counts_in_words(few):
    """Ann leans to rail and cuts no taxes; nobody else speaks on both axes."""
    found = findings.map(few, link.default_view(few))
    assert found.headline == (
        "Of one actor, on Rail vs. road, one stands towards rail and none towards roads; "
        "on Lower vs. higher taxes, none stands towards lower taxes and one towards higher taxes."
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "no statement says this"},
        {"actor": "Capgemini"},
        {"actor": ""},
        {"min": "50"},
        {"by": "country", "actor": ["FRA", "USA"]},
        {"by": "speaker", "actor": ""},
        {"by": "type", "repeat": "document"},
        {"repeat": "latest", "since": "2025-01-20", "interval": "all"},
        {"x": "Openness", "y": "Openness", "axis": "Openness"},
    ],
    ids=lambda asked: "&".join(f"{k}={v}" for k, v in asked.items()),
)
def test_other_views(opened, asked):
    for page, app in zip(FILES, walked(opened(FILES[0], **asked)), strict=True):
        assert not app.error and not app.warning, page


def test_all_actors_picked(opened, bundled):
    everyone = query.groups(bundled, query.Filters()).group.tolist()
    first = opened(FILES[0], actor=everyone[: link.MOST_VALUES])
    for page, app in zip(FILES, walked(first), strict=True):
        assert not app.error, page


@pytest.fixture(scope="module")
def trap(tmp_path_factory) -> Path:
    """A data set with every hostile text in every column that takes text."""
    return hostile.write(tmp_path_factory.mktemp("hostile"))


def test_hostile_text_is_only_text(opened, trap):
    for app in walked(opened(FILES[0], trap, actor=list(hostile.TEXTS[:5]))):
        harmless(app)


def harmless(app: AppTest) -> None:
    """Nothing that a page shows would be more than text in a browser."""
    assert not app.error
    for element in app.get("html"):
        assert "<script" not in element.value
        assert all(map(leads_to_a_page, _targets(element.value)))
        assert "<b>bold" not in element.value
    for chart in charts(app):
        text = json.dumps(chart["layout"]) + json.dumps([t.get("hovertext") for t in chart["data"]])
        assert "<script" not in text and "<b>bold</b>" not in text
    for kind in ("markdown", "warning", "info", "caption"):
        for element in app.get(kind):
            for live in (":red[", "[x](java", "<script", "**bold**", "$x^2$", ":tiger:"):
                assert live not in element.value.replace("\\<", "")


def _targets(html: str) -> list[str]:
    """The addresses that a list of statements links to."""
    return [part.split('"')[0] for part in html.split('href="')[1:]]


def leads_to_a_page(address: str) -> bool:
    """Whether a link opens a page of ours or of the web, or a message; nothing that would run."""
    return address.startswith(("./", "https://", "http://", "mailto:", "#"))


def test_the_figure_carries_its_credit(opened, bundled):
    app = opened(FILES[0], type="government")
    (chart,) = charts(app)
    assert "towards regulation" in words_in(chart, "headline")
    assert "By government." in words_in(chart, "subline")
    assert "statements by" in words_in(chart, "subline")
    credit = words_in(chart, "credit")
    assert bundled.version in credit and bundled.meta.title in credit and "?x=Regulation" in credit
    assert app.get("plotly_chart")[0].proto.alt.startswith("China stands towards")


def colours_of(chart) -> dict[str, str]:
    """The colour of each mark that can be clicked, by its group."""
    drawn = [t for t in chart["data"] if t.get("customdata")]
    return {
        group: colour
        for t in drawn
        for (_, group), colour in zip(t["customdata"], t["marker"]["color"], strict=True)
    }


def test_a_filter_never_recolours(opened):
    def colours(**asked):
        (chart,) = charts(opened(FILES[0], **asked))
        return colours_of(chart)

    # types have colours where nobody is picked
    everyone, some = colours(actor=""), colours(actor="", type=["company", "academia"])
    assert some and some.items() <= everyone.items()
    assert set(some.values()) <= {*COLOURS, OTHER[0]}


def test_the_picked_alone_are_in_colour(opened):
    (chart,) = charts(opened(FILES[0]))
    colours = colours_of(chart)
    picked = ["France", "United States", "China", "Capgemini", "academia"]
    assert [colours.pop(name) for name in picked] == list(COLOURS[:5])
    assert set(colours.values()) == {OTHER[0]}
    names = [a["text"] for a in chart["layout"]["annotations"] if a.get("name") == "label"]
    assert len(names) == 5 and all(any(name in text for text in names) for name in picked)


def test_the_table_is_what_the_chart_draws(opened, bundled):
    app = opened(FILES[0])
    found = findings.map(bundled, link.default_view(bundled))
    scene = Scene(bundled, link.default_view(bundled), "", None)
    table = panel(scene, found).table
    drawn = [t for t in charts(app)[0]["data"] if t.get("customdata")]
    # the middle of a covered mark is a mark of its own
    marks = {tuple(said) for t in drawn for said in t["customdata"]}
    assert len(marks) == len(table)
    assert len(found.points) + len(found.averages) == len(table)
    shown = table.set_index("group").loc["France"]
    at = found.points.set_index("group").loc["France"]
    assert shown["Regulation: position (Regulate ↔ Innovate)"] == pytest.approx(at.x, abs=5e-4)
    assert shown["Regulation: statements"] == at.x_n


def test_rows_of_a_table_beside_the_map_lead_to_statements(visit):
    app = visit("", state={"table off the map": True})
    (table,) = [each.value for each in app.get("html") if "<caption>Not on this map" in each.value]
    assert '<th scope="col">actor</th>' in table
    rows = table.count("<tr>") - 1
    links = re.findall(r'href="([^"]+)"', table)
    assert rows > 100 and len(links) == rows
    assert all(link.startswith("./statements?") and "actor=" in link for link in links)


def test_unknown_values_are_named_until_dismissed(opened):
    app = opened(FILES[0], actor=["France", "Atlantis"], since="2025-13-01", x="Nope")
    (warning,) = app.warning
    for value in ("Atlantis", r"2025\-13\-01", "Nope", "Regulation"):
        assert value in warning.value
    app.run()
    assert app.warning, "still there after the next run"
    app.button(key="dismiss").click().run()
    assert not app.warning


def test_a_link_of_other_data_says_so(opened, bundled):
    assert not opened(FILES[0], v=bundled.version).info
    assert "abc123" in opened(FILES[0], v="abc123").info[0].value


def test_clear_one_and_all_filters(opened):
    app = opened(FILES[0], type="government", q="open")
    assert "By government" in [b.label for b in app.button if b.key == "clear type"][0]
    app.button(key="clear type").click().run()
    assert app.multiselect(key="type").value == [] and app.text_input(key="q").value == "open"
    app = opened(FILES[0], type="government", q="open", min="3")
    app.button(key="clear all").click().run()
    assert "1,067 of 1,067" in said(app) and app.number_input(key="min").value == 1


def test_swap(opened):
    app = opened(FILES[0])
    next(b for b in app.button if b.label == "Swap the axes").click().run()
    assert (app.selectbox(key="x").value, app.selectbox(key="y").value) == (
        "Openness",
        "Regulation",
    )


def test_rows_left_out_are_told(opened, folder):
    with (folder / "positions.csv").open("a") as file:
        file.write("s9,yesterday,Ann,union,FRA,,,,,,Tax,7,A\n")
    app = opened(FILES[0], folder)
    assert "1 of 7 rows" in app.expander[0].label
    text = said(app)
    assert "yesterday" in text and "7" in text and "positions" in text


@pytest.mark.parametrize("content", [None, b"", b"actor,axis\nAnn,Tax\n", b"\xff\xfe\x00broken"])
def test_unusable_data_give_a_message_and_no_trace(opened, tmp_path, content):
    path = tmp_path / "positions.csv"
    if content is not None:
        path.write_bytes(content)
    app = opened(FILES[0], path)
    assert app.error and "positions" in said(app)


def test_a_named_view_opens_as_it_is_described(opened, bundled):
    pages = {page.path: str(page.file) for page in PAGES}
    for view in bundled.meta.views:
        app = opened(pages[view.page], **view.parameters)
        assert not app.warning, view.title


def test_map_without_axes_file_and_types(opened, tmp_path):
    (tmp_path / "positions.csv").write_text("actor,axis,stance\nAnn,Tax,1\nBob,Tax,-1\n")
    for page in FILES:
        assert not opened(page, tmp_path, actor="Ann").error


def test_a_fault_of_ours_is_told_without_its_trace():
    def page():
        from hustings.ui.notices import unexpected

        assert unexpected(ValueError("secret of the server"))

    app = AppTest.from_function(page).run()
    assert app.error and "secret" not in app.error[0].value and not app.exception


def test_a_page_of_the_list_that_is_not_there(opened):
    app = opened(str(ROOT / "pages" / "statements.py"), p="99")
    assert "There is no page 99" in said(app)


def test_files_replaced_while_readers_read(opened, folder):
    app = opened(FILES[0], folder)
    assert "4 of 4 statements" in said(app)
    good = (folder / "positions.csv").read_text(encoding="utf-8")
    (folder / "positions.csv").write_text("actor,axis\nAnn,Tax\n", encoding="utf-8")
    app.run()
    assert "4 of 4 statements" in said(app) and not app.exception
    (notice,) = [box for box in app.expander if "cannot be read" in box.label]
    assert "stance" in notice.markdown[0].value
    (folder / "positions.csv").unlink()
    app.run()
    assert "4 of 4 statements" in said(app) and not app.exception
    more = good + "s5,2024-05-01,Dan,firm,DEU,,Later,,,,Tax,0.5,A\n"
    (folder / "positions.csv").write_text(more, encoding="utf-8")
    app.run()
    assert "5 of 5 statements" in said(app)
    assert not [box for box in app.expander if "cannot be read" in box.label]


def test_who_is_picked_moves_nobody_and_computes_no_position_again(bundled, monkeypatch):
    computed = []
    positions = base.positions
    monkeypatch.setattr(base, "positions", lambda cells: computed.append(1) or positions(cells))
    view = link.default_view(bundled).having(q="safety")
    before = findings.map(bundled, view.having(actor=("France",)))
    assert len(computed) == 1
    after = findings.map(bundled, view.having(actor=("China",)))
    assert len(computed) == 1
    pd.testing.assert_frame_equal(before.points, after.points)
    assert before.headline != after.headline
