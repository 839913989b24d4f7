"""Two versions of a data set: what came, went and changed, and which positions moved, by hand."""

import pytest

from hustings.dataset import open_dataset
from hustings.findings.versions import compare, moves, statements

NAMED = "statement_id,actor,axis,stance\n"
UNNAMED = "actor,axis,stance,answer\n"


@pytest.fixture
def versions(tmp_path):
    def made(header: str, before: str, after: str):
        data = []
        for name, rows in (("before", before), ("after", after)):
            folder = tmp_path / name
            folder.mkdir()
            (folder / "positions.csv").write_text(header + rows, encoding="utf-8")
            data.append(open_dataset(folder))
        return data

    return made


def listed(found) -> list[tuple]:
    rows = found.statements.astype(object).where(found.statements.notna(), None)
    return [*rows.itertuples(index=False, name=None)]


def test_named_statements_come_go_and_change(versions):
    before, after = versions(
        NAMED,
        "a,Ann,Dam,1\nb,Ann,Dam,0\nc,Bob,Dam,-1\n",
        "d,Cid,Dam,0.5\nb,Ann,Dam,-1\na,Ann,Dam,1\n",
    )
    found = compare(before, after)
    assert (found.came, found.went, found.changed) == (1, 1, 1)
    assert listed(found) == [
        ("came", "Cid", "Dam", None, 0.5),
        ("changed", "Ann", "Dam", 0.0, -1.0),
        ("went", "Bob", "Dam", -1.0, None),
    ]
    moved = found.moves.astype(object).where(found.moves.notna(), None)
    # Ann: (1 + 0) / 2 = 0.5, then (1 - 1) / 2 = 0
    assert [*moved.itertuples(index=False, name=None)] == [
        ("Ann", "Dam", 0.5, 0.0, 2, 2),
        ("Bob", "Dam", -1.0, None, 1, None),
        ("Cid", "Dam", None, 0.5, None, 1),
    ]
    assert found.sentence == "Statements: 1 new, 1 gone, 1 changed. 3 positions moved."


def test_an_answer_given_anew_is_a_change_and_no_other_statement(versions):
    before, after = versions(
        UNNAMED,
        "Ann,Dam,1,\nAnn,Road,1,\nBob,Dam,,abstained\nCid,Dam,1,\n",
        "Ann,Dam,0.5,\nAnn,Road,1,\nBob,Dam,-1,\nDot,Dam,1,\n",
    )
    found = compare(before, after)
    assert (found.came, found.went, found.changed) == (1, 1, 2)
    assert listed(found)[1:3] == [
        ("changed", "Ann", "Dam", 1.0, 0.5),
        ("changed", "Bob", "Dam", None, -1.0),
    ]


def test_several_statements_without_names_are_not_taken_for_each_other(versions):
    before, after = versions(UNNAMED, "Ann,Dam,1,\nAnn,Dam,0.5,\n", "Ann,Dam,1,\nAnn,Dam,0,\n"
                             "Ann,Dam,-1,\n")  # fmt: skip
    found = compare(before, after)
    assert (found.came, found.went, found.changed) == (2, 1, 0)


def test_the_same_rows_in_another_order_are_the_same_version(versions):
    before, after = versions(UNNAMED, "Ann,Dam,1,\nBob,Dam,0,\n", "Bob,Dam,0,\nAnn,Dam,1,\n")
    found = compare(before, after)
    assert (found.came, found.went, found.changed, len(found.moves)) == (0, 0, 0, 0)
    assert found.sentence == "Statements: none is another. No position moved."


def test_against_nothing_everything_is_new(few):
    found = moves(None, few)
    assert found.before.isna().all() and found.after.notna().all()
    assert statements({}, {"a": 1}).came == ("a",)
