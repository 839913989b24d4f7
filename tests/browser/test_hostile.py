"""Hostile data and hostile links in a real browser: they are shown, and nothing runs."""

from urllib.parse import urlencode

import charts
import hostile
import pytest
import shown
from playwright.sync_api import Page, expect

from hustings.pages import PAGES

#: what may not be in the page, wherever it came from
ALIVE = """() => {
  const found = []
  for (const element of document.querySelectorAll("script, img, a, iframe, svg, [onerror]")) {
    const target = element.getAttribute("href") ?? element.getAttribute("src") ?? ""
    const runs = ["onerror", "onload", "srcdoc"].some((name) => element.hasAttribute(name))
    const ours = element.tagName === "SCRIPT" && element.textContent.includes("__pwned")
    if (runs || ours || target === "x" || /^\\s*javascript:/i.test(target))
      found.push(element.outerHTML.slice(0, 200))
  }
  return found
}"""


@pytest.fixture(scope="module")
def trap(serve, tmp_path_factory) -> str:
    """A server on hostile data."""
    return serve(HUSTINGS_DATA=str(hostile.write(tmp_path_factory.mktemp("x"), hostile.ATTACKS)))


def unharmed(page: Page, dialogs: list[str]) -> None:
    """Nothing of the hostile texts has become part of the page."""
    assert page.evaluate(ALIVE) == []
    assert page.evaluate("window.__pwned") is None
    assert dialogs == []


@pytest.fixture
def wary(page):
    """`wary(address)` opens a page and gives it with the dialogs that it has shown."""

    def opened(address: str) -> tuple[Page, list[str]]:
        reader, dialogs = page(), []

        def note(dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        reader.on("dialog", note)
        reader.goto(address)
        return reader, dialogs

    return opened


#: pages that show data text each in a way of its own; tests/test_pages.py walks through all
SHOWING = ("", "grid", "statements", "actor", "divides", "change", "evidence")


@pytest.mark.parametrize(
    "linked", [page for page in PAGES if page.path in SHOWING], ids=lambda page: page.title
)
def test_hostile_data_are_only_text(trap, wary, settled, linked):
    asked = [("actor", text) for text in hostile.ATTACKS[:4]]
    reader, dialogs = wary(f"{trap}/{linked.path}?{urlencode(asked)}")
    settled(reader)
    assert reader.get_by_test_id("stException").count() == 0
    expect(shown.picked(reader)).to_contain_text(hostile.ATTACKS[0])
    closed = reader.get_by_test_id("stExpander").locator("summary")
    closed.evaluate_all("all => all.forEach((summary) => summary.click())")
    settled(reader)
    if charts.all_of(reader).count():
        first = charts.chart(reader).evaluate(
            "e => e._fullData.find((trace) => trace.customdata?.length).customdata[0]"
        )
        x, y = charts.chart(reader).evaluate(charts.PLACE, first)
        reader.mouse.move(x, y)
        expect(charts.chart(reader).locator(".hovertext").first).to_be_visible()
    link = shown.shared_link(reader)
    assert urlencode(asked[:1]).replace("+", "%20") in link
    unharmed(reader, dialogs)


def test_a_figure_of_hostile_data_is_harmless_on_disk(trap, wary, settled, tmp_path):
    reader, _ = wary(f"{trap}/?{urlencode({'actor': hostile.ATTACKS[0]})}")
    settled(reader)
    reader.locator(".st-key-download-map").get_by_role("button").click()
    expect(reader.get_by_test_id("stPopoverBody")).to_be_visible()
    settled(reader)
    with reader.expect_download() as waiting:
        reader.get_by_test_id("stPopoverBody").get_by_role("link", name="HTML (page)").click()
    file = tmp_path / "figure.html"
    waiting.value.save_as(file)
    reader, dialogs = wary(file.as_uri())
    expect(reader.locator(".main-svg").first).to_be_visible()
    reader.get_by_text("The figures behind this chart").click()
    expect(reader.get_by_role("cell", name=hostile.ATTACKS[0]).first).to_be_visible()
    assert reader.evaluate("window.__pwned") is None
    assert dialogs == []


@pytest.mark.parametrize(
    "file", ["map.html?frame=true&", "map.svg?", "statement.svg?", "map.html?ground=dark&"]
)
def test_files_of_hostile_data_are_only_text(trap, wary, file):
    first = hostile.ATTACKS[0]
    asked = {"actor": first, "id": f"{first} 0"}
    reader, dialogs = wary(f"{trap}/charts/{file}{urlencode(asked)}")
    expect(reader.get_by_text("window.__pwned", exact=False).first).to_be_attached()
    assert reader.evaluate("window.__pwned") is None and dialogs == []
    assert reader.evaluate("document.querySelectorAll('iframe, img[src=x], [onerror]').length") == 0
    # what stands in a sandbox has no storage that could be cleared for the next reader
    reader.goto(f"{trap}/robots.txt")


@pytest.mark.parametrize("path", ["", "compare", "statements", "actor"])
def test_hostile_links_are_only_text(site, wary, settled, path):
    names = ("actor", "type", "x", "since", "q", "id", "v")
    asked = dict(zip(names, hostile.ATTACKS, strict=True))
    reader, dialogs = wary(f"{site}/{path}?{urlencode(asked)}")
    settled(reader)
    notice = reader.get_by_test_id("stAlert").first
    for name in ("actor", "type", "x", "since"):
        expect(notice).to_contain_text(asked[name].replace(":", ":\u2060"))
    assert reader.get_by_test_id("stException").count() == 0
    unharmed(reader, dialogs)
