"""Cards: one statement as a square picture, and what stands at each statement to take or tell."""

import io
from urllib.parse import parse_qs, parse_qsl, urlsplit

import hostile
import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import findings, link, pictures, query
from hustings.charts.statement import MARGIN, SIDE, Code, statement_card
from hustings.dataset import open_dataset
from hustings.figures.statement import card
from hustings.html.statements import rendered
from hustings.link import default_view
from hustings.scene import Scene
from hustings.settings import SettingError, current
from hustings.web import card as cards
from hustings.web import charts

CLIENT = TestClient(Starlette(routes=[*cards.routes(), *charts.routes()]))
VANCE = "us-vance-2025-02-11-a"


def scene(data, base="https://votes.example") -> Scene:
    return Scene(data, default_view(data), "actor", base)


def notes(figure) -> dict[str, str]:
    return {note.name: note.text for note in figure.layout.annotations if note.name}


def test_a_card_says_who_said_what_when_and_where_it_stands(bundled):
    found = card(scene(bundled), VANCE)
    (row,) = query.by_ids(bundled, (VANCE,)).to_dict("records")
    told = notes(found.figure)
    assert told["headline"].replace("<br>", " ").replace("<b>", "").replace("</b>", "") == (
        f"“{row['quote']}”"
    )
    assert told["subline"].startswith("11 February 2025")
    texts = " ".join(note.text for note in found.figure.layout.annotations)
    assert "JD Vance" in texts and "Development first" in texts and bundled.version in texts
    codes = findings.codes_of(bundled, default_view(bundled), query.by_ids(bundled, (VANCE,)))
    at = [trace.x[0] for trace in found.figure.data]
    assert at == [SIDE / 2 + x * 75 for x in codes.x]
    assert f"/actor?actor=United%20States&amp;id={VANCE}" in told["credit"]
    assert found.named == ("United States", "2025-02-11", row["quote"])


def test_long_words_stay_on_the_card(bundled):
    said = card(scene(bundled), VANCE)
    codes = [Code(low="long " * 40, high="long " * 40, at=0.5)] * 12
    credit = notes(said.figure)["credit"]
    figure = statement_card(
        "word " * 400, "more " * 400, "name " * 90, "day " * 90, codes,
        card_credit(source="source " * 200),
    )  # fmt: skip
    assert len(credit) and figure.layout.width == figure.layout.height == SIDE
    for note in figure.layout.annotations:
        lines = note.text.count("<br>") + 1
        assert MARGIN / 2 <= note.y and note.y + lines * note.font.size * 1.35 <= SIDE + 1


def card_credit(source: str):
    from hustings.charts.base import Credit

    return Credit(headline="", subline="", notes="", source=source, link="https://h.example/?a=b")


def test_the_route_gives_a_square():
    answer = CLIENT.get("/charts/statement.png", params={"id": VANCE, "ground": "dark"})
    assert answer.status_code == 200, answer.text
    image = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert image.size == (1080, 1080) and max(image.getpixel((2, 2))) < 40
    named = 'filename="hustings-united-states-2025-02-11-'
    assert named in answer.headers["content-disposition"]
    tag = {"If-None-Match": answer.headers["etag"]}
    again = {"id": VANCE, "ground": "dark"}
    assert CLIENT.get("/charts/statement.png", params=again, headers=tag).status_code == 304


def test_what_there_is_not_is_named(monkeypatch):
    none = CLIENT.get("/charts/statement.svg", params={"id": "<b>no such</b>"})
    assert none.status_code == 404 and none.json()["errors"][0]["parameter"] == "id"
    assert CLIENT.get("/charts/statement.svg").status_code == 404
    red = CLIENT.get("/charts/statement.svg", params={"id": VANCE, "ground": "red"})
    assert red.status_code == 400

    async def draw(*figure):
        raise pictures.Busy(7)

    monkeypatch.setattr(cards, "draw", draw)
    busy = CLIENT.get("/charts/statement.pdf", params={"id": VANCE})
    assert busy.status_code == 503 and busy.headers["retry-after"] == "7"


@pytest.mark.parametrize("texts", [hostile.TEXTS, hostile.ATTACKS])
def test_no_text_breaks_out_of_a_card(tmp_path, texts):
    data = open_dataset(hostile.write(tmp_path, texts))
    for key in query.statements(data, query.Filters()).statement_id:
        found = card(scene(data), key)
        for note in found.figure.layout.annotations:
            bare = note.text
            for known in ("<br>", "<b>", "</b>", "</a>"):
                bare = bare.replace(known, "")
            if note.name == "credit":
                bare = bare.replace(bare[bare.index("<a href=") : bare.index(">") + 1], "")
            assert "<" not in bare and not any(mark in bare for mark in "\u202a\u202e\n\x00")


def listed(data, cards=True, base="https://votes.example") -> str:
    found = query.by_ids(data, (VANCE,))
    codes = findings.codes_of(data, default_view(data), found)
    return rendered(scene(data, base), found, codes, ".", "_self", cards)


def test_each_statement_leads_to_its_card_where_it_can_be_drawn(bundled):
    assert f'href="./charts/statement.png?id={VANCE}"' in listed(bundled)
    assert "statement.png" not in listed(bundled, cards=False)


def wrong(html: str) -> str:
    (found,) = [part for part in html.split("<a ") if "Wrong?" in part]
    return found.partition('href="')[2].partition('"')[0].replace("&amp;", "&")


def test_wrong_opens_an_issue_or_a_mail_that_is_filled_in(bundled, monkeypatch):
    assert "Wrong?" not in listed(bundled)
    monkeypatch.setenv("HUSTINGS_CORRECTIONS", "https://forge.example/o/r/issues/new?labels=data")
    address = urlsplit(wrong(listed(bundled)))
    asked = parse_qs(address.query)
    assert (address.netloc, asked["labels"]) == ("forge.example", ["data"])
    assert asked["title"] == [f"Statement {VANCE} by United States"]
    lines = asked["body"][0].split("\n")
    assert lines[0] == f"Statement: {VANCE}" and bundled.version in lines[1]
    view, unknown = link.read(bundled, parse_qsl(urlsplit(lines[2]).query))
    assert view.id == (VANCE,) and not unknown
    fields = [line.partition(":")[0] for line in lines if line.startswith("- ")]
    assert {"- quote", "- date", "- url", "- stance on Precaution"} <= set(fields)
    assert "- date: 2025-02-11" in lines

    monkeypatch.setenv("HUSTINGS_CORRECTIONS", "data@votes.example")
    mail = urlsplit(wrong(listed(bundled)))
    assert (mail.scheme, mail.path) == ("mailto", "data@votes.example")
    assert parse_qs(mail.query)["subject"] == asked["title"] and len(mail.geturl()) < 2500


def test_no_text_forges_a_line_of_a_message(tmp_path, monkeypatch):
    monkeypatch.setenv("HUSTINGS_CORRECTIONS", "data@votes.example")
    texts = ("a\r\nBcc: all@e.example\r\n\r\nx", "&bcc=all@e.example", *hostile.TEXTS)
    data = open_dataset(hostile.write(tmp_path, texts))
    found = query.statements(data, query.Filters())
    codes = findings.codes_of(data, default_view(data), found)
    html = rendered(scene(data), found, codes, ".", "_self")
    for part in html.split("<a ")[1:]:
        if "Wrong?" in part:
            asked = parse_qs(urlsplit(wrong(f"<a {part}")).query)
            assert set(asked) == {"subject", "body"}
            body = asked["body"][0]
            assert not any(line.startswith("Bcc") for line in body.split("\n"))
            assert not any(mark in body for mark in "\u202e\r")


@pytest.mark.parametrize("address", ["nobody", "javascript:alert(1)", "a b@c.example", "mailto:"])
def test_only_an_address_can_be_named(address):
    with pytest.raises(SettingError, match="HUSTINGS_CORRECTIONS"):
        current({"HUSTINGS_CORRECTIONS": address})
