"""The tools for assistants, by hand on few statements."""

from datetime import date

from assistant import ask, listed, refused

from hustings import current_dataset
from hustings.mcp.context import Context
from hustings.mcp.conversion import STALE
from hustings.mcp.tools import TOOLS
from hustings.schema import Problem


def test_tools_are_read_only_and_speak_of_the_data_at_hand(tiny):
    tools = listed()
    assert list(tools) == list(TOOLS)
    for tool in tools.values():
        assert tool.annotations.read_only_hint and not tool.annotations.destructive_hint
        assert tool.input_schema["additionalProperties"] is False
    position = tools["position_of"]
    assert "Transport (-1 Rail, +1 Road)" in position.description
    properties = position.input_schema["properties"]
    assert properties["axis"]["items"]["enum"] == ["Transport", "Tax"]
    assert properties["type"]["items"]["enum"] == ["firm", "union"]
    assert set(position.input_schema["required"]) == {"actor"}


def test_every_argument_has_a_meaning(tiny):
    for tool in listed().values():
        for name, told in tool.input_schema["properties"].items():
            assert told.get("description"), (tool.name, name)


def test_the_data_set_is_described(tiny):
    found = ask("describe")
    assert found["statements"] == 4
    assert (found["first"], found["last"]) == ("2024-01-01", "2024-03-01")
    assert found["groups"] == {"actor": 3, "speaker": 1, "type": 2, "country": 2}
    assert [axis["high_means"] for axis in found["axes"]] == ["more roads", ""]
    assert found["values"]["event"] == [{"value": "Fair", "n": 2}]
    assert found["credit"]["version"] == current_dataset.current().data.version
    assert found["link"].startswith("https://votes.example/board/method?")


def test_a_position_by_hand(tiny):
    found = ask("position_of", actor="Ann")
    by_axis = {cell["axis"]: cell for cell in found["positions"]}
    # two coders make (-1 - 0.5) / 2 = -0.75 of s1, and s2 is 0.25
    transport = by_axis["Transport"]
    assert transport["position"] == -0.25 and transport["n"] == 2
    assert transport["low"] is None and transport["high"] is None
    assert (transport["first"], transport["last"]) == ("2024-01-01", "2024-03-01")
    assert transport["words"] == "leans towards rail (few statements)"
    said = transport["strongest"]
    assert (said["id"], said["quote"], said["url"]) == (
        "s1", "More trams", "https://a.example/1",
    )  # fmt: skip
    assert {"axis": "Transport", "stance": -0.75, "coders": 2, "least": -1.0, "most": -0.5} in said[
        "codes"
    ]
    assert by_axis["Tax"]["words"] == "one statement, towards higher taxes"
    assert "Thin: Ann rests on one statement on Tax." in found["notes"]
    assert found["silent_on"] == []
    assert found["filters"] == "all statements"
    assert found["credit"]["source"].endswith("Hustings.")
    assert found["link"].startswith("https://votes.example/board/actor?")


def test_silence_is_missing_and_said(tiny):
    found = ask("position_of", actor="Cid")
    assert [cell["axis"] for cell in found["positions"]] == ["Transport"]
    assert found["silent_on"] == ["Tax"]
    assert any("Cid is silent on Tax" in note for note in found["notes"])
    assert found["first"] is None and found["positions"][0]["first"] is None


def test_filters_count_and_are_named(tiny):
    found = ask("position_of", actor="Ann", since="2024-02-01", coder=["A"])
    assert [(cell["axis"], cell["position"]) for cell in found["positions"]] == [
        ("Transport", 0.25)
    ]
    assert found["statements"] == 1
    assert found["filters"] == "as coded by A; since 1 February 2024"
    assert "no statement under these filters" in refused(
        "position_of", actor="Ann", until="2023-12-31"
    )


def test_groups_side_by_side_by_hand(tiny):
    found = ask("compare", actor=["union", "firm"], by="type")
    # Transport -0.25 against 1, Tax 0.5 against -1: (1 - 1.25/2 + 1 - 1.5/2) / 2
    assert found["agreement"] == [
        {
            "a": "firm", "b": "union", "agreement": 0.3125, "expected": 0.3125,
            "shared": 2, "n": 5, "thin": True,
        }
    ]  # fmt: skip
    facing = {(c["group"], c["axis"]): c["strongest"]["id"] for c in found["positions"]}
    assert facing == {
        ("union", "Transport"): "s1", ("union", "Tax"): "s1",
        ("firm", "Transport"): "s4", ("firm", "Tax"): "s3",
    }  # fmt: skip
    assert found["gaps"][0].startswith("Tax: Cut ↔ Raise.") and "1.50" in found["gaps"][0]


def test_two_groups_without_two_axes_have_no_agreement(tiny):
    found = ask("compare", actor=["Ann", "Bob"])
    (pair,) = found["agreement"]
    assert (pair["agreement"], pair["shared"]) == (None, 1)
    assert found["silent"] == [{"group": "Bob", "axes": ["Transport"]}]
    assert any("share fewer than two axes" in note for note in found["notes"])
    assert "different" in refused("compare", actor=["Ann", "Ann"])


def test_near_and_far(tiny):
    found = ask("who_agrees_with", actor="union", by="type")
    assert found["others"] == 1
    # Two shared axes are thin evidence: named apart, neither near nor far.
    assert found["nearest"] == found["farthest"] == []
    assert [pair["agreement"] for pair in found["thin"]] == [0.3125]
    assert any(note.startswith("On thin evidence") for note in found["notes"])
    assert found["summary"].endswith("with union, all rest on thin evidence.")
    alone = ask("who_agrees_with", actor="Cid")
    assert (alone["others"], alone["nearest"]) == (0, [])
    assert alone["summary"].startswith("Nobody")


def test_statements_come_once_each_over_the_pages(tiny):
    ids, start = [], 0
    while start is not None:
        found = ask("search_statements", limit=1, offset=start)
        ids += [item["id"] for item in found["found"]]
        start = found["next_offset"]
    assert ids == ["s2", "s3", "s1", "s4"]
    assert ask("search_statements", offset=4)["found"] == []


def test_statements_are_searched_by_words_group_and_axis(tiny):
    (said,) = ask("search_statements", words="EGALITE")["found"]
    assert (said["id"], said["speaker"], said["source"]) == ("s2", None, "Paper")
    found = ask("search_statements", actor="Ann", axis='["Tax"]')
    assert [item["id"] for item in found["found"]] == ["s1"]
    assert "axis=Tax" in found["link"] and "actor=Ann" in found["link"]
    nothing = ask("search_statements", words="nowhere")
    assert (nothing["statements"], nothing["found"]) == (0, [])


def test_names_are_found(tiny):
    found = ask("list_actors", name="bo")
    assert [group["group"] for group in found["groups"]] == ["Bob"]
    assert [g["group"] for g in ask("list_actors")["groups"]] == ["Ann", "Bob", "Cid"]
    page = ask("list_actors", limit=2)
    assert (page["total"], page["next_offset"]) == (3, 2)
    close = ask("list_actors", name="bobb")
    assert [group["group"] for group in close["groups"]] == ["Bob"] and close["notes"]
    assert ask("list_actors", name="zzzz")["groups"] == []


def test_an_answer_of_the_data_before_says_so(few):
    arguments = TOOLS["describe"].arguments()
    old = current_dataset.CurrentDataset(
        few, (Problem(file="positions.csv", row=None, column="", value="", allowed="rows"),)
    )
    assert STALE in TOOLS["describe"].function(Context(old, ""), arguments).notes
    assert (
        STALE
        not in TOOLS["describe"]
        .function(Context(current_dataset.CurrentDataset(few), ""), arguments)
        .notes
    )


def test_the_dates_of_an_answer_are_dates(few):
    tool = TOOLS["search_statements"]
    found = tool.function(Context(current_dataset.CurrentDataset(few), ""), tool.arguments())
    assert found.first == date(2024, 1, 1)
    assert [item.date for item in found.found][-1] is None
