"""What a data set says about itself."""

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.dataset import NamedView, open_dataset
from hustings.package import read_meta

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


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "row 1: found the end of the file"),
        (b'{"title": "x",\n "name": }', "row 2: found }"),
        (b'{"title": 1}\nmore', "row 2: found more"),
        (b'{"title": "x\xff"}', "found byte 0xff at place 13"),
        (b"[" * 100_000, "found lists or objects in one another, deeper than can be read"),
        (b"[1]", "found [1]; allowed: an object"),
        (b'{"title": ' + b"9" * 5000 + b"}", "column title: found \u201cInfinity\u201d"),
        (
            b'{"default_view": {"min": 1e999}}',
            "column default_view.min: found \u201cInfinity\u201d",
        ),
    ],
)
def test_what_is_wrong_with_the_file_is_told_in_words_of_our_own(folder, content, found):
    path = folder / "datapackage.json"
    path.write_bytes(content)
    _, (problem,) = read_meta(path, "some")
    assert found in str(problem)
    for word in ("Expecting", "codec", "recursion", "limit", "char "):
        assert word not in str(problem)


def test_an_endless_file_is_not_read_to_its_end(folder):
    with (folder / "datapackage.json").open("wb") as out:
        out.write(b'{"title": "T"')
        out.truncate(2**40)
    meta, (problem,) = read_meta(folder / "datapackage.json", "some")
    assert meta.title == "Some"
    assert "found more than 16,777,216 bytes" in str(problem)


def test_a_file_that_may_not_be_read_does_not_say_where_it_lies(folder):
    (folder / "datapackage.json").mkdir()
    _, (problem,) = read_meta(folder / "datapackage.json", "some")
    assert str(problem) == (
        "datapackage.json: found Is a directory; allowed: a file that the server may read."
    )


def test_values_that_are_nearly_too_deep_are_a_problem_like_any_other(folder):
    path = folder / "datapackage.json"
    for depth in range(800, 1_000):
        path.write_text(json.dumps({"title": "T"})[:-1] + ', "name": ' + "[" * depth + "]" * depth
                        + "}")  # fmt: skip
        meta, problems = read_meta(path, "some")
        assert meta.name == "some" and len(problems) == 1


def test_half_characters_are_named_wherever_they_stand_and_left_out(folder):
    half = "a\ud800b"
    content = {
        "name": half, "title": half, "description": half, "citation": half, "homepage": half,
        "licenses": [{"title": half, "name": half, "path": half}],
        "default_view": {"x": half, "y": ["Tax", half], half: "Tax", "min": 2},
        "views": [{"title": half},
                  {"title": "T", "sentence": half, "page": half, "parameters": {"actor": [half]}}],
    }  # fmt: skip
    path = folder / "datapackage.json"
    path.write_text(json.dumps(content))
    meta, problems = read_meta(path, "some data")
    assert [problem.column for problem in problems] == [
        "name", "title", "description", "licenses[0].title", "licenses[0].name",
        "licenses[0].path", "homepage", "citation", "default_view.x", "default_view.y",
        "default_view.a\ufffdb", "views[0].title", "views[0]", "views[1].sentence",
        "views[1].page", "views[1].parameters.actor",
    ]  # fmt: skip
    assert (meta.name, meta.title, meta.default) == ("some data", "Some data", {"min": ["2"]})
    assert meta.views == (NamedView("T", "", "", {}),)


FIELDS = ("name", "title", "description", "citation", "homepage", "licenses", "default_view",
          "views", "sentence", "page", "parameters", "path", "x", "actor")  # fmt: skip
TEXT = st.sampled_from(["\ud800", "a\udfffb", "Tax"]) | st.text(max_size=4)
JSON = st.recursive(
    TEXT | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS) | TEXT, inner, max_size=5)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8))
def test_whatever_a_descriptor_says_can_be_written(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("package") / "datapackage.json"
    path.write_text(json.dumps(content))
    meta, problems = read_meta(path, "some")
    assert meta.title and meta.name
    said = json.dumps([asdict(meta), *map(str, problems)], ensure_ascii=False, allow_nan=False)
    assert said.encode()


def test_the_name_of_a_folder_can_be_written_whatever_its_bytes(tmp_path):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    folder.mkdir()
    file(folder, PLAIN, "positions.csv")
    meta = open_dataset(folder).meta
    assert (meta.name, meta.title) == ("caf\ufffd", "Caf\ufffd")
