"""Servers that are open to readers' data sets, and small data sets to bring to them."""

from pathlib import Path

import pytest

from hustings.store import bounds, opened, temporary

ROW = "statement_id,date,actor,axis,stance\n"


def package(folder: Path, actor: str = "Ann", title: str = "Ann's table", rows: int = 3) -> Path:
    """A Data Package of a few statements of one actor, with a recipe."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{actor.lower()}{row},2024-01-{row % 28 + 1:02},{actor},{axis},{stance}\n"
        for row in range(rows)
        for axis, stance in (("Transport", -1), ("Tax", 0.5))
    ]
    (folder / "positions.csv").write_text(ROW + "".join(lines), encoding="utf-8")
    said = f'{{"title": "{title}", "citation": "Invented", "hustings": {{"unit": "vote"}}}}'
    (folder / "datapackage.json").write_text(said, encoding="utf-8")
    (folder / "recipe.json").write_text('{"title": "A recipe"}', encoding="utf-8")
    return folder


def open_store(monkeypatch: pytest.MonkeyPatch, address: Path | str) -> None:
    """A server of its own: nothing open, nothing counted, its store at an address."""
    monkeypatch.setenv("HUSTINGS_UPLOADS", "on")
    monkeypatch.setenv("HUSTINGS_STORE", str(address))
    forget(monkeypatch)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process on the same store knows: nothing."""
    for module, name in (
        (temporary, "_held"),
        (opened, "_places"),
        (bounds, "_times"),
    ):
        monkeypatch.setattr(module, name, type(getattr(module, name))())
