"""Scripts that no font of the server can draw are said in the log, on Method and with pictures."""

import logging
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import open as opened
from hustings.pages import PAGES
from hustings.pictures import scripts
from hustings.ui import warm_up
from hustings.web import charts

ROWS = "actor,axis,stance\n中国,Tax,1\nΑθήνα,Tax,-1\nFrance,Tax,0.5\n"
SAID = "This server has no font for Chinese, Greek: "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """A server without fonts on actors that write in Chinese, Greek and Latin letters."""
    (tmp_path / "positions.csv").write_text(ROWS, encoding="utf-8")
    monkeypatch.setattr(scripts, "_has_font", lambda language: False)
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    return tmp_path


def test_scripts_of_names_without_a_font(folder, monkeypatch):
    assert scripts.undrawn(opened(folder)) == ("Chinese", "Greek")
    monkeypatch.setattr(scripts, "_has_font", lambda language: language != "el")
    assert scripts.undrawn(opened(folder)) == ("Greek",)
    assert scripts.warning(()) == ""


def test_fontconfig_is_asked_for_the_language(tmp_path, monkeypatch):
    lister = tmp_path / "fc-list"
    lister.write_text('#!/bin/sh\n[ "$1" = ":lang=el" ] && echo Some Font\nexit 0\n')
    lister.chmod(0o755)
    monkeypatch.setattr(scripts.shutil, "which", lambda name: str(lister))
    has_font = scripts._has_font.__wrapped__
    assert (has_font("el"), has_font("zh")) == (True, False)
    monkeypatch.setattr(scripts.shutil, "which", lambda name: None)
    assert has_font("zh"), "who cannot be asked accuses nobody"


def test_it_is_said_at_start_on_method_and_with_the_picture(folder, visit, monkeypatch, caplog):
    monkeypatch.setattr("hustings.pictures.browser", lambda: "/usr/bin/chromium")
    with caplog.at_level(logging.WARNING, "hustings"):
        warm_up._warm_up()
    assert SAID in caplog.text
    (script,) = [str(page.file) for page in PAGES if page.path == "method"]
    told = "\n".join(each.value for each in visit(script, folder).markdown)
    assert "has no font for Chinese" in told

    async def made(asked) -> bytes:
        return b"picture"

    monkeypatch.setattr(charts, "_made", made)
    client = TestClient(Starlette(routes=charts.routes()))
    assert client.get("/charts/map.png").headers["X-Missing-Fonts"] == "Chinese, Greek"
    assert "X-Missing-Fonts" not in client.get("/charts/map.csv").headers
