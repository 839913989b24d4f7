"""How far the evidence carries: the findings by hand, and their figures."""

from datetime import date

import plotly.graph_objects as go
import pytest

from hustings import findings, query
from hustings.charts.base import Credit
from hustings.charts.coverage import coverage_chart
from hustings.charts.coverage_counts import Bar, BarGroup, counts_chart
from hustings.charts.reliability import reliability_chart
from hustings.charts.sensitivity import moving, sensitivity_chart
from hustings.dataset import Dataset, open_dataset
from hustings.link import View, default_view

CREDIT = Credit(
    headline="Who <speaks>",
    subline="All.",
    notes="Notes.",
    source="Source.",
    link="http://x.example/evidence?v=1",
)


HEAD = "statement_id,date,actor,actor_type,kind,publisher,axis,stance,coder\n"


#: Ann turns round on Tax in 2024, by a document; on Roads coders read r1 as opposites
TURNED = HEAD + (
    "t1,2023-01-01,Ann,union,speech,Echo,Tax,-1,A\n"
    "t1,2023-01-01,Ann,union,speech,Echo,Tax,-1,B\n"
    "t2,2024-06-01,Ann,union,document,Echo,Tax,0.5,A\n"
    "t3,2023-01-01,Bob,firm,speech,Globe,Tax,1,A\n"
    "t4,2023-02-01,Bob,firm,speech,,Tax,1,A\n"
    "r1,2023-03-01,Bob,firm,speech,Echo,Roads,1,A\n"
    "r1,2023-03-01,Bob,firm,speech,Echo,Roads,-1,B\n"
)


@pytest.fixture
def turned(tmp_path) -> Dataset:
    """Three statements on Tax and one on Roads."""
    (tmp_path / "positions.csv").write_text(TURNED, encoding="utf-8")
    return open_dataset(tmp_path)


def names(figure, kind: str) -> list:
    return [
        c for t in figure.data if t.customdata is not None for c in t.customdata if c[0] == kind
    ]


def texts(figure) -> str:
    return " ".join(a.text for a in figure.layout.annotations)


def inside(figure) -> None:
    """Every mark lies within the plot, which lies within the figure."""
    (left, right), (foot, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
    for trace in figure.data:
        assert all(x is None or left <= x <= right for x in trace.x)
        assert all(y is None or top <= y <= foot for y in trace.y)
    margin = figure.layout.margin
    assert margin.l + margin.r < figure.layout.width


def credited(figure) -> None:
    """It carries its credit, and Plotly finds no fault with it."""
    go.Figure(figure.to_dict())
    said = texts(figure)
    assert "Who &lt;speaks&gt;" in said and "Source." in said and "?v=1" in said


def test_counts(turned):
    def found(column, axes=()):
        return query.counts(turned, query.Filters(), column, axes).values.tolist()

    assert found("year") == [["2023", 4], ["2024", 1]], "a statement of two coders counts once"
    assert found("publisher") == [["Echo", 3], ["Globe", 1], [None, 1]]
    assert found("kind", ("Roads",)) == [["speech", 1]]
    assert query.counts(turned, query.Filters(q="nobody said"), "kind").empty


def test_coverage_by_hand(turned):
    found = findings.coverage(turned, default_view(turned))
    assert found.cells.values.tolist() == [
        ["Ann", "Tax", 2],
        ["Bob", "Roads", 1],
        ["Bob", "Tax", 2],
    ]
    assert found.by_group[["name", "n", "silent"]].values.tolist() == [
        ["Bob", 3, ()],
        ["Ann", 2, ("Roads",)],
    ]
    assert found.headline == (
        "2 actors hold 3 positions, 1 of them (33 %) rests on a single statement"
    )
    # m = 2 of mean 2.5: G = (1 · 3 - 1 · 2) / (2 · 5)
    assert (found.skew.gini, found.skew.top_share) == pytest.approx((0.1, 0.6))
    said = "The most quoted actor (1 of 2) accounts for 60 % of the statements"
    assert f"{said} (Gini 0.10: 0 all alike, 1 one has all)." in found.sentences


def test_axes_on_which_all_speak_are_said_in_a_whole_sentence(tmp_path):
    file = tmp_path / "positions.csv"
    rows = (f"{actor},{axis},1\n" for actor in ("Ann", "Bob") for axis in ("Tax", "Roads"))
    file.write_text("actor,axis,stance\n" + "".join(rows), encoding="utf-8")
    found = findings.coverage(open_dataset(tmp_path), View(x="Tax", y="Roads"))
    assert "On every axis nobody is silent." in found.sentences


def test_least_number_hides_thin_positions_and_not_the_skew(turned):
    found = findings.coverage(turned, View(x="Tax", y="Tax", min=2, actor=("Ann", "Cid")))
    assert found.cells.axis.unique().tolist() == ["Tax"] and found.skew.n == 5
    assert "Ann is silent or too thin on Roads." in found.sentences
    assert "Cid is silent or too thin on every axis." in found.sentences


def test_picked_groups_come_first(bundled):
    view = default_view(bundled).having(actor=("Capgemini",))
    found = findings.coverage(bundled, view)
    assert len(found.groups) == 40 and found.groups.group[0] == "Capgemini"
    assert found.groups.n[1:].is_monotonic_decreasing


def test_statement_counts(turned):
    found = {c.key: c for c in findings.statement_counts(turned, default_view(turned))}
    assert list(found) == ["year", "type", "kind", "publisher"], "no country is stated"
    assert found["publisher"].unstated == 1 and found["publisher"].skew.n == 4
    assert found["type"].values.share.tolist() == [0.6, 0.4]
    assert findings.counts_headline(tuple(found.values())) == (
        "Largest shares: 2023 (80 %), firm (60 %), speech (80 %) and Echo (60 %)"
    )


def test_the_last_years_are_drawn_in_their_order(tmp_path):
    rows = [f"s{y},{y}-01-01,Ann,,,,Tax,1,A\n" for y in (*range(2001, 2021), 2003)]
    (tmp_path / "positions.csv").write_text(HEAD + "".join(rows))
    data = open_dataset(tmp_path)
    (years,) = findings.statement_counts(data, default_view(data))
    assert years.drawn.value.tolist() == [str(y) for y in range(2009, 2021)]


def test_coders_by_hand(turned):
    view = default_view(turned).having(coder=("A",), min=5)
    found = findings.reliability(turned, view)
    assert found.units == 2, "one coder has nobody to agree with: the facet is lifted"
    assert found.differing.statement_id.tolist() == ["r1"] and found.differing_count == 1
    # codes -1 -1 1 -1; inside the units 0 and 2: α = 1 - (2 · 0 + 2 · 2) / 4 / 1
    assert found.alphas.alpha.iloc[-1] == pytest.approx(0)
    assert found.headline == "Coders do not agree enough: alpha 0.00 over 2 judgements"
    assert "as coded by" not in found.subline and "at least" not in found.subline
    one = findings.reliability(turned, view.having(axis=("Roads",)))
    assert one.headline.startswith("Too little") and one.drawn.axis.tolist() == ["Roads"]


def test_verdicts():
    said = [findings.verdict(a).split(":")[0] for a in (0.8, 0.79, 0.667, 0.66, float("nan"))]
    tentative = "for tentative conclusions"
    assert said == ["reliable", tentative, tentative, "not reliable", "no alpha"]


def test_what_flips_by_hand(turned):
    found = findings.sensitivity(turned, default_view(turned))
    assert "; ".join(found.labels) == (
        "coder A only; coder B only; each document once; newest day only; without document; "
        "recent weigh more"
    )
    rows = found.found.positions.set_index(["choice", "group", "axis"])
    # Ann on Tax: -1 and 0.5, mean -0.25; newest 0.5; without the document -1
    assert rows.other["newest day only", "Ann", "Tax"] == 0.5
    assert rows.flip["newest day only", "Ann", "Tax"] == "across"
    assert rows.other["without document", "Ann", "Tax"] == -1
    # 517 days older: weight 2^(-517 / 365)
    weight = 0.5 ** ((date(2024, 6, 1) - date(2023, 1, 1)).days / 365)
    expected = (0.5 - weight) / (1 + weight)
    assert rows.other["recent weigh more", "Ann", "Tax"] == pytest.approx(expected)
    # Bob on Roads: coders at 1 and -1, mixed together
    assert rows.flip["coder B only", "Bob", "Roads"] == "from mixed"
    assert rows.n_other["coder B only", "Bob", "Tax"] == 0
    assert found.headline == "2 of 3 positions change side under some choice"
    summary = found.summary.set_index("choice")
    assert summary.loc["coder B only", ["compared", "flips", "silent"]].tolist() == [2, 1, 1]


def test_the_picked_are_named_first(turned):
    found = findings.sensitivity(turned, default_view(turned).having(actor=("Bob",)))
    assert found.flips.group.tolist()[0] == "Bob" and found.drawn == ("Bob",)
    assert found.headline.endswith("among them 1 of the 2 held by the picked actor")
    assert findings.sensitivity(turned, View(x="Tax", y="Tax", min=9)) is None


def test_unstated_kinds_are_named_where_a_choice_drops_them(tmp_path):
    rows = "t5,2023-01-01,Cid,firm,,,Tax,1,A\n"
    (tmp_path / "positions.csv").write_text(TURNED + rows, encoding="utf-8")
    data = open_dataset(tmp_path)
    found = findings.sensitivity(data, default_view(data))
    assert "without document and unstated" in found.labels


def test_coverage_chart(turned):
    found = findings.coverage(turned, default_view(turned))
    for width in (328, 1100):
        figure = coverage_chart(found.cells, ["Bob", "Ann"], found.axes, ["Ann"], CREDIT, width)
        inside(figure)
        credited(figure)
        assert sorted(names(figure, "cell")) == sorted(
            [["cell", "Ann", "Tax"], ["cell", "Bob", "Tax"], ["cell", "Bob", "Roads"]]
        )
        (trace,) = figure.data
        hollow = [
            s for s, c in zip(trace.marker.symbol, trace.customdata, strict=True) if c[2] == "Roads"
        ]
        assert hollow == ["square-open"] and "<b>Ann</b>" in texts(figure)


def test_bars_chart():
    kinds = (Bar("speech", 3, 0.75, ("facet", "kind", "speech")), Bar("<b>", 1, 0.25))
    years = (Bar("2023", 4, 1.0, ("facet", "year", "2023")),)
    panels = [BarGroup("Kinds", kinds), BarGroup("Years", years, "2 more")]
    for width in (328, 1100):
        figure = counts_chart(panels, CREDIT, width)
        credited(figure)
        assert names(figure, "facet") == [["facet", "kind", "speech"], ["facet", "year", "2023"]]
        assert "&lt;b&gt;" in texts(figure) and "2 more" in texts(figure)
        lengths = [x for bar in figure.data for x in bar.x]
        shares = sorted(length / max(lengths) for length in lengths)
        assert shares == pytest.approx([0.25, 0.75, 1]), "one scale, whatever the names' lengths"
        ends = [base + x for bar in figure.data for base, x in zip(bar.base, bar.x, strict=True)]
        assert max(ends) < figure.layout.xaxis.range[1]


def test_alphas_chart(turned):
    found = findings.reliability(turned, default_view(turned))
    marks = ((0.667, "tentative"), (0.8, "reliable"))
    figure = reliability_chart(found.drawn, marks, CREDIT, 328)
    inside(figure)
    credited(figure)
    assert not names(figure, "axis"), "no axis has two units"
    assert "tentative 0.667" in texts(figure) and "none" in texts(figure)


def test_choices_chart_leaves_out_what_nothing_moves(turned):
    found = findings.sensitivity(turned, default_view(turned))
    still = found.found.positions.assign(other=found.found.positions.base)
    assert moving(still).empty
    shown = found.found.positions
    for width in (328, 1100):
        figure = sensitivity_chart(
            shown, found.axes, ("Ann", "Bob"), found.labels, findings.BASE, CREDIT, width
        )
        inside(figure)
        credited(figure)
        clicked = {" ".join(c[1:]) for c in names(figure, "cell")}
        assert clicked == {"Ann Tax", "Bob Tax", "Bob Roads"}
        assert [t.name for t in figure.data if t.name][0] == findings.BASE
