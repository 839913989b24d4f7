"""Which groups are shown where they are too many: by hand, and on votes that differ little."""

from pathlib import Path

import pandas as pd
import pytest

from hustings import features, figures, findings, query
from hustings.dataset import Dataset, open_dataset
from hustings.figures import page_tables, tables
from hustings.findings.neighbours import opponents
from hustings.findings.selection import selected
from hustings.link import View, default_view
from hustings.scene import Scene

VOTES = Path(__file__).parent / "data" / "un_votes_g20"


def opened(folder, rows: list[tuple], columns: str = "actor,axis,stance") -> Dataset:
    text = "\n".join([columns, *(",".join(map(str, row)) for row in rows)])
    (folder / "positions.csv").write_text(text + "\n", encoding="utf-8")
    return open_dataset(folder)


def chosen(data: Dataset, most: int, *picked: str) -> list[str]:
    view = View(actor=picked)
    said = query.groups(data, view.filters, view.by)
    return selected(data, view, said, most).groups.group.tolist()


@pytest.fixture
def six(tmp_path) -> Dataset:
    """Much said most; broad speaks on three axes, the others on two; far stands at the poles."""
    stances = {
        "much": {"X": [0, 0, 0], "Y": [0, 0]},
        "broad": {"X": [0], "Y": [0], "Z": [0]},
        "near": {"X": [0, 0], "Y": [0]},
        "far": {"X": [1, 1], "Y": [-1]},
        "alike": {"X": [0, 0], "Y": [0]},
        "least": {"X": [-1], "Y": [1]},
    }
    rows = [(g, axis, x) for g, axes in stances.items() for axis, xs in axes.items() for x in xs]
    return opened(tmp_path, rows)


def test_most_statements_then_most_axes_then_farthest_from_the_mean_then_by_name(six):
    # much 5; broad, near, far and alike 3 each; least 2
    assert chosen(six, 1) == ["much"]
    assert set(chosen(six, 2)) == {"much", "broad"}, "on three axes"
    assert set(chosen(six, 3)) == {"much", "broad", "far"}, "farthest from the mean"
    assert set(chosen(six, 4)) == {"much", "broad", "far", "alike"}, "only then the alphabet"
    assert chosen(six, 6) == query.groups(six, query.Filters()).group.tolist()


def test_the_order_stays_that_of_the_statements(six):
    ranked = query.groups(six, query.Filters()).group.tolist()
    for most in range(1, 7):
        found = chosen(six, most, "least")
        assert len(found) == most and "least" in found
        assert found == [group for group in ranked if group in found]


@pytest.fixture
def votes(tmp_path) -> Dataset:
    """193 states that vote on nine resolutions each: China for all, State 191 against all."""
    names = [f"State {i:03}" for i in range(192)] + ["China"]
    rows = []
    for i, name in enumerate(names):
        for k in range(9):
            against = name != "China" and (k < i % 5 or name == "State 191")
            rows.append((f"{i}-{k}", name, f"R/{k}", -1 if against else 1))
    return opened(tmp_path, rows, "statement_id,actor,axis,stance")


def test_a_picked_state_and_its_opponent_are_shown_and_the_alphabet_decides_little(votes):
    said = query.groups(votes, query.Filters())
    assert len(said) == 193 and set(said.n) == {9}
    view = default_view(votes).having(actor=("China",), top=60)
    assert opponents(votes, view) == ("State 191",)
    shown = findings.agreement(votes, view).groups
    assert {"China", "State 191"} <= set(shown) and len(shown) == 60
    unpicked = findings.agreement(votes, view.having(actor=()))
    first = set(sorted(said.group)[:60])
    assert len(first & set(unpicked.groups)) < 40, "not the first of the alphabet"
    assert "State 191" in unpicked.groups, "who stands far from all others is shown"
    nodes = findings.network(votes, view).nodes
    assert set(nodes.group) == set(shown)
    assert {"China", "State 191"} <= set(findings.coverage(votes, view).groups.group)
    drawn = findings.history(votes, view.having(actor=())).asked
    assert not set(drawn) & set(sorted(said.group)[:3])


def test_about_as_many_statements_count_as_equal(tmp_path):
    stances = {"a": (0, 42), "b": (0, 42), "c": (0, 40), "d": (1, 38), "e": (-1, 35)}
    rows = [(name, "XY"[k % 2], x) for name, (x, n) in stances.items() for k in range(n)]
    data = opened(tmp_path, rows)
    # of the first four d is the farthest from the mean, and e said too little
    assert chosen(data, 1) == ["d"]
    assert set(chosen(data, 2)) == {"a", "d"}
    assert set(chosen(data, 3)) == {"a", "b", "d"}
    assert set(chosen(data, 4)) == {"a", "b", "d", "e"}, "35 are about as many as 38"
    assert set(chosen(data, 1, "c")) == {"c"}


@pytest.mark.parametrize("picked", [(), ("Italy",)])
def test_china_is_in_a_default_view_of_united_nations_votes(tmp_path, picked):
    # 19 states, and 174 more that vote as one of the others does: China misses more votes than most
    votes = pd.read_csv(VOTES / "long.csv", usecols=["actor", "axis", "stance"])
    votes = votes[votes.axis.isin(sorted(set(votes.axis))[::4])]
    others = sorted(set(votes.actor) - {"China"})
    by_state = dict(list(votes.groupby("actor")))
    copies = [by_state[others[i % 18]].assign(actor=f"A state {i}") for i in range(174)]
    every = pd.concat([votes, *copies])
    data = opened(tmp_path, list(every.itertuples(index=False)))
    view = default_view(data).having(actor=picked)
    said = query.groups(data, view.filters)
    assert len(said) == 193 and said.group.tolist().index("China") > 60
    shown = findings.agreement(data, view).groups
    assert {"China", "United States", *picked} <= set(shown) and len(shown) == 60


def test_opponents_do_not_rest_on_thin_evidence(tmp_path):
    rows = [("a", axis, 1) for axis in "XYZ"] + [("b", axis, -1) for axis in "XY"]
    rows += [("c", "X", 1), ("c", "Y", 0), ("c", "Z", 0), ("d", "X", 1), ("d", "Y", 0)]
    rows += [("d", "Z", 0), ("d", "Z", 0)]
    data = opened(tmp_path, rows)
    # b is farther, on two axes only; c and d are equally far, d said more
    assert opponents(data, View(actor=("a",))) == ("d",)
    assert opponents(data, View(actor=("b",))) == ()
    assert opponents(data, View()) == ()


@pytest.fixture
def few_points(monkeypatch):
    """Figures, and comparisons of evidence, of three groups at the most."""
    for feature, name in (
        ("map", "MOST_POINTS"), ("landscape", "MOST_POINTS"), ("divides", "MOST_DOTS"),
        ("coverage", "MOST_ROWS"), ("sensitivity", "MOST_TRIED"),
    ):  # fmt: skip
        monkeypatch.setattr(features.module("findings", feature), name, 3)


@pytest.fixture
def eight(tmp_path) -> Dataset:
    """Eight groups on three axes; the first said most, the last least, and opposes the first."""
    rows = []
    for i, name in enumerate("abcdefgh"):
        for k, axis in enumerate("XYZ"):
            mean = 1 - 2 * i / 7
            for s in range(9 - i + (i == 7)):
                rows.append(
                    (name, axis, round(mean * (1 - k / 10), 3), "AB"[s % 2], f"{name}{k}{s}")
                )
    return opened(tmp_path, rows, "actor,axis,stance,coder,statement_id")


def panel(data: Dataset, name: str, **chosen) -> figures.Panel:
    figure = figures.named(name)
    view = default_view(data).having(**chosen)
    return figure.of(Scene(data, view, figure.page, "https://board.example"))


def drawn(data: Dataset, name: str, **chosen) -> set[str]:
    """The groups that a figure draws."""
    figure = panel(data, name, **chosen).draw(700)
    keys = [tuple(key) for trace in figure.data for key in trace.customdata or ()]
    return {key[1] for key in keys if key[0] in ("group", "cell")}


DRAWN = ("map", "landscape", "divides", "coverage")


@pytest.mark.parametrize("name", DRAWN)
def test_figures_draw_the_picked_and_their_opponents_and_say_so(eight, few_points, name):
    findings_of = {"top": 3}
    assert drawn(eight, name, **findings_of) == {"a", "b", "c"}
    assert drawn(eight, name, actor=("g",)) == {"g", "a", "b"}, "a opposes g"
    assert drawn(eight, name, actor=("a",)) == {"a", "h", "b"}, "h opposes a"
    said = panel(eight, name).credit.notes
    assert "the 3 of 8 actors with most statements" in said.lower()
    assert "agree least" not in said
    assert "and those who agree least with them" in panel(eight, name, actor=("g",)).credit.notes


@pytest.mark.parametrize("name", ["agreement", "network"])
def test_squares_and_networks_too(eight, name):
    said = panel(eight, name, top=3).credit.notes
    assert "Drawn: the 3 of 8 actors with most statements." in said
    said = panel(eight, name, top=3, actor=("g",)).credit.notes
    assert "the 3 of 8 actors with most statements, among them always the picked" in said
    assert "Drawn" not in panel(eight, name, top=8).credit.notes


@pytest.mark.parametrize("name", [*DRAWN, "agreement", "network", "sensitivity"])
def test_nothing_is_said_where_all_are_shown(eight, name):
    notes = panel(eight, name).credit.notes
    assert "with most statements" not in notes or name == "sensitivity"
    assert "Compared" not in notes


def test_what_is_said_of_all_counts_all(eight, few_points):
    view = default_view(eight)
    found = findings.map(eight, view)
    assert found.placed == 8 and found.headline.startswith("Of 8 actors")
    found = findings.landscape(eight, view.having(k="2"))
    assert len(found.points) == 8 and found.headline.startswith("8 actors differ")
    assert found.shown.group.tolist() == ["a", "b", "c"]
    assert set(found.points.cluster[~found.points.drawn]) == {0}
    found = findings.sensitivity(eight, view)
    assert (found.compared, found.groups) == (3, 8)
    assert set(found.found.positions.group) == {"a", "b", "c"}
    assert found.sentences[0] == "Compared: the 3 of 8 actors with most statements."


def test_what_decides_between_near_ties_is_said(six):
    view = View()
    said = query.groups(six, view.filters)
    told = {
        most: findings.most_evidence(view, most, 6, selected(six, view, said, most).ties)
        for most in (1, 2, 3, 5, 6)
    }
    assert told[1] == "the 1 of 6 actors with most statements"
    # broad, near, far and alike said as much; broad on three axes
    assert told[2] == f"the 2 of 6 actors with most statements{findings.TIES['axes']}"
    # near, far and alike on as many
    assert told[3] == f"the 3 of 6 actors with most statements{findings.TIES['distance']}"
    assert told[5] == "the 5 of 6 actors with most statements", "all who said as much"
    assert told[6].endswith("with most statements")
    picked = View(actor=("least",))
    chosen = selected(six, picked, said, 3)
    assert findings.most_evidence(picked, 3, 6, chosen.ties).endswith(
        "; among them always the picked and those who agree least with them"
    )


def test_a_map_says_whose_averages_it_leaves_out(tmp_path, monkeypatch):
    rows = [(name, f"type {name}", axis, 1) for name in "abcd" for axis in "XY"]
    columns = "actor,actor_type,axis,stance"
    assert "Averages" not in panel(opened(tmp_path, rows, columns), "map").credit.notes
    monkeypatch.setattr(features.module("findings", "map"), "MOST_POINTS", 3)
    notes = panel(opened(tmp_path, rows, columns), "map").credit.notes
    assert notes.endswith("Averages: the 3 of 4 actor types with most statements.")


def test_who_is_picked_among_those_drawn_changes_no_place(eight, few_points, questions):
    view = default_view(eight).having(k="2")
    before = findings.landscape(eight, view.having(actor=("a", "h")))
    asked = len(questions)
    after = findings.landscape(eight, view.having(actor=("h", "a")))
    assert after.split.members.equals(before.split.members) and len(questions) == asked
    assert after.clusters[0].members is before.clusters[0].members


def test_long_tables_end_and_say_so(eight, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    scene = Scene(eight, default_view(eight).having(actor=("a",)), "actor", None)
    (table,) = page_tables.on_page(scene)
    assert table.title == "Who agrees with a, the nearest first (the first 2 of 7)"
    assert table.frame.actor.tolist() == ["b", "c"] and table.whole == 7
    groups, axes, *_ = page_tables.on_page(Scene(eight, default_view(eight), "evidence", None))
    assert len(groups.frame) == 2 and groups.title.endswith("(the first 2 of 8)")
    assert axes.title.endswith("(the first 2 of 3)")


def test_who_is_silent_is_counted_where_names_would_be_too_many(few, monkeypatch):
    view = default_view(few).having(actor=("Bob",))
    named = findings.coverage(few, view.having(q=""))
    monkeypatch.setattr(features.module("findings", "coverage"), "MOST_NAMED", 5)
    counted = findings.coverage(few, view.having(until=named.total.last))
    again = findings.coverage(few, view.having(min=1, since=None, type=("union", "firm")))
    assert named.named and not again.named and counted.named
    columns = ["name", "n", "spoken", "quiet"]
    assert again.by_group[columns].equals(named.by_group[columns])
    assert again.by_axis[columns].equals(named.by_axis[columns])
    assert again.sentences == named.sentences and "silent" not in again.by_group
    groups, _ = tables.silences(Scene(few, view, "evidence", None), again)
    assert list(groups.frame) == ["group", "statements", "axes spoken to", "silent"]
