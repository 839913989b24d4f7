"""Tables that stand on pages and in reports besides those of figures."""

import pytest

from hustings.figures import page_tables
from hustings.link import default_view
from hustings.pages import PAGES
from hustings.scene import Scene


def on(data, page: str, **chosen) -> dict:
    """Title -> rows of each table of a page."""
    scene = Scene(data, default_view(data).having(**chosen), page, "https://board.example")
    return {
        table.title: table.frame.astype(object).where(table.frame.notna(), None).to_dict("records")
        for table in page_tables.on_page(scene)
    }


def test_who_is_not_on_the_map(few):
    # Ann speaks on both axes, Bob on taxes, Cid on transport
    found = on(few, "", x="Transport", y="Tax")
    bob, cid = found["Not on this map: 2 that are silent, or too thin, on one axis"]
    assert bob == {
        "actor": "Bob", "type": "firm", "statements": 1,
        "Transport": "silent or too thin", "Tax": "one statement, towards lower taxes",
    }  # fmt: skip
    assert (cid["Transport"], cid["Tax"]) == (
        "one statement, towards roads", "silent or too thin"
    )  # fmt: skip


def test_who_is_near_a_group_picked_alone(bundled):
    alone, profile = (on(bundled, page, actor=("France",)) for page in ("compare", "actor"))
    assert alone == profile
    (rows,) = alone.values()
    values = [row["expected agreement"] for row in rows]
    assert values == sorted(values, reverse=True) and "France" not in {r["actor"] for r in rows}
    (gaps,) = on(bundled, "compare", actor=("France", "China"))
    assert gaps == "Gaps on all axes on which both speak, the widest first"
    assert on(bundled, "actor", actor=()) == {}


def test_a_group_against_the_rest_where_one_is_chosen(bundled):
    assert on(bundled, "divides") == on(bundled, "divides", apart="type: wizards") == {}
    (title,) = found = on(bundled, "divides", apart="type: company")
    assert title == "company against the rest, on every axis"
    assert {"axis", "share", "share of the rest", "ratio"} < set(found[title][0])


def test_who_is_silent_on_what(few):
    groups, axes, *_ = on(few, "evidence").values()
    silent = {row["actor"]: row["silent on"] for row in groups}
    assert silent == {"Ann": "", "Bob": "Transport", "Cid": "Tax"}
    silent = {row["axis"]: row["who is silent"] for row in axes}
    assert silent == {"Transport": "Bob", "Tax": "Cid"}


def test_other_choices_of_evidence(bundled):
    titles = list(on(bundled, "evidence"))
    assert titles[2:] == [
        "What each choice changes",
        "Every position that changes side",
        "The order on each axis under each choice",
    ]


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_there_are_no_empty_tables(few, path):
    assert on(few, path, q="no statement says this") == {}
