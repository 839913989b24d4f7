"""Map in a browser: zoom, lasso, crowds, whose mark a click meets, names that stay in place."""

from collections.abc import Callable

import charts
import pytest
import shown
from playwright.sync_api import Page, expect
from slow_line import slow_line

#: px in which the whole map is seen: nothing scrolls while the mouse draws
TALL = 1400
#: what is in the window, and what dragging does
RANGES = "c => [...c._fullLayout.xaxis.range, ...c._fullLayout.yaxis.range]"
DRAGS = "how => document.querySelector('.js-plotly-plot')?._fullLayout?.dragmode === how"
#: place of every mark that can be clicked, by the middle of its shape as it is drawn
MARKS = """chart => chart._fullData.flatMap((trace, t) =>
  (trace.customdata ?? []).map((said, i) => {
    const { xaxis, yaxis } = chart._fullLayout
    const { x, y } = chart.calcdata[t][i]
    const { left, top } = chart.getBoundingClientRect()
    return { said, x: left + xaxis._offset + xaxis.c2p(x), y: top + yaxis._offset + yaxis.c2p(y) }
  }))"""
HOVERED = """([said]) => {
  const point = document.querySelector(".js-plotly-plot")._hoverdata?.[0]
  return point?.customdata?.join("\\n") === said.join("\\n")
}"""
#: looks, in every frame until told to stop, how far each name is from where it belongs beside its
#: mark: the mark's own middle, and the px by which the figure puts the name beside it
WATCH_NAMES = """
window.names = { frames: 0, worst: 0, at: "" }
const look = () => {
  requestAnimationFrame(look)
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    const layout = chart._fullLayout
    const drawn = chart.querySelectorAll(".scatterlayer .points path").length
    const notes = [...chart.querySelectorAll(".annotation")].filter(
      (node) => layout?.annotations?.[node.dataset.index]?.name === "label")
    if (!drawn || !notes.length || !chart.calcdata) continue
    window.names.frames += 1
    const marks = {}
    for (const points of chart.querySelectorAll(".scatterlayer .points path")) {
      const told = points.__data__
      const said = told?.trace?.customdata?.[told.i] ?? told?.data
      if (said) {
        const { left, right, top, bottom } = points.getBoundingClientRect()
        marks[said[1]] = [(left + right) / 2, (top + bottom) / 2]
      }
    }
    for (const node of notes) {
      const { text, xanchor, yanchor, xshift, yshift } = layout.annotations[node.dataset.index]
      const name = new DOMParser().parseFromString(text, "text/html").querySelector("b").innerText
      const mark = marks[name]
      const { left, right, top, bottom } =
        node.querySelector(".annotation-text").getBoundingClientRect()
      if (!mark || right === left) continue
      const x = { left, right, center: (left + right) / 2 }[xanchor] - xshift
      const y = { top, bottom, middle: (top + bottom) / 2 }[yanchor] + yshift
      const far = Math.hypot(x - mark[0], y - mark[1])
      if (far > window.names.worst) window.names = { ...window.names, worst: far, at: name }
    }
  }
}
look()
"""


def dragging(reader: Page, settled: Callable, how: str, mode: str) -> list[float]:
    """Choose what dragging does; the box of the plot."""
    reader.get_by_role("radio", name=how, exact=True).click()
    reader.wait_for_function(DRAGS, arg=mode)
    settled(reader)
    box = reader.locator(".nsewdrag").first.bounding_box()
    return [box["x"], box["y"], box["width"], box["height"]]


def draw(reader: Page, plot: list[float], *shares: tuple[float, float]) -> None:
    """Drag through places of the plot, given as shares of its width and height."""
    left, top, width, height = plot
    places = [(left + x * width, top + y * height) for x, y in shares]
    reader.mouse.move(*places[0])
    reader.mouse.down()
    for place in places[1:]:
        reader.mouse.move(*place, steps=5)
    reader.mouse.up()


def test_a_box_zooms_and_the_link_opens_the_same_part(site, page, settled, errors):
    reader = page(f"{site}/?actor=France&actor=China", height=TALL)
    draw(reader, dragging(reader, settled, "Zoom", "select"), (0.5, 0.1), (0.9, 0.6))
    whole = reader.get_by_role("button", name="Whole map")
    expect(whole).to_be_visible()
    settled(reader)
    seen = charts.chart(reader).evaluate(RANGES)
    assert seen == pytest.approx([0, 1.04, -0.26, 1.04], abs=0.03)
    other = page(shown.shared_link(reader))
    assert charts.chart(other).evaluate(RANGES) == seen
    whole.click()
    expect(whole).to_have_count(0)
    settled(reader)
    assert charts.chart(reader).evaluate(RANGES) == [-1.3, 1.3, -1.3, 1.3]
    assert "zoom" not in reader.url
    assert errors == []


def test_a_lasso_picks_those_in_it_beside_those_picked(site, page, settled, errors):
    reader = page(f"{site}/?actor=France", height=TALL)
    plot = dragging(reader, settled, "Lasso", "lasso")
    mark = next(m for m in charts.chart(reader).evaluate(MARKS) if m["said"][1] == "United States")
    x, y = (mark["x"] - plot[0]) / plot[2], (mark["y"] - plot[1]) / plot[3]
    near = 0.02
    corners = [
        (x - near, y - near),
        (x + near, y - near),
        (x + near, y + near),
        (x - near, y + near),
    ]
    draw(reader, plot, *corners, corners[0])
    expect(shown.picked(reader)).to_have_text("FranceUnited States")
    settled(reader)
    assert "United States" in shown.headline(reader)
    assert errors == []


def test_a_click_in_a_crowd_lists_its_members(site, page, settled, errors):
    reader = page(f"{site}/?actor=France")
    marks = charts.chart(reader).evaluate(MARKS)
    # each once, though the middle of a covered mark is a mark of its own
    groups = list({mark["said"][1]: mark for mark in marks if mark["said"][0] == "group"}.values())
    # those at one place are drawn side by side: the two that are nearest to each other
    pairs = [
        ((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2, a["said"][1], b["said"][1])
        for i, a in enumerate(groups)
        for b in groups[:i]
        if "France" not in (a["said"][1], b["said"][1])
    ]
    _, one, other = min(pairs)
    charts.click(reader, ["group", one])
    listed = reader.get_by_role("radio", name=other, exact=True)
    expect(listed).to_be_visible()
    listed.click()
    expect(shown.picked(reader)).to_have_text(f"France{one}{other}")
    settled(reader)
    assert errors == []


def test_the_middle_of_a_mark_is_its_own_to_click(site, page):
    reader = page(f"{site}/?actor=France&actor=China", height=TALL)
    for mark in charts.chart(reader).evaluate(MARKS):
        reader.mouse.move(mark["x"], mark["y"])
        reader.wait_for_function(HOVERED, arg=[mark["said"]])


@pytest.mark.parametrize("width", [320, 360, 390, 480, 640, 768, 1024, 1280, 1440, 1920])
def test_names_are_at_their_marks_in_every_frame(site, page, settled, width):
    reader = page(width=width, fresh=True, reduced_motion="no-preference")
    reader.add_init_script(WATCH_NAMES)
    with slow_line(site) as line:
        reader.goto(f"{line}/?actor=France&actor=China&actor=United+States&actor=Capgemini")
        reader.locator(".scatterlayer .points path").first.wait_for()
        settled(reader)
        found = reader.evaluate("window.names")
    reader.context.close()
    assert found["frames"] > 0
    assert found["worst"] < 4, found
