"""Feeds: Atom and JSON that a feed reader takes, whose entries stay and open their statement."""

import json
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import feedparser
import hostile
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, link, query
from hustings.dataset import open_dataset


class Tags(HTMLParser):
    """The tags, names of attributes and links of a piece of HTML."""

    def __init__(self, text: str):
        super().__init__()
        self.tags, self.attributes, self.hrefs = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.hrefs += [value for name, value in attrs if name == "href"]


CLIENT = TestClient(Starlette(routes=[*api.routes(), *api.routes("/board")]))


def atom(address: str) -> feedparser.FeedParserDict:
    answer = CLIENT.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.bozo_exception
    return found


def test_a_feed_holds_the_newest_statements_of_the_list(bundled):
    found = atom("/board/api/feed.atom?actor=France&theme=Trust in AI")
    filters, picks = query.Filters(theme=("Trust in AI",)), query.Picks("actor", ("France",))
    rows = query.statements(bundled, filters, picks)
    assert [entry.link for entry in found.entries] == [
        f"http://testserver/board/actor?actor=France&id={key}" for key in rows.statement_id
    ]
    assert found.feed.title == f"Statements by France · {bundled.meta.title}"
    days = [query.as_date(day).isoformat() for day in rows.date]
    assert [entry.published[:10] for entry in found.entries] == days
    assert found.feed.updated[:10] == max(days)
    assert all(entry.author and entry.content[0].value for entry in found.entries)
    first = rows.iloc[0]
    assert found.entries[0].links[1].href == first.url
    where = next(at for at in found.feed.links if at.rel == "alternate").href
    view, unknown = link.read(bundled, parse_qsl(urlsplit(where).query))
    assert view.actor == ("France",) and view.filters == filters and not unknown


def test_an_entry_opens_a_view_that_holds_its_statement(bundled):
    (entry, *_) = atom("/api/feed.atom?actor=China").entries
    pairs = parse_qsl(urlsplit(entry.link).query)
    view, unknown = link.read(bundled, pairs)
    assert not unknown and view.actor == ("China",) and len(query.by_ids(bundled, view.id)) == 1


def test_both_feeds_say_the_same():
    found = atom("/api/feed.atom?actor=France")
    answer = CLIENT.get("/api/feed.json?actor=France")
    assert answer.headers["content-type"] == "application/feed+json"
    told = answer.json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == "http://testserver/api/feed.json?actor=France&by=actor"
    assert told["title"] == found.feed.title
    same = [(e.id, e.link, e.title, e.updated) for e in found.entries]
    keys = ("id", "url", "title", "date_modified")
    assert [tuple(item[key] for key in keys) for item in told["items"]] == same
    assert len({item["id"] for item in told["items"]}) == len(told["items"]) == 29


def test_entries_keep_their_ids_when_data_and_host_change(folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    before = CLIENT.get("/api/feed.json").json()
    path = folder / "positions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("-0.5", "-1"), encoding="utf-8")
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example")
    after = CLIENT.get("/api/feed.json").json()
    assert [item["id"] for item in after["items"]] == [item["id"] for item in before["items"]]
    assert after["items"][0]["url"].startswith("https://votes.example/actor?")


def test_undated_and_empty_lists_are_feeds_too(tmp_path, monkeypatch):
    (tmp_path / "some.csv").write_text("actor,axis,stance\nAnn,Tax,1\n", encoding="utf-8")
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path / "some.csv"))
    (entry,) = atom("/api/feed.atom").entries
    assert entry.title == "Ann" and "published" not in entry
    found = atom("/api/feed.atom?q=nothing of the kind")
    assert not found.entries and found.feed.updated.startswith("1970")


def test_what_is_known_is_not_sent_again():
    first = CLIENT.get("/api/feed.atom?actor=France")
    tag = {"If-None-Match": first.headers["etag"]}
    assert CLIENT.get("/api/feed.atom?actor=France", headers=tag).status_code == 304
    assert CLIENT.get("/api/feed.atom?actor=China", headers=tag).status_code == 200
    head = CLIENT.head("/api/feed.atom?actor=France")
    assert head.status_code == 200 and not head.content


def test_what_there_is_not_is_named():
    answer = CLIENT.get("/api/feed.atom?actor=Atlantis&sort=oldest")
    assert answer.status_code == 400
    assert {error["parameter"] for error in answer.json()["errors"]} == {"actor", "sort"}
    assert CLIENT.get("/api/feed.rss").status_code == 404


@pytest.mark.parametrize("texts", [hostile.TEXTS, hostile.ATTACKS])
def test_no_text_breaks_out_of_a_feed(tmp_path, monkeypatch, texts):
    hostile.write(tmp_path, texts)
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    assert open_dataset(tmp_path).table is not None
    found = atom("/api/feed.atom")
    told = CLIENT.get("/api/feed.json").json()
    assert len(found.entries) == len(told["items"]) == len(texts)
    for item, entry in zip(told["items"], found.entries, strict=True):
        read = Tags(item["content_html"])
        assert set(read.tags) <= {"blockquote", "p", "strong", "ul", "li", "a"}
        assert set(read.attributes) <= {"dir", "href"}
        assert all(href.startswith("https://e.example/") for href in read.hrefs)
        assert entry.links[-1].href.startswith(("https://e.example/", "http://testserver/actor?"))
    # nothing turns the text that follows
    text = json.dumps(told, ensure_ascii=False) + CLIENT.get("/api/feed.atom").text
    assert not any(mark in text for mark in "\u202a\u202b\u202d\u202e\u0000")
    assert all(item["url"].startswith("http://testserver/actor?") for item in told["items"])
    assert all(item["title"].count("\u2068") == item["title"].count("\u2069")
               for item in told["items"])  # fmt: skip
