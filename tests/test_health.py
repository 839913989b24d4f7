"""Probes: alive, and ready for readers."""

import pytest
from asgi import ask
from starlette.applications import Starlette

from hustings.web import health


def app(below: str = "", **options) -> Starlette:
    return Starlette(routes=health.routes(below, **options))


@pytest.fixture
def source(folder, monkeypatch):
    """The folder of few statements as the data set of the server."""
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    return folder


def test_alive_whatever_the_data(monkeypatch, tmp_path):
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path / "nothing"))
    answer = ask(app(), "/api/health")
    assert (answer.status, answer.json()) == (200, {"status": "alive"})
    assert answer.headers["cache-control"] == "no-store"
    assert ask(app("/board"), "/board/api/health").status == 200


def test_ready_names_the_data(source, few):
    answer = ask(app(), "/api/ready")
    assert answer.status == 200
    assert answer.json() == {
        "status": "ready", "version": few.version, "title": few.meta.title, "outdated": [],
    }  # fmt: skip


def test_ready_whatever_the_descriptor_holds(source):
    (source / "datapackage.json").write_text('{"title": "x \\ud800", "\\udc00": 1}')
    answer = ask(app(), "/api/ready")
    assert (answer.status, answer.json()["status"]) == (200, "ready")


@pytest.mark.parametrize("drawn", [True, False])
def test_ready_says_whether_pictures_can_be_drawn(source, drawn):
    assert ask(app(pictures=lambda: drawn), "/api/ready").json()["pictures"] is drawn


def test_not_ready_without_data(monkeypatch, tmp_path):
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path / "nothing"))
    answer = ask(app(), "/api/ready")
    assert answer.status == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"]


def test_files_that_changed_and_cannot_be_read(source, few):
    assert ask(app(), "/api/ready").json()["outdated"] == []
    (source / "positions.csv").write_text("actor,stance\nAnn,1\n", encoding="utf-8")
    answer = ask(app(), "/api/ready")
    assert answer.status == 200
    assert answer.json()["version"] == few.version
    assert "axis" in " ".join(answer.json()["outdated"])


def test_where_readers_sign_in_a_probe_is_told_little(source, monkeypatch):
    monkeypatch.setenv("HUSTINGS_SIGN_IN", "true")
    assert ask(app(), "/api/ready").json() == {"status": "ready"}
    monkeypatch.setenv("HUSTINGS_DATA", str(source / "nothing"))
    answer = ask(app(), "/api/ready")
    assert (answer.status, answer.json()["errors"]) == (503, [])
