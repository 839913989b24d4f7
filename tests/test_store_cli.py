"""`hustings store`: what the host sees of saved data sets, and how one is removed."""

import pytest
from stores import open_store, package

from hustings import store
from hustings.cli import main


@pytest.fixture
def saved(tmp_path, monkeypatch):
    open_store(monkeypatch, tmp_path / "store")
    return store.save(package(tmp_path / "a", title="Ann \\u001b[31m"), expires=None)


def said(capsys, *arguments: str) -> tuple[int, str]:
    code = main(("store", *arguments))
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_saved_data_sets_are_listed_shown_and_removed(capsys, saved):
    code, printed = said(capsys, "list")
    assert code == 0 and printed.startswith(f"{saved.hash}  no last day")
    assert "Ann" in printed and "\x1b" not in printed
    code, printed = said(capsys, "show", saved.hash)
    assert code == 0 and f"version   {saved.version}" in printed
    assert "licence   not stated" in printed and "credit    Invented" in printed
    assert saved.key not in printed and saved.locked not in printed
    assert said(capsys, "remove", saved.hash) == (0, f"removed {saved.hash}\n")
    assert said(capsys, "list") == (0, "")
    for command in ("show", "remove"):
        code, printed = said(capsys, command, saved.hash)
        assert (code, printed) == (2, f"hustings: there is no saved data set {saved.hash}\n")


def test_a_store_that_cannot_be_read_is_one_line(capsys, monkeypatch):
    monkeypatch.setenv("HUSTINGS_STORE", "nowhere://at/all")
    code, printed = said(capsys, "list")
    assert code == 2 and printed.count("\n") == 1 and "cannot be opened" in printed
    monkeypatch.setenv("HUSTINGS_STORE", "")
    monkeypatch.setenv("HUSTINGS_URL", "https://a.example")
    assert said(capsys, "list")[1].startswith("hustings: This server has no store")
