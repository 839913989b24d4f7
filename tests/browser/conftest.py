"""Real servers and a real browser: what the tests of this folder share.

Nothing here is skipped: without a browser these tests fail and say what is missing.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Frame, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
#: seconds that a server may take to start, on a busy machine too
PATIENCE = 60
#: the browser stays off the network, and works as root
FLAGS = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: on a deep link to a page, Streamlit first looks for its server below that page and gets a 404
PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
#: true once nothing on the page is about to change, for a number of frames in a row: a reply to
#: one run (the width that the browser reports) may start the next
CALM = """frames => {
  const app = document.querySelector("[data-testid=stApp]")
  const calm =
    app?.dataset.testScriptState === "notRunning" &&
    app.dataset.testConnectionState === "CONNECTED" &&
    !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
  window.calmFrames = calm ? (window.calmFrames ?? 0) + 1 : 0
  return window.calmFrames > frames
}"""


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
def browser() -> Iterator[Browser]:
    """The browser of this machine, without a window."""
    path = _browser_path()
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory) -> Iterator[Callable[..., str]]:
    """`serve(script="dashboard.py", **environment)` starts a fresh server and gives its address.

    `serve.running[address]` is its process.
    """
    running = {}

    def start(script: str | Path = "dashboard.py", **environment: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = tmp_path_factory.mktemp("server") / "output"
        command = [
            sys.executable, "-m", "streamlit", "run", str(script),
            "--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}",
            "--server.fileWatcherType=none", "--browser.gatherUsageStats=false",
        ]  # fmt: skip
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | environment, stdout=output, stderr=output
            )
        below = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
        address = f"http://127.0.0.1:{port}/{below}".rstrip("/")
        running[address] = process
        _await(process, f"{address}/_stcore/health", log)
        return address

    start.running = running
    yield start
    for process in running.values():
        process.terminate()
    for process in running.values():
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen, health: str, log: Path) -> None:
    """Wait until the server answers; fail with what it wrote if it ends or stays silent."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(URLError, OSError), urlopen(health, timeout=5) as answer:
            if answer.status == 200:
                return
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
            break
    pytest.fail(f"The server did not start.\n{log.read_text(errors='replace')}", pytrace=False)


@pytest.fixture(scope="module")
def site(serve) -> str:
    """The address of the dashboard on its bundled data."""
    return serve()


@pytest.fixture
def errors() -> list[str]:
    """What went wrong in the pages of this test: console errors and uncaught exceptions."""
    return []


@pytest.fixture
def page(browser, errors) -> Iterator[Callable[..., Page]]:
    """`page(address, width=1440, height=900, **context)` opens a fresh reader's page."""
    contexts = []

    def note(message) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not PROBE.search(where):
            errors.append(f"{message.text} ({where})")

    def opened(address: str = "", width: int = 1440, height: int = 900, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        new = context.new_page()
        new.on("console", note)
        new.on("pageerror", lambda error: errors.append(str(error)))
        if address:
            new.goto(address)
            settled(new)
        return new

    yield opened
    for context in contexts:
        context.close()


def settled(page: Page | Frame, frames: int = 20) -> Page | Frame:
    """Wait until the app of a page or a frame has finished its run and shows the result."""
    page.evaluate("window.calmFrames = 0")
    page.wait_for_function(CALM, arg=frames, timeout=PATIENCE * 1000)
    return page


@pytest.fixture(name="settled")
def settled_fixture() -> Callable[..., Page]:
    """`settled(page)` waits for the end of the run that the last action started."""
    return settled
