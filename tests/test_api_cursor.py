"""Pages of a list make the list, and a cursor leads through one list only."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, current_dataset, link, query
from hustings.api import cursor

CLIENT = TestClient(Starlette(routes=api.routes()))


@settings(max_examples=4)
@given(
    st.sampled_from(list(query.SORTS)),
    st.integers(40, 200),
    st.sampled_from(["", "type=academia", "axis=Openness&actor=China", "q=open", "country=FRA"]),
)
def test_each_statement_is_on_exactly_one_page(sort, limit, chosen):
    address, ids, counts = f"/api/statements?{chosen}&sort={sort}&limit={limit}", [], set()
    following = address
    while following:
        answer = CLIENT.get(following)
        page = answer.json()
        ids += [row["statement_id"] for row in page["data"]]
        counts.add(page["meta"]["count"])
        assert len(page["data"]) <= limit
        following = answer.links.get("next", {}).get("url")
        token = page["meta"]["next"]
        assert (token is None) == (following is None)
        assert token is None or f"cursor={token}" in following
    assert counts == {len(ids)} and len(set(ids)) == len(ids)
    pairs = [tuple(pair.split("=")) for pair in chosen.split("&") if pair]
    data = current_dataset.current().data
    view = link.read(data, [("actor", ""), *pairs])[0]
    whole = query.statements(data, view.filters, view.picks, view.axis, sort, 2000)
    assert ids == whole.statement_id.tolist()


def test_a_next_page_too_long_for_a_header_is_told_in_the_answer():
    short, long = (CLIENT.get(f"/api/statements?limit=1&q={'+' * n}") for n in (2000, 3000))
    assert short.json()["meta"]["next"] in short.links["next"]["url"]
    assert long.json()["meta"]["next"] and not long.links


def test_a_page_of_csv_says_what_it_is_a_part_of(folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    first = CLIENT.get("/api/statements.csv?limit=3")
    token = CLIENT.get("/api/statements?limit=3").json()["meta"]["next"]
    assert f"cursor={token}" in first.links["next"]["url"] and len(first.text.splitlines()) == 4
    last = CLIENT.get(f"/api/statements.csv?limit=3&cursor={token}")
    assert "next" not in last.links and len(last.text.splitlines()) == 2
    for whole in ("statements.csv", "meta.csv", "actors.csv"):
        assert set(CLIENT.get(f"/api/{whole}").links) == {"canonical"}


def test_a_cursor_belongs_to_one_list(folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    token = CLIENT.get("/api/statements?limit=1").json()["meta"]["next"]

    def said(asked: str) -> str:
        answer = CLIENT.get(f"/api/statements?{asked}")
        assert answer.status_code == 400
        (error,) = answer.json()["errors"]
        assert error["parameter"] == "cursor"
        return error["allowed"]

    assert CLIENT.get(f"/api/statements?limit=3&cursor={token}").json()["meta"]["next"] is None
    assert "same query" in said(f"type=firm&cursor={token}")
    with (folder / "positions.csv").open("a", encoding="utf-8") as file:
        file.write("s5,2024-04-01,Dee,firm,DEU,,More,,,,Tax,1,A\n")
    assert "data have changed" in said(f"limit=1&cursor={token}")


@given(st.text() | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_what_is_no_cursor_is_refused(text):
    with pytest.raises(cursor.CursorError):
        cursor.read(text, [], "v")


@given(st.integers(0, 10**9))
def test_a_cursor_is_read_as_it_was_written(place):
    asked = [("type", "firm")]
    assert cursor.read(cursor.write(place, asked, "v"), asked, "v") == place


@pytest.mark.parametrize("place", ["-1", "1.5", "true", "1e99", "null", "[]", str(10**30)])
def test_a_forged_place_is_refused(place):
    made = cursor.write(7, [], "v")
    plain = base64.urlsafe_b64decode(made + "==").decode()
    forged = base64.urlsafe_b64encode(plain.replace("7", place, 1).encode()).decode().rstrip("=")
    with pytest.raises(cursor.CursorError):
        cursor.read(forged, [], "v")
