"""Reading and touching what Plotly has drawn on a page."""

from collections.abc import Sequence

from playwright.sync_api import Locator, Page

#: the middle of the point with this customdata, in px of the window, after scrolling there
PLACE = """(chart, wanted) => {
  for (const [t, trace] of chart._fullData.entries()) {
    const i = (trace.customdata ?? []).findIndex((c) => c.join("\\n") === wanted.join("\\n"))
    if (i < 0) continue
    const { xaxis, yaxis } = chart._fullLayout
    const { x, y } = chart.calcdata[t][i]
    const spot = [xaxis._offset + xaxis.c2p(x), yaxis._offset + yaxis.c2p(y)]
    const main = chart.closest("[data-testid=stMain]")
    main.scrollBy({
      top: chart.getBoundingClientRect().top + spot[1] - innerHeight / 2, behavior: "instant",
    })
    const { left, top } = chart.getBoundingClientRect()
    return [left + spot[0], top + spot[1]]
  }
  throw new Error(`Nothing is drawn for ${wanted}.`)
}"""
#: name, text and box of every annotation, and the box of the whole figure
NOTES = """chart => {
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return [left, top, right, bottom]
  }
  const notes = [...chart.querySelectorAll(".annotation")].map((node) => {
    const { name, text } = chart._fullLayout.annotations[node.dataset.index]
    return { name, text, box: box(node.querySelector(".annotation-text")) }
  })
  return { notes, frame: box(chart.querySelector(".main-svg")) }
}"""


def all_of(page: Page) -> Locator:
    """The figures of a page from top to bottom."""
    return page.locator(".js-plotly-plot")


def chart(page: Page, number: int = 0) -> Locator:
    """One figure of a page."""
    return all_of(page).nth(number)


def click(page: Page, customdata: Sequence[str], number: int = 0) -> None:
    """Click on the point with this customdata, as a reader with a mouse would."""
    x, y = chart(page, number).evaluate(PLACE, list(customdata))
    page.mouse.move(x, y)
    # Plotly gives a click to the point whose hover text it shows.
    chart(page, number).locator(".hovertext").first.wait_for()
    page.mouse.click(x, y)


def notes(page: Page, number: int = 0) -> tuple[list[dict], list[float]]:
    """The annotations as they are drawn, `{name, text, box}`, and the box of the figure."""
    found = chart(page, number).evaluate(NOTES)
    return found["notes"], found["frame"]
