"""Real servers and a real browser: what the tests of this folder share.

Nothing here is skipped: without a browser these tests fail and say what is missing.
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import certificate
import pytest
from playwright.sync_api import Browser, Frame, Page, expect, sync_playwright
from servers import PATIENCE, servers

HERE = Path(__file__).parent
#: the browser stays off the network, and works as root
FLAGS = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: true once nothing on the page is about to change, for a number of frames in a row: a reply to
#: one run (the width that the browser reports) may start the next. Where the server is slow, the
#: run is over before its scripts have come: the figures are to be drawn, with their letters, and
#: the column measured.
CALM = """frames => {
  const app = document.querySelector("[data-testid=stApp]")
  const all = (which, are) => [...document.querySelectorAll(which)].every(are)
  const calm =
    app?.dataset.testScriptState === "notRunning" &&
    app.dataset.testConnectionState === "CONNECTED" &&
    !document.querySelector("[data-stale=true], [data-testid=stSkeleton]") &&
    all("[data-testid=stPlotlyChart]", (chart) => chart.querySelector(".main-svg")) &&
    all(".st-key-viewport", (measured) => measured.style.position === "absolute") &&
    document.fonts.status === "loaded"
  window.calmFrames = calm ? (window.calmFrames ?? 0) + 1 : 0
  return window.calmFrames > frames
}"""

#: gathers in `stopped` what the content security policy stops
WATCH = """window.stopped = []
document.addEventListener("securitypolicyviolation", (e) => {
  window.stopped.push(`${e.effectiveDirective} ${e.blockedURI}`)
})"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is marked as a test with a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


def _browser_path() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("HUSTINGS_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not shutil.which(found):
        pytest.fail(
            f"No browser for the browser tests: {found or ' or '.join(names)} is not there. Install"
            " Chromium (Debian: apt-get install chromium) or name it in HUSTINGS_CHROMIUM.",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def tls(tmp_path_factory) -> Path:
    """The folder of a certificate that `browser` trusts: `cert.pem` and `key.pem`."""
    return certificate.written(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="session")
def browser(tls) -> Iterator[Browser]:
    """The browser of this machine, without a window."""
    path = _browser_path()
    expect.set_options(timeout=PATIENCE * 1000)
    flags = (*FLAGS, certificate.trust(tls))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory) -> Iterator[Callable[..., str]]:
    """`serve(script="dashboard.py", **environment)` starts a fresh server and gives its address.

    `serve.running[address]` is its process.
    """
    with servers(tmp_path_factory.mktemp) as start:
        yield start


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of the dashboard on its bundled data: one server, which all tests may read.

    More is asked of it in a minute than one reader may ask.
    """
    with servers(tmp_path_factory.mktemp) as start:
        yield start(HUSTINGS_API_RATE="100000", HUSTINGS_PICTURE_RATE="100000")


@pytest.fixture
def errors() -> list[str]:
    """What went wrong in the pages of this test: console errors and uncaught exceptions."""
    return []


@pytest.fixture(scope="session")
def idle(browser) -> dict[str, list[Page]]:
    """Tabs that no test is reading, by what was asked of their browser.

    A tab that has shown a page shows the next one at less than half the cost: its scripts are
    compiled.
    """
    return defaultdict(list)


@pytest.fixture
def page(browser, idle, errors) -> Iterator[Callable[..., Page]]:
    """`page(address, width=1440, height=900, **context)` opens a page for a reader.

    The reader has no cookies, nothing stored and nobody else's tab; with `fresh=True` nothing in
    the cache either. `stopped` in the window gathers what the content security policy stops.

    The reader has asked for less motion: what moves while a page loads is drawn sixty times a
    second, without a graphics card, and that is a quarter of the work of a browser that shows it.
    """
    tabs = []

    def note(message) -> None:
        where = message.location.get("url", "")
        if message.type == "error":
            errors.append(f"{message.text} ({where})")

    def note_uncaught(error) -> None:
        errors.append(str(error))

    def opened(
        address: str = "", width: int = 1440, height: int = 900, fresh: bool = False, **options
    ) -> Page:
        kind = repr(sorted(options.items()))
        if idle[kind] and not fresh:
            new = idle[kind].pop()
        else:
            context = browser.new_context(**{"reduced_motion": "reduce", **options})
            context.set_default_timeout(PATIENCE * 1000)
            context.add_init_script(WATCH)
            new = context.new_page()
        new.set_viewport_size({"width": width, "height": height})
        new.on("console", note)
        new.on("pageerror", note_uncaught)
        tabs.append((kind, new))
        if address:
            new.goto(address)
            settled(new)
        return new

    yield opened
    for kind, tab in tabs:
        if tab.is_closed():
            tab.context.close()
            continue
        tab.remove_listener("console", note)
        tab.remove_listener("pageerror", note_uncaught)
        tab.unroute_all()
        if tab.url.startswith("http"):
            tab.evaluate("localStorage.clear(), sessionStorage.clear()")
        tab.goto("about:blank")
        tab.context.clear_cookies()
        idle[kind].append(tab)


def settled(page: Page | Frame, frames: int = 20) -> Page | Frame:
    """Wait until the app of a page or a frame has finished its run and shows the result."""
    page.evaluate("window.calmFrames = 0")
    page.wait_for_function(CALM, arg=frames, timeout=PATIENCE * 1000)
    return page


@pytest.fixture(name="settled")
def settled_fixture() -> Callable[..., Page]:
    """`settled(page)` waits for the end of the run that the last action started."""
    return settled
