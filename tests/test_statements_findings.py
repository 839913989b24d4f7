"""A page of statements: rows, codes and words, counted by hand on four statements."""

import re

import pytest
from assistant import ask
from reports import DAY, Reader, scene
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, current_dataset, findings, query
from hustings.export import report
from hustings.link import View
from hustings.pages import PAGES

#: on both axes, nobody picked
EVERYONE = View(x="Transport", y="Tax")


def codes(found: findings.StatementsFinding) -> dict[tuple[str, str], tuple[float, int]]:
    return {(row.statement_id, row.axis): (row.x, row.coders) for row in found.codes.itertuples()}


def test_a_page_in_the_middle(few):
    found = findings.statements(few, EVERYONE, limit=2, offset=1)
    assert found.rows.statement_id.tolist() == ["s3", "s1"]
    # Two coders read s1 on Transport, as -1 and as -0.5.
    assert codes(found) == {
        ("s1", "Tax"): (0.5, 1),
        ("s1", "Transport"): (-0.75, 2),
        ("s3", "Tax"): (-1, 1),
    }
    assert (found.offset, found.end, found.next_offset) == (1, 3, 3)
    assert (found.total.statements, found.total.actors) == (4, 3)


@pytest.mark.parametrize(
    ("limit", "offset", "ids", "following"),
    [(4, 0, ["s2", "s3", "s1", "s4"], None), (2, 2, ["s1", "s4"], None), (3, 9, [], None),
     (1, 0, ["s2"], 1), (0, 0, [], None)],
)  # fmt: skip
def test_where_the_next_page_starts(few, limit, offset, ids, following):
    found = findings.statements(few, EVERYONE, limit, offset)
    assert found.rows.statement_id.tolist() == ids
    assert found.next_offset == following


def test_words(few):
    found = findings.statements(few, EVERYONE)
    assert found.headline == "4 statements by 3 actors"
    assert found.period == "1 January 2024 to 1 March 2024"
    assert found.order == "newest first"
    assert found.subline == f"All statements. {found.headline}, {found.period}."
    assert found.sentence == "4 statements; newest first."
    some = EVERYONE.having(actor=("Ann", "Bob"), axis=("Tax",), sort="actor")
    found = findings.statements(few, some)
    assert found.headline == "2 statements by 2 actors"
    assert found.sentence == "2 statements by Ann or Bob on Lower vs. higher taxes; by actor."
    one = findings.statements(few, EVERYONE.having(actor=("Cid",)))
    assert (one.headline, one.period) == ("One statement by one actor", "undated")


def test_the_axis_chooses_statements_and_the_coder_codes(few):
    found = findings.statements(few, EVERYONE.having(axis=("Tax",), coder=("A",)), limit=9)
    assert found.rows.statement_id.tolist() == ["s3", "s1"]
    assert codes(found) == {
        ("s1", "Tax"): (0.5, 1),
        ("s1", "Transport"): (-1, 1),
        ("s3", "Tax"): (-1, 1),
    }


def test_nothing_passes(few):
    found = findings.statements(few, EVERYONE.having(actor=("Cid",), axis=("Tax",)), limit=9)
    assert found.sentence == "No statement by Cid on Lower vs. higher taxes."
    assert found.headline == "No statement by Cid on Lower vs. higher taxes"
    assert list(found.rows.columns) == list(query.STATEMENT_COLUMNS) and found.rows.empty
    assert found.codes.empty and found.next_offset is None


def test_codes_have_the_same_columns_with_and_without_statements(few):
    found = findings.statements(few, EVERYONE, limit=1)
    none = findings.codes_of(few, EVERYONE, found.rows.iloc[:0])
    assert list(found.codes.columns) == list(none.columns) and none.empty


def test_words_alone_cost_one_question_and_a_page_three_more(few, questions):
    findings.statements(few, EVERYONE)
    assert len(questions) == 1, "totals"
    findings.statements(few, EVERYONE, limit=2)
    assert len(questions) == 4, "which statements, their columns, their codes"
    findings.statements(few, EVERYONE, limit=2)
    findings.statements(few, EVERYONE, limit=2, offset=4)
    assert len(questions) == 4


def test_page_api_tool_and_report_tell_of_the_same_statements(visit, tiny):
    data = current_dataset.current().data
    found = findings.statements(data, EVERYONE.having(axis=("Tax",)), limit=9)
    ids = found.rows.statement_id.tolist()
    (script,) = [str(page.file) for page in PAGES if page.path == "statements"]
    app = visit(script, tiny, axis="Tax")
    assert [heading.value for heading in app.title] == [found.headline]
    text = "\n".join(element.value for element in app.get("html"))
    assert f"{found.period}; {found.order}." in text
    assert re.findall('<article id="(.*?)"', text) == ids
    answer = TestClient(Starlette(routes=api.routes())).get("/api/statements?axis=Tax").json()
    assert [row["statement_id"] for row in answer["data"]] == ids == ["s3", "s1"]
    assert answer["meta"]["count"] == found.total.statements == 2
    told = ask("search_statements", axis=["Tax"])
    assert [item["id"] for item in told["found"]] == ids
    assert told["summary"] == f"{found.headline}, {found.period}; here 1 to 2, {found.order}."
    written = Reader(report.report(scene(data, "statements", axis=("Tax",)), made=DAY))
    assert [article["id"] for article in written.of("article")] == ids
    assert found.sentence in written.text
