"""What an answer of the API says beside its numbers, and why there is none when there is none."""

import json
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings
from hustings.link import View

NAMES = [endpoint.name for endpoint in api.ENDPOINTS]


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=[*api.routes(), *api.routes("/board")]))


def errors_of(client: TestClient, address: str) -> list[dict]:
    answer = client.get(f"/api/{address}")
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()["errors"]


def test_an_answer_says_where_it_is_from(client, bundled):
    answer = client.get("/board/api/positions", params={"type": "company", "actor": "OpenAI"})
    meta = answer.json()["meta"]
    assert (meta["title"], meta["version"], meta["licence"]) == (
        bundled.meta.title, bundled.version, bundled.meta.licence,
    )  # fmt: skip
    assert meta["filters"] == "by company"
    assert meta["link"].startswith("http://testserver/board/compare?")
    assert "actor=OpenAI" in meta["link"] and f"v={bundled.version}" in meta["link"]
    assert meta["count"] == len(answer.json()["data"]) == 6
    assert answer.headers["hustings-data-version"] == bundled.version


def test_nobody_is_picked_who_is_not_asked_for(client, bundled):
    assert client.get("/api/positions").json()["meta"]["count"] == len(
        findings.group_positions(bundled, View())
    )
    assert "actor=&" in client.get("/api/positions").json()["meta"]["link"]


def test_the_map_shows_the_axes_that_were_asked_for(client):
    link = client.get("/api/positions?axis=Openness&axis=Footprint").json()["meta"]["link"]
    assert "/?x=Footprint&y=Openness" in link or "/?x=Openness&y=Footprint" in link


def test_another_data_version_is_told(client, bundled):
    assert client.get(f"/api/axes?v={bundled.version}").json()["meta"]["note"] == ""
    answer = client.get("/api/axes?v=000000000000")
    assert answer.status_code == 200 and bundled.version in answer.json()["meta"]["note"]


def test_everything_that_is_wrong_is_named(client):
    asked = "foo=1&by=z&min=99&since=0&until=2024-W01-1&type=wizard&repeat=all&repeat=latest"
    errors = errors_of(client, f"positions?{asked}")
    assert {error["parameter"] for error in errors} == {
        "foo", "by", "min", "since", "until", "type", "repeat",
    }  # fmt: skip
    said = {error["parameter"]: error for error in errors}
    assert said["by"]["value"] == "z" and "speaker" in said["by"]["allowed"]
    assert said["min"]["allowed"] == "a whole number from 1 to 50"
    assert "company" in said["type"]["allowed"]
    assert "by, axis, actor" in said["foo"]["allowed"]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("reliability?coder=A", "coder"),
        ("axes?by=type", "by"),
        ("statements?limit=0", "limit"),
        ("statements?limit=201", "limit"),
        ("statements?format=xml", "format"),
        ("positions.csv?format=json", "format"),
        ("network?table=edges", "table"),
        ("network.csv?table=points", "table"),
        ("positions?" + "&".join(f"country={i}" for i in range(201)), "country"),
        ("axes?q=a&q=b", "q"),
    ],
    ids=lambda value: value[:30],
)
def test_nothing_is_dropped_in_silence(client, address, parameter):
    assert {error["parameter"] for error in errors_of(client, address)} == {parameter}


def test_what_is_known_is_not_sent_again(client):
    first = client.get("/api/axes?type=company")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    for known in (tag, f'"other", W/{tag}', "*"):
        again = client.get("/api/axes?type=company", headers={"If-None-Match": known})
        assert again.status_code == 304 and not again.content
    others = ("axes", "axes?type=academia", "axes.csv?type=company", "axes?type=company&v=1")
    tags = {client.get(f"/api/{address}").headers["etag"] for address in others}
    assert len(tags | {tag}) == 5


def test_head_is_get_without_the_body(client):
    for address in ("/api/axes", "/api/axes.csv"):
        body, head = client.get(address), client.head(address)
        assert head.status_code == 200 and not head.content
        assert head.headers["content-length"] == str(len(body.content))
        assert head.headers["etag"] == body.headers["etag"]


def test_other_addresses_and_methods(client):
    for path in ("nothing", "axes.xml", "axes/", "../api/nothing", "axes/x"):
        answer = client.get(f"/api/{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert "positions" in answer.json()["detail"]
    assert client.get("/board/api/").url.path == "/board/api/docs"
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/api/axes")
        assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["", "?by=z"])
def test_without_data(client, monkeypatch, tmp_path, query):
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    answer = client.get(f"/api/actors{query}")
    assert answer.status_code == 503
    assert answer.json()["detail"].startswith(f"{tmp_path.name}: found nothing")


def test_a_fault_is_logged_and_not_shown(client, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(api.positions.findings, "group_positions", broken)
    answer = client.get("/api/positions?q=fault")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text and "ZeroDivision" not in answer.text
    assert "secret" in caplog.text


@pytest.mark.parametrize("below", ["", "/board"])
def test_the_documentation_needs_nothing_from_elsewhere(client, below):
    answer = client.get(f"{below}/api")
    assert answer.url.path == f"{below}/api/docs"
    page = answer.text
    assert "<script" not in page and "src=" not in page and "http" not in page
    schema = client.get(f"{below}/api/openapi.json").json()
    assert schema["servers"] == [{"url": f"{below}/api"}]
    assert list(schema["paths"]) == [*(f"/{name}" for name in NAMES), "/feed.atom", "/feed.json"]
    named = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(schema)))
    assert named == set(schema["components"]["schemas"]) and "$defs" not in json.dumps(schema)
    for name in NAMES:
        assert f'href="{below}/api/{name}"' in page
        for parameter in schema["paths"][f"/{name}"]["get"].get("parameters", ()):
            assert parameter["description"]
            assert f"<code>{parameter['name']}</code>" in page
