"""A figure as one HTML file: whole, on white, and closed to whatever its texts say."""

import re
from datetime import date
from html.parser import HTMLParser

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plotly.offline import get_plotlyjs

from hustings.export.figure import html_bytes

HOSTILE = (
    "</script><script>alert('x')</script></title><img src=x onerror=alert(1)>\"{0}{title}&amp;"
)

BREAKERS = ["</script>", "<script>", "<!--", "-->", "]]>", '"', "'", "<", "&"]


class Reader(HTMLParser):
    """Collects what a browser's parser would see: tags, texts, cells."""

    def __init__(self, page: bytes):
        super().__init__()
        self.tags, self.attributes, self.texts, self.rows = [], [], {}, []
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, text):
        tag = self.tags[-1] if self.tags else ""
        self.texts[tag] = self.texts.get(tag, "") + text
        if tag in ("td", "th") and text.strip():
            self.rows[-1][-1] += text

    def first(self, tag: str) -> dict[str, str]:
        return next(found for name, found in self.attributes if name == tag)


def figure(text: str = "a point") -> go.Figure:
    return go.Figure(
        go.Scatter(x=[0.5], y=[-0.5], text=[text], customdata=[[text]], name=text),
        {"title": {"text": text}, "width": 500, "height": 300, "plot_bgcolor": "#ffeeee"},
    )


def test_the_page_is_whole():
    page = html_bytes(figure(), "Who stands where", "12 statements", None)
    read = Reader(page)
    assert page.startswith(b"<!doctype html>")
    assert read.first("html") == {"lang": "en"}
    assert read.first("meta") == {"charset": "utf-8"}
    assert read.texts["title"].strip() == "Who stands where"
    assert ("meta", {"name": "description", "content": "12 statements"}) in read.attributes
    assert read.first("figure")["aria-label"] == "Who stands where 12 statements"
    assert "details" not in read.tags


def test_nothing_is_fetched_from_elsewhere():
    page = html_bytes(figure(), "Title", "", None)
    read = Reader(page)
    assert get_plotlyjs().encode() in page
    assert not {"link", "iframe", "img", "base", "object"} & set(read.tags)
    assert not any("src" in found for _, found in read.attributes)


def test_the_figure_is_on_white_and_left_as_it_was():
    given_figure = figure()
    page = html_bytes(given_figure, "Title", "", None).decode()
    call = page[page.rindex("Plotly.newPlot(") :]
    assert '"paper_bgcolor":"#ffffff"' in call and '"plot_bgcolor":"#ffffff"' in call
    assert "#ffeeee" not in call
    assert given_figure.layout.plot_bgcolor == "#ffeeee"
    assert "width:500px" in page and "height:300px" in page


def test_the_same_input_gives_the_same_bytes():
    table = pd.DataFrame({"Actor": ["A"]})
    first, second = (html_bytes(figure(), "T", "D", table) for _ in range(2))
    assert first == second


def test_the_table_shows_what_is_drawn():
    table = pd.DataFrame(
        {
            "Actor": ["Ågot & <b>sons</b>", None],
            "Position": [2 / 3, float("nan")],
            "Statements": [3, 1_234_567],
            "Exact": [-0.0001, 0.5],
            "Known": [True, False],
            "Last": [pd.Timestamp("2025-02-11"), pd.NaT],
            "First": [date(2023, 3, 15), None],
        }
    )
    read = Reader(html_bytes(figure(), "T", "D", table))
    assert read.rows == [
        list(table.columns),
        ["Ågot & <b>sons</b>", "0.667", "3", "0", "yes", "2025-02-11", "2023-03-15"],
        ["", "", "1234567", "0.5", "no", "", ""],
    ]
    heads = [found for tag, found in read.attributes if tag == "th"]
    assert heads == [{"scope": "col"}] * 7
    assert {"details", "summary", "caption", "thead", "tbody"} <= set(read.tags)


def test_an_empty_table_still_has_its_headings():
    read = Reader(html_bytes(figure(), "T", "D", pd.DataFrame({"Actor": [], "n": []})))
    assert read.rows == [["Actor", "n"]]


@pytest.fixture(scope="module")
def plain_tags() -> list[str]:
    table = pd.DataFrame({"a": ["b"]})
    return Reader(html_bytes(figure("a"), "a", "a", table)).tags


@settings(max_examples=25)
@given(
    text=st.one_of(
        st.just(HOSTILE),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
        st.lists(st.sampled_from(BREAKERS), max_size=8).map("".join),
    )
)  # fmt: skip
def test_no_text_breaks_out(plain_tags, text):
    table = pd.DataFrame({text: [text]})
    page = html_bytes(figure(text), text, text, table)
    read = Reader(page)
    assert read.tags == plain_tags
    assert read.first("figure")["aria-label"] == f"{text} {text}"
    assert [[" ".join(cell.split()) for cell in row] for row in read.rows] == [
        [" ".join(text.split())]
    ] * 2
    call = page.decode()[page.decode().rindex("Plotly.newPlot(") :]
    assert not re.search(r"<(?!/script>)", call[: call.index("</script>")])
