"""Two replicas behind nginx, as compose.yaml sets them up, and a server below a path."""

import json
import re
import signal
import ssl
import time
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

import charts
import nginx
import pytest
import shown
from playwright.sync_api import expect
from plotly.offline import get_plotlyjs
from ports import free_port
from servers import PATIENCE

from hustings.web.assets import PLOTLY_PATH


def ask(address: str, context: ssl.SSLContext | None = None, **headers: str):
    """Headers and text of the answer to a program, whatever its status."""
    request = Request(address, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        answer = urlopen(request, timeout=PATIENCE, context=context)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.headers, answer.read().decode(errors="replace")


def sessions(replica: str) -> int:
    """How many readers have a page open on a replica."""
    return int(re.search(r"^active_sessions (\d+)", ask(f"{replica}/_stcore/metrics")[1], re.M)[1])


def until(true: Callable[[], bool]) -> None:
    """Wait for what no browser shows."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline


@pytest.fixture(scope="module")
def two(serve, tmp_path_factory):
    """The address of nginx, and those of the two replicas behind it."""
    replicas = [serve(), serve()]
    first, second = (address.removeprefix("http://") for address in replicas)
    port = free_port()
    process = nginx.start(
        tmp_path_factory.mktemp("nginx"),
        port,
        # tells the tests which replica has answered
        more="add_header X-Replica $upstream_addr always;",
        HUSTINGS_LISTEN=f"127.0.0.1:{port}",
        HUSTINGS_HOST="_",
        HUSTINGS_PATH="",
        HUSTINGS_FIRST=first,
        HUSTINGS_SECOND=second,
    )
    yield f"http://127.0.0.1:{port}", replicas
    nginx.stop(process)


def cookie_for(front: str, replica: str) -> str:
    """The cookie of a reader whom nginx sends to this replica."""
    for _ in range(200):
        reader = uuid4().hex
        headers, _ = ask(f"{front}/api/nothing", Cookie=f"hustings_reader={reader}")
        if f"http://{headers['x-replica']}" == replica:
            return reader
    raise AssertionError(f"No reader comes to {replica}")


def reader_of(page, front: str, replica: str, path: str):
    """A new reader's page, which this replica serves."""
    cookie = {"name": "hustings_reader", "value": cookie_for(front, replica), "url": front}
    reader = page()
    reader.context.add_cookies([cookie])
    before = sessions(replica)
    reader.goto(f"{front}/{path}")
    until(lambda: sessions(replica) == before + 1)
    return reader


def test_nginx_tells_readers_apart_and_spreads_them(two):
    front, replicas = two
    greeting = ask(front)[0]["set-cookie"]
    assert re.fullmatch(r"hustings_reader=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", greeting)
    assert ask(front)[0]["set-cookie"] != greeting
    assert "set-cookie" not in ask(front, Cookie=greeting.split(";")[0])[0]
    assert "set-cookie" in ask(front, Cookie="hustings_reader=another")[0]
    came = [
        ask(f"{front}/api/nothing", Cookie=f"hustings_reader={uuid4().hex}")[0]["x-replica"]
        for _ in range(100)
    ]
    assert min(came.count(replica.removeprefix("http://")) for replica in replicas) > 20


def test_programs_get_no_cookie_and_stay_with_one_replica(two):
    front, _ = two
    answers = [ask(f"{front}/charts/map.json?actor=France", User_Agent="R") for _ in range(3)]
    assert len({headers["x-replica"] for headers, _ in answers}) == 1
    for headers, text in answers:
        assert "set-cookie" not in headers
        assert json.loads(text)["data"]


def test_scripts_come_packed_and_nginx_keeps_metrics_to_itself(two):
    front, _ = two
    script = re.search(r"static/js/index\.[^\"]+\.js", ask(front)[1])[0]
    assert ask(f"{front}/{script}", Accept_Encoding="gzip")[0]["content-encoding"] == "gzip"
    assert "active_sessions" not in ask(f"{front}/_stcore/metrics")[1]


def test_an_address_that_comes_back_in_a_header_is_no_fault_of_a_replica(two):
    front, _ = two
    address = f"{front}/compare/?actor=France&other={'a' * 60_000}"
    # A page that is opened first may come before its title has been found.
    until(lambda: "<title>France on" in ask(address, User_Agent="crawler")[1])


def everything(reader) -> tuple:
    """What a page shows and where it is, to be compared with another page or time."""
    return reader.url, charts.notes(reader), shown.seen(reader)


def test_views_survive_the_death_of_their_replica(two, page, serve, settled, errors):
    front, (dying, staying) = two
    other = settled(reader_of(page, front, staying, "compare?actor=France&actor=China"))
    resting = settled(reader_of(page, front, dying, "?actor=Mozilla&x=Openness&since=2024-01-01"))
    acting = settled(reader_of(page, front, dying, "?actor=France&x=Openness&y=Precaution"))
    shown.choose(acting, "Left to right", "Coordinate ↔ Compete")
    expect(acting).to_have_url(re.compile(r"\bx=Coordination\b"))
    # the widgets of the link itself stand in the sidebar
    settled(acting).get_by_role("button", name="Filter", exact=True).click()
    words = acting.get_by_role("searchbox", name="Words")
    words.scroll_into_view_if_needed()
    expect(words).to_be_in_viewport()
    settled(acting)
    before = [everything(reader) for reader in (other, resting)]
    for reader in (resting, acting):
        reader.evaluate("window.sameWindow = true")
    assert errors == []
    # One more choice is made, and the replica dies before it can answer.
    replica = serve.running[dying]
    replica.send_signal(signal.SIGSTOP)
    words.fill("models")
    words.press("Enter")
    replica.kill()
    replica.wait()
    until(lambda: sessions(staying) == 3)
    assert [everything(reader) for reader in (other, settled(resting))] == before
    # The choice that found no answer was heard, and so is the first one of who had rested.
    expect(acting).to_have_url(re.compile(r"\bq=models\b"))
    shown.choose(resting, "Left to right", "Coordinate ↔ Compete")
    expect(resting).to_have_url(re.compile(r"\bx=Coordination\b"))
    for reader in (resting, acting):
        assert settled(reader).evaluate("window.sameWindow")
    link = shown.shared_link(acting)
    assert set(parse_qsl(urlsplit(link).query)) > {
        ("actor", "France"),
        ("q", "models"),
        ("x", "Coordination"),
        ("y", "Precaution"),
    }
    # with the sidebar closed, as who opens the link finds it
    acting.get_by_role("button", name="Filter (1)", exact=True).click()
    expect(words).not_to_be_in_viewport()
    assert charts.notes(page(link)) == charts.notes(settled(acting))
    # The page works on, and its files come from the other replica.
    acting.get_by_role("button", name="Download").first.click()
    expect(acting.get_by_test_id("stPopoverBody")).to_be_visible()
    settled(acting)
    with acting.expect_download() as download:
        acting.get_by_role("link", name="CSV (data)").click()
    assert "Coordination" in download.value.path().read_text(encoding="utf-8")
    assert all("<title>" in ask(front, User_Agent=f"new {i}")[1] for i in range(4))


@pytest.fixture(scope="module")
def below(serve, tls, tmp_path_factory):
    """The address of a dashboard at https://…/hustings, with a certificate of our own."""
    server = serve(STREAMLIT_SERVER_BASE_URL_PATH="hustings").removeprefix("http://")
    replica = server.removesuffix("/hustings")
    port = free_port()
    process = nginx.start(
        tmp_path_factory.mktemp("nginx"),
        port,
        more=f"ssl_certificate {tls}/cert.pem; ssl_certificate_key {tls}/key.pem;",
        HUSTINGS_LISTEN=f"127.0.0.1:{port} ssl",
        HUSTINGS_HOST="localhost",
        HUSTINGS_PATH="/hustings",
        HUSTINGS_FIRST=replica,
        HUSTINGS_SECOND=replica,
    )
    trusted = ssl.create_default_context(cafile=tls / "cert.pem")
    yield f"https://localhost:{port}/hustings", trusted
    nginx.stop(process)


def test_a_deep_link_below_a_path_and_with_tls(below, page, errors, bundled):
    site, _ = below
    reader = page(f"{site}/compare?actor=France&actor=China")
    expect(charts.chart(reader)).to_be_visible()
    link = shown.shared_link(reader)
    assert link.startswith(f"{site}/compare?")
    shown.visit(reader, "Map")
    expect(reader).to_have_url(re.compile(rf"^{site}/\?"))
    assert f"v={bundled.version}" in link
    assert errors == []


def test_files_and_previews_below_a_path_and_with_tls(below):
    site, trusted = below
    assert ask(f"{site}/{PLOTLY_PATH}", trusted)[1] == get_plotlyjs()
    assert json.loads(ask(f"{site}/charts/compare.json?actor=France", trusted)[1])["data"]
    address = f"{site}/compare?actor=France&actor=China"
    # A page that is opened first may come before its preview has been worked out.
    until(lambda: "canonical" in ask(address, trusted)[1])
    head, html = ask(address, trusted)
    assert "Path=/hustings/;" in head["set-cookie"]
    assert f'<link rel="canonical" href="{site}/compare?' in html
    assert f'content="{site}/charts/compare.png?' in html
    # Without the slash, readers get there with their choices.
    until(lambda: "France" in ask(f"{site}?actor=France", trusted)[1])
