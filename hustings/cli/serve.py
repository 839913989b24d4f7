"""Command `hustings serve [SOURCE]`: start the dashboard's server (Streamlit)."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from hustings.bundle import ROOT
from hustings.cli.source import SourceType
from hustings.source import is_address

#: what the extra of the package brings, of which one stands for all
NEEDED = "streamlit"


@click.command()
@click.argument("source", metavar="[SOURCE]", required=False, type=SourceType(exists=True))
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--address", default="localhost", show_default=True, help="address to listen on")
@click.option("--browser/--no-browser", default=True, help="open the first page in a browser")
def serve(source: str | None, port: int, address: str, browser: bool) -> int:
    """Open the dashboard on SOURCE; without one, on HUSTINGS_DATA, or else on the bundled data."""
    if find_spec(NEEDED) is None:
        raise click.ClickException(
            'the server needs packages that are not installed: pip install "hustings[serve]"'
        )
    environment = dict(os.environ)
    if source is not None:
        environment["HUSTINGS_DATA"] = source if is_address(source) else str(Path(source).resolve())
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")),
        f"--server.port={port}",
        f"--server.address={address}",
        f"--server.headless={'false' if browser else 'true'}",
    ]
    if os.name == "posix":
        # The server takes this process's place, so that signals of whoever started it reach it.
        os.execve(sys.executable, command, environment)
    return subprocess.run(command, env=environment, check=False).returncode
