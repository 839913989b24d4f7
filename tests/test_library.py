"""The library as a notebook uses it: the numbers of the pages, with no server and no Streamlit."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import hustings
from hustings import figures, findings, link
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]


def test_the_public_names_are_few_and_each_is_explained():
    assert len(hustings.__all__) == 8
    for name in hustings.__all__:
        assert len((getattr(hustings, name).__doc__ or "").split()) > 15, name
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = hustings.nothing_such


def test_importing_the_library_needs_no_server():
    code = (
        "import sys, hustings\n"
        "assert 'pandas' not in sys.modules\n"
        "data = hustings.open()\n"
        "hustings.positions(data), hustings.figure('map', data, min=3)\n"
        "found = {'streamlit', 'fastapi', 'starlette', 'mcp'} & set(sys.modules)\n"
        "assert not found, found\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_positions_by_hand(few):
    found = hustings.positions(few, axis="Transport").set_index("group")
    # Ann: the two coders of s1 average to -0.75, s2 is 0.25
    assert found.position.to_dict() == {"Ann": -0.25, "Cid": 1.0}
    assert found.n.to_dict() == {"Ann": 2, "Cid": 1}
    assert found.words["Cid"] == "one statement, towards roads"
    assert hustings.positions(few, actor=["Bob"])[["group", "axis"]].values.tolist() == [
        ["Bob", "Tax"]
    ]


def test_positions_are_those_of_the_pages(bundled):
    view = link.default_view(bundled).having(actor=(), type=("company",))
    expected = findings.group_positions(bundled, view)
    found = hustings.positions(bundled, type="company")
    assert {"expected", "expected_low", "expected_high"} < set(found.columns)
    pd.testing.assert_frame_equal(
        found.drop(columns="words"), expected.drop(columns=["deviation", "side", "mixed"])
    )


def test_agreement_is_that_of_the_page(bundled):
    view = link.default_view(bundled).having(actor=(), top=10)
    expected = findings.agreement(bundled, view).pairs.reset_index(drop=True)
    pd.testing.assert_frame_equal(hustings.agreement(bundled, top=10), expected)
    named = hustings.agreement(bundled, top=10, actor="France")
    assert len(named) == 9 and ((named.a == "France") | (named.b == "France")).all()


def test_statements_come_with_their_sources(few):
    found = hustings.statements(few, actor="Ann", since=date(2024, 2, 1))
    assert found.statement_id.tolist() == ["s2"]
    assert found.url.tolist() == ["https://a.example/2"]
    assert len(hustings.statements(few)) == 4
    assert hustings.statements(few, q="nothing of the kind").empty


def test_a_figure_is_that_of_the_page(bundled):
    view = link.default_view(bundled).having(
        x="Regulation", y="Openness", actor=("France", "China")
    )
    panel = figures.named("map").of(Scene(bundled, view, "", None))
    drawn = hustings.figure(
        "map", bundled, width=800, x="Regulation", y="Openness", actor=["France", "China"]
    )
    assert drawn.to_json() == panel.draw(800).to_json()


def test_a_switch_and_a_former_name_are_read(few):
    drawn = hustings.figure("map", few, averages=False)
    assert not any(trace.name == "average of a type" for trace in drawn.data)
    assert hustings.figure("choices", few).layout == hustings.figure("sensitivity", few).layout


def test_a_report_holds_the_view(few):
    text = hustings.report(few, "compare", actor=["Ann", "Bob"]).decode()
    assert "Ann and Bob" in text and "http://localhost" not in text
    assert 'href=""' not in text and "Live view" not in text


def test_citations_in_every_style(few):
    assert hustings.citations(few, actor="Bob").startswith("b.example. (2024, February 1). Daily.")
    assert hustings.citations(few, "bibtex", actor="Bob").startswith("@online{s3,")
    assert hustings.citations(few, "ris", actor="Bob").startswith("TY  - ELEC")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda d: hustings.figure("mapp", d), "name is 'mapp'; allowed: map, multiples"),
        (lambda d: hustings.positions(d, actr="Ann"), "actr is no parameter; allowed: x, y"),
        (lambda d: hustings.positions(d, actor="Amn"), "actor is 'Amn'; allowed: Ann, Bob or Cid"),
        (lambda d: hustings.positions(d, min=0), "min is '0'; allowed: a whole number"),
        (lambda d: hustings.report(d, "mapp"), "page is 'mapp'; allowed: map, compare"),
        (lambda d: hustings.report(d, format="doc"), "format is 'doc'; allowed: html or pdf"),
        (lambda d: hustings.citations(d, "mla"), "style is 'mla'; allowed: apa, bibtex"),
    ],
)
def test_what_there_is_not_is_named_with_what_is_allowed(few, call, words):
    with pytest.raises(ValueError) as caught:
        call(few)
    assert words in str(caught.value)


def test_a_data_set_says_what_it_is_in_one_line(few):
    assert repr(few) == (f"<Dataset {few.meta.title!r}: 6 rows on 2 axes, version {few.version}>")


def test_a_notebook_shows_axes_and_problems_with_every_value_escaped(tmp_path):
    (tmp_path / "x.csv").write_text(
        "actor,axis,stance\nAnn,<b>Tax</b>,1\nBob,<b>Tax</b>,7\n", encoding="utf-8"
    )
    shown = hustings.open(tmp_path / "x.csv")._repr_html_()
    assert "&lt;b&gt;Tax&lt;/b&gt;" in shown and "<b>Tax" not in shown
    assert "1 of 2 rows" in shown and "found “7”" in shown
