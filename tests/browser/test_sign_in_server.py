"""Signing in with a real OpenID provider on loopback, through the whole way and back."""

import json
import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
import shown
from itsdangerous import URLSafeTimedSerializer
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import expect
from servers import PATIENCE

COOKIE = "_streamlit_user"
SECRET = "only for this test: 0123456789abcdef0123456789abcdef"
CLOSED = ("/", "/compare", "/api/axes", "/charts/map.png", "/report", "/mcp", "/_stcore/metrics")
WORDS = re.compile("Regulation|Openness|China|Meta|Who stands where", re.IGNORECASE)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of an OpenID provider that knows everybody."""
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def site(serve, provider, tmp_path_factory) -> str:
    """A dashboard whose readers must sign in."""
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    secrets.write_text(
        f"""HUSTINGS_SIGN_IN = true
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "hustings"
client_secret = "loopback"
server_metadata_url = "{provider}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    return serve(STREAMLIT_SECRETS_FILES=str(secrets))


def ask(address: str, cookies: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Status, media type and text of what a program gets."""
    sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
    try:
        answer = urlopen(Request(address, headers=sent), timeout=PATIENCE)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers["Content-Type"], answer.read().decode(errors="replace")


def cookies(reader) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in reader.context.cookies()}


def signed(value: object, secret: str = SECRET) -> dict[str, str]:
    """The cookie of a signed-in reader, as Streamlit makes it."""
    return {COOKIE: URLSafeTimedSerializer(secret, salt=COOKIE).dumps(json.dumps(value))}


def test_who_has_not_signed_in_sees_nothing(site):
    for path in CLOSED:
        status, media, text = ask(site + path)
        assert (path, status, media) == (path, 401, "application/problem+json")
        assert not WORDS.search(text)
    assert ask(f"{site}/api/health")[0] == 200
    assert set(json.loads(ask(f"{site}/api/ready")[2])) == {"status", "pictures"}


def test_forged_cookies_open_nothing(site):
    user = {"is_logged_in": True, "origin": site, "sub": "eve"}
    assert ask(f"{site}/", signed(user))[0] == 200
    forged = [
        signed(user, "another secret"),
        signed(user | {"is_logged_in": False}),
        signed(user | {"origin": "http://elsewhere.example"}),
        signed("is_logged_in"),
        {COOKIE: signed(user)[COOKIE][:-2]},
        {COOKIE: json.dumps(user)},
        {COOKIE: "%00é"},
    ]
    for cookie in forged:
        assert ask(f"{site}/", cookie)[0] == 401, cookie


def test_in_and_out(site, provider, page, settled):
    reader = page()
    tried = []
    reader.on("websocket", lambda socket: tried.append(socket.url))
    answer = reader.goto(f"{site}/compare?actor=France&actor=Meta")
    assert answer.status == 401
    assert not WORDS.search(reader.title()) and not WORDS.search(
        reader.locator("body").inner_text()
    )
    assert reader.locator("meta[property^='og:']").count() == 0
    assert tried == []

    reader.get_by_role("link", name="Sign in").click()
    assert reader.url.startswith(provider)
    reader.get_by_placeholder("sub").fill("ann")
    reader.get_by_role("button", name="Authorize").click()
    settled(reader)
    # The link that the reader came for is the page that they get.
    assert urlsplit(reader.url).path == "/compare"
    assert "France" in shown.headline(reader)
    assert len(tried) == 1
    inside = cookies(reader)
    assert "hustings_return" not in inside
    assert ask(f"{site}/compare", inside)[0] == 200
    assert ask(f"{site}/api/axes", inside)[0] != 401
    assert json.loads(ask(f"{site}/api/ready", inside)[2])["status"] == "ready"

    reader.get_by_role("button", name="Sign out").click()
    reader.wait_for_url(f"{provider}/**")
    reader.get_by_role("button").first.click()
    reader.wait_for_url(f"{site}/**")
    expect(reader.get_by_role("link", name="Sign in")).to_be_visible()
    assert COOKIE not in cookies(reader)
    assert ask(f"{site}/compare", cookies(reader))[0] == 401
