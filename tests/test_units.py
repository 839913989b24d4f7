"""Votes, answers and estimates: one number by nature, so never thin, hollow or uncertain."""

import json

import numpy as np
import pandas as pd
import pytest

from hustings import figures, findings, query, words
from hustings.charts.markers import one_statement
from hustings.dataset import Axis, Dataset, open_dataset
from hustings.export.report import basis
from hustings.features import FEATURES
from hustings.link import View, default_view
from hustings.mcp.conversion import thin_notes
from hustings.package import UNITS
from hustings.scene import Scene

#: four states that voted once on each of three resolutions, and one that voted twice on one
VOTES = """\
statement_id,actor,actor_type,axis,stance,date
1a,Ann,north,R1,1,2024-01-01
1b,Bob,north,R1,-1,2024-01-01
1c,Cid,south,R1,0,2024-01-01
1d,Dan,south,R1,1,2024-01-01
2a,Ann,north,R2,1,2024-02-01
2b,Bob,north,R2,-1,2024-02-01
2c,Cid,south,R2,1,2024-02-01
2d,Dan,south,R2,1,2024-02-01
3a,Ann,north,R3,-1,2024-03-01
3b,Bob,north,R3,-1,2024-03-01
3c,Cid,south,R3,1,2024-03-01
3d,Dan,south,R3,1,2024-03-01
4a,Ann,north,R1,0,2024-04-01
4b,Bob,north,R1,0,2024-04-01
4c,Cid,south,R1,1,2024-04-01
4d,Dan,south,R1,0,2024-04-01
"""


def opened(folder, unit: str | None) -> Dataset:
    (folder / "positions.csv").write_text(VOTES, encoding="utf-8")
    said = {"title": "Roll calls", "hustings": {"unit": unit} if unit else {}}
    (folder / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    return open_dataset(folder)


@pytest.fixture
def votes(tmp_path) -> Dataset:
    return opened(tmp_path, "vote")


def axis(unit: str) -> Axis:
    poles = dict.fromkeys(["low", "high", "low_means", "high_means"], "")
    return Axis(id="R", name="R", low_noun="no", high_noun="yes", unit=unit, **poles)


def test_a_data_set_says_what_a_row_is(tmp_path, votes):
    assert votes.meta.unit == "vote" and {axis.unit for axis in votes.axes} == {"vote"}
    plain = opened(tmp_path, None)
    assert plain.meta.unit == "statement" and plain.version == votes.version
    strange = opened(tmp_path, "tweet")
    assert strange.meta.unit == "statement"
    assert [(p.column, p.value, p.allowed) for p in strange.problems] == [
        ("hustings.unit", "tweet", "one of statement, vote, answer, estimate")
    ]


def test_words_for_each_unit():
    assert words.stands(-1.0, 1, axis("vote")) == "one vote, towards no"
    assert words.stands(0.0, 1, axis("answer")) == "one answer, for both"
    assert words.stands(0.5, 2, axis("estimate")) == "leans towards yes"
    assert words.stands(0.5, 2, axis("statement")) == "leans towards yes (few statements)"
    assert [words.statements(n, "vote") for n in (1, 317)] == ["one vote", "317 votes"]
    assert [words.all_statements(n, "vote") for n in (1, 2)] == ["The one vote", "All 2 votes"]
    assert words.interval(np.nan, np.nan, "vote") == "no interval"


def test_filters_in_words_name_the_unit(tmp_path):
    assert View().sentence(opened(tmp_path, "vote")) == "all votes"
    assert View(min=2).sentence(opened(tmp_path, "answer")) == "at least 2 answers each"


@pytest.mark.parametrize("unit", UNITS)
def test_only_one_statement_is_hollow(unit):
    hollow = one_statement(pd.Series([1, 2]), unit)
    assert hollow.tolist() == [unit == "statement", False]


def test_one_vote_is_certain_and_has_no_interval(votes, tmp_path):
    found = findings.group_positions(votes, View()).set_index(["group", "axis"])
    one, two = found.loc[("Ann", "R2")], found.loc[("Ann", "R1")]
    assert (one.position, one.expected, one.side) == (1.0, 1.0, 1.0)
    assert one[["low", "high", "expected_low", "expected_high", "deviation"]].isna().all()
    # two votes of one state on R1 differ by a half step each: 1 and 0, mean a half
    assert (two.position, two.n) == (0.5, 2) and two.low < 0.5 < two.high
    (tmp_path / "said").mkdir()
    said = findings.group_positions(opened(tmp_path / "said", None), View())
    said = said.set_index(["group", "axis"])
    assert not np.isnan(said.loc[("Bob", "R1"), "expected_low"])
    pd.testing.assert_series_equal(found.position, said.position)


def test_no_figure_of_votes_is_hollow_or_calls_them_statements(votes):
    view = default_view(votes).having(actor=("Ann", "Bob"))
    drawn = 0
    for feature in FEATURES:
        for figure in figures.of_feature(feature):
            panel = figure.of(Scene(votes, view, feature.page, None))
            assert "few statements" not in panel.credit.headline
            assert "one statement" not in panel.credit.headline
            assert "statement" not in panel.credit.subline
            if panel.empty or panel.name == "agreement":
                # two states that share two axes are a thin pair, whatever a row is
                continue
            drawn += 1
            told = [
                str(text)
                for trace in panel.draw(960).data
                for text in np.atleast_1d(np.asarray(trace.hovertext or trace.text, dtype=object))
            ]
            assert not [text for text in told if "statement" in text], panel.name
            assert "hollow" not in panel.credit.notes.lower()
            assert "statement" not in panel.credit.notes, panel.name
            looks = [trace.to_plotly_json().get("marker", {}) for trace in panel.draw(960).data]
            symbols = [s for look in looks for s in np.atleast_1d(look.get("symbol", "circle"))]
            # the tick of a change is a line, which is always open
            assert not [s for s in symbols if s.endswith("-open") and s != "line-ns-open"]
            assert not [name for name in panel.table.columns if "statements" in name], panel.name
    assert drawn >= 8


def test_pages_files_and_assistants_count_votes(votes):
    assert findings.statements(votes, View(), 5).headline == "16 votes by 4 actors"
    assert findings.coverage(votes, View()).headline == "4 actors hold 12 positions"
    limits = basis.limits(Scene(votes, default_view(votes), "", None))
    assert "The votes are of 1 January 2024 to 1 April 2024; none without a date." in limits
    assert "statement" not in " ".join(limits)
    cells = findings.group_positions(votes, View())
    assert thin_notes(cells, [], "vote") == []
    assert thin_notes(cells, [])[0] == "Thin: Ann rests on one statement on R2 and R3."
    assert query.totals(votes, query.Filters()).statements == 16
