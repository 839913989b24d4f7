"""Streamlit internals: each use of what Streamlit does not document, tried on the installed one.

After an upgrade of Streamlit this file fails first. Each message says what has changed and which
file to look at; hustings/ui/streamlit_internals.py says what breaks without it.
"""

import ast
import json
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[1]
MODULE = ROOT / "hustings" / "ui" / "streamlit_internals.py"
STATIC = Path(find_spec("streamlit").origin).parent / "static"
#: what is imported, and the file that is helpless without it
USES = {
    "streamlit.config": "dashboard.py",
    "streamlit.net_util": "dashboard.py",
    "streamlit.runtime": "dashboard.py",
    "streamlit.auth_util.encode_provider_token": "hustings/ui/sign_in.py",
    "streamlit.auth_util.get_cookie_with_chunks": "hustings/ui/sign_in.py",
    "streamlit.auth_util.get_origin_from_redirect_uri": "hustings/ui/sign_in.py",
    "streamlit.auth_util.get_secrets_auth_section": "hustings/ui/sign_in.py",
    "streamlit.auth_util.is_authlib_installed": "hustings/ui/sign_in.py",
    "streamlit.auth_util.validate_auth_credentials": "hustings/ui/sign_in.py",
    "streamlit.elements.lib.streamlit_plotly_theme.GRAY_90": "hustings/ui/figure.py",
    "streamlit.file_util.get_static_dir": "hustings/ui/csp.py",
    "streamlit.runtime.memory_uploaded_file_manager.MemoryUploadedFileManager": "dashboard.py",
    "streamlit.runtime.scriptrunner.get_script_run_ctx": "hustings/ui/data/source.py",
    "streamlit.runtime.state.get_session_state": "hustings/ui/link_state.py",
    "streamlit.runtime.uploaded_file_manager.UploadedFile": "hustings/ui/data/source.py",
    "streamlit.web.server.server_util.get_cookie_secret": "hustings/ui/sign_in.py",
    "streamlit.web.server.starlette.starlette_app_utils.decode_signed_value": (
        "hustings/ui/sign_in.py"
    ),
    "streamlit.web.server.starlette.starlette_server_config.USER_COOKIE_NAME": (
        "hustings/ui/sign_in.py"
    ),
}


def changed(what: str, file: str) -> str:
    """What a failing test says."""
    return f"Streamlit changed {what}: look at {file} and hustings/ui/streamlit_internals.py"


def scripts(pattern: str = "*") -> str:
    """The scripts of Streamlit's pages, as they are packed."""
    return "".join(
        path.read_text(encoding="utf-8") for path in sorted(STATIC.glob(f"static/js/{pattern}.js"))
    )


@pytest.fixture
def internals():
    """The module; imported late, so that a name that is gone does not silence the other tests."""
    from hustings.ui import streamlit_internals

    return streamlit_internals


@pytest.mark.parametrize("name", USES)
def test_what_is_imported_is_there(name):
    module, _, last = name.rpartition(".")
    found = find_spec(name) if module == "streamlit" else getattr(import_module(module), last, None)
    assert found is not None, changed(name, USES[name])


def test_all_that_is_imported_is_named_here():
    tree = ast.parse(MODULE.read_text(encoding="utf-8"))
    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module.startswith("streamlit")
        for alias in node.names
    }
    assert imported == set(USES)
    assert all((ROOT / file).is_file() for file in USES.values())


def test_no_external_ip_lookup(internals, monkeypatch):
    from streamlit import net_util
    from streamlit.web.server.server_util import is_url_from_allowed_origins

    asked = []
    monkeypatch.setattr(net_util, "get_external_ip", lambda: asked.append("external"))
    assert not is_url_from_allowed_origins("https://other.example")
    assert asked == ["external"], changed("how it learns its external address", "dashboard.py")
    internals.no_external_ip_lookup()
    assert not is_url_from_allowed_origins("https://other.example")
    assert asked == ["external"], changed("how it learns its external address", "dashboard.py")


def test_files_that_readers_bring_are_counted_and_let_go(internals, monkeypatch):
    from types import SimpleNamespace

    from streamlit import config, runtime
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.uploaded_file_manager import UploadedFileRec
    from streamlit.web.server.starlette.starlette_routes import BASE_ROUTE_UPLOAD_FILE

    from hustings.web import uploading

    held = MemoryUploadedFileManager("")
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=held))
    here = SimpleNamespace(session_id="reader")
    monkeypatch.setattr(internals, "get_script_run_ctx", lambda: here)
    for name in ("a", "b"):
        held.add_file("reader", UploadedFileRec(name, f"{name}.csv", "text/csv", b"12345"))
    message = changed("how it keeps files of readers", "hustings/web/uploading.py")
    assert internals.bytes_of_files() == 10, message
    internals.forget_file(SimpleNamespace(file_id="a"))
    assert internals.bytes_of_files() == 5, message
    assert f"/{BASE_ROUTE_UPLOAD_FILE}/" == uploading.PATH, message
    before = config.get_option("server.maxUploadSize")
    internals.most_of_a_file(7)
    assert config.get_option("server.maxUploadSize") == 7
    internals.most_of_a_file(before)


def test_several_query_parameters_are_written_in_one_step(internals, monkeypatch):
    from streamlit.runtime.state import get_session_state
    from streamlit.runtime.state.query_params import QueryParams

    sent = []
    monkeypatch.setattr(
        QueryParams, "_send_query_param_msg", lambda self: sent.append(dict(self._query_params))
    )
    with get_session_state().query_params() as address:
        address.from_dict({"x": "Tax", "q": "trams", "by": "type"})
        sent.clear()
        internals.write_query_params({"x": "Transport", "actor": [], "axis": ["A", "B"], "q": None})
        kept = dict(address._query_params)
    written = {"by": "type", "x": "Transport", "axis": ["A", "B"]}
    message = changed("st.query_params within", "hustings/ui/link_state.py")
    assert sent == [written | {"actor": ""}], message
    assert kept == written | {"actor": []}, message


def test_the_secrets_file_can_be_asked_for(internals, secrets):
    message = changed("st.secrets.load_if_toml_exists", "hustings/ui/secrets.py")
    assert internals.load_secrets_file() is False, message
    secrets(auth={"client_id": "hustings"})
    assert internals.load_secrets_file() is True, message


def test_the_section_for_signing_in(internals, secrets):
    secrets(
        auth={
            "redirect_uri": "https://who.example/oauth2callback",
            "cookie_secret": "0123456789abcdef",
        },
        auth__acme={"client_id": "hustings", "client_secret": "words"},
    )
    file = "hustings/ui/sign_in.py"
    assert internals.authlib_installed(), changed("the check of Authlib", file)
    section = changed("the section [auth] of the secrets file", file)
    assert list(internals.auth_section()) == ["redirect_uri", "cookie_secret", "acme"], section
    assert internals.cookie_secret() == "0123456789abcdef", section
    assert internals.redirect_origin() == "https://who.example", section
    from streamlit.errors import StreamlitAuthError

    with pytest.raises(StreamlitAuthError, match="server_metadata_url"):
        internals.check_provider("acme")
        pytest.fail(changed("the check of a provider", file))


def test_the_token_of_a_provider_is_what_signing_in_takes(internals, secrets):
    from streamlit.auth_util import decode_provider_token

    secrets(auth={"cookie_secret": "0123456789abcdef0123456789abcdef"})
    found = decode_provider_token(internals.provider_token("acme"))
    assert found["provider"] == "acme", changed(
        "the query of /auth/login", "hustings/ui/sign_in.py"
    )


@pytest.mark.parametrize("length", [1, 4500], ids=["one cookie", "several"])
def test_the_cookie_of_a_reader_is_read_as_streamlit_writes_it(internals, secrets, length):
    from streamlit.auth_util import set_cookie_with_chunks
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    secret = "0123456789abcdef0123456789abcdef"
    secrets(auth={"cookie_secret": secret})
    # random, since what repeats is packed into one cookie
    user, cookies = {"is_logged_in": True, "name": Random(1).randbytes(length).hex()}, {}

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(secret, name, value)

    def put(name: str, value: str) -> None:
        cookies[name] = sign(name, value).decode()

    set_cookie_with_chunks(put, sign, USER_COOKIE_NAME, user, cookie_attr_size=100)
    message = changed("the cookie of a signed-in reader", "hustings/ui/sign_in.py")
    assert (len(cookies) > 1) == (length > 1), message
    assert json.loads(internals.user_cookie(cookies)) == user, message
    assert internals.user_cookie(cookies | {USER_COOKIE_NAME: json.dumps(user)}) is None, message
    assert internals.user_cookie({}) is None, message


def test_figures_follow_the_theme_by_one_colour(internals):
    message = changed("the colour that the theme replaces", "hustings/ui/figure.py")
    assert internals.THEME_INK in scripts("PlotlyChart*"), message


def test_the_first_html_holds_a_title_and_inline_scripts(internals):
    html = internals.first_html()
    title = changed("the title of its first HTML", "hustings/preview.py")
    assert html.encode().count(internals.TITLE_TAG) == 1, title
    first, last = internals.NO_SCRIPT
    assert html.encode().count(first) == html.encode().count(last) == 1, title
    inline = [tag for tag in re.findall(r"<script([^>]*)>", html) if "src=" not in tag]
    assert inline == [""], changed("the scripts of its first HTML", "hustings/ui/csp.py")


def test_pages_take_the_place_where_the_dashboard_begins_from_a_script(internals):
    packed = scripts("index.*")
    change = changed("how its scripts are told the address of the server", "hustings/preview.py")
    assert "BACKEND_BASE_URL" in internals.BASE_SCRIPT
    assert re.search(r"=\w+\(\w+\.BACKEND_BASE_URL\),\{pathname:", packed), change
    # It is an inline script, which the policy has to name.
    from hustings.ui import csp

    assert len(csp.script_hashes()) == 2


def test_the_folder_of_static_files(internals):
    assert internals.static_dir() == STATIC / "static"
    assert list(internals.static_dir().glob("js/index.*.js"))


def test_classes_of_elements(internals):
    packed = scripts()
    spelled = re.search(r"`st-key-`\+\w+\.trim\(\)\.replaceAll\(/\[\^a-zA-Z0-9_-\]/g,`-`\)", packed)
    message = changed("the class of a key", "hustings/ui/embed.py, hustings/ui/viewport.py")
    assert spelled, message
    assert internals.key_class(" take away: 2") == "st-key-take-away--2"
    message = changed("the class of the page's content", "hustings/ui/embed.py")
    assert internals.CONTENT_CLASS in packed, message


def test_a_page_with_a_timer_runs_when_it_is_back():
    message = changed("what a page does when it is back", "hustings/ui/reconnect.py")
    assert "this.autoRerunIntervals.size>0" in scripts("index*"), message


def test_the_font_files():
    from hustings.pictures import fonts

    message = changed("the names of its font files", "hustings/pictures/fonts.py")
    assert set(fonts.files()) == {"normal", "italic"}, message
    assert all(font.startswith(b"wOF2") for font in fonts.files().values()), message


def test_the_paths_of_its_own_routes():
    from streamlit.web.server.starlette import starlette_auth_routes as auth
    from streamlit.web.server.starlette import starlette_routes as routes

    from hustings.web import log, sign_in

    needed = {routes.ROUTE_HEALTH, auth._ROUTE_AUTH_LOGIN, auth._ROUTE_AUTH_LOGOUT}
    needed |= {auth._ROUTE_OAUTH_CALLBACK}
    message = changed("the paths of signing in or of its health check", "hustings/web/sign_in.py")
    assert needed == {"_stcore/health", "auth/login", "auth/logout", "oauth2callback"}, message
    assert {f"/{path}" for path in needed} < set(sign_in.OPEN), message
    own = {routes.BASE_ROUTE_CORE, routes.BASE_ROUTE_MEDIA, routes.BASE_ROUTE_STATIC}
    own |= {routes.BASE_ROUTE_COMPONENT}
    message = changed("the paths of its files", "hustings/web/log.py, deploy/nginx.conf.template")
    assert own == {"_stcore", "media", "static", "component"}, message
    assert own < set(log._MACHINERY), message
    assert routes.ROUTE_METRICS == "_stcore/metrics", message


def test_the_most_parameters_that_it_reads():
    from streamlit.runtime.state import query_params

    from hustings.web import limits

    message = changed("how long an address may be", "hustings/web/limits.py")
    assert query_params.CLIENT_STATE_QUERY_STRING_MAX_FIELDS == limits.MOST_PARAMETERS, message
    assert query_params.CLIENT_STATE_QUERY_STRING_MAX_LENGTH > limits.MOST_QUERY, message


@pytest.mark.parametrize(
    ("option", "file"),
    [
        ("runner.postScriptGC", ".streamlit/config.toml"),
        ("logger.hideWelcomeMessage", "Dockerfile"),
    ],
)
def test_hidden_options(option, file):
    from streamlit import config

    section, name = option.split(".")
    assert name in config.get_options_for_section(section), changed(f"the option {option}", file)
