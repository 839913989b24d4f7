"""Download on the pages: PDF of a figure, and the report of the page."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from hustings import figures, link, pictures
from hustings.pages import PAGES
from hustings.pictures import Busy
from hustings.ui import report

#: page -> a menu on it
MENUS = {"": "map", "divides": "common-ground", "statements": "statements", "method": "method"}


@pytest.fixture
def opened(visit):
    """`opened(path)` runs a page with its Download menu open."""

    def run(path: str) -> AppTest:
        script = next(str(page.file) for page in PAGES if page.path == path)
        menu = {f"download {MENUS[path]}": True}
        return visit(script if path else "", state=menu)

    return run


def saves(app: AppTest) -> list[str]:
    return [e.label for e in app.get("download_button") if e.label.startswith("Save the report")]


def buttons(app: AppTest) -> set[str]:
    return {button.label for button in app.button if button.label.startswith("Report")}


@pytest.mark.parametrize("path", MENUS)
def test_every_kind_of_page_offers_its_report(opened, path):
    app = opened(path)
    assert buttons(app) == {"Report", "Report as PDF"}
    assert saves(app) == []
    app.button(key=f"report html {MENUS[path]}").click().run()
    assert not app.exception and not app.warning
    (label,) = saves(app)
    assert label.startswith("Save the report (HTML, ") and not app.get("progress")


def test_progress_is_shown_while_a_report_is_made(opened, monkeypatch):
    shown = []
    real = report.report.html

    def watched(scene, on_step):
        def step(share, doing):
            shown.append((share, doing))
            on_step(share, doing)

        pictures.picture_cache.put(report.report.tag(scene, "html"), b"")
        monkeypatch.setattr(report.report.files, "picture_cache", pictures.Cache())
        return real(scene, step)

    monkeypatch.setattr(report.report, "html", watched)
    app = opened("")
    app.button(key="report html map").click().run()
    assert len(saves(app)) == 1
    assert shown[0] == (0, "Drawing figure 1 of 1") and shown[-1] == (1, "Done")


def test_pdf_is_printed_on_request(opened, monkeypatch):
    monkeypatch.setattr(pictures, "print_page_now", lambda content: b"%PDF")
    app = opened("")
    app.button(key="report pdf map").click().run()
    assert saves(app) == ["Save the report (PDF, 0.0 MB)"]


def test_why_there_is_no_pdf_is_said(opened, monkeypatch):
    def busy(content):
        raise Busy(7)

    monkeypatch.setattr(pictures, "print_page_now", busy)
    app = opened("divides")
    app.button(key="report pdf common-ground").click().run()
    (warning,) = app.warning
    assert "could not be printed" in warning.value and "try again in 7 seconds" in warning.value
    assert saves(app) == [] and not app.exception


def test_without_a_browser_only_what_needs_none(opened, monkeypatch, tmp_path):
    monkeypatch.setenv("HUSTINGS_CHROMIUM", str(tmp_path / "none"))
    app = opened("")
    assert buttons(app) == {"Report"}
    assert not app.get("link_button")


def test_the_pdf_of_a_figure_is_that_of_the_view(opened, bundled):
    (button,) = opened("").get("link_button")
    address = urlsplit(button.proto.url)
    assert address.path == "./charts/map.pdf"
    pairs = parse_qsl(address.query, keep_blank_values=True)
    assert dict(pairs)["size"] == "print" and dict(pairs)["v"] == bundled.version
    view, unknown = link.read(bundled, pairs)
    assert view == link.default_view(bundled) and not unknown


def test_every_figure_has_an_address_under_its_own_name(bundled):
    view = link.default_view(bundled)
    for each in figures.FIGURES:
        scene = figures.Scene(bundled, view, each.page, "")
        assert each.of(scene).name == each.name
        assert scene.figure_link(each.name, "pdf").startswith(f"./charts/{each.name}.pdf?")
