"""DuckDB behind Ibis: the detours that the engine takes, and when each of them can go.

Where one of the first tests fails, Ibis and DuckDB go together again: the detour that its name
tells can be taken out of hustings/engine/duckdb.py, and the test with it. The others say that
answers by way of NumPy, which short ones take from the second time on, are those of a relation.
"""

from datetime import date, datetime

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from hustings.engine import question as places
from hustings.engine.duckdb import EXACT, SHORT, DuckDB

ROWS = pd.DataFrame({"x": [1, 2]})


@pytest.fixture
def con():
    return ibis.duckdb.connect()


def test_make_goes_round_ibis_as_long_as_it_cannot_make_tables_of_frames(con):
    with pytest.raises(Exception, match="(?i)syntax|parser"):
        con.create_table("rows", obj=ROWS)


def test_drop_goes_round_ibis_as_long_as_it_cannot_drop(con):
    con.raw_sql("CREATE TABLE rows (x INT)")
    con.raw_sql("CREATE VIEW seen AS FROM rows")
    for drop, name in ((con.drop_table, "rows"), (con.drop_view, "seen")):
        with pytest.raises(Exception, match="(?i)syntax|parser"):
            drop(name)


def test_tables_goes_round_ibis_as_long_as_it_cannot_list(con):
    with pytest.raises(AttributeError, match="fetch_arrow_table"):
        con.list_tables()


def test_batches_goes_round_ibis_as_long_as_it_cannot_stream(con):
    con.raw_sql("CREATE TABLE rows (x INT)")
    with pytest.raises(AttributeError, match="fetch_"):
        list(con.to_pyarrow_batches(con.table("rows")))


def test_questions_hold_no_table_from_memory_as_long_as_those_stay_in_the_catalog(con):
    def known() -> int:
        return con.con.execute("SELECT count(*) FROM duckdb_views()").fetchall()[0][0]

    before = known()
    con.to_pyarrow(ibis.memtable({"x": [1]}).count())
    con.to_pyarrow(ibis.memtable({"x": [2]}).count())
    assert known() > before


@pytest.fixture
def engine():
    made = DuckDB()
    yield made
    made.close()


def test_a_short_answer_is_the_same_by_either_way(engine):
    cells = {
        "text": pa.array(["a", None, "é"]),
        "whole": pa.array([EXACT + 1, None, -1]),
        "number": pa.array([0.1, None, -1.0]),
        "day": pa.array([date(1, 1, 1), None, date(9999, 12, 31)]),
        "moment": pa.array([datetime(2025, 2, 10, 9, 30), None, None]),
        "yes": pa.array([True, None, False]),
        "several": pa.array([["a", None], None, []]),
        "nothing": pa.array([None, None, None], pa.string()),
    }
    rows = engine.make("rows", pa.table(cells))
    few = engine.translate(rows)
    relation, numpy = engine.ask(few, {}), engine.ask(few, {})
    assert relation.equals(numpy) and relation.to_pydict() == pa.table(cells).to_pydict()
    none = engine.translate(rows.filter(rows.text == "none"))
    assert engine.ask(none, {}).equals(engine.ask(none, {}))


def test_sums_that_numpy_would_round_are_exact_every_time(engine):
    rows = engine.make("rows", pa.table({"n": [EXACT, 1]}))
    total = engine.translate(rows.aggregate(n=rows.n.sum()))
    answers = [engine.ask(total, {})["n"].to_pylist() for _ in range(3)]
    assert answers == [[EXACT + 1]] * 3


def test_a_question_with_long_and_short_answers_gives_all_of_each(engine):
    names = [f"{n:05}" for n in range(SHORT + 1)]
    rows = engine.make("rows", pa.table({"name": names}))
    question = engine.translate(rows.filter(rows.name >= places.text("first")).order_by("name"))
    for start in (SHORT, SHORT - 1, 0, 0, SHORT, SHORT):
        assert engine.ask(question, {"first": names[start]})["name"].to_pylist() == names[start:]
