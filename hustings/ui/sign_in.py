"""Sign-in (authentication) by Streamlit's OpenID Connect: checks, providers, login and logout."""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAuthError

from hustings import settings
from hustings.settings import SettingError
from hustings.ui import streamlit_internals

#: characters of the secret that signs cookies: whoever guesses it can sign in as anybody
LEAST_SECRET = 32


def check() -> None:
    """Refuse to start where readers must sign in but could not, or could without a provider.

    Raises
    ------
    SettingError
        Naming what the secrets file lacks.
    """
    if not settings.current().sign_in:
        return
    wrong = ""
    if not (streamlit_internals.authlib_installed() and find_spec("httpx")):
        wrong = "the package Authlib, or httpx with which it speaks to a provider, is missing"
    elif not streamlit_internals.auth_section():
        wrong = "the secrets file has no section [auth], or there is no such file"
    elif len(streamlit_internals.cookie_secret()) < LEAST_SECRET:
        wrong = f"cookie_secret in [auth] is shorter than {LEAST_SECRET} characters"
    elif not providers():
        wrong = "[auth] names no provider: client_id, client_secret and server_metadata_url"
    else:
        try:
            for name in providers():
                streamlit_internals.check_provider(name)
        except StreamlitAuthError as error:
            wrong = " ".join(str(error).split())
    if wrong:
        raise SettingError(f"HUSTINGS_SIGN_IN is true, but readers cannot sign in: {wrong}")


def providers() -> tuple[str, ...]:
    """Names of the providers in the secrets file; one without a name is "default"."""
    section = streamlit_internals.auth_section() or {}
    named = tuple(name for name, value in section.items() if isinstance(value, Mapping)
                  and "server_metadata_url" in value)  # fmt: skip
    return ("default", *named) if "client_id" in section else named


def login_query(provider: str) -> str:
    """The query of /auth/login that begins signing in; good for two minutes."""
    return urlencode({"provider": streamlit_internals.provider_token(provider)})


def signed_in(cookies: Mapping[str, str]) -> bool:
    """Whether these cookies were signed by this server for a reader whom a provider knows."""
    value = streamlit_internals.user_cookie(cookies)
    if not value:
        return False
    try:
        user = json.loads(value)
    except ValueError:
        return False
    return (
        isinstance(user, dict)
        and user.get("is_logged_in") is True
        and user.get("origin") == streamlit_internals.redirect_origin()
    )


def require() -> None:
    """End the run with a way to sign in, unless the reader has signed in or need not."""
    if not settings.current().sign_in or st.user.is_logged_in:
        return
    st.title("Please sign in")
    st.text("This dashboard is for readers who have signed in.")
    for name in providers():
        st.button(
            "Sign in" if name == "default" else f"Sign in with {name}",
            key=f"sign in {name}",
            on_click=st.login,
            args=() if name == "default" else (name,),
        )
    st.stop()


def sign_out_button() -> None:
    """A way to sign out, for those who have signed in."""
    if settings.current().sign_in:
        st.button("Sign out", icon=":material/logout:", on_click=st.logout, type="tertiary")
