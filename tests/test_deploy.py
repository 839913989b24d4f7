"""The files that hosts use, as far as they can be tried without Docker and systemd."""

import fnmatch
import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DOCKERFILE = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
#: run in a copy of what the image holds: a page, a figure, a page of another site that is refused
#: without asking anybody on the internet, and where the code came from
ASK = """\
import dashboard, hustings.preview, requests
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
# A busy machine may need longer for the first page than readers wait for its title.
hustings.preview.PATIENCE = 60
asked = []
requests.get = lambda *arguments, **options: asked.append(arguments)
with TestClient(dashboard.app) as reader:
    assert "<title>France and China" in reader.get("/?actor=France&actor=China").text
    assert reader.get("/charts/map.json").json()["data"]
    assert reader.get("/api/health").headers["content-type"] == "application/json"
    try:
        with reader.websocket_connect("/_stcore/stream", headers={"Origin": "https://other.example"}):
            raise SystemExit("let in")
    except WebSocketDisconnect:
        pass
    assert asked == []
print(hustings.__file__)
"""


def instructions(name: str) -> list[str]:
    """The arguments of all instructions of a name in the Dockerfile."""
    return re.findall(rf"^{name} (.*)$", DOCKERFILE, re.M)


def copies() -> list[tuple[str, str]]:
    """What the image copies: source and place, "." as /srv/hustings."""
    found = []
    for line in instructions("COPY"):
        *sources, place = line.split()
        for source in sources:
            folder = place.endswith("/")
            inside = os.path.join("/srv/hustings", place, Path(source).name if folder else "")
            found.append((source, os.path.normpath(inside)))
    return found


def ignored(path: str) -> bool:
    """Whether .dockerignore keeps a path from the image: the last rule that fits decides."""
    ways = [path, *map(str, Path(path).parents)]
    answer = False
    for rule in (ROOT / ".dockerignore").read_text().split("\n"):
        rule = rule.split("#")[0].strip()
        pattern = rule.removeprefix("!").removeprefix("**/")
        if rule and any(fnmatch.fnmatch(way, pattern) for way in ways):
            answer = not rule.startswith("!")
    return answer


def test_the_image_holds_a_dashboard_that_runs(tmp_path):
    for source, place in copies():
        assert (ROOT / source).exists()
        assert not ignored(source)
        new = tmp_path / place.lstrip("/")
        new.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, new, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, new)
    here = tmp_path / "srv/hustings"
    settings = dict(pair.split("=") for pair in " ".join(instructions("ENV")).split())
    # Else Streamlit asks a machine on the internet which address to print.
    assert settings["STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE"] == "true"
    settings["HUSTINGS_DATA"] = str(tmp_path / settings["HUSTINGS_DATA"].lstrip("/"))
    ran = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=here,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(here), "HOME": str(tmp_path)} | settings,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == str(here / "hustings/__init__.py")


@pytest.mark.parametrize("path", [".git/config", ".streamlit/secrets.toml", "tests/conftest.py"])
def test_nothing_else_gets_into_the_image(path):
    assert ignored(path)


def test_packages_are_one_on_a_line_as_community_cloud_wants_them():
    lines = (ROOT / "packages.txt").read_text().splitlines()
    assert "chromium" in lines
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", line) for line in lines)


def test_compose_gives_nginx_all_it_asks_for():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    template = (ROOT / "deploy/nginx.conf.template").read_text(encoding="utf-8")
    given = services["nginx"]["environment"]
    assert set(re.findall(r"\$\{(\w+)\}", template)) == {n for n in given if n.startswith("HUST")}
    address = {name: s["networks"]["inside"]["ipv4_address"] for name, s in services.items()}
    (subnet,) = compose["networks"]["inside"]["ipam"]["config"]
    assert len(set(address.values())) == 3
    assert all(ip_address(a) in ip_network(subnet["subnet"]) for a in address.values())
    port = re.search(r"STREAMLIT_SERVER_PORT=(\d+)", DOCKERFILE)[1]
    for name in ("first", "second"):
        assert given[f"HUSTINGS_{name.upper()}"] == f"{address[name]}:{port}"
        # The cookie and the rate limits rest on who nginx says asks.
        assert services[name]["environment"]["FORWARDED_ALLOW_IPS"] == address["nginx"]
        assert services["nginx"]["depends_on"][name] == {"condition": "service_healthy"}
    assert all("max-size" in service["logging"]["options"] for service in services.values())
    for mount in services["nginx"]["volumes"]:
        assert (ROOT / mount.split(":")[0]).is_file()


@contextmanager
def answering(status: int, kind: str, below: str = ""):
    """A server that answers every question in one way; gives its environment."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status if self.path == f"{below}/api/health" else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"STREAMLIT_SERVER_PORT": str(server.server_port)}
    server.shutdown()
    server.server_close()


def alive(environ: dict[str, str]) -> tuple[int, str]:
    """How the health check of the image ends, and what it says."""
    command = [sys.executable, ROOT / "deploy/alive.py"]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=30)
    return ran.returncode, ran.stderr


def test_the_health_check_tells_alive_from_dead():
    with answering(200, "application/json") as here:
        assert alive(here) == (0, "")
    assert alive(here)[0] == 1
    with answering(200, "application/json", "/hustings") as here:
        assert alive(here | {"STREAMLIT_SERVER_BASE_URL_PATH": "/hustings/"}) == (0, "")
        assert "404" in alive(here)[1]
    with answering(503, "application/json") as here:
        assert "503" in alive(here)[1]
    with answering(200, "text/html") as here:
        assert "text/html instead" in alive(here)[1]


def test_the_docs_name_every_file_for_hosts():
    docs = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
    files = [path.name for path in (ROOT / "deploy").iterdir() if path.is_file()]
    assert len(files) > 3
    for name in [*files, "Dockerfile", "compose.yaml", "packages.txt"]:
        assert name in docs
