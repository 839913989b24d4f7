"""nginx with the configuration of deploy/ in front of servers on loopback."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from servers import PATIENCE

DEPLOY = Path(__file__).parents[2] / "deploy"
#: around the file of deploy/: Debian's main file, but everything in one folder
MAIN = """\
{user}
daemon off;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 256; }}
http {{
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  {more}
  include hustings.conf;
}}
"""
_VARIABLE = re.compile(r"\$\{(HUSTINGS_\w+)\}")


def rendered(template: str, values: dict[str, str]) -> str:
    """A template of deploy/ with its variables, as envsubst fills it; none may lack a value."""
    text = (DEPLOY / template).read_text(encoding="utf-8")
    return _VARIABLE.sub(lambda found: values[found[1]], text)


def program() -> str:
    """The nginx of this machine; Debian keeps it where only root looks."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert found, "nginx is not there. Debian: apt-get install nginx-light"
    return found


def start(folder: Path, port: int, more: str = "", **values: str) -> subprocess.Popen:
    """nginx in its own folder, answering on the port when this returns.

    Parameters
    ----------
    folder : Path
        For its configuration, logs and temporary files.
    port : int
        The port that HUSTINGS_LISTEN names.
    more : str
        Directives for the http block.
    **values
        The variables of nginx.conf.template.
    """
    (folder / "hustings.conf").write_text(rendered("nginx.conf.template", values))
    # The workers of root would be somebody who may not write to the folder.
    user = "user root root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(user=user, more=more))
    command = [program(), "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    process = subprocess.Popen(command)
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return process
    stop(process)
    raise AssertionError((folder / "error.log").read_text())


def stop(process: subprocess.Popen) -> None:
    """End nginx and its workers."""
    process.terminate()
    process.wait(timeout=10)
