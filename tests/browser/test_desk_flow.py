"""Two coders, a difference settled by one key, a publication, and the point on the map moves."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hustings.dataset import open_dataset
from hustings.desk.desk import Desk
from hustings.desk.store import Store

ARTICLE = """Night work divides the harbour
Coast Courier, 4 February 2026

“Ships do not wait for the morning,” said Mira Holt, director of the Port Authority.
"""
POSITIONS = """statement_id,date,actor,axis,stance
a,2026-01-05,Port Authority,Night shifts,-0.5
a,2026-01-05,Port Authority,Shore power,0.5
b,2026-01-06,Dockers' Union,Night shifts,-1
b,2026-01-06,Dockers' Union,Shore power,1
c,2026-01-07,Town of Brill,Night shifts,0.5
c,2026-01-07,Town of Brill,Shore power,-0.5
"""
AXES = """axis,name,low,high,low_means,high_means
Night shifts,Night shifts,End,Allow,no work at night,ships are loaded at night
Shore power,Shore power,Later,First,not now,before anything else
"""
#: where the point of an actor lies on the first axis
PLACE = """([chart, actor]) => {
  for (const trace of chart._fullData) {
    const i = (trace.customdata ?? []).findIndex((c) => [c].flat().includes(actor))
    if (i >= 0) return trace.x[i]
  }
}"""


@pytest.fixture
def harbour(serve, tmp_path):
    """The address of a server on a small data set with an empty desk; the desk, the folder."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "positions.csv").write_text(POSITIONS, encoding="utf-8")
    (folder / "axes.csv").write_text(AXES, encoding="utf-8")
    where = f"sqlite:///{tmp_path}/desk.sqlite"
    store = Store(where)
    site = serve(
        HUSTINGS_DESK=where, HUSTINGS_DATA=str(folder), HUSTINGS_STORE=str(tmp_path / "store")
    )
    yield site, Desk(store), folder
    store.close()


def on_map(reader: Page, actor: str) -> float:
    chart = reader.locator(".js-plotly-plot").first.element_handle()
    return reader.evaluate(PLACE, [chart, actor])


def code(reader: Page, keys: str, settled) -> None:
    """Judge the first statement that is open, and say that one is done."""
    expect(reader.locator(".desk-card h3")).to_have_text("Ships do not wait for the morning,")
    for key in (*keys, "Enter"):
        reader.keyboard.press(key)
    expect(reader.locator(".desk-legend")).to_contain_text("1 of 1 statements judged by you")
    reader.keyboard.press("d")
    expect(reader.get_by_text("can no longer be changed then")).to_be_visible()
    reader.keyboard.press("y")
    expect(reader.get_by_text("You are done with this article")).to_be_visible()
    settled(reader)


def sit(reader: Page, name: str) -> None:
    reader.get_by_label("Your name").fill(name)
    reader.keyboard.press("Enter")
    expect(reader.get_by_text(f"{name}, owner")).to_be_visible()


def test_from_two_coders_to_a_point_that_moves(harbour, page, settled, errors):
    site, desk, folder = harbour
    before = page(f"{site}/?x=Night shifts&y=Shore power")
    assert on_map(before, "Port Authority") == pytest.approx(-0.5)

    ann = page(f"{site}/desk")
    sit(ann, "Ann")
    ann.get_by_label("Paste the text of an article").fill(ARTICLE)
    ann.get_by_role("button", name="Read it").press("Enter")
    ann.get_by_role("button", name="Put it on the desk").press("Enter")
    code(ann, "5", settled)
    (statement,) = desk.statements()
    assert statement["actor"] == "Port Authority"

    bo = page(f"{site}/desk?view=article", width=1280, height=720)
    sit(bo, "Bo")
    # the words are there, and nobody's codes
    expect(bo.locator(".desk-text mark.marked")).to_have_count(1)
    assert {row["coder"] for row in desk.codes("Bo")} == set()
    code(bo, "3", settled)

    bo.get_by_role("radio", name="Differences").click()
    expect(bo.get_by_text("1 difference to settle.")).to_be_visible()
    shown = bo.locator(".st-key-difference")
    expect(shown).to_contain_text("ships are loaded at night")
    for each in ("Ann", "Allow", "Bo", "both or between"):
        expect(shown).to_contain_text(each)
    settled(bo)
    bo.keyboard.press("5")
    expect(bo.get_by_text("Nothing is left to settle; 1 settled.")).to_be_visible()
    assert desk.state()["code"][(statement["id"], "Night shifts", "agreed")]["stance"] == 1

    bo.get_by_role("radio", name="Publish").click()
    expect(bo.get_by_text("Statements: 1 new, 0 changed, 0 gone.")).to_be_visible()
    settled(bo)
    bo.get_by_role("button", name="Publish", exact=True).click()
    bo.get_by_role("link", name="See it on the map").click()
    bo.wait_for_url(lambda address: "/desk" not in address)
    settled(bo)
    after = page(f"{site}/?x=Night shifts&y=Shore power")
    # the mean of -0.5 and 1
    assert on_map(after, "Port Authority") == pytest.approx(0.25)
    assert open_dataset(Path(folder)).rows == 7
    assert errors == []


def test_a_statement_is_checked_by_one_key(harbour, page, settled, errors):
    site, desk, folder = harbour
    reader = page(f"{site}/desk?view=check", width=390, height=844)
    sit(reader, "Cy")
    card = reader.locator(".st-key-check")
    expect(card).to_be_visible()
    settled(reader)
    assert reader.evaluate("document.documentElement.scrollWidth") == 390
    for number, key in enumerate("12345u"):
        reader.keyboard.press(key)
        left = 4 if key == "u" else number + 1
        expect(
            reader.get_by_text(f"{left // 2} of 3 statements checked, drawn at random")
        ).to_be_visible()
        expect(card.locator("strong").last).to_be_visible()
        settled(reader)
    assert sorted(row["stance"] for row in desk.checks(who="Cy")) == [-1, -0.5, 0, 0.5]
    assert errors == []
