"""The report on a reader's disk: it opens without a network, on screens, phones and paper."""

import re

import hostile
import pytest
from playwright.sync_api import expect

from hustings import findings
from hustings.dataset import open_dataset
from hustings.export.report import files, report
from hustings.link import default_view
from hustings.scene import Scene

#: charts that are to be seen and are not drawn yet
BLANK = ".chart:visible:not(:has(svg.main-svg))"


@pytest.fixture
def saved(tmp_path, bundled):
    """`saved(path)` writes the report of a page and gives its address on the disk."""

    def write(path: str, data=bundled, **chosen) -> str:
        view = default_view(data).having(**chosen)
        file = tmp_path / "report.html"
        file.write_bytes(report(Scene(data, view, path, "https://board.example")))
        return file.as_uri()

    return write


@pytest.fixture
def offline(page):
    """`offline(address, width)` opens a file without a network; what it asks for is kept."""

    def opened(address: str, width: int = 1440):
        reader, asked = page(width=width, offline=True), []
        reader.on("request", lambda request: asked.append(request.url))
        reader.goto(address)
        expect(reader.locator(BLANK)).to_have_count(0)
        assert [url for url in asked if not url.startswith("data:")] == [address]
        return reader

    return opened


@pytest.mark.parametrize(("width", "shown"), [(1440, "wide"), (390, "narrow")])
@pytest.mark.parametrize("path", ["", "evidence"])
def test_it_opens_from_disk_without_a_network(saved, offline, errors, path, width, shown):
    reader = offline(saved(path), width)
    charts = reader.locator(f".chart.{shown}")
    assert charts.count() == (4 if path else 1)
    for chart in charts.all():
        expect(chart).to_be_visible()
        assert chart.locator("path, rect").count() > 10
    assert reader.evaluate("document.documentElement.scrollWidth") == width
    assert reader.evaluate("[...document.fonts].every((font) => font.status === 'loaded')")
    reader.get_by_role("link", name="Table 1").click()
    expect(reader.locator("table").first).to_be_in_viewport()
    assert errors == []


def test_a_turned_phone_gets_the_other_drawing(saved, offline, errors):
    reader = offline(saved("landscape"), 390)
    reader.set_viewport_size({"width": 844, "height": 390})
    expect(reader.locator(BLANK)).to_have_count(0)
    expect(reader.locator(".chart.wide")).to_be_visible()
    expect(reader.locator(".chart.narrow")).to_be_hidden()
    assert errors == []


@pytest.mark.parametrize("path", ["compare", "evidence"])
def test_at_400_percent_nothing_scrolls_sideways(saved, offline, errors, path):
    reader = offline(saved(path), 320)
    assert reader.evaluate("document.documentElement.scrollWidth") == 320
    assert errors == []


@pytest.mark.parametrize("path", ["", "statements"])
def test_hostile_data_do_nothing(saved, offline, tmp_path, path):
    data = open_dataset(hostile.write(tmp_path, hostile.ATTACKS))
    reader = offline(saved(path, data, actor=hostile.ATTACKS[:2]))
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    assert reader.evaluate("window.__pwned") is None


def test_it_is_printed_with_its_charts(bundled):
    view = default_view(bundled).having(actor=("France",))
    content = report(Scene(bundled, view, "", "https://board.example"))
    pdf = files.pdf_now(content, "a report with its charts")
    assert pdf.startswith(b"%PDF")
    # words are text in fonts that other programs know, not outlines
    assert b"SourceSansPro-Regular" in pdf and b"/Type3" not in pdf
    title = findings.title(bundled, view, "").encode()
    assert b"/Title (" + title + b")" in pdf and b"/Outlines" in pdf
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    upright = [tuple(map(float, size)) for size in sizes]
    # A4: statements upright, then tables, which are wide
    assert {(round(w), round(h)) for w, h in upright} == {(596, 842), (842, 596)}
    bare = re.sub(rb"<script.*?</script>", b"", content, flags=re.DOTALL)
    blank = files.pdf_now(bare, "the same without them")
    assert len(pdf) > len(blank) + 10_000


def test_the_menu_makes_it_and_the_link_prints_the_figure(site, page, errors):
    reader = page(f"{site}/divides?actor=France")
    reader.locator(".st-key-download-divides").get_by_role("button").click()
    menu = reader.get_by_role("group", name="Save the chart")
    expect(menu).to_be_visible()
    pdf = menu.get_by_role("link", name="PDF (picture)").evaluate("link => link.href")
    figure = reader.request.get(pdf)
    assert figure.headers["content-type"] == "application/pdf"
    assert figure.body().startswith(b"%PDF")
    with reader.expect_download() as waiting:
        menu.get_by_role("link", name="Report", exact=True).click()
    assert waiting.value.suggested_filename == "hustings-report-divides-france.html"
    text = waiting.value.path().read_text(encoding="utf-8")
    assert f'href="{site}/divides?' in text
    told = reader.request.get(f"{site}/report.html?page=divides&actor=France")
    assert told.status == 200 and "sandbox" in told.headers["content-security-policy"]
    assert errors == []
