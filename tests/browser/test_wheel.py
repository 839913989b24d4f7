"""The wheel in fresh environments: the library at its lowest versions, the server at the newest."""

import csv
import json
import os
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest
from ports import free_port
from servers import ROOT, await_answer

import hustings

TABLE = """\
actor,axis,stance,quote
Ann,Tax,1,raise it
Bob,Tax,-1,cut it
Ann,Rail,0.5,more trams
Bob,Rail,1,more roads
"""
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]


def make(folder: Path, what: str, *options: str | Path) -> Path:
    """A new environment with what is named installed in it: the folder of its commands."""
    venv.create(folder, with_pip=False)
    # Debian's Python has no ensurepip; this environment's pip fills the other one.
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    # Most of what is installed is never imported here: to compile it all takes as long again.
    pip("--python", commands / "python", "install", "--no-compile", *options, what)
    return commands


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", ROOT, "--no-deps", "--no-build-isolation", "--wheel-dir", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def lowest(tmp_path_factory) -> Path:
    """Constraints to the lower end of every range that the library has."""
    found = (re.match(r"([\w-]+)(?:\[.*\])?>=([^,]+)", line) for line in PROJECT["dependencies"])
    lines = [f"{match[1]}=={match[2]}" for match in found if match]
    assert len(lines) > 10
    path = tmp_path_factory.mktemp("lowest") / "constraints.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def environments(wheel, lowest, tmp_path_factory) -> Iterator[dict[str, Future[Path]]]:
    """The environments by their names, made side by side: most of it is waiting."""
    wanted = {
        "lowest": (str(wheel), "--constraint", lowest),
        "newest": (f"{wheel}[serve]", "--upgrade"),
    }
    folders = {name: tmp_path_factory.mktemp(name) for name in wanted}
    with ThreadPoolExecutor() as threads:
        yield {name: threads.submit(make, folders[name], *what) for name, what in wanted.items()}


@pytest.fixture
def elsewhere(tmp_path) -> Path:
    """A folder that is not the repository, with a table in it."""
    (tmp_path / "my.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def call(commands: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """A command of the installed package, which must not find the checkout."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("HUSTINGS_", "PYTHON"))}
    return subprocess.run(
        [commands / "hustings", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip


def test_the_library_alone_at_its_lowest_versions(environments, elsewhere):
    commands = environments["lowest"].result()
    checked = call(commands, elsewhere, "check", "my.csv")
    assert (checked.stdout, checked.returncode) == ("4 of 4 rows can be used; no problems\n", 0)
    drawn = call(commands, elsewhere, "chart", "my.csv", "map", "--x", "Tax", "--y", "Rail",
                 "-o", "map.csv")  # fmt: skip
    assert drawn.returncode == 0, drawn.stderr
    rows = list(csv.reader((elsewhere / "map.csv").open(encoding="utf-8-sig")))
    assert [row[0] for row in rows] == ["actor", "Ann", "Bob"]
    assert [row[rows[0].index("Tax: position")] for row in rows[1:]] == ["1", "-1"]
    reported = call(commands, elsewhere, "report", "my.csv", "--page", "compare", "-o", "r.html",
                    "--actor", "Ann", "--actor", "Bob")  # fmt: skip
    assert reported.returncode == 0, reported.stderr
    assert "Ann and Bob" in (elsewhere / "r.html").read_text(encoding="utf-8")
    refused = call(commands, elsewhere, "serve", "my.csv")
    assert refused.returncode == 2 and 'pip install "hustings[serve]"' in refused.stderr
    code = "import hustings; print(len(hustings.statements(hustings.open())))"
    opened = subprocess.run(
        [commands / "python", "-c", code], cwd=elsewhere, capture_output=True, text=True
    )
    bundled = hustings.open(ROOT / "data")
    assert opened.stdout.strip() == str(len(hustings.statements(bundled))), opened.stderr


def test_the_server_at_the_newest_versions(environments, elsewhere):
    commands = environments["newest"].result()
    port, log = free_port(), elsewhere / "log"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("HUSTINGS_", "PYTHON"))}
    command = [commands / "hustings", "serve", "my.csv", "--port", str(port), "--no-browser",
               "--address", "127.0.0.1"]  # fmt: skip
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=elsewhere, env=environment, stdout=output, stderr=output
        )
    try:
        await_answer(server, f"http://127.0.0.1:{port}/api/ready", log)
        ready = json.load(urlopen(f"http://127.0.0.1:{port}/api/ready"))
        assert (ready["status"], ready["title"], ready["outdated"]) == ("ready", "My", [])
        answer = json.load(urlopen(f"http://127.0.0.1:{port}/api/positions?axis=Tax"))
        assert {row["group"]: row["position"] for row in answer["data"]} == {"Ann": 1, "Bob": -1}
        page = urlopen(f"http://127.0.0.1:{port}/compare?actor=Ann&actor=Bob").read().decode()
        assert "<title>Ann and Bob on 2 axes · Hustings</title>" in page
    finally:
        server.terminate()
        server.wait(timeout=30)
