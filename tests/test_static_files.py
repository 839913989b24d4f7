"""Scripts and styles of the pages are packed once for who takes it, and sent as they are else."""

import gzip

import pytest
from asgi import ask
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hustings.web import static_files
from hustings.web.static_files import StaticFiles

SCRIPT = b"let x = 1;\n" * 500
FILES = {"js/a.js": SCRIPT, "css/a.css": b"p{}", "media/a.woff2": b"packed already"}


async def plain(request) -> PlainTextResponse:
    return PlainTextResponse("as it is")


@pytest.fixture(params=["", "/board"])
def below(request) -> str:
    return request.param


@pytest.fixture
def app(tmp_path, below) -> StaticFiles:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return StaticFiles(Starlette(routes=[Route("/{path:path}", plain)]), tmp_path, below)


def test_who_takes_gzip_gets_it(app, below):
    answer = ask(app, f"{below}/static/js/a.js", accept_encoding="br, gzip")
    assert (answer.status, gzip.decompress(answer.body)) == (200, SCRIPT)
    assert len(answer.body) < 100
    expected = {
        "content-encoding": "gzip",
        "content-length": str(len(answer.body)),
        "vary": "Accept-Encoding",
        "cache-control": "public, immutable, max-age=31536000",
    }
    assert expected.items() <= answer.headers.items()
    assert answer.headers["content-type"].split(";")[0].endswith("/javascript")
    css = ask(app, f"{below}/static/css/a.css", accept_encoding="gzip")
    assert css.headers["content-type"].startswith("text/css")
    assert gzip.decompress(css.body) == b"p{}"


def test_head_and_a_known_tag_need_no_body(app, below):
    whole = ask(app, f"{below}/static/js/a.js", accept_encoding="gzip")
    head = ask(app, f"{below}/static/js/a.js", "HEAD", accept_encoding="gzip")
    assert (head.status, head.headers, head.body) == (200, whole.headers, b"")
    known = ask(
        app,
        f"{below}/static/js/a.js",
        accept_encoding="gzip",
        if_none_match=whole.headers["etag"],
    )
    assert (known.status, known.body) == (304, b"")
    assert known.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "headers", [{}, {"accept_encoding": "br"}, {"accept_encoding": "gzip", "range": "bytes=0-1"}]
)
def test_who_does_not_gets_it_as_it_is_and_caches_are_told(app, below, headers):
    answer = ask(app, f"{below}/static/js/a.js", **headers)
    assert answer.body == b"as it is" and "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path", ["/static/media/a.woff2", "/static/js/b.js", "/static/../a", "/js/a.js", "/"]
)
def test_all_else_passes(app, below, path):
    answer = ask(app, f"{below}{path}", accept_encoding="gzip")
    assert answer.body == b"as it is" and "vary" not in answer.headers


def test_a_file_is_packed_once(app, below, monkeypatch):
    packed = []

    def pack(file, _pack=static_files._pack):
        packed.append(file.name)
        return _pack(file)

    monkeypatch.setattr(static_files, "_pack", pack)
    bodies = {ask(app, f"{below}/static/js/a.js", accept_encoding="gzip").body for _ in range(3)}
    assert len(bodies) == 1 and packed == ["a.js"]
