"""Reports as the server gives them."""

import re
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import pictures
from hustings.export import report
from hustings.link import default_view
from hustings.pictures import fonts
from hustings.scene import Scene
from hustings.web import report as route


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=[*route.routes(), *route.routes("/board")]))


def test_the_same_file_as_on_the_page(client, bundled):
    days = [date.today()]
    answer = client.get("/report.html", params={"page": "divides", "v": bundled.version})
    days.append(date.today())
    scene = Scene(bundled, default_view(bundled), "divides", "http://testserver")
    # The day may change while it is made.
    assert answer.content in [report.report(scene, made=day) for day in dict.fromkeys(days)]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    name = report.file_name(scene, "html")
    assert answer.headers["content-disposition"] == f'inline; filename="{name}"'


def test_parameters_and_address_are_those_of_the_link(client):
    text = client.get("/board/report.html?x=Openness&y=Footprint&actor=France").text
    assert '<h1 dir="auto">France on Open vs. closed and Lean vs. scale</h1>' in text
    assert 'href="http://testserver/board/?x=Openness&amp;y=Footprint&amp;actor=France' in text


def test_a_value_that_the_data_do_not_have_is_told_but_never_shown(client):
    text = client.get("/report.html", params={"type": "<b>wizards</b>"}).text
    assert "what these data do not have (type)" in text
    assert "wizards" not in text


def test_what_is_known_is_not_sent_again(client):
    tag = client.get("/report.html").headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    again = client.get("/report.html", headers={"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304 and not again.content
    assert client.get("/report.html?min=3").headers["etag"] != tag


@pytest.mark.parametrize("page", ["nothing", "map", "../x", "x" * 10_000])
def test_pages_that_there_are_not(client, page):
    answer = client.get("/report.html", params={"page": page})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["parameter"] == "page" and len(error["value"]) <= 100
    assert "compare" in error["allowed"]


def test_other_formats_are_not_there(client):
    assert client.get("/report.docx").status_code == 404


def test_why_there_is_no_pdf(client, monkeypatch):
    async def print_page(html):
        raise pictures.Busy(7)

    monkeypatch.setattr(pictures, "print_page", print_page)
    answer = client.get("/report.pdf?min=4")
    assert answer.status_code == 503 and answer.headers["retry-after"] == "7"
    assert answer.json()["detail"] == str(pictures.Busy(7))


def test_without_a_browser_nothing_is_made_in_vain(client, monkeypatch, tmp_path):
    def made(*_, **__):
        raise AssertionError("a report that cannot be printed is not worth making")

    monkeypatch.setenv("HUSTINGS_CHROMIUM", str(tmp_path / "none"))
    monkeypatch.setattr(report, "html", made)
    assert client.get("/report.pdf").status_code == 501


def test_a_pdf_is_printed_once(client, monkeypatch):
    printed = []

    async def print_page(html):
        printed.append(html)
        return b"%PDF"

    monkeypatch.setattr(pictures, "print_page", print_page)
    for _ in range(2):
        answer = client.get("/report.pdf?page=compare&min=5")
        assert answer.content == b"%PDF" and answer.headers["content-type"] == "application/pdf"
    assert len(printed) == 1
    shown = client.get("/report.html?page=compare&min=5").content
    assert printed[0] == fonts.for_paper(shown) and b"font/woff2" not in printed[0]


def test_without_data_there_is_no_report(client, monkeypatch, tmp_path):
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    answer = client.get("/report.html")
    assert answer.status_code == 503 and tmp_path.name in answer.json()["detail"]
