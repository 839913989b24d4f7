"""Every page of roll calls speaks of votes: no sentence, label or help calls one a statement."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from hustings import figures, words
from hustings.dataset import open_dataset
from hustings.figures import page_tables
from hustings.link import default_view
from hustings.measures.agreement import is_thin
from hustings.pages import PAGES, VIEWS
from hustings.scene import Scene

VOTES = Path(__file__).parent / "data" / "un_votes_g20" / "long.csv"
#: what nobody reads: marks by which the page finds its elements again, and values of figures
HIDDEN = {"id", "key", "elementId", "customdata", "url", "urlPathname", "serializedStructure"}
#: what may be called so: the page Statements, addresses and names of files, columns of files
NAMES = re.compile(r"Statements(?=</b>|$)|statement\\?_id|[/=\"-]statements?[-.?&][^ \"]*")


@pytest.fixture(scope="module")
def roll_calls(tmp_path_factory) -> Path:
    """The votes of the G20 in the United Nations, said to be votes."""
    folder = tmp_path_factory.mktemp("roll calls")
    (folder / "positions.csv").write_text(VOTES.read_text(encoding="utf-8"), encoding="utf-8")
    said = {"title": "Roll calls", "hustings": {"unit": "vote"}}
    (folder / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    return folder


def shown(node: object) -> Iterator[str]:
    """All texts in what a browser is sent."""
    if isinstance(node, dict):
        for key, each in node.items():
            if key == "spec":
                yield from shown(json.loads(each))
            elif key not in HIDDEN:
                yield from shown(each)
    elif isinstance(node, list):
        for each in node:
            yield from shown(each)
    elif isinstance(node, str):
        yield node


def texts(app: AppTest) -> Iterator[str]:
    """All texts of a page: sentences, labels, helps, figures, tables."""
    for block in (app.main, app.sidebar):
        for node in block:
            if isinstance(value := getattr(node, "value", None), pd.DataFrame):
                yield from map(str, [*value.columns, *value.to_numpy().ravel()])
            elif getattr(node, "proto", None) is not None:
                yield from shown(MessageToDict(node.proto))


def test_no_file_calls_votes_statements(roll_calls):
    """Tables of figures, which are the files, and the further tables of a report."""
    votes = open_dataset(roll_calls)
    view = default_view(votes).having(actor=("China", "France"), apart="type: government")
    for page in PAGES:
        scene = Scene(votes, view, page.path, None)
        frames = [figure.of(scene).table for figure in figures.on_page(page.path)]
        frames += [table.frame for table in page_tables.on_page(scene)]
        for frame in frames:
            cells = frame.select_dtypes(exclude="number").to_numpy().ravel()
            said = {*map(str, frame.columns), *map(str, cells)}
            assert not [text for text in said if re.search(r"\bstatements?\b", text)], page.title


@pytest.mark.parametrize(
    ("page", "asked"),
    [(page, {}) for page in VIEWS]
    + [
        (page, {"repeat": "document", "actor": ["China", "France"], "top": "5", "edge": "conflict"})
        for page in PAGES
        if page.path in ("agreement", "change", "compare", "evidence")
    ],
    ids=lambda each: getattr(each, "title", "picked" if each else "plain"),
)
def test_no_page_calls_votes_statements(visit, roll_calls, page, asked):
    script = "" if page is PAGES[0] else str(page.file)
    app = visit(script, roll_calls, **asked)
    said = list(texts(app))
    assert any(re.search(r"\bvotes?\b", text) for text in said)
    assert not [text for text in said if "statement" in NAMES.sub("", text).lower()]


def test_a_text_keeps_its_articles_and_capitals():
    said = "A statement of theirs: statements. Statements, a statement; statement_id"
    assert words.told(said, "statement") == said
    assert words.told(said, "estimate") == (
        "An estimate of theirs: estimates. Estimates, an estimate; statement_id"
    )
    assert words.told("A statement", "vote") == "A vote"


def test_one_answer_to_many_questions_is_not_thin():
    pairs = pd.DataFrame([("a", "b", 2), ("a", "c", 3)], columns=["a", "b", "shared"])
    filed = {"a": 1, "b": 9, "c": 9}
    assert is_thin(pairs, filed).tolist() == [True, True]
    assert is_thin(pairs, filed, "answer").tolist() == [True, False]
