"""A server whose readers must sign in starts only where they can, and only by a provider."""

import builtins
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from hustings import settings
from hustings.settings import SettingError
from hustings.ui import secrets as file
from hustings.ui import sign_in

APP = Path(__file__).parents[1] / "hustings" / "app.py"
GENERAL = {
    "redirect_uri": "http://127.0.0.1/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
}
PROVIDER = {
    "client_id": "hustings",
    "client_secret": "words",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}


def test_the_top_level_of_the_file_is_settings(secrets, monkeypatch):
    monkeypatch.delenv("HUSTINGS_SIGN_IN")
    monkeypatch.setenv("HUSTINGS_URL", "")
    path = Path(config.get_option("secrets.files")[0])
    path.write_text('HUSTINGS_SIGN_IN = true\nHUSTINGS_URL = "https://who.example"\n')
    file.load()
    found = settings.current()
    assert (found.sign_in, found.url) == (True, "https://who.example")


def test_no_file_is_no_fault(secrets):
    file.load()


@pytest.mark.parametrize(
    ("content", "said"), [(b"HUSTINGS_SIGN_IN = tru", "not valid TOML"), (b"\xff", "not UTF-8")]
)
def test_a_file_that_cannot_be_read_stops_the_server(secrets, content, said):
    Path(config.get_option("secrets.files")[0]).write_bytes(content)
    with pytest.raises(SettingError, match=rf"secrets\.toml: {said}"):
        file.load()


def test_a_file_that_may_not_be_read_stops_the_server(secrets, monkeypatch):
    # as root, who runs these tests in places, reads every file
    def refuse(path, *arguments, **options):
        raise PermissionError(13, "Permission denied", path)

    secrets(auth=GENERAL)
    monkeypatch.setattr(builtins, "open", refuse)
    with pytest.raises(SettingError, match=r"secrets\.toml: Permission denied"):
        file.load()


def test_no_secrets_no_start(secrets):
    with pytest.raises(SettingError, match=r"HUSTINGS_SIGN_IN is true.*no section \[auth\]"):
        sign_in.check()


def test_without_the_setting_no_secrets_are_asked_for(secrets, monkeypatch):
    monkeypatch.setenv("HUSTINGS_SIGN_IN", "false")
    sign_in.check()


@pytest.mark.parametrize(
    ("auth", "said"),
    [
        ({**GENERAL, **PROVIDER, "cookie_secret": "short"}, "shorter than 32 characters"),
        ({**PROVIDER, "cookie_secret": GENERAL["cookie_secret"]}, "redirect_uri"),
        (GENERAL, "names no provider"),
        ({**GENERAL, "client_id": "hustings"}, "client_secret"),
    ],
)
def test_what_is_missing_is_named(secrets, auth, said):
    secrets(auth=auth)
    with pytest.raises(SettingError, match=said):
        sign_in.check()


def test_providers_with_and_without_names(secrets):
    secrets(auth=GENERAL | PROVIDER, auth__acme=PROVIDER)
    sign_in.check()
    assert sign_in.providers() == ("default", "acme")
    secrets(auth=GENERAL, auth__acme=PROVIDER)
    sign_in.check()
    assert sign_in.providers() == ("acme",)
    assert sign_in.login_query("acme").startswith("provider=")


def test_the_app_shows_nothing_to_a_session_that_got_past_the_door(secrets):
    secrets(auth=GENERAL | PROVIDER)
    shown = AppTest.from_file(APP).run()
    assert not shown.exception
    assert [title.value for title in shown.title] == ["Please sign in"]
    assert [button.label for button in shown.button] == ["Sign in"]
    assert not shown.get("plotly_chart") and not shown.markdown
