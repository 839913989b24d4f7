"""What a data set says about itself."""

import json
from pathlib import Path

import pytest

from hustings.dataset import NamedView, open_dataset

PLAIN = "actor,axis,stance\nAnn,Tax,1\n"


def file(folder: Path, content: str, name: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_without_a_descriptor_the_folder_or_file_gives_the_title(tmp_path):
    folder = tmp_path / "tram_lines-2024"
    folder.mkdir()
    file(folder, PLAIN, "positions.csv")
    assert open_dataset(folder).meta.title == "Tram lines 2024"
    assert open_dataset(folder / "positions.csv").meta.title == "Tram lines 2024"
    meta = open_dataset(file(folder, PLAIN, "mine.csv")).meta
    assert (meta.name, meta.title, meta.licence, meta.views) == ("mine", "Mine", "", ())


def test_the_descriptor_says_what_the_data_are_and_how_to_start(folder):
    content = {
        "name": "trams", "title": "Who wants trams", "description": "All of it.",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://l.example", "title": "CC BY 4.0"}],
        "homepage": "https://h.example", "citation": "Us (2024).",
        "default_view": {"x": "Tax", "y": "Transport", "actor": ["Ann", "Bob"]},
        "views": [{"title": "Trams", "sentence": "Who.", "page": "/compare",
                   "parameters": {"actor": ["Ann"], "min": 2}}],
    }  # fmt: skip
    file(folder, json.dumps(content), "datapackage.json")
    data = open_dataset(folder)
    meta = data.meta
    assert data.problems == ()
    assert (meta.name, meta.title, meta.description) == ("trams", "Who wants trams", "All of it.")
    assert (meta.licence, meta.licence_url) == ("CC BY 4.0", "https://l.example")
    assert (meta.homepage, meta.citation) == ("https://h.example", "Us (2024).")
    assert meta.default == {"x": ["Tax"], "y": ["Transport"], "actor": ["Ann", "Bob"]}
    assert meta.views == (NamedView("Trams", "Who.", "compare", {"actor": ["Ann"], "min": ["2"]}),)


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("{", [""]), ("[]", [""]), ("\xff", [""]), ("[" * 100_000, [""]),
        ('{"title": 5}', ["title"]), ('{"licenses": {}}', []), ('{"licenses": "x"}', ["licenses"]),
        ('{"licenses": [{"path": "javascript:x"}]}', ["licenses[0].path"]),
        ('{"homepage": "javascript:x"}', ["homepage"]),
        ('{"default_view": {"x": {"a": 1}}}', ["default_view.x"]),
        ('{"views": ["x", {"title": 1}, {"title": "T", "parameters": 3}]}',
         ["views[0]", "views[1].title", "views[1]", "views[2].parameters"]),
    ],
)  # fmt: skip
def test_a_broken_descriptor_is_a_problem_and_no_crash(folder, content, columns):
    (folder / "datapackage.json").write_bytes(content.encode("latin-1"))
    data = open_dataset(folder)
    if columns:
        assert [problem.column for problem in data.problems] == columns
    assert all(problem.file == "datapackage.json" for problem in data.problems)
    assert data.meta.title
