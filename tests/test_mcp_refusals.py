"""What the tools for assistants do not answer: wrong questions, no data, faults."""

import asyncio
import threading
from dataclasses import replace

import pytest
from assistant import listed, refused
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from mcp import Client
from mcp.shared.exceptions import MCPError

from hustings import current_dataset
from hustings.mcp import protocol
from hustings.mcp.tools import TOOLS

FAULT = "Something went wrong"


#: tool, arguments, and what must be said of them
WRONG = (
    ("position_of", {"actor": "Anm"}, ("actor", "'Anm'", "Ann", "list_actors")),
    ("position_of", {"actor": "Ann", "axis": ["tax"]}, ("axis", "'tax'", "Tax")),
    ("position_of", {"actor": "Ann", "since": "May"}, ("since", "'May'", "YYYY-MM-DD")),
    ("position_of", {"actor": "Ann", "by": "party"}, ("by", "'party'", "'speaker'")),
    ("position_of", {}, ("actor is missing",)),
    ("position_of", {"actor": ""}, ("actor", "at least 1")),
    ("compare", {"actor": ["Ann"]}, ("actor", "at least 2")),
    ("compare", {"actor": ["a"] * 9}, ("actor", "at most 8")),
    ("search_statements", {"limit": 500}, ("limit", "500", "50")),
    ("search_statements", {"type": ["frim"]}, ("type", "'frim'", "firm")),
    ("search_statements", {"offset": 10**20}, ("offset", "1000000000")),
    ("describe", {"topic": "all"}, ("'topic'", "Allowed: none")),
)


def test_what_is_wrong_is_named_with_what_is_allowed(tiny):
    for name, arguments, said in WRONG:
        text = refused(name, **arguments)
        assert not [part for part in said if part not in text], text


def test_all_that_is_wrong_is_named_at_once(tiny):
    text = refused("position_of", actor="Anm", axis=["tax"], country=["FR"])
    assert len(text.splitlines()) == 3


def test_an_unknown_tool_is_an_error_of_the_protocol(tiny):
    async def run():
        async with Client(protocol.server()) as client:
            with pytest.raises(MCPError, match="search_statements"):
                await client.call_tool("delete_everything", {})

    asyncio.run(run())


def test_without_data_the_answer_says_so_and_names_no_path(tmp_path, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path / "secret place"))
    assert refused("describe") == protocol.NO_DATA
    assert list(listed()) == list(TOOLS)


def test_tools_work_in_threads_and_faults_stay_inside(tiny, monkeypatch, caplog):
    ran = []

    def fails(asked, arguments):
        ran.append(threading.current_thread())
        raise ValueError("a secret")

    monkeypatch.setitem(TOOLS, "describe", replace(TOOLS["describe"], function=fails))
    text = refused("describe")
    assert text.startswith(FAULT) and "secret" not in text
    assert ran[0] is not threading.main_thread()
    assert any(record.exc_info for record in caplog.records if record.name == "hustings")


ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\x00", "\ud800", "'; --", "%", "9" * 400, "France", "company", "[[]]", "0001-01-01"]
    ),
    st.lists(st.text(max_size=5), max_size=3),
    st.integers(-(10**20), 10**20),
    st.none(),
)


@given(st.data())
@examples(max_examples=80)
def test_whatever_is_asked_is_answered_or_refused(bundled, data):
    tool = data.draw(st.sampled_from(list(TOOLS.values())))
    names = st.sampled_from([*tool.arguments.model_fields, "other"])
    right = {"actor": ["France", "China"] if tool.name == "compare" else "France"}
    right = {name: value for name, value in right.items() if name in tool.arguments.model_fields}
    given = right | data.draw(st.dictionaries(names, ODD, max_size=2))
    with pytest.MonkeyPatch.context() as patch:
        opened = current_dataset.CurrentDataset(bundled)
        patch.setattr(current_dataset, "current", lambda address="": opened)
        result = protocol.answered(tool, given, None)
    assert not result.content[0].text.startswith(FAULT)
