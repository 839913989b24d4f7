"""Times of day: how they are read, and that they keep the order of statements of one day."""

import datetime

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reads import read_from, rows_of

from hustings import findings, query, words
from hustings.dataset import Dataset, open_dataset
from hustings.export.table import csv_bytes
from hustings.html.statements import rendered
from hustings.link import default_view
from hustings.query import Filters, Picks
from hustings.scene import Scene

#: two voters who change their vote within minutes, and one of whom no time is known
CHANGED = """\
statement_id,actor,axis,stance,date
a,Voter 2,Comment 0,-1,2017-07-17T10:00:00
b,Voter 2,Comment 0,1,2017-07-17T10:04:30
c,Voter 3,Comment 0,-1,2017-07-17 23:59
d,Voter 3,Comment 0,1,2017-07-17 08:00:00.250
e,Voter 4,Comment 0,1,2017-07-17 00:00:00
f,Voter 4,Comment 0,-1,2017-07-17
"""


@pytest.fixture
def changed(tmp_path) -> Dataset:
    (tmp_path / "votes.csv").write_text(CHANGED, encoding="utf-8")
    data = open_dataset(tmp_path / "votes.csv")
    assert data.problems == ()
    return data


def latest(data: Dataset) -> dict[str, tuple[int, float]]:
    found = query.cells(data, Filters(), repeat="latest")
    return {row.group: (row.n, row.total) for row in found.itertuples()}


def test_the_later_vote_of_a_day_counts_and_without_times_both_do(changed):
    assert latest(changed) == {"Voter 2": (1, 1.0), "Voter 3": (1, -1.0), "Voter 4": (2, 0.0)}
    every = query.cells(changed, Filters())
    assert every.n.tolist() == [2, 2, 2] and every.total.tolist() == [0, 0, 0]


def test_a_statement_without_a_time_is_older_than_others_of_its_day(tmp_path):
    rows = "actor,axis,stance,date,time\nAnn,Tax,1,2024-01-01,\nAnn,Tax,-1,2024-01-01,00:00\n"
    (tmp_path / "some.csv").write_text(rows, encoding="utf-8")
    assert latest(open_dataset(tmp_path / "some.csv")) == {"Ann": (1, -1.0)}


@pytest.mark.parametrize(
    ("date", "time", "read"),
    [
        ("2024-01-01T10:30", None, "10:30:00"),
        ("2024-01-01 10:30:05", None, "10:30:05"),
        ("2024-01-01T10:30:05Z", None, "10:30:05"),
        ("2024-01-01T10:30:05.5+00:00", None, "10:30:05.500000"),
        ("2024-01-01T10:30:05.000Z", None, "10:30:05"),
        ("2024-01-01T00:00:00", None, None),
        ("2024-01-01", "00:00", "00:00:00"),
        ("2024-01-01T10:30", "11:00+00", "11:00:00"),
        ("2024-01-01", None, None),
    ],
)
def test_ways_to_write_a_time(tmp_path, date, time, read):
    row = f"actor,axis,stance,date,time\nAnn,Tax,1,{date},{time or ''}\n"
    (tmp_path / "some.csv").write_text(row, encoding="utf-8")
    data = open_dataset(tmp_path / "some.csv")
    assert data.problems == ()
    [found] = query.codings(data, Filters()).to_dict("records")
    assert found["date"] == pd.Timestamp("2024-01-01")
    assert (None if pd.isna(found["time"]) else found["time"]) == read


def test_statements_of_a_day_stand_in_the_order_of_their_times(changed):
    newest = query.statements(changed, Filters(), sort="newest").statement_id.tolist()
    assert newest == ["c", "b", "a", "d", "e", "f"]
    oldest = query.statements(changed, Filters(), sort="oldest").statement_id.tolist()
    assert oldest == ["e", "f", "d", "a", "b", "c"]
    both = Picks("actor", ("Voter 2", "Voter 3"))
    assert query.units(changed, Filters(), both).statement_id.tolist() == ["d", "a", "b", "c"]


def test_of_equally_clear_statements_of_a_day_the_later_stands_for_the_position(tmp_path):
    rows = (
        "statement_id,actor,axis,stance,date\na,Ann,Tax,1,2024-01-01T09:00\n"
        "b,Ann,Tax,1,2024-01-01T10:00\n"
    )
    (tmp_path / "some.csv").write_text(rows, encoding="utf-8")
    data = open_dataset(tmp_path / "some.csv")
    assert query.strongest(data, Filters(), query.EVERYONE).statement_id.tolist() == ["b"]


def test_what_is_downloaded_reads_back_as_the_same_data(changed, tmp_path):
    again = tmp_path / "again.csv"
    again.write_bytes(csv_bytes(query.codings(changed, Filters())))
    assert open_dataset(again).version == changed.version
    assert latest(open_dataset(again)) == latest(changed)


def test_times_of_parquet_keep_their_order_and_those_with_a_zone_are_days(tmp_path):
    at = datetime.datetime(2024, 2, 29, 10, 30)
    zoned = pa.array([at], pa.timestamp("us", "UTC"))
    plain = {"actor": ["Ann"], "axis": ["Tax"], "stance": [1.0]}
    path = tmp_path / "some.parquet"
    pq.write_table(pa.table({**plain, "date": pa.array([at]), "time": [at.time()]}), path)
    assert [(r["date"], r["time"]) for r in rows_of(read_from(path))] == [
        ("2024-02-29 10:30:00", "10:30:00")
    ]
    pq.write_table(pa.table({**plain, "date": zoned}), path)
    assert [row["date"] for row in rows_of(read_from(path))] == ["2024-02-29"]


def test_events_may_have_times_that_follow_the_day(folder):
    (folder / "events.csv").write_text("date,event\n2024-02-01T10:00,Fair\n", encoding="utf-8")
    data = open_dataset(folder)
    assert data.problems == ()
    assert data.events.date.tolist() == [pd.Timestamp("2024-02-01")]


def test_the_time_stands_at_the_statement(changed):
    rows = query.statements(changed, Filters())
    scene = Scene(changed, default_view(changed), "statements", None)
    html = rendered(scene, rows, findings.codes_of(changed, scene.view, rows), None, "_self")
    for said in ("17 July 2017, 23:59", "17 July 2017, 10:04:30", "17 July 2017, 08:00"):
        assert said in html
    # each stands in the heading that is read aloud, and among the words
    assert html.count("17 July 2017,") == 2 * 4 and html.count("17 July 2017") == 2 * 6


def test_moments_in_words():
    day = datetime.date(2017, 7, 17)
    assert words.moment(day, "10:30:00") == "17 July 2017, 10:30"
    assert words.moment(day, "10:30:05.500000") == "17 July 2017, 10:30:05"
    assert words.moment(day, None) == "17 July 2017"
