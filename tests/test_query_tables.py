"""Summaries answer exactly what the codings would: over random filters, and only where they can."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings import query, tables
from hustings.dataset import open_dataset
from hustings.query import Filters, Picks
from hustings.query.tables import summary
from hustings.tables import SUMMARIES, Tables, average

#: what summaries count a statement once for each value of
STATEMENTS, POSITIONS, CODERS = set(), {"axis"}, {"coder"}
ACTORS, AXES = ("Ann", "Éire", "Bob"), ("Tax", "Rail")
VALUES = {
    "type": ("state", "firm"), "country": ("IRL", "AUT"), "theme": ("work", "health"),
    "event": ("Fair",), "kind": ("direct", "document"), "coder": ("A", "B"),
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """1,200 statements that say little that is new, so that summaries are small."""
    rows = []
    for i in range(1200):
        k = i % 24
        said = {
            "statement_id": f"s{i}", "actor": ACTORS[k % 3],
            "actor_type": ("state", "firm", None)[k % 3],
            "country": ("IRL", "AUT", "AUT")[k % 3], "speaker": (None, "Lee")[k % 2],
            "theme": ("work", "health")[k % 2], "event": (None, "Fair")[k % 4 // 2],
            "kind": ("direct", "document")[k % 2], "quote": ("yes", "no")[k % 2],
            "date": None if k == 7 else date(2024, 1 + k % 2, 1 + i % 28),
        }  # fmt: skip
        for axis in AXES[: 1 + k % 2]:
            for coder in ("A", "B")[: 1 + k % 3 // 2]:
                rows.append({**said, "axis": axis, "coder": coder, "stance": (k % 5 - 2) / 2})
    path = tmp_path_factory.mktemp("summaries") / "some.parquet"
    pd.DataFrame(rows).to_parquet(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "LEAST", 0)
        return open_dataset(path)


def test_all_summaries_are_small_enough_to_be_kept(data):
    assert set(data.tables.summaries) == {each.name for each in SUMMARIES}
    assert data.tables.sizes["codings"] == 2400
    assert data.tables.sizes["all_positions"] <= 200


def test_a_summary_answers_only_where_it_holds_all_that_is_asked(data):
    def answered(among, *columns, **filters) -> bool:
        return summary(data, Filters(**filters), set(columns), among) is not None

    assert answered(STATEMENTS, "actor", theme=("work",), since=date(2024, 1, 1))
    assert answered(POSITIONS, "actor_type", "x", until=date(2024, 2, 29))
    assert answered(CODERS, "coder", kind=("direct",))
    assert answered(STATEMENTS, "actor", since=date(2024, 1, 2), until=date(2024, 2, 28))
    assert not answered(STATEMENTS, "actor", q="yes")
    for cut in ({"since": date(9999, 12, 2)}, {"until": date(1, 1, 30)}):
        assert not answered(STATEMENTS, "actor", **cut), "the calendar has no month beyond"
    assert not answered(STATEMENTS, "publisher")
    assert not answered(POSITIONS, "x", coder=("A",))


def some(values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


DATES = st.sampled_from(
    [
        None,
        date(2024, 1, 1),
        date(2024, 1, 31),
        date(2024, 2, 1),
        date(2024, 2, 13),
        date(2024, 2, 29),
        date.min,
        date.max,
    ]
)
FILTERS = st.builds(
    Filters, **{name: some(values) for name, values in VALUES.items()}, since=DATES, until=DATES,
    q=st.sampled_from(["", "", "YÉS"]),
)  # fmt: skip
PICKS = st.builds(
    Picks, st.sampled_from(["actor", "type", "speaker"]), some([*ACTORS, "state", "Lee"])
)


@settings(max_examples=25)
@given(filters=FILTERS, picks=PICKS, by=st.sampled_from(["actor", "type", "speaker", "country"]),
       axes=some(AXES), repeat=st.sampled_from(["all", "document", "latest"]))  # fmt: skip
def test_summaries_give_what_the_codings_give(data, filters, picks, by, axes, repeat):
    codings = data.tables.codings
    tables = Tables(codings=codings, statements=data.tables.statements, judged=average(codings))
    plain = replace(data, tables=tables)
    for ask in (
        lambda d: query.cells(d, filters, by, repeat, picks, axes),
        lambda d: query.tally(d, filters, by, repeat, picks, axes),
        lambda d: query.stance_counts(d, filters, by, repeat, axes),
        lambda d: query.groups(d, filters, by, axes),
        lambda d: query.counts(d, filters, "theme", axes),
        lambda d: query.counts(d, filters, "year", axes),
    ):
        pd.testing.assert_frame_equal(ask(data), ask(plain), rtol=0, atol=1e-12)
    asked = (filters, by, repeat, picks, axes, 2)
    assert query.extent(data, *asked) == query.extent(plain, *asked)
    assert query.facets(data, filters) == query.facets(plain, filters)
    assert query.heard(data, filters, by) == set(query.groups(plain, filters, by).group)
    assert query.totals(data, filters, picks, axes) == query.totals(plain, filters, picks, axes)
    assert query.axes_by_evidence(data, filters, picks) == query.axes_by_evidence(
        plain, filters, picks
    )
    assert query.speakers(data, filters, picks) == query.speakers(plain, filters, picks)
