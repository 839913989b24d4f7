"""Agreement page: camps made by hand, laws, figures, and the page on five data sets."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from hustings import figures, findings, link
from hustings.charts import base
from hustings.charts.agreement import agreement_chart
from hustings.charts.network import network_chart, strongest
from hustings.charts.text_metrics import text_width
from hustings.dataset import open_dataset
from hustings.figures import network as network_figure
from hustings.link import EDGES, NORMS
from hustings.measures.coalitions import coalitions
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]
FOREIGN = ("nuclear_germany", "polis_brexit", "un_votes_g20")
CREDIT = base.Credit(
    headline="Head", subline="Sub-line", notes="Notes", source="Source v1", link="http://h/?x=1"
)
#: a and b at one end, c and d at the other, f with one statement beside a, e on one axis only; all
#: but f say everything twice
CAMPS = {
    "a": {"X": 1, "Y": 1, "Z": 1},
    "c": {"X": -1, "Y": -1, "Z": -1},
    "b": {"X": 1, "Y": 1, "Z": 0.5},
    "d": {"X": -1, "Y": -1, "Z": -0.5},
    "e": {"X": 1},
}


@pytest.fixture
def camps(tmp_path):
    rows = [
        (f"{g}{axis}{time}", g, axis, x)
        for g, axes in CAMPS.items()
        for axis, x in axes.items()
        for time in (1, 2)
    ]
    rows += [("f1", "f", "X", 1), ("f1", "f", "Y", 1)]
    frame = pd.DataFrame(rows, columns=["statement_id", "actor", "axis", "stance"])
    frame.to_csv(tmp_path / "positions.csv", index=False)
    return open_dataset(tmp_path)


def links_of(found: findings.NetworkFinding) -> set[tuple[str, str]]:
    return set(zip(found.links.a, found.links.b, strict=True))


def test_all_against_all_by_hand(camps):
    found = findings.agreement(camps, link.default_view(camps))
    assert set(found.groups) == set("abcdf") and found.alone == 1 and found.beyond == 0
    cut = found.groups.index("c"), found.groups.index("d")
    assert sorted(cut) in ([0, 1], [3, 4]), "each camp stands together"
    at = {frozenset((p.a, p.b)): p for p in found.pairs.itertuples()}
    assert len(at) == 10
    assert at[frozenset("ab")].agreement == pytest.approx((1 + 1 + 0.75) / 3)
    assert at[frozenset("ac")].agreement == 0 and at[frozenset("ac")].shared == 3
    assert {"".join(sorted(pair)) for pair, p in at.items() if p.thin} == {"af", "bf", "cf", "df"}
    rank = {group: i for i, group in enumerate(found.groups)}
    assert all(rank[p.a] < rank[p.b] for p in found.pairs.itertuples())
    assert "42 % on average" in found.headline
    # f agrees wholly with a, on two axes and one statement: it does not lead
    assert "agree most (92 %), a and c least (0 %)" in found.headline
    assert "4 of 10 pairs rest on thin evidence" in found.headline


def test_no_pair_leads_that_rests_on_one_statement_for_each_axis(tmp_path):
    rows = [(f"{g}{axis}", g, axis, x) for g, axes in CAMPS.items() for axis, x in axes.items()]
    frame = pd.DataFrame(rows, columns=["statement_id", "actor", "axis", "stance"])
    frame.to_csv(tmp_path / "positions.csv", index=False)
    data = open_dataset(tmp_path)
    found = findings.agreement(data, link.default_view(data))
    assert found.headline == "Two of these 4 actors agree 36 % on average."


def test_those_with_most_statements_first(camps):
    found = findings.agreement(camps, link.default_view(camps).having(top=4))
    assert set(found.groups) == set("abcd") and (found.beyond, found.alone) == (1, 1)
    two = findings.agreement(camps, link.default_view(camps).having(top=2))
    assert len(two.groups) == 2 and "agree" in two.headline and two.beyond == 3


def test_nobody_shares_two_axes(camps):
    view = link.default_view(camps).having(min=3)
    found = findings.agreement(camps, view)
    assert found.groups == () and found.known.empty
    assert found.headline == "No two actors have spoken on the same two axes"
    alone = findings.agreement(camps, link.default_view(camps).having(axis=("X",)))
    assert alone.groups == () and alone.alone == 6


def test_coalitions_by_hand(camps):
    view = link.default_view(camps)
    found = findings.network(camps, view)
    assert links_of(found) == {("a", "b"), ("c", "d"), ("a", "f"), ("b", "f")}
    assert found.coalitions.members == (("a", "b", "f"), ("c", "d"))
    pair = 2.75 / 3
    first, whole = pair + 2, 2 * pair + 2
    expected = 1 - (first / whole) ** 2 - (pair / whole) ** 2
    assert found.coalitions.modularity == pytest.approx(expected)
    assert found.least == found.most == 2
    assert findings.coalition_of(camps, view) == {"a": 1, "b": 1, "f": 1, "c": 2, "d": 2}
    assert "2 coalitions, of 3 and 2, clearly set apart" in found.headline
    assert "1 rests on one statement" in found.headline


def test_opponents_are_no_coalition(camps):
    found = findings.network(camps, link.default_view(camps).having(edge="conflict"))
    assert links_of(found) == {("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")}
    assert found.bond == "congruence"
    assert found.coalitions.members == (("a", "b"), ("c", "d")) and found.alone == ("e", "f")
    assert found.nodes.set_index("group").coalition.to_dict() == {
        "a": 1, "b": 1, "c": 2, "d": 2, "e": 0, "f": 0,
    }  # fmt: skip


def test_counted_links_need_one_shared_axis(camps):
    """On one axis alone nobody has a figure of agreement, and all can say the same or oppose."""
    view = link.default_view(camps).having(axis=("X",), least=0)
    assert findings.network(camps, view).nodes.empty
    for edge in ("congruence", "conflict", "subtract", "ratio", "comention"):
        found = findings.network(camps, view.having(edge=edge))
        assert len(found.nodes) == 6 and (found.links.shared == 1).all() and len(found.links)


def test_links_below_0_are_drawn_dashed_and_exported(camps):
    """a and b are on one side, c and d on the other: more conflict than congruence across."""
    view = link.default_view(camps).having(edge="subtract", least=0)
    found = findings.network(camps, view)
    weight = found.links.set_index(["a", "b"]).weight
    both = {
        meaning: findings.network(camps, view.having(edge=meaning)).links.set_index(["a", "b"])
        for meaning in ("congruence", "conflict")
    }
    across = weight[("a", "c")]
    assert across < 0 < weight[("a", "b")]
    assert (
        across == both["congruence"].weight.get(("a", "c"), 0) - both["conflict"].weight["a", "c"]
    )
    assert found.coalitions.number()["a"] != found.coalitions.number()["c"]
    panel = network_figure.of(Scene(camps, view, "agreement", None))
    table = panel.table.set_index(["group", "linked with"])
    assert table.loc[("a", "c"), "strength"] == pytest.approx(across, abs=1e-3)
    assert "Dashed: more conflict than congruence" in panel.credit.notes
    assert [t for t in panel.draw(960).data if t.mode == "lines" and t.line.dash == "dash"]
    plain = network_figure.of(Scene(camps, view.having(edge="congruence"), "agreement", None))
    assert "Dashed" not in plain.credit.notes
    assert not [t for t in plain.draw(960).data if t.mode == "lines" and t.line.dash == "dash"]


def test_each_claim_once_is_for_counted_links(camps, opened):
    view = link.default_view(camps).having(least=0)
    plain, once = (
        findings.network(camps, view.having(edge="comention", once=once)) for once in (False, True)
    )
    assert (once.links.weight == once.links.shared).all()
    assert (plain.links.weight >= once.links.weight).all()
    near = [findings.network(camps, view.having(once=once)).links for once in (False, True)]
    assert near[0].equals(near[1])
    app = opened(edge="comention", once="true", top="20")
    assert app.checkbox(key="once").value and not app.checkbox(key="once").disabled
    assert "each claim once" in json.dumps(app.get("plotly_chart")[1].proto.spec)
    assert opened().checkbox(key="once").disabled


def test_a_lower_threshold_only_adds_links(bundled):
    view = link.default_view(bundled)
    before = set()
    for least in (100, 80, 40, 0):
        links = links_of(findings.network(bundled, view.having(least=least)))
        assert before <= links
        before = links


def test_the_best_of_all_runs_is_kept(bundled):
    found = findings.network(bundled, link.default_view(bundled))
    groups = tuple(found.nodes.group)
    runs = [coalitions(groups, found.links, seed) for seed in range(findings.RUNS)]
    assert found.coalitions.modularity == max(run.modularity for run in runs)
    assert {found.least, found.most} <= {len(run.members) for run in runs}


@pytest.mark.parametrize("edge", EDGES)
def test_picking_among_those_shown_changes_neither_numbers_nor_places(bundled, edge):
    view = link.default_view(bundled).having(edge=edge, actor=())
    other = view.having(actor=("Anthropic",), x="Openness")
    # Frames are handed out as copies; what nobody can change is the very same thing.
    first, second = (findings.network(bundled, each) for each in (view, other))
    assert first.coalitions is second.coalitions and first.nodes.equals(second.nodes)
    first, second = (findings.agreement(bundled, each) for each in (view, other))
    assert first.among is second.among and first.pairs.equals(second.pairs)


def squares(data, view, width=960) -> go.Figure:
    found = findings.agreement(data, view)
    return agreement_chart(found.pairs, found.groups, found.statements, view.actor, CREDIT, width)


def nodes(data, view, width=960) -> go.Figure:
    found = findings.network(data, view)
    return network_chart(found.nodes, found.links, view.actor, CREDIT, width)


@pytest.mark.parametrize("width", (328, 700, 1100))
@pytest.mark.parametrize("draw", (squares, nodes))
def test_figures_are_valid_credited_and_hold_their_names(bundled, draw, width):
    view = link.default_view(bundled)
    figure = draw(bundled, view, width)
    go.Figure(figure.to_plotly_json())  # checks every part
    notes = {a.name: a.text for a in figure.layout.annotations}
    assert {"headline", "subline", "credit"} <= set(notes)
    margin = figure.layout.margin
    inner = width - margin.l - margin.r
    for note in figure.layout.annotations:
        if note.name in ("label", "again", "key"):
            # places on the x axis of the squares are columns, from -0.5 on
            at = (note.xshift or 0) + (note.x * inner if note.xref == "paper" else 0)
            if note.xref == "x":
                at += (note.x + 0.5) * inner / len(findings.agreement(bundled, view).groups)
            text = note.text.replace("<b>", "").replace("</b>", "")
            size = text_width(text, note.font.size)
            left = at - {"left": 0, "center": 0.5, "right": 1}[note.xanchor] * size
            assert -margin.l <= left and left + size <= inner + margin.r, note.text
    named = {
        re.sub(r" · [A-Z](?=</b>)", "", a.text)
        for a in figure.layout.annotations
        if a.name == "label"
    }
    # the lists of a phone are headed by the picked
    named |= {f"<b>{key.removesuffix(' agrees most with')}</b>" for key in listed(figure)}
    assert {"<b>France</b>", "<b>China</b>"} <= named, "the picked are named"


@pytest.mark.parametrize("width", (328, 1100))
def test_names_beside_rows_do_not_touch(bundled, width):
    figure = squares(bundled, link.default_view(bundled).having(top=200), width)
    low, high = figure.layout.yaxis.range
    height = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    names = sorted((a.y, a.font.size) for a in figure.layout.annotations if a.name == "label")
    steps = [
        (b - a) * height / (low - high) for (a, _), (b, _) in zip(names, names[1:], strict=False)
    ]
    assert min(steps) >= names[0][1] * 1.2


def listed(figure) -> dict[str, list[str]]:
    """The names under each heading."""
    found: dict[str, list[str]] = {}
    for note in sorted(figure.layout.annotations, key=lambda note: -note.y if note.y else 0)[::-1]:
        if note.name == "list":
            found[note.text.replace("<b>", "").replace("</b>", "")] = []
        elif note.name == "label" and found:
            found[[*found][-1]].append(note.text)
    return found


def test_a_phone_has_lists_of_who_agrees_most_and_least(bundled):
    view = link.default_view(bundled).having(actor=("France",))
    figure = squares(bundled, view, 356)
    lists = listed(figure)
    assert list(lists) == ["France agrees most with", "France agrees least with"]
    pairs = findings.agreement(bundled, view).pairs.dropna(subset="agreement")
    own = pairs[((pairs.a == "France") | (pairs.b == "France")) & ~pairs.thin]
    own = own.assign(name=own.b.where(own.a == "France", own.a)).sort_values("expected")
    assert lists["France agrees most with"] == own.name.tolist()[::-1][:3]
    assert lists["France agrees least with"] == own.name.tolist()[:3]
    bars = [tuple(key) for trace in figure.data for key in trace.customdata]
    assert len(bars) == 6 and {kind for kind, *_ in bars} == {"pair"}
    nobody = listed(squares(bundled, view.having(actor=()), 356))
    assert {name: len(rows) for name, rows in nobody.items()} == {"Agree most": 8, "Agree least": 8}


def test_squares_tell_their_pair(camps):
    (trace,) = squares(camps, link.default_view(camps)).data
    found = findings.agreement(camps, link.default_view(camps))
    drawn = {tuple(key): (x, y, c) for key, x, y, c in zip(
        trace.customdata, trace.x, trace.y, trace.marker.color, strict=True)}  # fmt: skip
    assert len(drawn) == len(found.known)
    for row in found.known.itertuples():
        x, y, colour = drawn["pair", row.a, row.b]
        assert (found.groups[x], found.groups[y]) == (row.a, row.b)
        assert colour == pytest.approx(row.agreement, abs=1e-3)
    hollow = [symbol.endswith("open") for symbol in trace.marker.symbol]
    assert hollow == found.known.thin.tolist()


def test_nodes_tell_their_group_and_links_are_few_traces(bundled):
    found = findings.network(bundled, link.default_view(bundled))
    figure = nodes(bundled, link.default_view(bundled))
    marks = [t for t in figure.data if t.customdata]
    assert sorted(key[1] for t in marks for key in t.customdata) == sorted(found.nodes.group)
    assert {key[0] for t in marks for key in t.customdata} == {"group"}
    lines = [t for t in figure.data if t.mode == "lines" and not t.fill]
    assert len(lines) <= 3
    drawn = len(strongest(found.links))
    assert sum(x is None for t in lines for x in t.x) == drawn < len(found.links)
    # nobody covers anybody
    at = [(x, y, s) for t in marks for x, y, s in zip(t.x, t.y, t.marker.size, strict=True)]
    for i, (x, y, s) in enumerate(at):
        for u, v, r in at[:i]:
            assert np.hypot(x - u, y - v) >= (s + r) / 2 - 0.5


@pytest.fixture
def opened(visit):
    """`opened(data, **query)` runs the page from the entry point."""

    def run(data: Path = ROOT / "data", **asked) -> AppTest:
        app = visit(str(ROOT / "pages" / "agreement.py"), data, **asked)
        assert not app.error and not app.warning
        return app

    return run


def said(app: AppTest) -> str:
    kinds = ("html", "text", "markdown", "subheader")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def headlines(app: AppTest) -> list[str]:
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    notes = [{a.get("name"): a["text"] for a in spec["layout"]["annotations"]} for spec in specs]
    return [note["headline"].replace("<br>", " ") for note in notes]


def test_the_page_says_what_it_shows(opened, bundled):
    app = opened()
    first, second = headlines(app)
    assert "60 actors" in first.replace("</b> <b>", " ") and "coalitions" in second
    text = said(app)
    found = findings.network(bundled, link.default_view(bundled))
    assert f"Modularity {found.coalitions.modularity:.2f}" in text
    # weakly set apart, so that they are neither drawn nor told, and the network is folded away
    assert not found.clear and "Coalition A" not in text
    (box,) = [box for box in app.expander if "network" in box.label]
    assert not box.proto.expanded
    clear = opened(edge="subtract", least="20")
    found = findings.network(bundled, link.default_view(bundled).having(edge="subtract", least=20))
    assert found.clear and "united by global coordination (16 of 20)" in said(clear)
    assert len(found.coalitions.members) == 3 and "Coalition C, 2 actors" in said(clear)
    (box,) = [box for box in clear.expander if "network" in box.label]
    assert box.proto.expanded
    found = findings.network(bundled, link.default_view(bundled))
    assert "The 60 of 279 actors with most statements" in text
    assert "Left out: 51 actors" in text
    scene = Scene(bundled, link.default_view(bundled), "agreement", None)
    tables = [each.of(scene).table for each in figures.on_page("agreement")]
    assert len(tables[0]) == len(findings.agreement(bundled, link.default_view(bundled)).known)
    assert len(tables[1].dropna(subset="linked with")) == len(found.links)
    assert set(tables[1].group) | set(tables[1]["linked with"].dropna()) == set(found.nodes.group)


def test_two_picked_face_each_other(opened):
    text = said(opened(actor=["France", "China"]))
    assert "Facing each other" in text and "France on Regulation" in text
    assert "Facing each other" not in said(opened(actor=["France"]))


def test_statements_that_face_each_other_cost_one_question(opened, questions):
    opened(actor=["France", "China"])
    first = len(questions)
    assert first > 0
    opened(actor=["France", "China"])
    assert len(questions) == first + 1


def test_nobody_passes(opened):
    app = opened(q="zzz")
    assert not app.get("plotly_chart") and "No statement under these filters" in said(app)


def test_a_picked_group_out_of_the_picture_is_named(opened):
    # it shares two axes with nobody
    assert "Picked but not shown: Airbus." in said(opened(actor="Airbus"))


def test_picking_a_group_of_little_evidence_shows_it_and_who_opposes_it(bundled):
    view = link.default_view(bundled).having(actor=())
    before = set(findings.agreement(bundled, view).groups)
    picked = view.having(actor=("PauseAI", "France"))
    after = findings.agreement(bundled, picked)
    # PauseAI made two statements, and is the one that agrees least with France
    assert "PauseAI" not in before and "PauseAI" in after.groups
    assert len(after.groups) == 60 and len(before - set(after.groups)) == len(
        set(after.groups) - before
    )
    assert set(after.groups) == set(findings.network(bundled, picked).nodes.group)


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("norm", NORMS)
def test_every_meaning_of_a_link(opened, edge, norm):
    app = opened(edge=edge, norm=norm, least="20", top="20")
    assert len(app.get("plotly_chart")) == 2
    assert app.selectbox(key="norm").disabled == (edge in ("agreement", "ratio"))


def test_another_meaning_starts_at_another_threshold(opened):
    app = opened()
    app.selectbox(key="edge").set_value("congruence").run()
    assert app.slider(key="least").value == 20
    assert "from 20 % of the strongest" in json.dumps(app.get("plotly_chart")[1].proto.spec)
    app.selectbox(key="edge").set_value("ratio").run()
    assert app.slider(key="least").value == 75


@pytest.mark.parametrize("name", FOREIGN)
def test_other_data_sets(opened, name):
    app = opened(Path(__file__).parent / "data" / name / "long.csv")
    assert len(app.get("plotly_chart")) == 2 and "Modularity" in said(app)
