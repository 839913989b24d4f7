"""Requests that are too much, too often or too strange."""

import anyio
import pytest
from asgi import ask
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hustings.web import limits, uploading
from hustings.web.limits import Limits
from hustings.web.rate import Buckets, client
from hustings.web.uploading import Uploads


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())}")


def app(picture_rate: int = 1000, api_rate: int = 1000, below: str = "") -> Limits:
    inner = Starlette(routes=[Route("/{path:path}", echo, methods=["GET", "POST", "PUT"])])
    return Limits(inner, picture_rate=picture_rate, api_rate=api_rate, below=below)


@pytest.mark.parametrize(
    "path",
    ["/a/..%2f..%2fetc", "/..", "/charts/../x", "/%2e%2e/x", "//host/x", "/a//b", "/a%5cb", "/%00",
     "/charts/%ff.png", "/a%0d%0ab", "/charts/./map.png"],
)  # fmt: skip
def test_tricks_with_paths_are_refused(path):
    answer = ask(app(), path)
    assert answer.status == 400
    assert answer.json()["title"] == "No such address"


def test_usual_paths_pass():
    for path in ("/", "/compare", "/charts/map.png", "/api/actors/%C3%89va", "/a..b/.well-known"):
        assert ask(app(), path).status == 200


def test_sizes_of_an_address():
    assert ask(app(), "/" + "a" * (limits.MOST_PATH - 1)).status == 200
    assert ask(app(), "/" + "a" * limits.MOST_PATH).status == 414
    assert ask(app(), "/compare?actor=" + "a" * 10_000).status == 200
    assert ask(app(), "/?" + "a" * limits.MOST_QUERY).status == 200
    long = ask(app(), "/?" + "a" * (limits.MOST_QUERY + 1))
    assert long.status == 414
    assert long.headers["content-type"] == "application/problem+json"


def test_more_parameters_than_streamlit_reads_are_told_to_the_reader():
    many = "&".join(f"actor={n}" for n in range(1000))
    assert ask(app(), f"/compare?{many}").status == 200
    answer = ask(app(), f"/compare?{many}&actor=%3Cb%3E", accept="text/html,*/*")
    assert answer.status == 400
    assert "makes 1,001 choices" in answer.body.decode()
    assert 'href="/compare"' in answer.body.decode()
    assert 'href="/compare?actor=0&amp;actor=1&amp;' in answer.body.decode()
    assert "actor=999" in answer.body.decode() and "%3Cb" not in answer.body.decode()
    assert ask(app(), f"/api/axes?{many}&x=1").json()["title"] == "Too many parameters"


def test_what_is_no_text_is_refused_to_programs_and_left_to_pages():
    for query in (b"q=%FF", b"q=\xff", b"q=a%00"):
        assert ask(app(), b"/api/statements?" + query).status == 400
        assert ask(app(), b"/charts/map.png?" + query).status == 400
        assert ask(app(), b"/statements?" + query).status == 200


def test_methods_nobody_answers_to():
    for method in ("TRACE", "CONNECT", "PATCH", "FOO", "PUT", "DELETE"):
        answer = ask(app(), method=method)
        assert answer.status == 405
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    for path in ("/charts/map.png", "/report.pdf", "/api/axes"):
        answer = ask(app(), path, "POST")
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/mcp", "/charts/map.png", "/_stcore/health"])
@pytest.mark.parametrize("length", ["0", "4"])
def test_a_request_with_two_lengths_is_refused_and_its_connection_closed(path, length):
    two = {"content_length": length, "transfer_encoding": "chunked"}
    answer = ask(app(), path, body=(b"0\r\n\r\n",), **two)
    assert (answer.status, answer.headers["connection"]) == (400, "close")


def test_charts_and_api_take_no_body():
    for path in ("/charts/map.png", "/report.html", "/api/axes"):
        assert ask(app(), path, body=(b"x",), content_length="1").status == 413
        assert ask(app(), path, body=(b"", b"x"), transfer_encoding="chunked").status == 413
        assert ask(app(), path, body=(b"",), transfer_encoding="chunked").status == 200
        assert ask(app(), path, content_length="0").status == 200


def test_assistants_may_send_a_little_and_all_of_it_arrives(monkeypatch):
    monkeypatch.setattr(limits, "MOST_BODY", 10)
    for sent, status in (((b"12345", b"67890"), 200), ((b"12345", b"678901"), 413)):
        size = str(len(b"".join(sent)))
        for headers in ({"content_length": size}, {"transfer_encoding": "chunked"}):
            answer = ask(app(), "/mcp", "POST", body=sent, **headers)
            assert answer.status == status
            assert status == 413 or answer.body == b"10"
    # A length that lies is found out all the same.
    assert ask(app(), "/mcp", "POST", body=(b"1" * 11,), content_length="5").status == 413


def test_who_sends_too_slowly_is_sent_away(monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE", 0.01)
    sent = []

    async def receive():
        # One byte, and then nothing more for ever.
        if sent:
            await anyio.sleep_forever()
        sent.append(b"x")
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/mcp", "query_string": b"",
             "headers": [(b"content-length", b"2")], "client": ("192.0.2.1", 1)}  # fmt: skip
    anyio.run(app(), scope, receive, send)
    assert sent[1]["status"] == 408 and (b"connection", b"close") in sent[1]["headers"]


def test_nobody_fills_the_memory_by_uploads():
    path = "/_stcore/upload_file/session/file"
    assert ask(app(), path, "PUT", (b"x",), content_length="1").status == 405


def test_files_are_taken_where_they_may_and_within_bounds():
    held = [0]
    inner = Starlette(routes=[Route("/{path:path}", echo, methods=["PUT", "DELETE"])])
    files = Uploads(1, held=lambda: held[0])
    files.bucket.clock = lambda: 100.0
    open_app = Limits(inner, picture_rate=9, api_rate=9, below="/board", uploads=files)
    path = "/board/_stcore/upload_file/session/file"
    assert ask(open_app, path, "PUT", (b"x",), content_length="1").status == 200
    assert ask(open_app, path, "DELETE").status == 200
    assert ask(open_app, path, "PUT", (b"x",)).status == 411
    assert ask(open_app, path, "PUT", (b"x",), content_length=str(2 * 2**20)).status == 413
    assert ask(open_app, path, "POST").status == 405
    assert ask(open_app, "/board/compare", "PUT", (b"x",), content_length="1").status == 405
    held[0] = uploading.HELD * 2**20
    full = ask(open_app, path, "PUT", (b"x",), content_length="1")
    assert (full.status, full.headers["retry-after"]) == (503, "60")
    held[0] = 0
    asked = [ask(open_app, path, "PUT", (b"x",), content_length="1") for _ in range(uploading.RATE)]
    assert asked[-1].status == 429 and asked[0].status == 200


def test_who_asks_too_often_waits_and_others_do_not():
    limited = app(picture_rate=2, below="/board")
    limited.buckets["charts"].clock = lambda: 100.0
    paths = ("/board/charts/map.png", "/board/report.html", "/board/charts/map.svg")
    answers = [ask(limited, path) for path in paths]
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[2].headers["content-type"] == "application/problem+json"
    # Half a minute for one token of two.
    assert answers[2].headers["retry-after"] == "30"
    assert ask(limited, paths[0], client="192.0.2.2").status == 200
    assert ask(limited, "/board/api/axes").status == 200
    assert ask(limited, "/board/compare").status == 200


def test_probes_are_never_refused():
    limited = app(api_rate=1)
    limited.buckets["api"].clock = lambda: 100.0
    assert [ask(limited, "/api/axes").status, ask(limited, "/mcp").status] == [200, 429]
    assert {ask(limited, "/api/health").status for _ in range(5)} == {200}
    assert ask(limited, "/api/ready").status == 200


def test_a_bucket_fills_again():
    now = [100.0]
    bucket = Buckets(30, clock=lambda: now[0])
    assert [bucket.take("a") for _ in range(30)] == [0.0] * 30
    assert bucket.take("a") == 2.0
    now[0] += 1.5
    assert bucket.take("a") == 0.5
    now[0] += 0.5
    assert bucket.take("a") == 0.0
    now[0] += 3600
    assert [bucket.take("a") for _ in range(31)] == [0.0] * 30 + [2.0]


def test_memory_is_bounded_and_the_longest_silent_is_forgotten():
    bucket = Buckets(1, most=2, clock=lambda: 0.0)
    assert [bucket.take(who) for who in "abc"] == [0.0] * 3
    assert len(bucket) == 2
    assert bucket.take("c") > 0 and bucket.take("b") > 0
    assert bucket.take("a") == 0.0


def test_a_household_is_one_client():
    assert client("2001:db8:1:2::5") == client("2001:db8:1:2:ffff::1") == "2001:db8:1:2::"
    assert client("2001:db8:1:3::5") == "2001:db8:1:3::"
    assert client("::ffff:192.0.2.7") == client("192.0.2.7") == "192.0.2.7"
    assert client("") == ""


@given(st.binary(max_size=60), st.binary(max_size=60), st.sampled_from(["", "text/html"]))
def test_whatever_comes_is_answered(path, query, accept):
    safe = b"/" + b"".join(b"%%%02x" % byte if byte > 126 or byte in b"?#" else bytes([byte])
                           for byte in path)  # fmt: skip
    answer = ask(app(), safe + b"?" + query, accept=accept)
    assert answer.status in (200, 400)
