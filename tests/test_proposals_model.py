"""Proposals of a model, asked of a stand-in on loopback that speaks chat completions."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from desk_acts import TEXT

from hustings.axes import described
from hustings.cli import main
from hustings.desk.proposals.model import MOST_BYTES, ask_model
from hustings.desk.store import DeskError
from hustings.settings import Settings

AXES = (described("Transport", low="Rail", high="Road"),)


@contextmanager
def model(answer: Callable[[dict], tuple[int, bytes]]) -> Iterator[tuple[str, list[dict]]]:
    """A model that answers as told: its address, and what it was asked, with the key."""
    asked: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = self.headers.get("Authorization")
            asked.append({**body, "path": self.path, "key": key})
            status, content = answer(body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: str) -> tuple[int, bytes]:
    return 200, json.dumps({"choices": [{"message": {"content": content}}]}).encode()


SAID = {
    "statements": [
        {"quote": "Fewer cars", "speaker": "Tom\nWeir", "actor": "Tom Weir", "kind": "direct",
         "codes": [{"axis": "Transport", "stance": -1}, {"axis": "Unknown", "stance": 1},
                   {"axis": "Transport", "stance": 7}, "x", {"axis": ["a"], "stance": 1}]},
        {"quote": "Fewer cars and more buses", "speaker": "Tom Weir"},
        {"quote": "“More trams,”", "kind": "reported"}, {"quote": 5}, "text",
    ]
}  # fmt: skip


def test_only_words_of_the_text_and_known_axes_are_proposed():
    with model(lambda _: completion(f"Here:\n```json\n{json.dumps(SAID)}\n```")) as (url, asked):
        settings = Settings(model_url=url + "/", model_name="small", model_key="secret")
        found = ask_model(TEXT, settings, AXES)
    first, second = found.proposals
    assert (first.proposal.exact, first.proposal.kind, first.codes) == (
        "More trams",
        "reported",
        {},
    )
    assert TEXT[second.proposal.start : second.proposal.end] == "Fewer cars"
    assert (second.proposal.speaker, second.codes) == ("Tom Weir", {"Transport": -1.0})
    assert (found.coder, found.dropped) == ("model small", 2)
    (question,) = asked
    assert (question["path"], question["key"]) == ("/v1/chat/completions", "Bearer secret")
    assert question["model"] == "small"
    system, user = question["messages"]
    assert (
        user == {"role": "user", "content": TEXT} and "Transport: -1 is Rail" in system["content"]
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((500, b"no"), "answered with status 500"), ((302, b""), "answered with status 302"),
        ((200, b"no json"), "cannot be read"), ((200, b"{}"), "cannot be read"),
        (completion("I would rather not."), "holds no statements"),
        (completion('{"statements": 5}'), "holds no statements"),
        ((200, b"x" * (MOST_BYTES + 1)), "too long"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_told(answer, said):
    with model(lambda _: answer) as (url, _), pytest.raises(DeskError, match=said):
        ask_model(TEXT, Settings(model_url=url))


def test_no_model_is_asked_unless_one_is_named():
    with pytest.raises(DeskError, match="HUSTINGS_MODEL_URL is not set"):
        ask_model(TEXT, Settings())
    with pytest.raises(DeskError, match="cannot be reached: ConnectError"):
        ask_model(TEXT, Settings(model_url="http://127.0.0.1:1"))


def test_the_command_adds_what_a_model_proposes(capsys, tmp_path, monkeypatch, folder):
    file = tmp_path / "some.txt"
    file.write_text(TEXT, encoding="utf-8")
    with model(lambda _: completion(json.dumps(SAID))) as (url, asked):
        assert main(["propose", str(file), "--data", str(folder)]) == 0
        assert asked == []
        plain = json.loads(capsys.readouterr().out)
        monkeypatch.setenv("HUSTINGS_MODEL_URL", url)
        assert main(["propose", str(file), "--data", str(folder), "--model"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each for each in found if each["by"] == "rule"] == plain
    models = [each for each in found if each["by"] == "model"]
    assert [each["exact"] for each in models] == ["More trams", "Fewer cars"]
    assert models[1]["codes"] == {"Transport": -1.0}
    assert main(["propose", str(file), "--model"]) == 2
    assert "cannot be reached" in capsys.readouterr().err
