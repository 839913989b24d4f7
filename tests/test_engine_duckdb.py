"""DuckDB behind Ibis: the detours that the engine takes, and when each of them can go.

Where one of the first tests fails, Ibis and DuckDB go together again: the detour that its name
tells can be taken out of hustings/engine/duckdb.py, and the test with it.
"""

import ibis
import pandas as pd
import pytest

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
