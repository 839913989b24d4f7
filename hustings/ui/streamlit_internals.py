"""Streamlit internals: all that the dashboard uses of Streamlit although it is not documented.

Nothing of this is promised to stay: requirements.txt pins Streamlit, and after an upgrade
tests/test_streamlit_internals.py says of each use whether it still holds, and where to look.

Some uses need no import, or lie below this floor, and stand where they are needed; the test names
them too: the font files (pictures/fonts.py), the paths of Streamlit's own routes (web/sign_in.py,
web/log.py, deploy/), how many parameters of an address it reads (web/limits.py), two hidden options
(.streamlit/config.toml, Dockerfile), and what a page does when it is back (ui/reconnect.py).
"""

import re
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit import config, net_util, runtime
from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
    get_secrets_auth_section,
    is_authlib_installed,
    validate_auth_credentials,
)
from streamlit.elements.lib.streamlit_plotly_theme import GRAY_90
from streamlit.file_util import get_static_dir
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import get_session_state
from streamlit.runtime.uploaded_file_manager import UploadedFile
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

#: The colour that Streamlit's pages replace by the theme's ink when they draw a Plotly figure. With
#: another one, the text of figures would stay dark in the dark theme.
THEME_INK = GRAY_90

#: The title in the first HTML of every page. Previews of links put theirs in its place; if it read
#: otherwise, pages would keep it, and links pasted elsewhere would show nothing of their view.
TITLE_TAG = b"<title>Streamlit</title>"

#: The tags around what the first HTML of every page says where no scripts run. If they were written
#: otherwise, readers without scripts would see no word of what the page is about.
NO_SCRIPT = (b"<noscript>", b"</noscript>")

#: The class of the element that holds a page's content. Without it, a dashboard in another page's
#: frame would waste the room of the usual margins.
CONTENT_CLASS = "stMainBlockContainer"

#: The ids of what opens the sidebar while it is closed, and of what closes it. The button Filter at
#: the head of pages clicks them; without them it would do nothing.
OPEN_SIDEBAR, CLOSE_SIDEBAR = "stExpandSidebarButton", "stSidebarCollapseButton"

#: The id of an open menu. Without it, the keyboard's focus would stay on what opened the menu.
MENU = "stPopoverBody"


def key_class(key: str) -> str:
    """The class that Streamlit gives to the HTML element of a widget or container with this key.

    The prefix is documented; what becomes of spaces and other characters is not. If it were spelled
    otherwise, embedded pages would show all widgets, and the width of charts would not be measured.
    """
    return "st-key-" + re.sub("[^a-zA-Z0-9_-]", "-", key.strip())


#: Tells the scripts of a page, but for the first one's, where the dashboard begins. Left alone they
#: guess: below /compare first, where there is nothing, which is two answers of 404 and a wait.
BASE_SCRIPT = 'window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}'


def static_dir() -> Path:
    """The folder of the files that Streamlit serves under /static; it sends them unpacked."""
    return Path(get_static_dir(), "static")


def first_html() -> str:
    """The HTML file that Streamlit answers with on every page, before its middleware.

    The content security policy has to name its inline scripts by their hashes; a browser would run
    none of them otherwise.
    """
    return Path(get_static_dir(), "index.html").read_text(encoding="utf-8")


def no_external_ip_lookup() -> None:
    """Keep Streamlit from asking a machine on the internet for the server's own IP address.

    It asks at the start, to print the address, and whenever a page of another site tries to open
    a websocket, to compare the two. Where a firewall swallows the request, every such try would
    stop the whole server for two seconds. Without an answer other sites are refused as before.
    """
    net_util.get_external_ip = _no_ip


def _no_ip() -> None:
    return None


def write_query_params(values: Mapping[str, str | list[str] | None]) -> None:
    """Write several query parameters that widgets are bound to, as one step of the history.

    `st.query_params` refuses to write bound parameters. The widgets themselves would write one
    after the other as they are drawn, so that Back led through views that nobody chose; and they
    leave an empty list out of the address.

    Parameters
    ----------
    values : mapping
        Name -> text or texts; None takes the parameter out of the address. An empty list stands in
        the address as an empty value.
    """
    with get_session_state().query_params() as address:
        for name, value in values.items():
            if value is None:
                address.discard_param_no_forward_msg(name)
            else:
                address.set_with_no_forward_msg(name, value or "")
        address._send_query_param_msg()
        # The widgets find the address as they would have written it, and leave it alone.
        for name, value in values.items():
            if value is not None and address.has_param(name):
                address.set_with_no_forward_msg(name, value)


def load_secrets_file() -> bool:
    """Read the secrets file now, not when Streamlit first needs it; whether there is a valid one.

    Streamlit makes environment variables of its top-level values as it reads the file, which the
    settings of the server need before anything else; reading a value of `st.secrets` instead would
    raise where there is no file.
    """
    return st.secrets.load_if_toml_exists()


def authlib_installed() -> bool:
    """Whether the package is there, and new enough, by which Streamlit speaks to a provider.

    Without this check a server would start whose readers cannot sign in.
    """
    return is_authlib_installed()


def auth_section() -> Mapping[str, object]:
    """The section [auth] of the secrets file as `st.login` reads it; empty where there is none.

    `st.secrets` would raise where there is no file. The providers that readers may choose from
    are listed from it.
    """
    return get_secrets_auth_section()


def check_provider(name: str) -> None:
    """Check that the secrets file has all that signing in with this provider needs.

    `st.login` checks it only when a reader signs in; the server checks before it starts.

    Raises
    ------
    StreamlitAuthError
        Saying what is missing.
    """
    validate_auth_credentials(name)


def provider_token(name: str) -> str:
    """The signed name of a provider that /auth/login asks for; good for two minutes.

    `st.login` makes it inside a running page. Here readers sign in before they get any page.
    """
    return encode_provider_token(name)


def cookie_secret() -> str:
    """The secret that Streamlit signs its cookies with.

    The server refuses to start with one that could be guessed.
    """
    return get_cookie_secret()


def redirect_origin() -> str | None:
    """Scheme and host of the address that a provider sends readers back to.

    A cookie names the origin that it was made for, and is good for no other.
    """
    return get_origin_from_redirect_uri()


def user_cookie(cookies: Mapping[str, str]) -> bytes | None:
    """What the cookie of a signed-in reader holds, as JSON; None if it is missing or forged.

    `st.user` knows the reader inside a running page only. Pictures, the API and the first HTML of
    pages have to know it too, or they would hand out the data to everybody.
    """

    def read(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value) if value else None

    return get_cookie_with_chunks(read, USER_COOKIE_NAME)


def most_of_a_file(megabytes: int) -> None:
    """How large a file its pages take; documented for the command line and config.toml only."""
    config.set_option("server.maxUploadSize", megabytes)


def bytes_of_files() -> int:
    """Bytes of all files that readers have brought and that are still in memory.

    Nothing else tells; without it, many files of the allowed size would fill the memory.
    """
    held = _files()
    if held is None:
        return 0
    kept = [file for files in list(held.file_storage.values()) for file in list(files.values())]
    return sum(len(file.data) for file in kept)


def forget_file(file: UploadedFile) -> None:
    """Let go of a file that has been read; left alone it stays until its reader closes the page."""
    context, held = get_script_run_ctx(), _files()
    if context is not None and held is not None:
        held.remove_file(session_id=context.session_id, file_id=file.file_id)


def _files() -> MemoryUploadedFileManager | None:
    """Where the running server keeps the files that were brought to its pages."""
    held = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return held if isinstance(held, MemoryUploadedFileManager) else None
