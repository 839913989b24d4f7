"""Proposals of assistants: words that stand in the text, hidden codes, and what a person makes."""

import pytest
from asgi import ask
from desk_acts import TEXT
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from hustings import settings
from hustings.desk.coders import differences
from hustings.desk.desk import Desk
from hustings.desk.opened import opened
from hustings.desk.proposing import MOST_WAITING, Proposed
from hustings.desk.recording import Judged
from hustings.desk.rows import desk_rows
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError, Store
from hustings.mcp import lifespan, routes
from hustings.web.sign_in import SignInRequired

ADDRESS = "desk.sqlite"
HEADERS = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
TRAMS = Proposed(quote='"More trams"', actor="Ann", speaker="Ada Quill", codes={"Transport": -1})


@pytest.fixture
def desk(tmp_path) -> Desk:
    found = Desk(Store(f"sqlite:///{tmp_path}/{ADDRESS}"))
    found.add_document("Ada", TEXT, title="Trams")
    return found


def only(desk: Desk) -> str:
    return desk.documents()[0]["id"]


def test_words_that_do_not_stand_there_are_refused_with_all_that_comes_with_them(desk):
    document = only(desk)
    for wrong, why in (
        (Proposed(quote="More tram"), "do not stand in the text: “More tram”"),
        (Proposed(quote="Fewer cars", kind="told"), "allowed: direct, reported"),
        (Proposed(quote="Fewer cars", codes={"Transport": 2}), "a number from -1 to 1"),
    ):
        with pytest.raises(DeskError, match=why):
            desk.propose("gpt", document, [TRAMS, wrong])
    with pytest.raises(DeskError, match="name of who"):
        desk.propose(" ", document, [TRAMS])
    with pytest.raises(DeskError, match="no such document"):
        desk.propose("gpt", "0", [TRAMS])
    assert desk.proposals("Ada", document) == []
    assert [each.what for each in desk.trail()] == ["add document"]


def test_a_coder_sees_the_stances_of_a_model_after_their_own(desk):
    document = only(desk)
    assert desk.propose("gpt", document, [TRAMS, Proposed(quote="Fewer cars")]) == 2
    assert desk.propose("gpt", document, [TRAMS]) == 0
    first, second = desk.proposals("Ada", document)
    assert (first["exact"], first["start"], first["by"]) == ("More trams", 1, "model gpt")
    assert (first["speaker"], first["actor"], first["codes"]) == ("Ada Quill", "Ann", {})
    own = desk.add_statement("Ada", document, 1, 5)
    desk.code("Ada", own, "Tax", 1)
    assert desk.proposals("Ada", document)[0]["codes"] == {}
    desk.code("Ada", own, "Transport", 1)
    assert desk.proposals("Ada", document)[0]["codes"] == {"Transport": -1}
    assert desk.proposals("Bo", document)[0]["codes"] == {}
    trail = [each.line() for each in Seat(desk, "Bo", "owner").trail()]
    assert "Transport" not in repr([Seat(desk, "Bo", "owner").state(), trail])
    desk.finish("Bo", document)
    assert desk.proposals("Bo", document)[0]["codes"] == {"Transport": -1}
    assert "Transport" in repr(Seat(desk, "Bo", "reader").state())


def test_taken_it_is_a_statement_and_its_codes_are_never_published(desk):
    document = only(desk)
    desk.propose("Ada", document, [TRAMS, Proposed(quote="Fewer cars")])
    first, second = desk.proposals("Bo", document)
    desk.decline("Bo", second["id"])
    statement = desk.take("Bo", first["id"])
    assert desk.proposals("Bo", document) == [] and desk.codes("Bo") == []
    # an assistant that calls itself Ada is not Ada
    assert desk.codes("Ada") == []
    (row,) = desk.statements(document)
    assert (row["id"], row["exact"], row["actor"]) == (statement, "More trams", "Ann")
    desk.finish("Bo", document)
    (code,) = desk.codes("Bo")
    assert (code["coder"], code["origin"], code["stance"]) == ("model Ada", "model", -1)
    assert desk_rows(desk.state())[0] == [] and differences(desk, "Bo") == []
    assert desk.state() == desk.state("9999")
    for _ in range(2):
        desk.undo("Bo")
    assert [row["id"] for row in desk.proposals("Bo", document)] == [first["id"]]
    with pytest.raises(DeskError, match="no such proposal"):
        desk.take("Bo", second["id"])


def test_no_more_wait_than_a_person_can_look_through(desk):
    words = " ".join(f"w{number}" for number in range(MOST_WAITING + 1))
    document = desk.add_document("Ada", words)
    every = [Proposed(quote=word) for word in words.split()]
    with pytest.raises(DeskError, match="More than 500"):
        desk.propose("gpt", document, every)
    assert desk.propose("gpt", document, every[1:]) == MOST_WAITING


@pytest.fixture
def called(desk, tmp_path, monkeypatch, folder):
    """Ask the tools over HTTP, with a key or without: the status and what is answered."""
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    monkeypatch.setenv("HUSTINGS_DESK", f"sqlite:///{tmp_path}/{ADDRESS}")
    monkeypatch.setenv("HUSTINGS_DESK_KEY", "open sesame")
    app = Starlette(routes=[*routes()], lifespan=lambda _: lifespan())
    with TestClient(app) as client:

        def asked(method: str, key: str, **params) -> dict:
            said = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
            headers = HEADERS | ({"Authorization": f"Bearer {key}"} if key else {})
            return client.post("/mcp", json=said, headers=headers).json()

        yield asked


def test_an_assistant_with_the_key_reads_an_article_and_proposes(desk, called):
    document = only(desk)

    def told(name: str, **arguments) -> dict:
        return called("tools/call", "open sesame", name=name, arguments=arguments)["result"]

    (row,) = told("list_articles")["structuredContent"]["articles"]
    assert (row["id"], row["title"], row["text"]) == (document, "Trams", None)
    (row,) = told("list_articles", article=document)["structuredContent"]["articles"]
    assert row["text"] == TEXT
    code = {"axis": "Transport", "stance": -1}
    right = {"quote": "“More trams”", "actor": "Ann", "codes": [code]}
    made = told("propose_statements", article=document, by="gpt", statements=[right, right])
    assert made["structuredContent"] == {"added": 1, "known": 1}
    for wrong, why in (
        ({"quote": "More buses"}, "do not stand in the text"),
        ({"quote": "Fewer cars", "codes": [{"axis": "Love", "stance": 1}]}, "Allowed: "),
        ({"quote": "Fewer cars", "codes": [{"axis": "Transport", "stance": 3}]}, "less than"),
    ):
        refused = told("propose_statements", article=document, by="gpt", statements=[wrong])
        assert refused["isError"] and why in refused["content"][0]["text"]
    assert "no such document" in told("list_articles", article="0")["content"][0]["text"]
    assert [row["codes"] for row in desk.state()["proposal"].values()] == [{"Transport": -1}]
    assert not desk.state()["statement"] and not desk.state()["code"]


@pytest.mark.parametrize("key", ["", "open", "open sesame!"])
def test_nobody_else_sees_the_tools_of_the_desk(called, key):
    tools = {tool["name"] for tool in called("tools/list", key)["result"]["tools"]}
    assert "describe" in tools and not tools & {"list_articles", "propose_statements"}
    answer = called("tools/call", key, name="list_articles", arguments={})
    assert "No such tool" in answer["error"]["message"]
    with_key = called("tools/list", "open sesame")["result"]["tools"]
    hints = {tool["name"]: tool["annotations"]["readOnlyHint"] for tool in with_key}
    assert hints["describe"] and hints["list_articles"] and not hints["propose_statements"]


def test_the_key_stands_for_signing_in_at_the_tools_alone(monkeypatch):
    inner = Starlette(
        routes=[Route("/{path:path}", lambda request: PlainTextResponse("in"), methods=["POST"])]
    )
    app = SignInRequired(inner, lambda cookies: False, lambda: ("default",), lambda name: "")

    def status(path: str, key: str) -> int:
        return ask(app, path, "POST", authorization=key).status

    assert status("/mcp", "Bearer ") == 401
    monkeypatch.setenv("HUSTINGS_DESK_KEY", "sesame")
    assert status("/mcp", "Bearer sesame") == status("/mcp/", "bearer sesame") == 200
    for path, key in (("/mcp", "sesame"), ("/mcp", "Bearer x"), ("/api/axes", "Bearer sesame")):
        assert status(path, key) == 401
    assert "sesame" not in repr(settings.current())


def test_saved_in_the_same_words_a_proposal_becomes_hidden_codes(desk):
    document = only(desk)
    desk.propose("gpt", document, [TRAMS, Proposed(quote="Fewer cars")])
    made = desk.save("Bo", document, Judged(start=1, end=11, said={}, codes={"Transport": 1}))
    assert [row["exact"] for row in desk.proposals("Bo", document)] == ["Fewer cars"]
    codes = {code["coder"]: code for code in desk.state()["code"].values()}
    assert (codes["model gpt"]["statement"], codes["model gpt"]["stance"]) == (made, -1)
    assert [code["coder"] for code in desk.codes("Bo")] == ["Bo"]
    desk.undo("Bo")
    assert len(desk.proposals("Bo", document)) == 2
    desk.remove_document("Bo", document)
    assert not any(desk.state().values())
    desk.undo("Bo")
    assert len(desk.proposals("Bo", document)) == 2


def test_the_tools_open_no_desk_that_the_pages_do_not(tmp_path, monkeypatch):
    where = f"sqlite:///{tmp_path}/{ADDRESS}"
    monkeypatch.setenv("HUSTINGS_DESK", where)
    assert opened() is opened()
    monkeypatch.setenv("HUSTINGS_URL", "https://who.example")
    with pytest.raises(DeskError, match="for who has signed in"):
        opened()
    monkeypatch.setenv("HUSTINGS_SIGN_IN", "true")
    assert opened().documents() == []
    monkeypatch.setenv("HUSTINGS_DESK", "off")
    with pytest.raises(DeskError, match="no coding desk"):
        opened()
