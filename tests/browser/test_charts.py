"""Charts: what a click does, and how they look on a desk and on a phone, light and dark."""

from itertools import combinations

import charts
import pytest
import shown
from playwright.sync_api import Page, expect

from hustings.pages import PAGES

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
#: pages with charts -> how many of them
CHARTS = {
    "": 1,
    "compare": 3,
    "grid": 1,
    "statements": 0,
    "actor": 2,
    "data": 0,
    "desk": 0,
    "method": 0,
    "agreement": 2,
    "landscape": 1,
    "divides": 3,
    "change": 2,
    "evidence": 4,
}


#: how many the bundled data pick on the first screen
PICKED = 5


def test_a_click_on_the_map_picks_and_a_second_lets_go(site, page, settled, errors):
    reader = page(f"{site}/?actor=France&actor=China")
    before = shown.headline(reader)
    charts.click(reader, ["group", "Malaysia"])
    expect(shown.picked(reader)).to_have_text("FranceChinaMalaysia")
    settled(reader)
    assert reader.url.endswith("?actor=France&actor=China&actor=Malaysia")
    assert "Malaysia" in shown.headline(reader)
    assert {"Malaysia", "France", "China"} >= set(
        reader.locator("article strong").all_inner_texts()
    )
    shown.choose(reader, "Statements by", "Malaysia")
    settled(reader)
    assert set(reader.locator("article strong").all_inner_texts()) == {"Malaysia"}

    charts.click(reader, ["group", "Malaysia"])
    expect(shown.picked(reader)).to_have_text("FranceChina")
    settled(reader)
    assert reader.url.endswith("?actor=France&actor=China")
    assert shown.headline(reader) == before
    # the average of a type is the type, which is picked beside the actors
    reader = page(f"{site}/?actor=France&actor=China&averages=true")
    charts.click(reader, ["average", "academia"])
    expect(shown.picked(reader)).to_have_text("FranceChinatype: academia")
    assert errors == []


def test_a_click_on_a_dot_keeps_to_its_axis_and_a_second_goes_back(site, page, settled):
    reader = page(f"{site}/compare?actor=France&actor=China")
    charts.click(reader, ["cell", "China", "Openness"])
    expect(reader).to_have_url(f"{site}/compare?actor=France&actor=China&axis=Openness")
    settled(reader)
    assert shown.headline(reader) == "France and China stand towards openness."
    charts.click(reader, ["cell", "France", "Openness"])
    expect(reader).to_have_url(f"{site}/compare?actor=France&actor=China")


def test_a_click_on_a_square_sets_its_pair_side_by_side(site, page, settled):
    reader = page(f"{site}/compare?actor=France&actor=United States&actor=China&actor=Meta")
    charts.click(reader, ["pair", "Meta", "China"], 1)
    expect(shown.picked(reader)).to_have_text("MetaChinaFranceUnited States")
    settled(reader)
    assert "actor=Meta&actor=China&actor=France&actor=United+States" in reader.url
    expect(reader.get_by_text("Meta and China, the first two picked")).to_be_visible()


def test_a_click_on_the_time_line_opens_the_statement(site, page, settled):
    reader = page(f"{site}/actor?actor=France")
    key = "fr-macron-2023-12-11-a"
    charts.click(reader, ["statement", key], 1)
    expect(reader).to_have_url(f"{site}/actor?actor=France&id={key}")
    settled(reader)
    expect(reader.locator("article").first).to_have_id(key)
    expect(page(shown.shared_link(reader)).locator("article").first).to_have_id(key)


@pytest.mark.parametrize("linked", PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desk", "dark")])
def test_how_a_page_looks_under_the_policy(site, page, settled, errors, linked, size, scheme):
    reader = page("", *SIZES[size], color_scheme=scheme)
    answer = reader.goto(f"{site}/{linked.path}")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    settled(reader)
    assert charts.all_of(reader).count() == CHARTS[linked.path]
    # what is folded away is unfolded to be looked at
    for fold in reader.locator("details:not([open])", has=charts.all_of(reader)).all():
        fold.locator("summary").first.click()
    settled(reader)
    fits(reader)
    if not linked.path:
        assert len(apart(reader)) == PICKED, "the picked alone are named"
    expect(reader.get_by_role("main")).not_to_be_empty()
    assert reader.get_by_test_id("stException").count() == 0
    assert reader.evaluate("stopped") == []
    assert errors == []


def fits(reader: Page) -> None:
    """Words and figures stay inside their frame, figures inside the page, and have their names."""
    for number in range(charts.all_of(reader).count()):
        notes, frame = charts.notes(reader, number)
        assert [note["text"] for note in notes if outside(note["box"], frame)] == []
        framing = {note["name"]: note for note in notes if note["name"] != "label"}
        assert framing["headline"]["box"][3] <= framing["subline"]["box"][1] + 1
        assert framing["subline"]["box"][3] <= framing["credit"]["box"][1]
        said = " ".join(shown.plain(framing[name]["text"]) for name in ("headline", "subline"))
        expect(reader.get_by_test_id("stPlotlyChart").nth(number)).to_have_accessible_name(said)
        column = reader.get_by_test_id("stMainBlockContainer").bounding_box()
        assert frame[2] <= column["x"] + column["width"]
    wide = "e => [e.scrollWidth - e.clientWidth, document.body.scrollWidth - innerWidth]"
    assert max(reader.get_by_test_id("stMain").evaluate(wide)) <= 0


def outside(box: list[float], frame: list[float]) -> bool:
    """Whether a box leaves another: less than a px is the rounding of letters."""
    left, top, right, bottom = box
    return (
        left < frame[0] - 1 or top < frame[1] - 1 or right > frame[2] + 1 or bottom > frame[3] + 1
    )


def touching(a: list[float], b: list[float]) -> bool:
    """Whether two boxes share more than half a px."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    along = min(a[3], b[3]) - max(a[1], b[1])
    return across > 0.5 and along > 0.5


def apart(reader: Page) -> list[str]:
    """Labels of the map touch nothing and are not cut; what they say."""
    notes, frame = charts.notes(reader)
    labels = [note for note in notes if note["name"] == "label"]
    assert [label["text"] for label in labels if outside(label["box"], frame)] == []
    pairs = combinations(labels, 2)
    assert [(a["text"], b["text"]) for a, b in pairs if touching(a["box"], b["box"])] == []
    others = [note for note in notes if note["name"] != "label" and note["text"]]
    assert [
        (label["text"], other["text"])
        for label in labels
        for other in others
        if touching(label["box"], other["box"])
    ] == []
    return [shown.plain(label["text"]) for label in labels]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("asked", "least"),
    [
        ("x=Inclusion&y=Coordination&interval=all&averages=true", {"desk": 6, "phone": 4}),
        ("by=speaker&actor=", {"desk": 15, "phone": 5}),
        (
            "x=Precaution&y=Regulation&actor=PauseAI&actor=Geoffrey Hinton&actor=France&actor=Meta"
            "&actor=European Commission&actor=Yoshua Bengio&actor=India&actor=Mozilla&actor=OpenAI",
            {"desk": 7, "phone": 7},
        ),
    ],
    ids=["crowded", "speakers", "nine picked"],
)
def test_labels_of_the_map_do_not_touch_and_none_is_cut(site, page, asked, least, size):
    assert len(apart(page(f"{site}/?{asked}", *SIZES[size]))) >= least[size]


def test_picked_groups_are_always_labelled(site, page):
    reader = page(f"{site}/?actor=PauseAI&actor=Geoffrey Hinton&actor=France", *SIZES["phone"])
    assert {"PauseAI", "Geoffrey Hinton", "France"} <= set(apart(reader))
