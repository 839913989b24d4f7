"""Links: what was chosen is in the address, and whoever opens it sees the same."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import charts
import pytest
import shown
from playwright.sync_api import expect

from hustings import link, query
from hustings.pages import PAGES

#: for each page a link with something of everything; no value is the default of its parameter
LINKS = {
    "": "x=Coordination&y=Inclusion&actor=India&actor=China&type=government&min=2&interval=all"
    "&averages=true&only=true",
    "compare": "axis=Regulation&axis=Openness&actor=China&actor=Meta&repeat=latest&kind=direct",
    "grid": "actor=France&actor=China&order=high: Openness&gather=true&p=2&country=FRA&country=USA"
    "&country=CHN&country=GBR",
    "statements": "by=type&actor=company&actor=academia&theme=Trust in AI&sort=oldest&p=2&q=ai",
    "actor": "actor=United States&actor=France&since=2025-01-20&until=2025-12-31"
    "&id=us-vance-2025-02-11-a",
    "method": "actor=France&country=FRA&coder=A",
    "agreement": "actor=France&actor=China&edge=congruence&norm=average&least=50&top=30",
    "landscape": "actor=France&actor=China&k=3&cover=3",
    "divides": "by=type&actor=company&apart=type: civil society",
    "change": "actor=United States&cut=2025-01-20&window=180",
    "evidence": "by=country&actor=FRA&type=government&min=3",
}

#: pages whose links hold something that those of no other page do
OWN = tuple(
    page for page in PAGES if page.path not in ("compare", "data", "desk", "method", "evidence")
)
#: pages whose link is the very first thing that a new server is asked for
FIRST = ("", "statements", "change")


def asked(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


@pytest.mark.parametrize("linked", OWN, ids=lambda page: page.title)
def test_a_link_and_the_permalink_of_what_it_shows(
    serve, site, page, settled, bundled, errors, linked
):
    site = serve() if linked.path in FIRST else site
    pairs = parse_qsl(LINKS[linked.path])
    first = page(f"{site}/{linked.path}?{urlencode(pairs)}")
    view = shown.view_of(bundled, pairs)
    assert shown.headline(first) == shown.expected_headline(bundled, linked.path, view)
    assert sorted(asked(first.url)) == sorted(pairs)
    expect(shown.picked(first)).to_have_text("".join(view.actor))
    permalink = shown.shared_link(first)
    assert permalink == link.permalink(site, linked.path, view, bundled.version)

    second = page(permalink)
    assert shown.shared_link(second) == permalink
    readers = (first, second)
    if charts.all_of(first).count():
        for reader in readers:
            shown.open_table(reader)
    one, other = (shown.seen(settled(reader)) for reader in readers)
    assert one == other
    assert one["cells"] or not charts.all_of(first).count()
    expect(second.get_by_test_id("stAlert")).to_have_count(0)
    assert errors == []


def test_back_and_forward_restore_what_was_seen(site, page, settled):
    reader = page(site)

    def now() -> dict:
        return shown.seen(settled(reader)) | {"headline": shown.headline(reader)}

    seen = [now()]
    for act in (
        lambda: shown.choose(reader, "Left to right", "Coordinate ↔ Compete"),
        lambda: charts.click(reader, ["group", "Ukraine"]),
        lambda: shown.visit(reader, "Compare"),
        lambda: shown.choose(reader, "Axes", "Open ↔ Closed"),
        lambda: shown.visit(reader, "Statements"),
        lambda: shown.choose(reader, "Order", "oldest"),
    ):
        address = reader.url
        act()
        expect(reader).not_to_have_url(address)
        reader.keyboard.press("Escape")
        seen.append(now())
        assert seen[-1] != seen[-2]
    for before in reversed(seen[:-1]):
        reader.go_back()
        assert now() == before
    for after in seen[1:]:
        reader.go_forward()
        assert now() == after


def test_one_act_is_one_step_back(site, page, settled):
    start = f"{site}/?type=company&country=USA&since=2024-01-01"
    swapped = f"{start}&x=Openness&y=Regulation"
    reader = page(start)
    reader.get_by_role("button", name="Options").click()
    reader.get_by_role("button", name="Swap the axes").click()
    reader.keyboard.press("Escape")
    expect(reader).to_have_url(swapped)
    settled(reader).locator(".st-key-clear-all button").first.click()
    expect(reader).to_have_url(f"{site}/?x=Openness&y=Regulation")
    expect(reader.get_by_test_id("stMain")).to_contain_text("1,067 of 1,067 statements")
    for address in (swapped, start):
        settled(reader).go_back()
        expect(reader).to_have_url(address)
        expect(reader.get_by_test_id("stMain")).to_contain_text("104 of 1,067 statements")


def test_the_address_says_that_nobody_is_picked(site, page, settled):
    reader = page(f"{site}/statements")
    row = reader.locator(".st-key-actor-here")
    row.get_by_role("button", name="Clear all").click()
    expect(reader).to_have_url(f"{site}/statements?actor=")
    expect(shown.picked(settled(reader))).to_have_text("")
    reader.reload()
    expect(shown.picked(settled(reader))).to_have_text("")


def test_statements_narrow_to_the_picked_by_one_click(site, page, settled):
    reader = page(f"{site}/statements")
    # not what is read aloud of it
    seen = reader.get_by_test_id("stMain").locator("p:not([role=status])")
    everyone = seen.filter(has_text="1,067 of 1,067 statements")
    expect(everyone).to_be_visible()
    reader.get_by_role("button", name="Only these").click()
    expect(everyone).to_have_count(0)
    expect(reader).to_have_url(f"{site}/statements?whose=picked")
    reader.get_by_role("button", name="Show all 1,067").click()
    expect(everyone).to_be_visible()


def test_enter_takes_the_first_name_that_contains_what_was_typed(site, page, settled):
    reader = page(f"{site}/?by=speaker")
    field = reader.locator(".st-key-actor-here").get_by_role("combobox")
    field.fill("macron")
    first = reader.get_by_role("option").first
    expect(first).to_have_text("Emmanuel Macron")
    expect(reader.get_by_role("option").filter(has_text="Marc Andreessen")).to_have_count(0)
    field.press("Enter")
    expect(reader).to_have_url(re.compile(r"actor=Emmanuel\+Macron$"))
    expect(shown.picked(settled(reader))).to_have_text("Emmanuel Macron")


def test_a_facet_is_a_list_that_is_clicked(site, page, settled):
    reader = page(site)
    reader.get_by_role("button", name="Filter", exact=True).click()
    country = reader.get_by_role("group", name="Country", exact=True)
    country.get_by_role("button", name=re.compile("^All .*: Country$")).click()
    country.get_by_role("searchbox").fill("kazak")
    country.get_by_role("checkbox", name="Kazakhstan").check()
    expect(reader).to_have_url(f"{site}/?country=KAZ")
    expect(settled(reader).get_by_test_id("stMain")).to_contain_text("By actors of: Kazakhstan")
    expect(country.get_by_role("checkbox", name="Kazakhstan")).to_be_checked()


def test_choices_after_a_change_of_page_are_in_the_address(site, page, settled):
    reader = page(site)
    shown.visit(reader, "Compare")
    shown.choose(settled(reader), "Axes", "Open ↔ Closed")
    expect(reader).to_have_url(re.compile(r"/compare\?axis=Openness$"))
    reader.keyboard.press("Escape")
    shown.visit(settled(reader), "Statements")
    shown.choose(settled(reader), "Order", "oldest")
    expect(reader).to_have_url(re.compile(r"\bsort=oldest\b"))
    shown.visit(settled(reader), "Map")
    shown.choose(settled(reader), "Left to right", "Coordinate ↔ Compete")
    expect(reader).to_have_url(re.compile(r"\bx=Coordination\b"))


def test_the_page_of_the_list_is_in_the_link(site, page, settled, bundled):
    reader = page(f"{site}/statements?actor=")
    reader.get_by_role("button", name="Page 3", exact=True).click()
    expect(reader).to_have_url(re.compile(r"\bp=3\b"))
    permalink = shown.shared_link(settled(reader))
    assert ("p", "3") in asked(permalink)
    found = query.statements(bundled, query.Filters(), limit=20, offset=40).statement_id.tolist()
    for one in (reader, page(permalink)):
        assert shown.seen(one)["articles"] == found
    reader.get_by_label("Words").fill("climate")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"q=climate"))
    assert ("p", "1") in asked(shown.shared_link(settled(reader)))
    assert shown.seen(reader)["articles"]


def test_a_page_past_the_end_of_the_list_is_told(site, page):
    reader = page(f"{site}/statements?actor=France&p=999")
    expect(reader.get_by_test_id("stMain")).to_contain_text("There is no page 999")
    assert shown.seen(reader)["articles"]


def test_unknown_values_are_named(site, page):
    wrong = {
        "actor": "Atlantis",
        "type": "goverment",
        "since": "2025-13-01",
        "x": "Nope",
        "min": "0",
        "repeat": "twice",
        "averages": "maybe",
        "only": "maybe",
        "p": "zero",
    }
    reader = page(f"{site}/?{urlencode(wrong)}&actor=France")
    notice = reader.get_by_test_id("stAlert")
    for name, value in wrong.items():
        expect(notice.get_by_role("listitem").filter(has_text=f"{name}: {value}")).to_have_count(1)
    expect(shown.picked(reader)).to_have_text("France")
    reader.get_by_role("button", name="Dismiss").click()
    expect(notice).to_have_count(0)


def test_a_link_made_with_other_data_says_so(site, page, bundled):
    reader = page(f"{site}/statements?v=0123456789ab")
    notice = reader.get_by_test_id("stAlert")
    expect(notice).to_contain_text("0123456789ab")
    expect(notice).to_contain_text(bundled.version)


def test_a_link_of_excessive_length_shows_a_page(site, page, errors):
    actors = "&".join(["actor=France"] * 998 + ["actor=Atlantis"])
    reader = page(f"{site}/statements?{actors}&q={quote('open ' * 2000)}")
    assert reader.get_by_test_id("stException").count() == 0
    expect(shown.picked(reader)).to_have_text("France")
    expect(reader.get_by_test_id("stMain")).to_contain_text("of 1,067 statements")
    assert errors == []


def test_a_link_of_too_many_values_says_so(site, page):
    reader = page()
    reader.goto(f"{site}/?{'&'.join(['actor=France'] * 1000)}&q=open")
    expect(reader.locator("body")).to_contain_text("1,001 choices; at most 1,000")
    reader.get_by_role("link", name="first 1,000").click()
    expect(charts.chart(reader)).to_be_visible()
    expect(shown.picked(reader)).to_have_text("France")
