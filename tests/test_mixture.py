"""Four ways to be mixed, from statements with days."""

import pytest

from hustings import findings, query, words
from hustings.dataset import open_dataset
from hustings.link import default_view
from hustings.query import Filters

#: who -> day of a year and stance of each statement, none where the day is empty
SAID = {
    "wants both": ("1 0", "2 0", "3 0.5", "4 0"),
    "all on one side": ("1 0.2", "2 0.2"),
    "one against one": ("1 -1", "2 1"),
    "one against two": ("1 -0.5", "2 -0.5", "9 1"),
    "changed": ("1 -1", "2 -0.5", "3 0.5", "4 1"),
    "changed back": ("1 -1", "2 0.5", "3 -0.5", "4 1"),
    "on one day": ("1 -1", "2 -1", "2 1", "3 1"),
    "once undated": ("1 -1", "2 -1", "3 1", " 1"),
    "leans": ("1 -1", "2 1", "3 1", "4 1"),
    "alone": ("1 0",),
}
KINDS = {
    "wants both": "middle",
    "all on one side": "middle",
    "one against one": "opposite",
    "one against two": "opposite",
    "changed": "changed",
    "changed back": "both",
    "on one day": "both",
    "once undated": "both",
    "leans": "",
    "alone": "middle",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    lines = [
        f"{who},A,{stance},{f'2024-01-0{day}' if day else ''}"
        for who, said in SAID.items()
        for day, stance in (each.split(" ") for each in said)
    ]
    path = tmp_path_factory.mktemp("mixed") / "positions.csv"
    path.write_text("\n".join(["actor,axis,stance,date", *lines]) + "\n")
    return open_dataset(path)


def test_each_way_to_be_mixed(data):
    found = findings.group_positions(data, default_view(data)).set_index("group")
    assert found.mixed.to_dict() == KINDS


def test_what_the_engine_counts_of_the_two_sides(data):
    cell = query.cells(data, Filters()).set_index("group").loc["once undated"]
    assert (cell.n, cell.low_n, cell.high_n, cell.undated) == (4, 2, 2, 1)
    days = [str(cell[name])[:10] for name in ("low_first", "low_last", "high_first", "high_last")]
    assert days == ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-03"]


def test_words_say_which_way(data):
    (axis,) = data.axes
    found = findings.group_positions(data, default_view(data)).set_index("group")

    def said(who: str) -> str:
        row = found.loc[who]
        return words.stands(row.position, row.n, axis, row.mixed)

    assert said("wants both") == "speaks for both"
    assert said("one against two") == "has said opposite things (few statements)"
    assert said("changed") == "has changed sides"
    assert said("changed back") == "says both things"
    assert said("alone") == "one statement, for both"
    assert said("leans") == "leans towards “for”"
