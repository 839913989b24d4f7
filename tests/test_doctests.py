"""Examples in docstrings do what they show."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: scripts, which run when they are imported
SCRIPTS = {"hustings.app", "hustings.__main__"}


def modules_with_examples() -> list[str]:
    found = []
    for path in sorted((ROOT / "hustings").rglob("*.py")):
        if ">>> " in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found.append(name.removesuffix(".__init__"))
    return [name for name in found if name not in SCRIPTS]


@pytest.mark.parametrize("name", modules_with_examples())
def test_examples(name, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(ROOT / "data"))
    result = doctest.testmod(import_module(name))
    assert result.attempted and not result.failed


def test_examples_are_found():
    assert {"hustings", "hustings.words", "hustings.axes", "hustings.fold"} <= set(
        modules_with_examples()
    )
