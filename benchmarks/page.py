"""Time from request to drawn chart in Chromium: first reader of a fresh server, then the next.

The clock is the browser's own: it starts at the navigation and stops at the first frame in which
the points of the map are in the page.
"""

import os
import shutil

import timing
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from serving import PATIENCE, ROOT, server

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: a reader's screen
SCREEN = {"width": 1440, "height": 900}
#: milliseconds since the navigation, once the chart has points; looked at in every frame
DRAWN = """() => document.querySelector(
  ".js-plotly-plot .scatterlayer .points path") && performance.now()"""


def drawn(context: BrowserContext, address: str) -> float:
    """Open the page in a new tab; seconds until its chart is drawn."""
    page = context.new_page()
    page.goto(f"http://{address}/", wait_until="commit")
    spent = page.wait_for_function(DRAWN, timeout=PATIENCE * 1000).json_value()
    page.close()
    return spent / 1000


def readers(browser: Browser, address: str) -> tuple[float, float, float]:
    """Seconds of the first reader, of a second one, and of the second when coming back."""
    first, second = (browser.new_context(viewport=SCREEN) for _ in range(2))
    found = drawn(first, address), drawn(second, address), drawn(second, address)
    first.close()
    second.close()
    return found


def main() -> None:
    parser = timing.options(__doc__.splitlines()[0], times=5)
    parser.add_argument("--data", default=str(ROOT / "data"), help="data set to show")
    chosen = parser.parse_args()
    path = os.environ.get("HUSTINGS_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)))
    found = []
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for _ in range(chosen.times):
            with server(HUSTINGS_DATA=chosen.data) as running:
                found.append(readers(browser, running.address))
        browser.close()
    cold, warm, back = zip(*found, strict=True)
    rows = [
        ("cold: first reader of a fresh server", timing.ms(cold)),
        ("warm: second reader, empty browser cache", timing.ms(warm)),
        ("warm: second reader comes back", timing.ms(back)),
    ]
    timing.table(("who opens the map", "request to drawn chart, ms"), rows)


if __name__ == "__main__":
    main()
