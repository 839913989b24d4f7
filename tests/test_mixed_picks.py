"""Picks of several levels: an actor, a type, a country, a speaker side by side, each as its own."""

from pathlib import Path

import pandas as pd
import pytest

from hustings import figures, findings, query
from hustings.dataset import Dataset, open_dataset
from hustings.link import View, read
from hustings.query import Filters, Picks, level_of
from hustings.scene import Scene

ROWS = """actor,actor_type,country,speaker,axis,stance,date,statement_id
Ann,academia,FRA,Dr A,Tax,1,2024-01-01,s1
Ann,academia,FRA,Dr A,Tax,1,2025-03-01,s2
Bob,academia,FRA,,Tax,-0.5,2025-01-01,s3
Bob,academia,FRA,,Sea,-1,2025-01-02,s4
Cy,firm,DEU,Mr C,Tax,-1,2025-01-01,s5
Cy,firm,DEU,,Sea,1,2025-01-05,s6
"""
PICKS = ("Ann", "type: academia", "country: DEU", "speaker: Dr A")


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Dataset:
    file: Path = tmp_path_factory.mktemp("mixed") / "positions.csv"
    file.write_text(ROWS, encoding="utf-8")
    return open_dataset(file)


def seen(data: Dataset, **view) -> View:
    """A view of all four levels on both axes."""
    return View(x="Tax", y="Sea", actor=PICKS).having(**view)


def test_the_level_is_what_stands_before_the_name():
    assert level_of("type: academia", "actor") == ("type", "academia")
    # an actor may be called anything, also what begins with another word and a colon
    assert level_of("Law: the journal", "actor") == ("actor", "Law: the journal")
    assert level_of("type: academia", "type") == ("type", "type: academia")
    assert Picks("actor", PICKS).levels == {
        "actor": ("Ann",),
        "type": ("academia",),
        "country": ("DEU",),
        "speaker": ("Dr A",),
    }


def test_a_statement_passes_that_is_by_any_of_the_picked(data):
    both = Picks("actor", ("Cy", "type: academia"))
    assert query.totals(data, Filters(), both).statements == 6
    assert query.totals(data, Filters(), Picks("actor", ("country: DEU",))).statements == 2
    # one by an actor and by its type is counted once
    inside = Picks("actor", ("Ann", "type: academia"))
    assert query.totals(data, Filters(), inside).statements == 4
    assert set(query.statements(data, Filters(), inside).statement_id) == {"s1", "s2", "s3", "s4"}


def test_each_has_the_numbers_of_its_own_level(data):
    mixed = findings.group_positions(data, seen(data))
    for by, group in (("type", "academia"), ("country", "DEU"), ("speaker", "Dr A")):
        own = findings.group_positions(data, View(by=by))
        own = own[own.group == group].reset_index(drop=True)
        here = mixed[mixed.group == f"{by}: {group}"].reset_index(drop=True)
        pd.testing.assert_frame_equal(here.drop(columns="group"), own.drop(columns="group"))
    # academia on Tax: (1 + 1 - 0.5) / 3
    academia = mixed[(mixed.group == "type: academia") & (mixed.axis == "Tax")].iloc[0]
    assert (academia.n, academia.position) == (3, 0.5)


def test_nobody_else_changes_by_what_is_picked_beside_them(data):
    alone = findings.group_positions(data, seen(data, actor=()))
    beside = findings.group_positions(data, seen(data))
    pd.testing.assert_frame_equal(beside.iloc[: len(alone)], alone)
    for finding in (findings.divides, findings.coverage):
        with_them, without = finding(data, seen(data)), finding(data, seen(data, actor=()))
        assert with_them.headline == without.headline
    for name in ("tested", "one_sided"):
        shifts = [
            findings.shifts(data, seen(data, actor=who, everybody=True)) for who in (PICKS, ())
        ]
        assert getattr(shifts[0], name) == getattr(shifts[1], name)


@pytest.mark.parametrize("name", ["map", "compare", "grid", "change", "history", "divides"])
def test_every_figure_of_groups_draws_them_by_their_names(data, name):
    figure = figures.named(name)
    panel = figure.of(Scene(data, seen(data, axis=("Tax", "Sea")), figure.page, None))
    drawn = panel.draw(960).to_json()
    assert "academia" in drawn and "type: academia" not in drawn
    # who is heard in one period only has no row before and after
    assert ("Germany (country)" in drawn) == (name != "change")


def test_agreement_shows_them_and_names_no_pair_of_a_type_with_its_own(data):
    found = findings.agreement(data, seen(data))
    assert {"type: academia", "country: DEU"} <= set(found.groups)
    claimed = {group for claim in found.claims for group in claim.groups}
    assert not claimed & set(PICKS[1:])


def test_a_link_reads_them_and_names_those_that_there_are_not(data):
    view, unknown = read(data, [("actor", "Ann"), ("actor", "type: academia")])
    assert view.actor == ("Ann", "type: academia") and not unknown
    assert view.beside == {"type": ("academia",)}
    view, (wrong,) = read(data, [("actor", "type: acadmia"), ("actor", "Ann")])
    assert view.actor == ("Ann",) and "type: academia" in wrong.allowed
    # an actor beside types
    view, unknown = read(data, [("by", "type"), ("actor", "actor: Ann"), ("actor", "firm")])
    assert view.beside == {"actor": ("Ann",)} and not unknown


def test_a_type_leaves_out_nobody_picked_beside_it_and_says_so(data):
    assert findings.inside(data, seen(data)) == "Academia counts Ann too."
    assert findings.inside(data, seen(data, actor=("Cy", "type: academia"))) == ""


def test_names_that_would_be_taken_twice_keep_their_level(tmp_path):
    file = tmp_path / "positions.csv"
    file.write_text(f"{ROWS}academia,firm,DEU,,Tax,1,2025-01-01,s7\n", encoding="utf-8")
    data = open_dataset(file)
    assert findings.named(data, seen(data), ("academia", "type: academia")) == (
        "academia",
        "type: academia",
    )


def test_countries_are_called_by_name_in_figures_and_headlines(data):
    view = View(x="Tax", y="Sea", by="country", actor=("DEU",))
    found = findings.map(data, view)
    assert "Germany" in found.headline and "DEU" not in found.headline
    panel = figures.named("map").of(Scene(data, view, "", None))
    assert set(panel.table["group"]) >= {"Germany", "France"}
    # links and the values for programs keep the code
    assert set(found.points.group) == {"FRA", "DEU"}


def test_the_bundled_first_view_names_all_five(bundled):
    found = findings.map(bundled, read(bundled, [])[0])
    for name in ("France", "United States", "China", "Capgemini", "academia"):
        assert name in found.headline
