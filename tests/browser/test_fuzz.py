"""Whatever is asked of a running server: an answer that is no fault of its own."""

import http.client
import re
import string
from urllib.parse import quote, quote_from_bytes, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from servers import PATIENCE

from hustings.figures import FIGURES
from hustings.link import PARAMETERS
from hustings.pages import PAGES

#: endpoints of the API, and one that there is not
API = ("axes", "actors", "statements", "positions", "grid", "agreement", "network",
       "landscape", "polarisation", "change", "coverage", "reliability", "meta", "openapi.json",
       "docs", "health", "ready", "wizards")  # fmt: skip
TRICKS = ("/../etc/passwd", "/..%2f..%2fetc%2fpasswd", "//example.org/x", "/%5c..%5cx", "/%00",
          "/charts/..%2fmap.json", "/charts/map.json/..", "/static/../../app.py", "/%ff%fe",
          "/charts/%2e%2e.png", "/api/../hustings/app.py", "/_stcore/../..", "/assets/%c0%ae",
          "/media/../../data/positions.csv", "/component/../../x", "/a" * 1500)  # fmt: skip
NAMES = [parameter.name for parameter in PARAMETERS] + ["v", "size", "format", "cursor", "page",
                                                        "limit", "embed"]  # fmt: skip
KNOWN = ("France", "China", "Regulation", "Openness", "company", "actor", "country", "latest",
         "2024-01-01", "2025-02-10", "0", "3", "-1", "1e9", "99999999999999999999", "true", "json",
         "csv", "preview", "map", "congruence", "average", "auto", "newest", "", "NaN", "Infinity",
         "../../x", "<script>", "=1+1", "%", "\u202e", "\ud7ff", "𝔘", "1970-02-30")  # fmt: skip

paths = st.one_of(
    st.sampled_from([f"/{page.path}" for page in PAGES]),
    st.builds("/charts/{}.{}".format, st.sampled_from([figure.name for figure in FIGURES]),
              st.sampled_from(["json", "html", "gif"])),
    st.builds("/api/{}{}".format, st.sampled_from(API), st.sampled_from(["", "", ".csv", "/"])),
    st.sampled_from(["/report.html", "/mcp", "/_stcore/health", "/oauth2callback", "/auth/login"]),
    st.sampled_from(TRICKS),
    st.text(string.printable, max_size=40).map(lambda text: "/" + quote(text, safe="/")),
)  # fmt: skip
values = st.one_of(
    st.sampled_from(KNOWN).map(quote),
    st.text(max_size=30).map(lambda text: quote(text, errors="ignore")),
    st.binary(max_size=8).map(quote_from_bytes),
    st.just("x" * 10_000),
)
queries = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=6).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)
methods = st.sampled_from(["GET"] * 8 + ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])


@pytest.fixture(scope="module")
def server(serve) -> str:
    many = str(10**6)
    return serve(HUSTINGS_API_RATE=many, HUSTINGS_PICTURE_RATE=many)


def ask(server: str, method: str, target: str, **headers: str) -> tuple[int, bytes]:
    """Status and body; path and query are sent as they stand."""
    line = http.client.HTTPConnection(urlsplit(server).netloc, timeout=PATIENCE)
    try:
        line.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


@settings(max_examples=300)
@given(method=methods, path=paths, query=queries)
def test_no_request_makes_the_server_fail(server, method, path, query):
    status, body = ask(server, method, f"{path}?{query}" if query else path)
    assert 200 <= status < 500, (status, body[:500])
    assert b"Traceback" not in body
    # Of what stands outside the data and the program's own answers nothing is ever sent.
    assert not re.search(rb"root:x:|st\.set_page_config", body)


@pytest.mark.parametrize("header", ["Cookie", "If-None-Match", "Accept-Encoding", "Range", "Host",
                                    "X-Forwarded-For", "Content-Type"])  # fmt: skip
@pytest.mark.parametrize(
    "value", ["", "\x7f\xff", '"' * 3000, "bytes=9-1,-", "gzip;q=x,,;=", "a\tb"]
)
def test_no_header_makes_the_server_fail(server, header, value):
    for path in ("/", "/charts/map.json", "/api/meta"):
        status, body = ask(server, "GET", path, **{header.replace("-", "_"): value})
        assert 200 <= status < 500, (path, status, body[:500])
