"""The n under a figure is the n of the figure: statements behind the groups that it draws."""

from pathlib import Path

import pandas as pd
import pytest

from hustings import findings
from hustings.link import default_view

TABLE = pd.read_csv(Path(__file__).parents[1] / "data" / "positions.csv")


@pytest.mark.parametrize("by", ["actor", "speaker", "type"])
@pytest.mark.parametrize("least", [1, 5])
def test_the_map_counts_what_it_draws(bundled, by, least):
    view = default_view(bundled).having(by=by, actor=(), averages=False, min=least)
    found = findings.map(bundled, view)
    column = {"type": "actor_type"}.get(by, by)
    on = TABLE[TABLE.axis.isin([view.x, view.y])].dropna(subset=column)
    heard = on.groupby([column, "axis"]).statement_id.nunique().unstack()
    drawn = heard.index[(heard >= least).all(axis=1)]
    assert sorted(found.points.group) == sorted(drawn)
    statements = on[on[column].isin(drawn)].statement_id.nunique()
    assert (found.total.statements, found.total.actors) == (statements, len(drawn))
    many = findings.GROUP_WORDS[by][1]
    assert f" {statements:,} statements by {len(drawn):,} {many}, " in found.subline


def test_the_map_of_all_axes_counts_what_it_draws(bundled):
    found = findings.landscape(bundled, default_view(bundled).having(cover=3))
    axes = TABLE.groupby("actor").axis.nunique()
    drawn = axes.index[axes >= 3]
    statements = TABLE[TABLE.actor.isin(drawn)].statement_id.nunique()
    assert f" {statements:,} statements by {len(drawn):,} actors, " in found.subline


def test_nothing_drawn_is_nothing_counted(few):
    found = findings.map(few, default_view(few).having(min=9, actor=()))
    assert found.total.statements == 0 and "0 statements by 0 actors, undated." in found.subline


def test_a_title_names_nobody_whom_the_filters_leave_out(bundled):
    view = default_view(bundled)
    governments = view.having(type=("government",))
    assert findings.title(bundled, governments, "") == (
        "France, United States and China on Regulation vs. innovation and Open vs. closed"
    )
    academics = view.having(type=("academia",))
    assert findings.title(bundled, academics, "") == (
        "academia on Regulation vs. innovation and Open vs. closed"
    )
    academics = academics.having(actor=view.actor[:4])
    assert findings.title(bundled, academics, "") == (
        "Actors on Regulation vs. innovation and Open vs. closed"
    )
    assert findings.title(bundled, academics, "statements") == "Statements"
    assert findings.title(bundled, academics, "divides").endswith(": divides")
