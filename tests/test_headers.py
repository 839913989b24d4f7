"""What browsers are told to allow."""

import pytest
from asgi import ask
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from hustings.settings import SettingError
from hustings.ui.csp import script_hashes
from hustings.web.headers import SecurityHeaders
from hustings.web.policy import ancestors

MEDIA = {
    "/": "text/html", "/static/js/index.js": "text/javascript", "/charts/map.html": "text/html",
    "/charts/map.svg": "image/svg+xml", "/charts/map.pdf": "application/pdf",
    "/report.html": "text/html", "/api/docs": "text/html", "/api/axes": "application/json",
    "/assets/plotly.js": "text/javascript",
}  # fmt: skip


def own(request):
    return HTMLResponse("", headers={"Content-Security-Policy": "default-src 'self'"})


def app(below: str = "", **options):
    def answer(media: str):
        return lambda request: Response(b"x", media_type=media)

    inner = Starlette(
        routes=[
            *(Route(f"{below}{path}", answer(media)) for path, media in MEDIA.items()),
            Route("/own", own),
        ]
    )
    return SecurityHeaders(inner, below=below, **options)


def rules(path: str, below: str = "", **options) -> dict[str, str]:
    """The content security policy of a path, by directive."""
    sent = ask(app(below, **options), below + path).headers["content-security-policy"]
    split = (rule.partition(" ") for rule in sent.split("; "))
    return {name: sources for name, _, sources in split}


@pytest.mark.parametrize("path", [*MEDIA, "/nowhere"])
def test_every_answer_has_them(path):
    headers = ask(app(), path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["content-security-policy"].endswith("frame-ancestors *")
    assert "x-frame-options" not in headers
    shared = path.startswith(("/charts", "/report.html", "/api", "/assets"))
    policy = "cross-origin" if shared else "same-origin"
    assert headers["cross-origin-resource-policy"] == policy


def test_pages_name_their_scripts_and_no_other_host():
    found = rules("/", scripts=("sha256-abc=",))
    assert found["default-src"] == "'none'"
    assert found["script-src"] == "'self' blob: 'wasm-unsafe-eval' 'sha256-abc='"
    assert found["connect-src"] == "'self'"
    del found["frame-ancestors"]
    words = {word for sources in found.values() for word in sources.split()}
    assert words <= {
        "'self'", "'none'", "data:", "blob:", "'unsafe-inline'", "'wasm-unsafe-eval'",
        "'sha256-abc='",
    }  # fmt: skip
    assert "'unsafe-inline'" not in found["script-src"]


def test_the_first_html_of_streamlit_has_scripts_to_name():
    hashes = script_hashes()
    assert hashes and all(len(name) == len("sha256-") + 44 for name in hashes)


@pytest.mark.parametrize("below", ["", "/news/board"])
def test_a_file_that_scripts_itself_has_no_origin(below):
    for path in ("/charts/map.html", "/report.html"):
        sandbox = rules(path, below)["sandbox"].split()
        assert "allow-scripts" in sandbox and "allow-same-origin" not in sandbox


def test_numbers_and_pictures_run_nothing():
    for path in ("/charts/map.svg", "/api/axes"):
        found = rules(path)
        assert found["default-src"] == "'none'" and found["sandbox"] == ""
        assert "script-src" not in found
    assert set(rules("/charts/map.pdf")) == {"frame-ancestors"}
    docs = rules("/api/docs")
    assert docs["default-src"] == "'none'" and not {"sandbox", "script-src"} & set(docs)


def test_a_policy_of_a_route_stays_and_gets_who_may_frame():
    assert rules("/own") == {"default-src": "'self'", "frame-ancestors": "*"}


@pytest.mark.parametrize(
    ("setting", "framing", "legacy"),
    [
        ("none", "'none'", "DENY"),
        ("'self'", "'self'", "SAMEORIGIN"),
        ("self https://paper.example *.wire.example", "'self' https://paper.example "
         "*.wire.example", None),
    ],
)  # fmt: skip
def test_who_may_frame_is_a_setting(setting, framing, legacy):
    headers = ask(app(frame_ancestors=setting)).headers
    assert headers["content-security-policy"].endswith(f"frame-ancestors {framing}")
    assert headers.get("x-frame-options") == legacy


@pytest.mark.parametrize("setting", ["*; script-src *", "a,b", "'unsafe-inline'", "none self"])
def test_a_setting_cannot_bring_other_rules(setting):
    with pytest.raises(SettingError, match="HUSTINGS_FRAME_ANCESTORS"):
        ancestors(setting)


def test_json_is_left_as_it_is():
    inner = Starlette(routes=[Route("/api/x", lambda request: JSONResponse({"a": 1}))])
    assert ask(SecurityHeaders(inner), "/api/x").json() == {"a": 1}
