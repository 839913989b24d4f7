"""Accessibility: no fault by the rules of axe-core, and what a keyboard and a reader aloud need."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from hustings.pages import PAGES

#: what Streamlit's own elements do and no page can change: rule -> what is in the HTML of it
STREAMLIT = {
    "list": "stSidebarNavItems",
    "listitem": "stSidebarNavLink",
    "presentation-role-conflict": "stFileUploaderDropzone",
}
#: axe cannot see what lies behind the words of a drawing; charts have tests of their own colours
LEFT_OUT = [[".main-svg"]]
#: a desk by day and a phone by night: both themes and both widths of every page
SEEN = ((1280, 800, "light"), (390, 844, "dark"))
#: what is taken away, or stands in a page of another site
FILES = ("report.html?page=compare", "api/docs", "charts/map.html")
FOCUSED = """wanted => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return (at?.ariaLabel || at?.textContent).includes(wanted)
}"""


def faults(page: Page) -> list[str]:
    """What axe finds, but for what is Streamlit's own."""
    found = Axe().run(page, context={"exclude": LEFT_OUT})
    return [
        f"{rule['id']}: {node['html'][:300]} {node.get('failureSummary', '')[:200]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
        if STREAMLIT.get(rule["id"], "\0") not in node["html"]
    ]


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.title)
def test_no_page_breaks_a_rule(site, page, settled, shown):
    reader = page(f"{site}/{shown.path}")
    for width, height, scheme in SEEN:
        reader.set_viewport_size({"width": width, "height": height})
        reader.emulate_media(color_scheme=scheme)
        assert faults(settled(reader)) == [], scheme


def test_tables_that_are_unfolded_break_no_rule(site, page, settled):
    reader = page(site)
    for name in ("The figures behind this chart", "Not on this map"):
        reader.get_by_test_id("stExpander").filter(has_text=name).locator("summary").click()
    expect(reader.locator(".figure-table a").first).to_have_text("Read")
    expect(reader.locator(".figure-table")).to_have_count(2)
    for scheme in ("dark", "light"):
        reader.emulate_media(color_scheme=scheme)
        assert faults(settled(reader)) == [], scheme
        link, cell = (
            reader.locator(f".figure-table {which}").first.evaluate(
                "e => getComputedStyle(e).color"
            )
            for which in ("td a", "td")
        )
        assert link == cell, "links have the ink of the page, whatever the browser's own colour"


def test_with_the_readers_own_colours_what_is_chosen_has_a_frame(site, page, settled):
    reader = page(f"{site}/grid?gather=true&by=actor")
    reader.emulate_media(forced_colors="active")
    settled(reader).get_by_role("button", name="Filter", exact=True).click()

    def frame(of) -> str:
        return of.evaluate("e => getComputedStyle(e).outlineStyle")

    switch = reader.get_by_test_id("stCheckbox").filter(has_text="Gathered by actor type")
    chosen, other = (
        reader.get_by_role("radio", name=name, exact=True) for name in ("actor", "speaker")
    )
    expect(chosen).to_be_checked()
    frames = [frame(each) for each in (switch.locator("label > div").first, chosen, other)]
    # the page is the next test's, too
    reader.emulate_media(forced_colors="none")
    assert frames == ["solid", "solid", "none"]


def test_nothing_breaks_a_rule_in_another_page(site, page):
    assert faults(page(f"{site}/?embed=true")) == []


@pytest.mark.parametrize("path", FILES)
def test_no_file_breaks_a_rule(site, page, path):
    reader = page(width=390, height=844)
    reader.goto(f"{site}/{path}")
    found = faults(reader)
    # a file keeps nothing that could be cleared behind it
    reader.goto("about:blank")
    assert found == []


def test_a_keyboard_copies_what_share_offers(site, page, settled):
    reader = page(site)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.get_by_role("button", name="Share", exact=True).focus()
    reader.keyboard.press("Enter")
    reader.wait_for_function(FOCUSED, arg="Copy: Link to exactly this view")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status").filter(has_text="Copied")).to_have_text(
        "Copied: Link to exactly this view"
    )
    assert reader.evaluate("navigator.clipboard.readText()").startswith(f"{site}/?x=")
    reader.keyboard.press("Escape")
    reader.get_by_role("button", name="Options").focus()
    reader.keyboard.press("Enter")
    reader.wait_for_function(FOCUSED, arg="Swap the axes")


def test_a_change_is_told_and_each_view_has_a_title(site, page, settled):
    reader = page(site)
    expect(reader).to_have_title("France, United States, China, Capgemini and 1 more on Regulation "
                                 "vs. innovation and Open vs. closed · Hustings")  # fmt: skip
    status = reader.locator(".st-key-status").get_by_role("status")
    expect(status).to_have_text("")
    reader.get_by_role("button", name="Filter", exact=True).click()
    reader.get_by_role("checkbox", name="company").check()
    expect(status).to_contain_text("250 of 1,067 statements. Capgemini")
    expect(reader).to_have_title("Capgemini on Regulation vs. innovation and Open vs. closed "
                                 "· Hustings")  # fmt: skip


def test_each_row_behind_a_chart_leads_to_its_statements(site, page, settled):
    reader = page(f"{site}/change?actor=China")
    box = reader.get_by_test_id("stExpander").filter(has_text="The figures behind").first
    box.locator("summary").focus()
    reader.keyboard.press("Enter")
    first = box.get_by_role("link", name="Read: China").first
    address = first.get_attribute("href") or ""
    first.focus()
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**{address[1:]}")
    expect(settled(reader).get_by_role("article").first).to_contain_text("China")
