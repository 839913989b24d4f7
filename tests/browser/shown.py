"""What a reader sees on a page, and what the library says should be there."""

import time
from collections.abc import Sequence
from contextlib import suppress
from html import unescape

import charts
from playwright.sync_api import Locator, Page, TimeoutError, expect
from servers import PATIENCE

from hustings import findings, link, query
from hustings.dataset import Dataset

#: everything that the page says: texts, fields, headline and cells of the open tables
SEEN = """() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent)
  return {
    main: document.querySelector("[data-testid=stMain]").innerText,
    sidebar: document.querySelector("[data-testid=stSidebar]").innerText,
    fields: [...document.querySelectorAll("input")].map((e) => e.value),
    articles: [...document.querySelectorAll("article")].map((e) => e.id),
    cells: texts(".figure-table :is(th, td)"),
  }
}"""


def seen(page: Page) -> dict:
    """All that the page says, to be compared with another page or time."""
    return page.evaluate(SEEN)


def shared_link(page: Page) -> str:
    """The permalink that Share offers."""
    page.get_by_role("button", name="Share", exact=True).click()
    text = page.get_by_test_id("stPopoverBody").get_by_role("region").first
    address = text.inner_text().strip()
    page.keyboard.press("Escape")
    expect(text).to_have_count(0)
    return address


def open_table(page: Page) -> None:
    """Open the table behind the first chart."""
    box = page.get_by_test_id("stExpander").filter(has_text="The figures behind this chart").first
    box.locator("summary").click()
    expect(box.get_by_role("row").first).to_be_attached()


def visit(page: Page, title: str) -> None:
    """Go to another page by the navigation."""
    page.get_by_test_id("stTopNav").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_test_id("stTopNav").locator("a[aria-current=page]")).to_contain_text(title)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list, by keyboard: a list that a click opens closes if the page scrolls."""
    field = page.get_by_role("combobox", name=label)
    field.scroll_into_view_if_needed()
    offered = page.get_by_role("option", name=option, exact=True)
    field.focus()
    deadline = time.monotonic() + PATIENCE
    # A key pressed while the page is being drawn anew opens nothing.
    while not offered.is_visible():
        assert time.monotonic() < deadline, f"{label} does not offer {option}"
        page.keyboard.press("ArrowDown")
        with suppress(TimeoutError):
            offered.wait_for(timeout=2000)
    offered.click()


def picked(page: Page) -> Locator:
    """The tags of the picked groups: those that hold the link's choices, seen by nobody."""
    return page.locator(".st-key-actor").get_by_test_id("stMultiSelectTagsContainer")


def plain(text: str) -> str:
    """The text of an annotation without its tags, on one line."""
    for tag in ("<b>", "</b>"):
        text = text.replace(tag, "")
    return unescape(text.replace("<br>", " "))


def headline(page: Page) -> str:
    """What the page says in its largest words."""
    if charts.chart(page).count():
        notes, _ = charts.notes(page)
        return next(plain(note["text"]) for note in notes if note["name"] == "headline")
    return page.get_by_test_id("stMain").get_by_role("heading").first.inner_text()


def view_of(data: Dataset, pairs: Sequence[tuple[str, str]]) -> link.View:
    """The view that a link asks for."""
    view, unknown = link.read(data, pairs)
    assert unknown == []
    return view


#: what the first chart of a page shows: its path -> the finding
FINDINGS = {
    "": findings.map,
    "compare": findings.compare,
    "grid": findings.grid,
    "actor": lambda data, view: findings.actor(data, view, view.actor[0]),
    "agreement": findings.agreement,
    "landscape": findings.landscape,
    "divides": findings.divides,
    "change": findings.history,
    "evidence": findings.coverage,
}


def expected_headline(data: Dataset, path: str, view: link.View) -> str:
    """The headline that a page has to show for a view."""
    if path == "method":
        return "How this is measured"
    if path == "statements":
        total = query.totals(data, view.filters, view.listed, view.axis)
        return f"{total.statements} statements by {total.actors} actors"
    return FINDINGS[path](data, view).headline
