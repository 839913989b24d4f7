"""What the engine counts, on four statements that can be counted by hand."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings import findings, query
from hustings.dataset import open_dataset
from hustings.html.statements import rendered
from hustings.link import default_view
from hustings.query import Filters, Picks, counting, question
from hustings.query.filters import passing
from hustings.scene import Scene


def test_coders_are_averaged_inside_a_statement(few):
    cells = query.cells(few, Filters()).set_index(["group", "axis"])
    ann = cells.loc[("Ann", "Transport")]
    # s1: (-1 - 0.5) / 2 = -0.75; s2: 0.25
    assert (ann.n, ann.total, ann.squares) == (2, -0.5, 0.75**2 + 0.25**2)
    assert len(cells) == 4, "no row for silence"


@pytest.mark.parametrize("most", [0, 100])
@pytest.mark.parametrize("repeat", query.REPEATS)
def test_cells_of_some_groups_on_some_axes(few, monkeypatch, most, repeat):
    monkeypatch.setattr(question, "MOST_LISTED", most)
    every = query.cells(few, Filters(), repeat=repeat)
    picks = Picks("actor", ("Ann", "Bob", "it's nobody"))
    some = query.cells(few, Filters(), "actor", repeat, picks, ("Tax",))
    wanted = every[every.group.isin(["Ann", "Bob"]) & (every.axis == "Tax")]
    assert some.equals(wanted.reset_index(drop=True)) and len(some) == 2


def test_groupings(few):
    by_type = query.cells(few, Filters(), "type").set_index(["group", "axis"])
    assert by_type.loc[("firm", "Transport")].total == 1
    by_speaker = query.cells(few, Filters(), "speaker")
    assert set(by_speaker.group) == {"Ann Lee"}, "an empty speaker is nobody"


def test_repeat_document_counts_a_source_and_day_once(folder):
    text = (folder / "positions.csv").read_text()
    text += "s5,2024-01-01,Ann,union,FRA,,,,Paper,https://a.example/1,Transport,1,A\n"
    (folder / "positions.csv").write_text(text)
    data = open_dataset(folder)
    every = query.cells(data, Filters()).set_index(["group", "axis"]).loc[("Ann", "Transport")]
    once = query.cells(data, Filters(), repeat="document").set_index(["group", "axis"])
    assert every.n == 3
    assert once.loc[("Ann", "Transport")].n == 2
    assert once.loc[("Ann", "Transport")].total == pytest.approx((-0.75 + 1) / 2 + 0.25)
    assert once.loc[("Cid", "Transport")].n == 1, "no source: a document of its own"


def test_repeat_latest_keeps_the_newest_day(few):
    cells = query.cells(few, Filters(), repeat="latest").set_index(["group", "axis"])
    assert cells.loc[("Ann", "Transport")].n == 1
    assert cells.loc[("Ann", "Transport")].total == 0.25
    assert cells.loc[("Cid", "Transport")].n == 1, "undated counts where nothing newer is"


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(), {"s1", "s2", "s3", "s4"}),
        (Filters(type=("firm",)), {"s3", "s4"}),
        (Filters(country=("FRA", "DEU"), event=("Fair",)), {"s1", "s3"}),
        (Filters(since=date(2024, 2, 1)), {"s2", "s3"}),
        (Filters(until=date(2024, 2, 1)), {"s1", "s3"}),
        (Filters(q="egalite FIRST"), {"s2"}),
        (Filters(q="trams lee"), {"s1"}),
        (Filters(q="trams taxes"), set()),
        (Filters(coder=("B",)), {"s1"}),
        (Filters(q="100%_"), set()),
    ],
)
def test_filters(few, filters, ids):
    assert set(query.statements(few, filters).get("statement_id", [])) == ids
    assert query.totals(few, filters).statements == len(ids)


def test_statements_by_the_kind_of_their_source(folder):
    table = pd.read_csv(folder / "positions.csv", dtype=str, keep_default_na=False)
    kinds = {"s1": "original", "s2": "copy", "s3": "report", "s4": ""}
    table.assign(source_kind=table.statement_id.map(kinds)).to_csv(
        folder / "positions.csv", index=False
    )
    data = open_dataset(folder)
    copies = query.statements(data, Filters(source_kind=("copy", "report")))
    assert copies.statement_id.tolist() == ["s2", "s3"]
    assert copies.source_kind.tolist() == ["copy", "report"]
    found = query.facets(data, Filters(source_kind=("copy",)))["source_kind"]
    assert found == {"copy": 1, "original": 1, "report": 1}
    view = default_view(data).having(actor=("Ann",), source_kind=("copy",))
    assert view.sentence().endswith("read in a source of kind copy")
    scene = Scene(data, view, "statements", None)
    page = rendered(scene, copies, findings.codes_of(data, view, copies), ".", "_self")
    assert "Paper</bdi></a> · copy</p>" in page and "Daily</bdi></a> · report</p>" in page


def test_a_facet_counts_under_the_other_filters(few):
    found = query.facets(few, Filters(type=("firm",), event=("Fair",)))
    assert found["type"] == {"firm": 1, "union": 1}, "its own choice does not hide the others"
    assert found["country"] == {"DEU": 1}


def test_facets_of_a_table_that_says_nothing_of_them_are_empty(tmp_path):
    (tmp_path / "bare.csv").write_text("actor,axis,stance\nAnn,Tax,1\n", encoding="utf-8")
    bare = open_dataset(tmp_path / "bare.csv")
    for filters in (Filters(), Filters(type=("firm",)), Filters(q="tax")):
        assert query.facets(bare, filters) == {name: {} for name in query.FACETS}


def test_pages_of_statements(few):
    newest = query.statements(few, Filters()).statement_id.tolist()
    assert newest == ["s2", "s3", "s1", "s4"], "undated last"
    assert query.statements(few, Filters(), sort="oldest").statement_id.tolist()[0] == "s1"
    pages = [
        query.statements(few, Filters(), limit=3, offset=o).statement_id.tolist() for o in (0, 3)
    ]
    assert pages == [["s2", "s3", "s1"], ["s4"]]
    low = query.statements(few, Filters(), axes=("Transport",), sort="low")
    assert low.statement_id.tolist() == ["s1", "s2", "s4"]
    assert query.statements(few, Filters(), Picks("country", ("DEU",))).actor.tolist() == [
        "Bob",
        "Cid",
    ]


def test_codes_and_rows_of_statements(few):
    codes = query.codes(few, ("s1",)).set_index("axis")
    assert (codes.x["Transport"], codes.coders["Transport"]) == (-0.75, 2)
    assert (codes.least["Transport"], codes.most["Transport"]) == (-1, -0.5)
    rows = query.codings(few, Filters(), Picks("actor", ("Ann",)), ("Transport",))
    assert rows.stance.tolist() == [-1, -0.5, 0.25]
    assert "actor_key" not in rows
    assert query.by_ids(few, ("s3", "nobody", "s1")).statement_id.tolist() == ["s3", "s1"]


def test_strongest_is_on_the_side_of_the_position(few):
    found = query.strongest(few, Filters(), Picks("actor", ("Ann",))).set_index("axis")
    assert found.statement_id["Transport"] == "s1"
    assert found.x["Transport"] == -0.75


def test_a_group_of_several_types_has_none(folder):
    with (folder / "positions.csv").open("a") as file:
        file.write("s9,2024-01-01,Dan,union,DEU,,,,,,Tax,1,A\n")
    found = query.groups(open_dataset(folder), Filters(), "country").set_index("group")
    assert found.type["FRA"] == "union" and pd.isna(found.type["DEU"])
    assert found.country.to_dict() == {"FRA": "FRA", "DEU": "DEU"}


def test_groups_count_statements_once(few):
    found = query.groups(few, Filters()).set_index("group")
    assert found.n.to_dict() == {"Ann": 2, "Bob": 1, "Cid": 1}
    assert query.groups(few, Filters(), axes=("Tax",)).group.tolist() == ["Ann", "Bob"]


@pytest.mark.parametrize("word", ["한국어", "हिन्दी", "ΛΌΓΟΣ", "naïve", "ΣΊΣΥΦΟΣ"])
def test_words_of_any_script_are_found(folder, word):
    with (folder / "positions.csv").open("a", encoding="utf-8") as file:
        file.write(f"s9,2024-01-01,Ann,union,FRA,,before {word} after,,,,Tax,1,A\n")
    data = open_dataset(folder)
    for asked in (word, word.lower(), word.upper()):
        assert query.statements(data, Filters(q=asked)).statement_id.tolist() == ["s9"]


def test_statements_with_a_word_keep_all_their_codes(few):
    words = Filters(q="trams")
    cells = query.cells(few, words).set_index(["group", "axis"])
    assert cells.total.to_dict() == {("Ann", "Tax"): 0.5, ("Ann", "Transport"): -0.75}
    codes = query.codes(few, ("s1", "s2"), words)
    assert codes[["statement_id", "axis"]].values.tolist() == [["s1", "Tax"], ["s1", "Transport"]]
    assert query.facets(few, words)["coder"] == {"A": 1, "B": 1}


@pytest.mark.parametrize("filters", [Filters(), Filters(type=("firm",)), Filters(q="nothing")])
@pytest.mark.parametrize("axes", [(), ("Tax",)])
def test_totals_are_the_same_however_they_are_counted(few, filters, axes):
    for groups in ((), ("Ann", "Bob"), ("Bob",)):
        picks = Picks("actor", groups)
        assert query.totals(few, filters, picks, axes) == counting._totals(
            few, filters, picks, axes
        )


@given(st.sets(st.sampled_from(["FRA", "DEU", "USA", "CHN", "GBR", "IND"]), min_size=1))
def test_parts_add_up_to_the_whole(bundled, countries):
    """A filter, then a union, gives the whole."""
    parts = sum(query.totals(bundled, Filters(country=(c,))).statements for c in countries)
    assert query.totals(bundled, Filters(country=tuple(countries))).statements == parts


def test_all_tests_of_a_question_stand_in_one_filter(few):
    filters = Filters(type=("union",), since=date(2024, 1, 1), q="more trams")
    found = passing(
        few, few.table, filters, Picks("actor", ("Ann",)), ("Tax",), known="speaker"
    ).op()
    assert found.parent == few.table.op()
    assert len(found.predicates) == 6
    assert few.run(passing(few, few.table, filters).row.count()).iloc[0, 0] == 3
    assert passing(few, few.table, Filters()) is few.table


def test_equal_questions_are_asked_once_however_they_are_put(few, questions):
    filters = Filters(kind=("speech",))
    query.groups(few, filters)
    query.groups(few, filters, "actor", ())
    query.groups(few, filters=filters, axes=(), by="actor")
    query.totals(few, filters)
    assert len(questions) == 1
    query.groups(few, filters, "type")
    assert len(questions) == 2


def test_stances_of_all_groups_together(few):
    found = query.stance_counts(few, Filters())
    assert list(found.itertuples(index=False, name=None)) == [
        ("Tax", -1, 1), ("Tax", 0.5, 1),
        ("Transport", -0.75, 1), ("Transport", 0.25, 1), ("Transport", 1, 1),
    ]  # fmt: skip
    assert query.stance_counts(few, Filters(), "speaker", axes=("Transport",)).x.tolist() == [-0.75]


def test_how_much_there_is_is_counted_without_giving_it(few):
    assert query.extent(few, Filters()) == query.Extent(positions=4, groups=3)
    assert query.extent(few, Filters(), least=2) == query.Extent(positions=1, groups=1)
    ann = Picks("actor", ("Ann",))
    assert query.extent(few, Filters(), picks=ann, axes=("Tax",)) == query.Extent(1, 1)
    assert query.extent(few, Filters(country=("nowhere",))) == query.Extent(0, 0)


@given(st.lists(st.sampled_from(["a", "é", "", "b", None])), st.lists(st.sampled_from("abcé")))
def test_membership_is_that_of_pandas(names, wanted):
    series = pd.Series(names, dtype="str")
    assert query.is_in(series, wanted).equals(series.isin(wanted))
    assert query.is_in(series, pd.Series(wanted, dtype="str")).equals(series.isin(wanted))
