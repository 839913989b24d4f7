"""A coder at the desk, by keyboard alone: paste, select words, judge, save, undo, done."""

import pytest
from playwright.sync_api import Page, expect

from hustings.desk.desk import Desk
from hustings.desk.store import Store

#: a letter of two halves in UTF-16 stands before the words, so that wrong counting would shift them
ARTICLE = """Trams 🚋 for the harbour
Coast Courier, 4 February 2026

The port 🚢 will not bend. “A harbour that sleeps loses its ships,” said Mira Holt, its director.

Nights are dangerous, the dockers wrote; a limit of six hours is long overdue.
"""
WORDS = "a limit of six hours is long overdue"


@pytest.fixture(scope="module")
def desk(serve, tmp_path_factory):
    """The address of a server with an empty desk, and that desk."""
    where = f"sqlite:///{tmp_path_factory.mktemp('desk')}/desk.sqlite"
    store = Store(where)
    yield serve(HUSTINGS_DESK=where), Desk(store)
    store.close()


def sit(reader: Page, name: str) -> None:
    reader.get_by_label("Your name").fill(name)
    reader.keyboard.press("Enter")
    expect(reader.get_by_text(f"{name}, owner")).to_be_visible()


def paste(reader: Page, text: str) -> None:
    reader.get_by_label("Paste the text of an article").fill(text)
    reader.get_by_role("button", name="Read it").press("Enter")
    reader.get_by_role("button", name="Put it on the desk").press("Enter")
    expect(reader.locator(".desk-card h3")).to_be_visible()


def select(reader: Page, words: str) -> None:
    """Select words from the keyboard: by sentence to the last one, then word by word."""
    keys = reader.keyboard
    keys.press("s")
    first, last = words.split()[0], words.split()[-1]
    for _ in range(60):
        if reader.evaluate("getSelection().toString()") == first:
            break
        keys.press("ArrowRight")
    for _ in range(20):
        if reader.evaluate("getSelection().toString()").endswith(last):
            break
        keys.press("Shift+ArrowRight")
    assert reader.evaluate("getSelection().toString()") == words


def test_an_article_is_coded_by_keyboard_alone(desk, page, errors):
    site, store = desk
    reader = page(f"{site}/desk")
    expect(reader).to_have_title("Desk · Hustings")
    sit(reader, "Ann")
    paste(reader, ARTICLE)
    card, legend = reader.locator(".desk-card h3"), reader.locator(".desk-legend")
    text = reader.locator(".desk-text")
    assert text.evaluate("place => place.textContent").strip() == ARTICLE.strip()
    # the proposal is open: judge two axes, leave one out, save
    expect(card).to_have_text("A harbour that sleeps loses its ships,")
    expect(reader.locator(".desk-stands")).to_contain_text("stands in the text")
    for key in "205":
        reader.keyboard.press(key)
    reader.keyboard.press("Enter")
    expect(legend).to_contain_text("1 of 1 statements judged by you")

    select(reader, WORDS)
    reader.keyboard.press("Enter")
    expect(card).to_have_text(WORDS)
    reader.keyboard.type("The dockers")
    reader.keyboard.press("Escape")
    reader.keyboard.press("1")
    # what is not saved is not left by one stroke of a key
    reader.keyboard.press("n")
    expect(reader.locator(".desk-problem")).to_contain_text("Not saved yet")
    reader.keyboard.press("Enter")
    expect(legend).to_contain_text("2 of 2 statements judged by you")
    expect(text.locator("mark.judged")).to_have_count(2)
    # letters that are keys elsewhere were letters while a name was written
    expect(reader.get_by_role("button", name="I am done")).to_be_visible()

    (document,) = store.documents()
    rows = store.statements(document["id"])
    assert [(row["exact"], row["speaker"], row["kind"]) for row in rows] == [
        ("A harbour that sleeps loses its ships,", "Mira Holt", "direct"),
        (WORDS, "The dockers", "direct"),
    ]
    found = {(row["statement"], row["stance"]) for row in store.codes("Ann")}
    assert found == {(rows[0]["id"], -0.5), (rows[0]["id"], 1.0), (rows[1]["id"], -1.0)}

    reader.keyboard.press("u")
    expect(legend).to_contain_text("1 of 1 statements judged by you")
    reader.keyboard.press("d")
    expect(reader.get_by_text("can no longer be changed then")).to_be_visible()
    reader.keyboard.press("y")
    expect(reader.get_by_text("You are done with this article")).to_be_visible()
    assert store.documents()[0]["done"] == ["Ann"]
    # refused by the server, said in the card, and what was chosen stays
    reader.keyboard.press("p")
    reader.keyboard.press("4")
    reader.keyboard.press("Enter")
    expect(reader.locator(".desk-problem")).to_contain_text("You are done with this document")
    expect(reader.locator("[aria-pressed=true]").first).to_have_text("4")
    assert reader.evaluate("stopped") == [] and errors == []


def test_words_are_selected_by_mouse_and_a_proposal_is_refused(desk, page, errors):
    site, store = desk
    reader = page(f"{site}/desk", width=390, height=844)
    sit(reader, "Bob")
    paste(reader, f"{ARTICLE}\nAnother ending: 🚂 nobody knows.")
    assert reader.evaluate("document.documentElement.scrollWidth") == 390
    expect(reader.locator(".desk-text mark.proposed")).not_to_have_count(0)
    reader.keyboard.press("x")
    expect(reader.locator(".desk-legend")).to_contain_text("0 proposed")
    reader.get_by_text("nobody knows").evaluate(
        """place => {
            const node = place.lastChild
            const at = node.data.indexOf("nobody")
            getSelection().setBaseAndExtent(node, at, node, at + 12)
        }"""
    )
    reader.get_by_role("button", name="Add these words").click()
    expect(reader.locator(".desk-card h3")).to_have_text("nobody knows")
    reader.get_by_role("button", name="Save").click()
    expect(reader.locator(".desk-text mark.marked")).to_have_text("nobody knows")
    rows = [row for row in store.statements() if row["exact"] == "nobody knows"]
    text = store.document(rows[0]["document"])["text"]
    assert text[rows[0]["start"] : rows[0]["end"]] == "nobody knows"
    # Ann's codes are no business of Bob
    assert {row["coder"] for row in store.codes("Bob")} <= {"Bob"}
    reader.reload()
    sit(reader, "Bob")
    expect(reader.locator(".desk-legend")).to_contain_text("0 proposed")
    reader.get_by_role("button", name="1 refused: offer again").click()
    expect(reader.locator(".desk-legend")).to_contain_text("1 proposed")
    assert reader.evaluate("stopped") == [] and errors == []
