"""Pictures and files of figures as the server gives them."""

import io
import json
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256

import plotly.graph_objects as go
import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import figures, pictures, words
from hustings.charts.dark import GROUND
from hustings.export import frame
from hustings.figures.sizes import SIZES, sized
from hustings.link import default_view
from hustings.pictures.crop import cropped
from hustings.scene import Scene
from hustings.web import charts, report
from hustings.web.assets import PLOTLY_PATH

NAMES = ("map", "compare", "grid", "actor", "agreement", "network", "landscape", "divides",
         "change", "coverage")  # fmt: skip


@pytest.fixture
def client():
    return TestClient(Starlette(routes=[*charts.routes(), *charts.routes("/board")]))


def figure_of(answer) -> dict:
    assert answer.status_code == 200, answer.text
    return answer.json()


def credit_in(figure: dict) -> str:
    return next(a["text"] for a in figure["layout"]["annotations"] if a["name"] == "credit")


@pytest.mark.parametrize("name", [figure.name for figure in figures.FIGURES])
def test_the_server_draws_what_the_page_shows(client, bundled, name):
    figure = figures.named(name)
    got = figure_of(client.get(f"/charts/{name}.json"))
    scene = Scene(bundled, default_view(bundled), figure.page, "http://testserver")
    drawn = json.loads(figure.of(scene).draw(figures.EXPORT_WIDTH).to_json())
    assert got == drawn


def test_all_figures_of_the_contract_are_there():
    assert set(NAMES) <= {figure.name for figure in figures.FIGURES}


def test_parameters_are_those_of_the_link(client):
    got = figure_of(client.get("/charts/map.json", params={"x": "Openness", "y": "Footprint"}))
    heads = [a["text"] for a in got["layout"]["annotations"] if a.get("name") == "headline"]
    assert "towards openness" in heads[0] and "a lean footprint" in heads[0]
    assert "x=Openness&amp;y=Footprint" in credit_in(got)


def test_a_value_that_the_data_do_not_have_is_told_but_never_shown(client):
    got = client.get("/charts/map.json", params={"x": "Openness", "type": "<b>wizards</b>"})
    assert "(type)" in credit_in(figure_of(got))
    assert "wizards" not in got.text


def test_the_credit_links_to_where_the_picture_comes_from(client):
    assert "http://testserver/board/compare?" in credit_in(
        figure_of(client.get("/board/charts/compare.json"))
    )
    told = client.get("/charts/compare.json", headers={"host": 'evil"><script>'})
    assert "http://localhost/compare?" in credit_in(figure_of(told)) and "evil" not in told.text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [figure.name for figure in figures.FIGURES])
def test_figures_fill_their_frame(bundled, name, size):
    figure = figures.named(name)
    panel = figure.of(Scene(bundled, default_view(bundled), figure.page, "https://h.example"))
    frame, sheet = SIZES[size], sized(panel, SIZES[size])
    assert round(sheet.width * sheet.scale) == frame.width
    if frame.height:
        assert round(sheet.height * sheet.scale) == frame.height
    layout = sheet.figure.layout
    assert (layout.width, layout.height) == (sheet.width, sheet.height)
    go.Figure(sheet.figure.to_dict())


def test_an_empty_view_has_a_picture_that_says_so(client):
    got = figure_of(client.get("/charts/map.json", params={"q": "no statement says this"}))
    texts = " ".join(a["text"] for a in got["layout"]["annotations"])
    assert "no statement says this" in texts and not got["data"]


def test_a_page_in_one_file(client):
    answer = client.get("/charts/map.html")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "The figures behind this chart" in answer.text


def test_the_table_of_a_figure_is_the_one_that_pages_offer(client, bundled):
    answer = client.get("/charts/compare.csv", params={"actor": "France"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    view = default_view(bundled).having(actor=("France",))
    panel = figures.named("compare").of(Scene(bundled, view, "compare", "http://testserver"))
    header, *rows = answer.content.decode("utf-8-sig").splitlines()
    assert header.startswith("actor,axis,")
    assert header.split(",") == list(panel.headed.columns) and len(rows) == len(panel.table)


def test_what_is_known_is_not_sent_again(client):
    first = client.get("/charts/map.json")
    tag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    again = client.get("/charts/map.json", headers={"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304 and not again.content
    assert client.get("/charts/map.json?min=2").headers["etag"] != tag


def test_a_link_with_its_version_may_be_kept_for_long(client, bundled, monkeypatch):
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example/")
    assert client.get("/charts/map.json").headers["cache-control"] == "public, max-age=60"
    named = client.get("/charts/map.json", params={"v": bundled.version})
    assert named.headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", ["/charts/map.json", "/report.html"])
def test_links_to_a_host_that_the_client_named_are_kept_by_the_client_alone(path, monkeypatch):
    client = TestClient(Starlette(routes=[*charts.routes(), *report.routes()]))
    asked = client.get(path, headers={"host": "other.example"})
    assert "other.example" in asked.text
    assert asked.headers["cache-control"] == "private, max-age=60"
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example/")
    asked = client.get(path, headers={"host": "other.example"})
    assert "other.example" not in asked.text
    assert asked.headers["cache-control"] == "public, max-age=60"


def test_pictures_of_the_asked_size(client):
    for size, (width, height) in {"preview": (1200, 630), "square": (1080, 1080)}.items():
        answer = client.get("/charts/map.png", params={"size": size})
        assert answer.headers["content-type"] == "image/png"
        picture = Image.open(io.BytesIO(answer.content))
        assert picture.size == (width, height)
        # the link that the short credit stands for is behind it
        assert "?x=Regulation&y=Openness" in picture.text["Source"]
        assert "towards regulation" in picture.text["Title"]
    assert client.get("/charts/map.svg").text.startswith("<svg")
    assert client.get("/charts/map.pdf").content.startswith(b"%PDF")


def test_a_picture_is_drawn_once(client, monkeypatch):
    drawn = []

    async def draw(*figure):
        drawn.append(figure)
        return b"picture"

    monkeypatch.setattr(charts, "draw", draw)
    for _ in range(2):
        assert client.get("/charts/divides.png?min=3").content == b"picture"
    assert len(drawn) == 1


def test_why_there_is_no_picture(client, monkeypatch):
    async def draw(*figure):
        raise pictures.Busy(7)

    monkeypatch.setattr(charts, "draw", draw)
    answer = client.get("/charts/map.png?min=4")
    assert answer.status_code == 503 and answer.headers["retry-after"] == "7"
    assert answer.json()["detail"] == str(pictures.Busy(7))


@pytest.mark.parametrize(
    "path", ["/map.gif", "/nothing.png", "/map.png.html", "/map", "/map/png", "/", ""]
)
def test_other_files_are_not_there(client, path):
    for below in ("", "/board"):
        answer = client.get(f"{below}/charts{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert "coverage" in answer.json()["detail"] and "svg" in answer.json()["detail"]


@pytest.mark.parametrize(("name", "value"), [("size", "huge"), ("ground", "red"), ("frame", "1")])
def test_a_look_that_there_is_not(client, name, value):
    answer = client.get("/charts/map.png", params={name: value})
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["parameter"] == name and error["value"] == value


def test_notes_of_a_table_are_a_file_of_their_own(client, bundled):
    answer = client.get("/charts/compare.txt", params={"actor": "France"})
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert told["Data version"] == bundled.version and told["Source"] == bundled.meta.title
    assert told["Link"].startswith("http://testserver/compare?") and told["Title"]


def test_a_file_is_called_after_what_it_shows(client):
    asked = {"x": "Regulation", "y": "Openness", "actor": ["France", "China"], "ground": "dark"}
    name = "hustings-map-regulation-openness-france-china-dark.json"
    answer = client.get("/charts/map.json", params=asked)
    assert answer.headers["content-disposition"] == f'inline; filename="{name}"'
    assert figure_of(answer)["layout"]["template"]["layout"]["paper_bgcolor"] == GROUND


def test_the_picked_alone_are_drawn_where_that_is_asked_for(client):
    asked = {"actor": ["France", "China"], "averages": "true"}
    few, all_of_them = (
        client.get("/charts/map.csv", params={**asked, "only": only}).text.splitlines()
        for only in ("true", "false")
    )
    assert [row.split(",")[0] for row in sorted(few[1:])] == ["China", "France"]
    assert len(all_of_them) > 50
    text = client.get("/charts/map.json", params={**asked, "only": "true"}).text
    assert "by 2 actors" in text


def test_the_credit_is_short_and_the_whole_link_behind_it(client, monkeypatch):
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example/board/")
    credit = credit_in(figure_of(client.get("/charts/compare.json?actor=France")))
    assert 'href="https://votes.example/board/compare?' in credit and "actor=France" in credit
    last = re.sub("<[^>]*>", "", credit.rpartition("<br>")[2])
    today = words.day(date.today())
    assert last == f"votes.example/board/compare · {today}"


def test_the_chart_alone_stands_in_a_frame(client):
    answer = client.get("/charts/map.html", params={"frame": "true", "actor": "France"})
    page, rules = answer.text, answer.headers["content-security-policy"]
    assert len(page) < 1_000_000 and "The figures behind this chart" not in page
    assert f'<script src="../{PLOTLY_PATH}">' in page
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}' 'self' http://testserver/assets/" in rules
    assert "sandbox allow-scripts" in rules and "unsafe-inline'; img" in rules
    assert [int(w) for w in re.findall(r'data-width="(\d+)"', page)] == list(frame.WIDTHS)


def test_without_data_there_is_no_picture(client, monkeypatch, tmp_path):
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    answer = client.get("/charts/map.png")
    assert answer.status_code == 503 and tmp_path.name in answer.json()["detail"]
    assert answer.headers["retry-after"] == "30"


def test_a_figure_too_high_for_its_preview_shows_its_upper_part(client, bundled):
    panel = figures.named("coverage").of(
        Scene(bundled, default_view(bundled), "evidence", "https://h.example")
    )
    whole, part = (sized(panel, SIZES["preview"], cut) for cut in (False, True))
    assert whole.shown is None and whole.scale < SIZES["preview"].least
    assert (part.width, part.shown) == (840, 441) and part.height > 441
    assert sized(figures.named("map").of(Scene(bundled, default_view(bundled), "", "")),
                 SIZES["preview"], crop=True).shown is None  # fmt: skip
    answer = client.get("/charts/coverage.png", params={"size": "preview"})
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)


def test_what_is_cut_is_the_middle():
    whole = Image.new("RGB", (4, 100), "red")
    whole.paste("blue", (0, 90, 4, 100))
    shown = cropped(whole, 50, 10)
    assert shown.size == (4, 50)
    assert shown.getpixel((0, 0)) == shown.getpixel((3, 32)) == (255, 0, 0)
    assert shown.getpixel((0, 38))[1] > 200
    assert shown.getpixel((0, 40)) == shown.getpixel((0, 49)) == (0, 0, 255)
