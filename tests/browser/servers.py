"""Real servers on loopback: their ports, their start and their end."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from ports import free_port

ROOT = Path(__file__).parents[2]
#: seconds within which anything happens, on a busy machine too
PATIENCE = 180


@contextmanager
def servers(folder: Callable[[str], Path]) -> Iterator[Callable[..., str]]:
    """`start(script="dashboard.py", **environment)` starts a server and gives its address.

    `start.running[address]` is its process; all end with the context.

    Parameters
    ----------
    folder : callable
        A new folder for what a server writes, `tmp_path_factory.mktemp`.
    """
    running = {}

    def start(script: str | Path = "dashboard.py", **environment: str) -> str:
        port = free_port()
        log = folder("server") / "output"
        own = {"HUSTINGS_DESK": f"sqlite:///{log.with_name('desk.sqlite')}"}
        command = [
            sys.executable, "-m", "streamlit", "run", str(script),
            "--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}",
            "--server.fileWatcherType=none", "--browser.gatherUsageStats=false",
        ]  # fmt: skip
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | own | environment,
                stdout=output,
                stderr=output,
            )
        below = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
        address = f"http://127.0.0.1:{port}/{below}".rstrip("/")
        running[address] = process
        await_answer(process, f"{address}/_stcore/health", log)
        return address

    start.running = running
    try:
        yield start
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def await_answer(process: subprocess.Popen, health: str, log: Path) -> None:
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
