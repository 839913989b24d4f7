"""Files: every chart as PNG, SVG, HTML and CSV, every list of statements as CSV, XLSX and JSON."""

import csv
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree

import charts
import pandas as pd
import pytest
import shown
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from hustings import figures, query
from hustings.dataset import open_dataset
from hustings.scene import Scene
from hustings.ui.figure import EXPORT_WIDTH

ROOT = Path(__file__).parents[2]
#: chart -> the path of its page, and its place there
CHARTS = {
    "map": ("", 0),
    "compare": ("compare", 0),
    "pairs": ("compare", 1),
    "actor": ("actor", 0),
    "timeline": ("actor", 1),
}
FILES = ("PNG", "SVG", "HTML", "CSV", "Notes")
#: what the charts are of
ASKED = parse_qsl("actor=France&actor=Meta&actor=China&actor=Mozilla&kind=direct&kind=document")
STATEMENTS = parse_qsl("actor=France&actor=China&since=2024-01-01&sort=oldest")


@dataclass(frozen=True)
class Taken:
    """The files of one chart, and what the page said of it."""

    name: str
    png: bytes
    svg: bytes
    html: bytes
    csv: bytes
    notes: bytes
    said: dict[str, str]
    link: str
    drawn: int


def save(
    page: Page, settled: Callable, box: Locator, labels: Sequence[str]
) -> dict[str, tuple[str, bytes]]:
    """Open the menu, press each button and keep its file, then close the menu."""
    box.get_by_role("button", name="Download").click()
    menu = page.get_by_test_id("stPopoverBody")
    expect(menu).to_be_visible()
    files = {}
    for label in labels:
        with page.expect_download() as waiting:
            menu.get_by_role("link", name=f"{label} (").or_(
                menu.get_by_role("button", name=label, exact=True)
            ).click()
        files[label] = waiting.value.suggested_filename, waiting.value.path().read_bytes()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    # The page runs once more when a menu closes; a click before the end of it can get lost.
    settled(page)
    return files


def take(reader: Page, settled: Callable, name: str, link: str) -> Taken:
    """The files of a chart of an open page, and what the page says of it."""
    number = CHARTS[name][1]
    box = reader.locator(f".st-key-download-{name}")
    files = {}
    for form, (file, data) in save(reader, settled, box, FILES).items():
        files[form.lower()] = data
        ending = "txt" if form == "Notes" else form.lower()
        words = rf"(-[a-z]+)*-france-meta-china-mozilla-direct-document\.{ending}"
        assert re.fullmatch(rf"hustings-{name}{words}", file)
    notes, _ = charts.notes(reader, number)
    said = {note["name"]: shown.plain(note["text"]) for note in notes if note["name"] != "label"}
    drawn = charts.chart(reader, number).evaluate(
        # the middle of a covered mark is a mark of its own
        "e => new Set(e._fullData.flatMap((trace) => (trace.customdata ?? []).map("
        "(said, i) => [said, trace.x[i], trace.y[i]].join()))).size"
    )
    return Taken(name, **files, said=said, link=link, drawn=drawn)


@pytest.fixture(scope="module")
def kept() -> dict:
    """Files that were saved by an earlier test of this module."""
    return {}


@pytest.fixture(params=CHARTS)
def taken(request, kept, page, settled, site, errors) -> Taken:
    """The files of a chart, saved by a reader whose page is dark, with those of its page."""
    path, _ = CHARTS[request.param]
    if request.param not in kept:
        reader = page(f"{site}/{path}?{urlencode(ASKED)}", color_scheme="dark")
        link = shown.shared_link(reader)
        for name in (name for name, (where, _) in CHARTS.items() if where == path):
            kept[name] = take(reader, settled, name, link)
        assert errors == []
    return kept[request.param]


def test_the_menu_stays_open_while_images_are_saved(page, settled, site, errors):
    reader = page(f"{site}/")
    reader.get_by_role("button", name="Download").click()
    menu = reader.get_by_test_id("stPopoverBody")
    for form in ("PNG", "SVG"):
        with reader.expect_download():
            menu.get_by_role("link", name=f"{form} (").click()
        expect(settled(reader).get_by_test_id("stPopoverBody")).to_be_visible()
    reader.get_by_role("heading", name="In their own words").click()
    expect(menu).to_have_count(0)
    assert errors == []


def squeezed(text: str) -> str:
    """The text without spaces: where lines break differs from file to file."""
    return re.sub(r"\s", "", text)


def test_png_is_twice_the_size_and_white(taken):
    assert taken.png.startswith(b"\x89PNG\r\n\x1a\n")
    image = Image.open(BytesIO(taken.png)).convert("RGB")
    root = ElementTree.fromstring(taken.svg)
    assert image.size == (2 * EXPORT_WIDTH, 2 * int(root.get("height")))
    edges = [
        (0, 0),
        (image.width - 1, 0),
        (0, image.height - 1),
        (image.width - 1, image.height - 1),
    ]
    assert {image.getpixel(edge) for edge in edges} == {(255, 255, 255)}
    colours = image.getcolors(1 << 24)
    assert max(colours)[1] == (255, 255, 255)
    assert len(colours) > 50, "something is drawn"


def test_svg_carries_its_words_and_no_placeholder_colours(taken, bundled):
    text = taken.svg.decode()
    root = ElementTree.fromstring(text)
    assert root.get("width") == str(EXPORT_WIDTH)
    words = squeezed("".join(root.itertext()))
    for part in ("headline", "subline"):
        assert squeezed(taken.said[part]) in words
    assert squeezed(bundled.meta.title) in words and bundled.version in words
    assert squeezed(bundled.meta.licence) in words
    assert "@font-face" in text and root.find("{*}title").text == taken.said["headline"]
    (link,) = root.iterfind(".//{*}a")
    assert link.get("{http://www.w3.org/1999/xlink}href") == taken.link
    assert not re.search(r"#0000(?:[0-3][0-9a-f]|40)\b", text.replace("#000000", ""), re.I)
    assert not re.search(r"rgb\(0, 0, (?:[1-9]|[1-5][0-9]|6[0-4])\)", text)
    sheet = root.find("{*}rect")
    assert [sheet.get(name) for name in ("x", "y", "width", "height")] == [
        "0", "0", root.get("width"), root.get("height")
    ]  # fmt: skip
    assert "fill: rgb(255, 255, 255)" in sheet.get("style")


def test_html_opens_from_disk_without_a_network(taken, page, errors, tmp_path, bundled):
    file = tmp_path / "figure.html"
    file.write_bytes(taken.html)
    reader = page(offline=True)
    asked = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(file.as_uri())
    expect(reader.locator(".main-svg").first).to_have_attribute("width", str(EXPORT_WIDTH))
    words = squeezed(reader.locator(".js-plotly-plot").text_content())
    for part in (taken.said["headline"], taken.said["subline"], bundled.meta.title):
        assert squeezed(part) in words
    assert reader.locator(".js-plotly-plot a").get_attribute("xlink:href") == taken.link
    assert reader.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    rows = reader.locator("tbody tr").count()
    assert rows == len(rows_of(taken.csv)) - 1
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.fixture(scope="module")
def tables(bundled) -> dict[str, pd.DataFrame]:
    """The tables of the charts, which the pages show under them."""
    view = shown.view_of(bundled, ASKED)
    return {
        name: figures.named(name).of(Scene(bundled, view, path, None)).headed
        for name, (path, _) in CHARTS.items()
    }


def test_notes_say_where_the_table_is_from(taken, bundled):
    about = taken.notes.decode()
    assert about.startswith(f"Title: {taken.said['headline']}")
    for part in (taken.said["subline"], bundled.meta.title, bundled.version, taken.link):
        assert part in about


def test_csv_is_the_table(taken, tables):
    header, *rows = rows_of(taken.csv)
    table = tables[taken.name]
    assert header == list(table.columns)
    assert len(rows) == len(table)
    read = pd.read_csv(BytesIO(taken.csv))
    for column in table:
        if pd.api.types.is_numeric_dtype(table[column]):
            assert read[column].tolist() == pytest.approx(table[column].tolist(), nan_ok=True)
        else:
            shown_there = [str(v)[:10] if hasattr(v, "day") else v for v in table[column]]
            expected = ["" if pd.isna(v) else str(v) for v in shown_there]
            assert read[column].fillna("").tolist() == expected
    # a pair without enough shared axes stands in the table and has no square
    assert taken.drawn == (read.agreement.count() if taken.name == "pairs" else len(read))


@pytest.fixture
def saved(kept, site, page, settled) -> dict[str, tuple[str, bytes]]:
    """Name and content of the files of a filtered list of statements, by the name of the format."""
    if "statements" not in kept:
        reader = page(f"{site}/statements?{urlencode(STATEMENTS)}")
        box = reader.locator(".st-key-download-statements")
        kept["statements"] = save(
            reader, settled, box, ("CSV", "Excel (XLSX)", "JSON", "Notes (text)")
        )
    return kept["statements"]


@pytest.fixture
def codings(bundled) -> pd.DataFrame:
    """The rows that the list rests on."""
    view = shown.view_of(bundled, STATEMENTS)
    return query.codings(bundled, view.filters, view.picks, view.axis)


def test_statements_as_csv_open_again_as_a_data_set(saved, codings, bundled, tmp_path):
    name, data = saved["CSV"]
    assert name == "hustings-statements-france-china-2024-01-01.csv"
    _, notes = saved["Notes (text)"]
    about = notes.decode()
    assert about.startswith("Title: ") and bundled.version in about
    assert "since 1 january 2024" in about.lower()
    (tmp_path / name).write_bytes(data)
    again = open_dataset(tmp_path / name)
    assert (again.problems, again.rows, again.left_out) == ((), len(codings), 0)
    read = query.codings(again, query.Filters())
    pd.testing.assert_frame_equal(read[list(codings.columns)], codings, check_dtype=False)


def test_statements_as_workbook(saved, codings, bundled):
    name, data = saved["Excel (XLSX)"]
    assert name == "hustings-statements-france-china-2024-01-01.xlsx"
    book = load_workbook(BytesIO(data))
    header, *rows = book["Data"].iter_rows(values_only=True)
    assert list(header) == list(codings.columns)
    assert [row[0] for row in rows] == codings[header[0]].tolist()
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Data version"] == bundled.version and about["Licence"] == bundled.meta.licence


def test_statements_as_json(saved, codings, bundled):
    name, data = saved["JSON"]
    assert name == "hustings-statements-france-china-2024-01-01.json"
    found = json.loads(data)
    assert found["about"]["Source"] == bundled.meta.title
    assert [row["stance"] for row in found["data"]] == codings.stance.tolist()
    assert [row["statement_id"] for row in found["data"]] == codings.statement_id.tolist()
