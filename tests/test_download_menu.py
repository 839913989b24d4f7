"""Download on the pages: a menu of links that is there at once, and the report of the page."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from hustings import figures, link
from hustings.pages import PAGES
from hustings.ui import download

#: page -> a menu on it
MENUS = {"": "map", "divides": "common-ground", "statements": "statements", "method": "method"}


@pytest.fixture
def menus(visit, monkeypatch):
    """`menus(path)` runs a page and gives what its menus hold, by their names."""

    def run(path: str, **asked) -> dict[str, dict]:
        found = {}
        monkeypatch.setattr(download, "_element", lambda data, key: found.update({key: data}))
        script = next(str(page.file) for page in PAGES if page.path == path)
        visit(script if path else "", **asked)
        return {key.removeprefix("take "): data for key, data in found.items()}

    return run


def asked(address: str) -> tuple[str, list[tuple[str, str]]]:
    parts = urlsplit(address)
    return parts.path, parse_qsl(parts.query, keep_blank_values=True)


@pytest.mark.parametrize("path", MENUS)
def test_every_kind_of_page_offers_its_report(menus, bundled, path):
    links = menus(path)[MENUS[path]]["links"]
    for ending in ("html", "pdf"):
        where, pairs = asked(links[f"report {ending}"])
        assert where == f"./report.{ending}" and dict(pairs).get("page", "") == path
        view, unknown = link.read(bundled, pairs)
        whose = link.read(bundled, [])[0].whose if path == "statements" else "picked"
        assert view == link.default_view(bundled).having(whose=whose) and not unknown


def test_the_files_of_a_figure_are_those_of_the_view(menus, bundled):
    menu = menus("", actor=["France", "China"], x="Openness")["map"]
    assert [[key for key, _ in group["files"]] for group in menu["groups"]] == [
        ["png", "svg", "pdf"], ["html"], ["xlsx", "csv", "txt"], ["report html", "report pdf"],
    ]  # fmt: skip
    view = link.default_view(bundled).having(actor=("France", "China"), x="Openness")
    for ending in ("png", "svg", "pdf", "html", "xlsx", "csv", "txt"):
        where, pairs = asked(menu["links"][ending])
        assert where == f"./charts/map.{ending}"
        assert link.read(bundled, pairs)[0] == view and dict(pairs)["v"] == bundled.version
    assert [size for size, *_ in menu["sizes"]] == ["", "column", "slide", "square", "print"]
    assert [ground for ground, _ in menu["grounds"]] == ["light", "dark"]
    assert menu["only"] == [False, "Picked actors only"] and not menu["draws"]


def test_who_is_nobody_cannot_be_drawn_alone(menus):
    assert menus("", actor="")["map"]["only"] == []


def test_without_a_browser_the_readers_draws(menus, monkeypatch, tmp_path):
    monkeypatch.setenv("HUSTINGS_CHROMIUM", str(tmp_path / "none"))
    menu = menus("")["map"]
    assert menu["draws"] and "pdf" not in menu["links"] and "report pdf" not in menu["links"]
    assert asked(menu["links"]["png"])[0] == asked(menu["links"]["svg"])[0] == "./charts/map.json"
    assert all(path.endswith(".woff2") for path in menu["fonts"].values()) and menu["fonts"]


def test_every_figure_has_an_address_under_its_own_name(bundled):
    view = link.default_view(bundled)
    for each in figures.FIGURES:
        scene = figures.Scene(bundled, view, each.page, "")
        assert each.of(scene).name == each.name
        assert scene.figure_link(each.name, "pdf").startswith(f"./charts/{each.name}.pdf?")
