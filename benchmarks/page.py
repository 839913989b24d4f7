"""Time from link to drawn chart in Chromium: the map, a bare page of Streamlit, the map in Dash.

The clock is the browser's own: it starts at the navigation and stops at the first frame in which
the points of the chart are in the page. The bare page has the map's widgets and its figure, as
`rerun.py` finds them (`bare.py`); Dash has the figure alone. The three take turns in one run, once
with an empty cache of the browser and once with a filled one. Needs Dash: `pip install dash`.
"""

import json
import os
import shutil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import timing
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from rerun import describe
from serving import PATIENCE, ROOT, Reader, running, server

HERE = Path(__file__).parent
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


def reader(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds of a reader whose browser has nothing of the page, and when coming back."""
    context = browser.new_context(viewport=SCREEN)
    found = drawn(context, address), drawn(context, address)
    context.close()
    return found


def main() -> None:
    parser = timing.options(__doc__.splitlines()[0], times=5)
    parser.add_argument("--data", default=str(ROOT / "data"), help="data set to show")
    chosen = parser.parse_args()
    path = os.environ.get("HUSTINGS_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)))
    flags = ["--no-sandbox", "--disable-background-networking"]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=flags) as browser,
        TemporaryDirectory() as folder,
        server(HUSTINGS_DATA=chosen.data) as ours,
    ):
        said = Path(folder) / "bare.json"
        with Reader(ours) as first:
            said.write_text(json.dumps(describe(first)))
        peers = {"HUSTINGS_BARE": str(said)}
        with (
            server(HERE / "bare.py", **peers) as bare,
            running(["{python}", str(HERE / "dash_map.py"), "{port}"], "/", **peers) as dash,
        ):
            pages = {"the map": ours, "bare page of Streamlit": bare, "the figure in Dash": dash}
            found = {name: [] for name in pages}
            # The first round fills the servers' own memory and is not counted.
            for i in range(chosen.times + 1):
                for name, each in pages.items():
                    seconds = reader(browser, each.address)
                    found[name] += [seconds] if i else []
    rows = []
    for name, series in found.items():
        empty, filled = zip(*series, strict=True)
        row = [name, timing.ms(empty), timing.ms(filled)]
        for seconds, at in ((empty, 0), (filled, 1)):
            base = [each[at] for each in found["bare page of Streamlit"]]
            row.append(f"{median(seconds) / median(base):.2f}")
        rows.append(row)
    head = ("page", "empty cache, ms", "filled, ms", "empty, of bare", "filled, of bare")
    timing.table(head, rows)


if __name__ == "__main__":
    main()
