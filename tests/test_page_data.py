"""The page of a reader's own data, from the entry point: examples, a paste with faults, undo."""

import pytest

from hustings.pages import OWN_DATA, PAGES

PAGE = next(str(page.file) for page in PAGES if page.path == OWN_DATA)
#: a paste with a date that does not exist, an answer that is none, and a word of Markdown
PASTE = """Who\tTopic\tDate\tAnswer
**Ann**\tDam\t2025-01-05\tagree
Bob\tDam\t2025-02-31\tdisagree
Cid\tDam\t2025-01-07\tperhaps :tiger:
Ann\tRoad\t2025-01-08\tdisagree
Bob\tRoad\t2025-01-09\tagree
"""


def told(app) -> str:
    """All words of plain HTML on the page."""
    return "\n".join(element.value for element in app.get("html"))


@pytest.fixture
def start(visit, folder):
    """The page as a reader finds it."""
    return lambda: visit(PAGE, folder)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("statements.csv", "8 actors on 3 axes, 48 statements"),
        ("votes.csv", "8 actors on 6 axes, 45 votes"),
        ("survey.csv", "16 actors on 5 axes, 72 answers"),
    ],
)
def test_each_example_goes_from_file_to_map(start, file, said):
    app = start()
    app.button(key=f"example {file}").click().run()
    assert not app.exception
    assert said in told(app)
    assert app.get("plotly_chart")
    assert {each.proto.label for each in app.get("download_button")} >= {
        "Take it as a Data Package",
        "Take the recipe",
    }
