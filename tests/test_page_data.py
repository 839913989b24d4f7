"""The page of a reader's own data, from the entry point: examples, a paste with faults, undo."""

import hostile
import pandas as pd
import pytest

from hustings import store
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


def read(app, text: str):
    app.text_area(key="own paste").set_value(text)
    app.button(key="own paste read").click().run()
    assert not app.exception
    return app


def test_a_paste_with_faults_says_what_is_wrong_and_gives_the_rest(start):
    app = read(start(), PASTE)
    assert "3 actors on 2 axes, 4 answers" in told(app)
    assert "4 of 5 cells are used." in told(app)
    wrong = next(each.value for each in app.dataframe if "allowed" in each.value)
    assert wrong["first rows"].tolist() == ["3", "4"]
    assert "Download these rows with their reasons" in [
        each.proto.label for each in app.get("download_button")
    ]
    # words of the file are shown as they are
    assert "**Ann**" in told(app) and not any("**Ann**" in m.value for m in app.markdown)


def test_hostile_words_are_only_text(start):
    heads = ["Who", "Topic", "Answer", *(f"{text} {n}" for n, text in enumerate(hostile.TEXTS))]
    pairs = [(who, on) for who in hostile.TEXTS for on in hostile.TEXTS]
    rows = [[*pair, "agree", *hostile.TEXTS] for pair in pairs]
    app = read(start(), pd.DataFrame(rows, columns=heads).to_csv(index=False))
    assert app.get("plotly_chart") and not app.error
    for element in app.get("html"):
        assert "<script" not in element.value and "<b>bold" not in element.value
    live = (":red[", "[x](java", "**bold**", ":tiger:")
    for kind in ("markdown", "caption", "warning", "checkbox", "button"):
        for element in app.get(kind):
            text = str(getattr(element, "label", "")) + str(element.value)
            assert not [each for each in live if each in text], text
    labels = [each.label for each in app.selectbox]
    assert not [label for label in labels if any(each in label for each in live)]


def test_a_change_is_taken_back_by_undo_and_nothing_is_lost_on_other_pages(start):
    app = read(start(), PASTE)
    assert app.button(key="own undo").disabled
    app.selectbox(key="own meaning Date").set_value("").run()
    assert app.selectbox(key="own meaning Date").value == ""
    app.text_input(key="own title").set_value("The dam").run()
    app.switch_page(next(str(page.file) for page in PAGES if page.path == "method")).run()
    app.switch_page(PAGE).run()
    assert app.text_input(key="own title").value == "The dam"
    app.button(key="own undo").click().run()
    app.button(key="own undo").click().run()
    assert app.text_input(key="own title").value == "Pasted table"
    assert app.selectbox(key="own meaning Date").value == "date"
    assert app.button(key="own undo").disabled and not app.exception


def test_without_a_column_of_answers_the_page_asks_for_one(start):
    app = read(start(), PASTE)
    app.selectbox(key="own meaning Answer").set_value("").run()
    assert not app.exception
    assert "Say above which column holds where somebody stands." in told(app)
    assert "Nothing can be used yet" in told(app) and not app.get("plotly_chart")


def test_look_alikes_are_ticked_into_one(start):
    app = start()
    app.button(key="example statements.csv").click().run()
    (box,) = [each for each in app.checkbox if each.key.startswith("own alike")]
    box.check().run()
    assert "7 actors on 3 axes" in told(app)


def test_what_holds_no_table_is_told_and_the_page_stays(start):
    app = read(start(), "  \n")
    assert app.text_area(key="own paste") and not app.error
    app = read(app, "{]")
    assert app.error or "What you will get" in [each.value for each in app.subheader]


def test_open_and_save_give_links_and_the_key_once(start, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("HUSTINGS_STORE", str(tmp_path_factory.mktemp("store")))
    app = read(start(), PASTE)
    app.button(key="own open").click().run()
    app.button(key="own save").click().run()
    assert not app.exception and not app.error
    (opened,) = [each.proto.url for each in app.get("link_button")]
    link, key = [each.value for each in app.code]
    token, hash = (each.partition("/?data=")[2] for each in (opened, link))
    assert store.get(token).data.version == store.find(hash).version
    assert store.remove(hash, key)


def test_a_closed_server_offers_nothing(visit, folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example")
    app = visit(PAGE, folder)
    assert "takes no files" in told(app)
    assert not app.text_area and not app.get("download_button")
