"""Corrected positions: arithmetic by hand, which codes count, and the coverage of the interval."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, findings, query
from hustings.dataset import Dataset, open_dataset
from hustings.export.report import basis
from hustings.figures import page_tables
from hustings.findings.correction import DRAWN
from hustings.link import default_view
from hustings.measures.correction import LEAST_EACH, SUMS, corrected
from hustings.query import Filters
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]
STEPS = st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0])


def sums(first, person) -> pd.DataFrame:
    """The sums of statements by their first and their person's codes (missing: not checked)."""
    f, h = np.atleast_2d(np.asarray(first, float)), np.atleast_2d(np.asarray(person, float))
    known = ~np.isnan(h)
    d, part = np.where(known, h - f, 0), np.where(known, f, 0)
    found = (
        *(np.isfinite(f).sum(1), f.sum(1), (f * f).sum(1)),
        *(known.sum(1), part.sum(1), (part * part).sum(1)),
        *(d.sum(1), (d * d).sum(1), (f * d).sum(1)),
    )
    return pd.DataFrame(dict(zip(SUMS, found, strict=True)))


def test_by_hand():
    # 20 first codes of mean 0.25; of ten a person lowers five by 1 and lets five stand.
    first = [0.5] * 10 + [0.0] * 10
    person = [-0.5] * 5 + [0.5] * 5 + [np.nan] * 10
    row = corrected(sums(first, person).assign(axis="Tax")).iloc[0]
    assert (row.axis, row.n, row.checked, row["first"], row.difference) == (
        "Tax", 20, 10, 0.25, -0.5,
    )  # fmt: skip
    assert row.corrected == -0.25
    # var(f) = 20 * 0.0625 / 19; the checked have one f, so that var(d + f/2) = var(d) = 2.5 / 9
    margin = student.ppf(0.95, 9) * np.sqrt(10 / 400 * 1.25 / 19 + 2.5 / 9 / 10)
    assert row.low == pytest.approx(-0.25 - margin) and row.high == pytest.approx(-0.25 + margin)


def test_few_checked_are_not_corrected():
    person = [0.5] * (LEAST_EACH - 1) + [np.nan] * 5
    row = corrected(sums([0.0] * len(person), person)).iloc[0]
    assert row.difference == 0.5 and row[["corrected", "low", "high"]].isna().all()
    row = corrected(sums([0.0, 1.0], [np.nan, np.nan])).iloc[0]
    assert row["first"] == 0.5 and np.isnan(row.difference)


@settings(max_examples=25)
@given(st.lists(st.tuples(STEPS, STEPS), min_size=LEAST_EACH, max_size=40))
def test_where_all_are_checked_only_the_person_counts(codes):
    first, person = map(np.array, zip(*codes, strict=True))
    row = corrected(sums(first, person)).iloc[0]
    assert row.corrected == pytest.approx(person.mean())
    margin = student.ppf(0.95, len(codes) - 1) * person.std(ddof=1) / np.sqrt(len(codes))
    assert row.low == pytest.approx(max(-1, person.mean() - margin), abs=1e-6)
    assert row.high == pytest.approx(min(1, person.mean() + margin), abs=1e-6)


@settings(max_examples=25)
@given(st.lists(STEPS, min_size=LEAST_EACH, max_size=40), st.integers(LEAST_EACH, 40))
def test_codes_that_a_person_let_stand_change_nothing(first, n):
    person = [code if i < n else np.nan for i, code in enumerate(first)]
    row = corrected(sums(first, person)).iloc[0]
    assert row.difference == 0 and row.corrected == pytest.approx(np.mean(first))
    assert row.low <= row.corrected <= row.high


@pytest.mark.parametrize(("n", "checked"), [(400, 50), (100, 50), (60, 10), (20, 20)])
@pytest.mark.parametrize("pull", [0.3, -0.3])
def test_intervals_hold_nine_times_in_ten_where_machines_are_biased(n, checked, pull):
    draws, truth, random = 4000, 0.1, np.random.default_rng(20261129)
    person = np.clip(random.normal(truth, 0.25, (draws, n)), -1, 1)
    # Machines see 0.3 too much of the second pole, pull towards the middle or away from it, and err
    first = 0.3 + (1 - pull) * person + random.normal(0, 0.15, (draws, n))
    seen = np.where(np.arange(n) < checked, person, np.nan)
    found = corrected(sums(first, seen))
    held = ((found.low <= truth) & (truth <= found.high)).mean()
    assert held == pytest.approx(0.9, abs=0.02)
    assert found.corrected.mean() == pytest.approx(truth, abs=0.01)
    assert found["first"].mean() > truth + 0.25, "the plain mean of machines is wrong"


ROWS = """\
statement_id,actor,axis,stance,coder,checked,checked_by
s1,Ann,Tax,1,A,,
s1,Ann,Tax,0.5,B,,
s1,Ann,Tax,-0.5,Eve,2026-01-01,Eve
s2,Ann,Tax,1,A,2026-01-01,Eve
s2,Ann,Tax,0,B,,
s3,Ann,Tax,0.5,A,2026-01-01,Bo
s4,Ann,Tax,1,Eve,2026-01-01,Eve
s5,Bob,Tax,-1,A,,
s6,Bob,Tax,0,Kim,2026-01-01,
s7,Cid,Tax,0.5,Eve,,
"""


def test_which_code_is_the_first_and_which_the_persons(tmp_path):
    (tmp_path / "positions.csv").write_text(ROWS)
    data = open_dataset(tmp_path)
    found = query.first_and_checked(data, Filters()).set_index("group")
    # s1: A and B 0.75, Eve -0.5. s2: A and B 0.5, A's 1 let stand. s3: 0.5 let stand.
    # s4 is Eve's alone: nobody has coded it before.
    ann = found.loc["Ann"]
    assert (ann.n, ann.total, ann.squares) == (3, 1.75, 0.5625 + 0.25 + 0.25)
    assert (ann.checked, ann.checked_total, ann.checked_squares) == (3, 1.75, 1.0625)
    assert (ann.difference, ann.difference_squares) == (-1.25 + 0.5, 1.5625 + 0.25)
    assert ann.cross == 0.75 * -1.25 + 0.5 * 0.5
    # s5 is not checked; s6 is the only row: a person let it stand.
    assert found.loc["Bob", list(SUMS)].tolist() == [2, -1, 1, 1, 0, 0, 0, 0, 0]
    # Eve has coded s7 and not checked it again: a first code like any other.
    assert found.loc["Cid", ["n", "total", "checked"]].tolist() == [1, 0.5, 0]
    counts = query.codings_checked(data, Filters(coder=("A",), checked=("no",)))
    assert counts.values.tolist() == [["Tax", 10, 5]]
    # Who leaves rows unchecked is asked of all rows, not of those that pass.
    one = query.first_and_checked(data, Filters(q=""), "actor")
    assert one.set_index("group").loc["Ann"].equals(ann)


def made(folder, n: int, checked: int, axes=("Tax",)) -> Dataset:
    """Statements that a machine reads as 0.5; of the first so many Eve says 0 or lets them stand.

    Ann has said two thirds of them, Bob the others.
    """
    rows = ["statement_id,actor,axis,stance,coder,checked,checked_by"]
    for i in range(n):
        said = f"s{i},{'Bob' if i % 3 == 2 else 'Ann'},{axes[i % len(axes)]}"
        stood = i < checked and i % 2
        rows.append(f"{said},0.5,A,{'2026-01-01,Eve' if stood else ','}")
        rows += [f"{said},0,Eve,2026-01-02,Eve"] if i < checked and not i % 2 else []
    (folder / "positions.csv").write_text("\n".join(rows))
    return open_dataset(folder)


def test_plain_and_corrected_side_by_side(tmp_path):
    data = made(tmp_path, 90, 60)
    found = findings.correction(data, default_view(data).having(checked=("yes",), coder=("A",)))
    # 90 codes of A, 30 of Eve; A's are checked 30 times.
    assert found.headline == "60 of 120 codings have been checked by a person"
    assert (found.codings, found.checked, found.both) == (120, 60, 60)
    assert found.sentences == (DRAWN,)
    (row,) = found.axes.itertuples()
    # Where Eve says 0 the plain mean of the two is 0.25: (30 * 0.25 + 60 * 0.5) / 90.
    assert row.position == pytest.approx(37.5 / 90) and (row.statements, row.n) == (90, 90)
    assert (row.first, row.difference, row.corrected) == (0.5, -0.25, 0.25)
    assert row.low < 0.25 < row.high < 0.5
    assert found.groups.group.tolist() == ["Ann", "Bob"]
    assert found.groups.checked.tolist() == [40, 20] and found.called == "actors"
    assert found.groups.position.tolist() == pytest.approx([(20 * 0.25 + 40 * 0.5) / 60, 12.5 / 30])
    assert findings.correction_limit(data, default_view(data)) == [f"{found.headline}."]


def test_fewer_than_fifty_correct_nothing(tmp_path):
    data = made(tmp_path, 80, 49)
    found = findings.correction(data, default_view(data))
    assert found.both == 49 and found.axes.empty and found.groups.empty
    assert found.sentences == (
        "Positions are corrected by what people have checked once 50 statements on an axis have a "
        "person's code beside a first one; so far 49 have.",
    )
    nobody = made(tmp_path, 3, 0)
    found = findings.correction(nobody, default_view(nobody))
    assert found.headline == "None of 3 codings has been checked by a person"
    assert found.sentences[0].endswith("so far none has.")


def test_an_axis_with_few_checked_is_named(tmp_path):
    data = made(tmp_path, 140, 56, axes=("Tax", *("Work",) * 5))
    found = findings.correction(data, default_view(data))
    assert found.axes.checked.tolist() == [46, 10] and found.sentences == (DRAWN,)
    data = made(tmp_path, 140, 54, axes=("Tax", *("Work",) * 5))
    found = findings.correction(data, default_view(data))
    assert found.axes.axis.tolist() == ["Work", "Tax"]
    assert found.axes.corrected.isna().tolist() == [False, True]
    assert found.sentences[1] == "Fewer than 10 are checked on Tax."
    one = findings.correction(data, default_view(data).having(axis=("Work",)))
    assert (one.both, one.axes.axis.tolist()) == (45, [])


def test_nothing_is_said_where_the_data_do_not(few):
    assert findings.correction(few, default_view(few)) is None
    assert findings.correction_limit(few, default_view(few)) == []


def test_page_api_and_report(tmp_path, monkeypatch, visit):
    data = made(tmp_path, 90, 60)
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    client = TestClient(Starlette(routes=api.routes()))
    answer = client.get("/api/correction").json()
    assert answer["meta"]["headline"] == "60 of 120 codings have been checked by a person"
    assert [answer["data"][name] for name in ("codings", "checked", "both")] == [120, 60, 60]
    (axis,) = answer["data"]["axes"]
    assert (axis["first"], axis["difference"], axis["corrected"]) == (0.5, -0.25, 0.25)
    assert [row["group"] for row in answer["data"]["groups"]] == ["Ann", "Bob"]
    assert client.get("/api/correction?checked=yes").status_code == 400
    scene = Scene(data, default_view(data), "evidence", None)
    titles = [table.title for table in page_tables.on_page(scene)]
    assert "All statements on each axis, plain and corrected" in titles
    assert "Positions of actors, plain and corrected" in titles
    assert "60 of 120 codings have been checked by a person." in basis.limits(scene)
    page = visit(str(ROOT / "pages" / "evidence.py"), tmp_path)
    assert not page.exception
    assert "What people have checked" in [heading.value for heading in page.subheader]
    tables_shown = [html.value for html in page.get("html") if "figure-table" in html.value]
    assert any('<th scope="col">corrected</th>' in table for table in tables_shown)


@pytest.mark.usefixtures("tiny")
def test_the_api_says_nothing_where_the_data_do_not():
    answer = TestClient(Starlette(routes=api.routes())).get("/api/correction").json()
    assert answer["meta"]["headline"] == "The data do not say what a person has checked"
    assert answer["data"] == dict.fromkeys(("codings", "checked", "both")) | {
        "axes": [], "groups": []
    }  # fmt: skip
