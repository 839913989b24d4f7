"""Codes that a person has checked: the facet, the marks and the files, on four statements."""

from datetime import date

import pandas as pd
import pytest
from assistant import ask
from reports import DAY, Reader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings, query, words
from hustings.dataset import Dataset, open_dataset
from hustings.export import report
from hustings.html.statements import rendered
from hustings.link import View, default_view, read
from hustings.prepare import prepare
from hustings.query import Filters
from hustings.scene import Scene

#: s1 on Transport: the code of A is checked, that of B is not; s2: the one code; s3: Eve's own
#: beside A's, which she did not let stand
CHECKS = {("s1", "Transport", "A"): ("2026-03-01", "Ada <b>L</b>"), ("s2", "Transport", "A"):
          ("2026-03-02", "")}  # fmt: skip
OWN = "s3,2024-02-01,Bob,firm,DEU,,Fewer taxes,Fair,Daily,https://b.example/1,Tax,-0.5,Eve,2026-04-05,Eve"


def with_checks(folder) -> None:
    """Add the columns to the data set of a folder."""
    path = folder / "positions.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    keys = zip(table.statement_id, table.axis, table.coder, strict=True)
    found = [CHECKS.get(key, ("", "")) for key in keys]
    table["checked"], table["checked_by"] = zip(*found, strict=True)
    path.write_text(f"{table.to_csv(index=False)}{OWN}\n", encoding="utf-8")


@pytest.fixture
def checked(folder) -> Dataset:
    with_checks(folder)
    return open_dataset(folder)


def shown(data: Dataset, view: View) -> str:
    page = findings.statements(data, view, limit=9)
    return rendered(Scene(data, view, "statements", None), page.rows, page.codes, ".", "_self")


def test_the_facet_chooses_codes(checked):
    assert query.facets(checked, Filters())["checked"] == {"no": 3, "yes": 3}
    cells = query.cells(checked, Filters(checked=("yes",))).set_index(["group", "axis"])
    # Of Ann's on Transport the code of A alone, -1, and the 0.25 of s2; of Bob's Eve's alone.
    assert cells.n.to_dict() == {("Ann", "Transport"): 2, ("Bob", "Tax"): 1}
    assert cells.total.to_dict() == {("Ann", "Transport"): -0.75, ("Bob", "Tax"): -0.5}
    left = query.cells(checked, Filters(checked=("no",))).set_index(["group", "axis"])
    assert left.total.to_dict() == {
        ("Ann", "Tax"): 0.5, ("Ann", "Transport"): -0.5, ("Bob", "Tax"): -1, ("Cid", "Transport"): 1
    }  # fmt: skip
    everything = query.cells(checked, Filters(checked=("yes", "no")))
    assert everything.equals(query.cells(checked, Filters()))
    # A checked row counts like any other: -1 and -0.5 make -0.75.
    plain = query.cells(checked, Filters()).set_index(["group", "axis"])
    assert plain.loc[("Bob", "Tax")].total == -0.75


def test_the_link_has_the_facet(checked):
    view, unknown = read(checked, [("checked", "yes"), ("checked", "perhaps")])
    assert view.filters.checked == ("yes",)
    assert [(each.name, each.value) for each in unknown] == [("checked", "perhaps")]
    assert ("checked", "yes") in view.query("") and "checked by a person: yes" in view.sentence()
    assert not any(name == "checked" for name, _ in default_view(checked).query(""))


def test_a_link_to_checked_codes_is_named_where_nobody_says(few):
    nobody, unknown = read(few, [("checked", "yes")])
    assert nobody.filters.checked == () and [each.value for each in unknown] == ["yes"]


def test_a_mark_stands_at_each_checked_code(checked):
    page = shown(checked, default_view(checked))
    assert page.count("✓") == 3
    ada = "that of A by Ada &lt;b&gt;L&lt;/b&gt; on 1 March 2026"
    assert f"✓ 1 of 2 codes checked: {ada}<" in page
    assert "✓ checked by a person on 2 March 2026<" in page
    assert "✓ 1 of 2 codes checked: Eve&#39;s own of 5 April 2026<" in page
    alone = shown(checked, default_view(checked).having(coder=("B",)))
    assert "✓" not in alone, "the code of B is not checked"


def test_nothing_is_marked_where_nobody_says(few):
    assert query.facets(few, Filters())["checked"] == {}
    assert "✓" not in shown(few, default_view(few))
    assert "checked" not in " ".join(query.codings(few, Filters()).columns)


def test_a_column_without_a_date_says_no_of_all(folder):
    table = pd.read_csv(folder / "positions.csv", dtype=str, keep_default_na=False)
    table.assign(checked="").to_csv(folder / "positions.csv", index=False)
    data = open_dataset(folder)
    assert query.facets(data, Filters())["checked"] == {"no": 4}
    assert "✓" not in shown(data, default_view(data))


def test_files_hold_the_columns(checked, folder, tmp_path):
    rows = query.codings(checked, Filters()).set_index(["statement_id", "axis", "coder"])
    assert [*rows.columns[-3:]] == ["note", "checked", "checked_by"]
    first = rows.loc[("s1", "Transport", "A")]
    assert (query.as_date(first.checked), first.checked_by) == (date(2026, 3, 1), "Ada <b>L</b>")
    assert rows.checked.notna().sum() == 3
    prepared = prepare(folder, tmp_path / "prepared")
    assert prepared.version == checked.version
    assert query.facets(prepared, Filters())["checked"] == {"no": 3, "yes": 3}


def test_a_bad_day_is_named(folder):
    with_checks(folder)
    text = (folder / "positions.csv").read_text(encoding="utf-8")
    (folder / "positions.csv").write_text(text.replace("2026-03-02", "2 March"), encoding="utf-8")
    (problem,) = open_dataset(folder).problems
    assert str(problem) == (
        "positions.csv, row 5, column checked: found “2 March”; allowed: a date that exists, "
        "written YYYY-MM-DD; a time of day may follow, as in T10:30."
    )


def test_api_tool_and_report_tell_of_checks(tiny):
    with_checks(tiny)
    client = TestClient(Starlette(routes=api.routes()))
    rows = client.get("/api/statements?sort=oldest").json()["data"]
    codes = {row["statement_id"]: {c["axis"]: c["checks"] for c in row["codes"]} for row in rows}
    ada = {"coder": "A", "checked": "2026-03-01", "checked_by": "Ada <b>L</b>"}
    assert codes["s1"] == {"Tax": [], "Transport": [ada]}
    assert codes["s4"] == {"Transport": []}
    chosen = client.get("/api/statements?checked=yes").json()
    assert chosen["meta"]["filters"] == "checked by a person: yes"
    assert chosen["meta"]["count"] == 3
    flat = client.get("/api/statements.csv?sort=oldest&limit=1").text.splitlines()
    assert flat[0].endswith("stance.Transport,stance.Tax,checked.Transport,checked.Tax")
    # The checked code comes first: A's, whose file shows it as text.
    said = "1 of 2 codes checked: that of A by Ada <b>L</b> on 1 March 2026"
    assert flat[1].endswith(f"-0.75,0.5,{said},")
    assert client.get("/api/statements?checked=maybe").status_code == 400
    tool = ask("search_statements", checked=["yes"], sort="oldest")
    assert [item["id"] for item in tool["found"]] == ["s1", "s3", "s2"]
    (code,) = tool["found"][0]["codes"]
    assert code["checks"] == [ada] and code["stance"] == -1
    data = open_dataset(tiny)
    view = default_view(data).having(checked=("yes",))
    page = Reader(report.report(Scene(data, view, "statements", "https://b.example"), made=DAY))
    assert "✓ checked by Ada <b>L</b> on 1 March 2026" in page.text
    assert "Checked by a person: yes." in page.text


@pytest.mark.parametrize(
    ("codes", "coders", "said"),
    [
        (2, (), ""),
        (1, (None,), "checked by a person on 1 March 2026"),
        (3, (None, "B"), "2 of 3 codes checked: that of an unnamed coder by a person on 1 March "
                         "2026 and that of B by a person on 1 March 2026"),
    ],
)  # fmt: skip
def test_words_for_checks(codes, coders, said):
    day = date(2026, 3, 1)
    checks = [{"coder": coder, "checked": day, "checked_by": None} for coder in coders]
    assert words.checked(codes, checks) == said
