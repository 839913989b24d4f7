"""The verbs of every engine: make, replace, drop, list, run, cancel; and what SQL spells apart."""

from concurrent.futures import ThreadPoolExecutor

import clusters
import ibis
import pyarrow as pa
import pytest
from cancelling import cancelled
from ports import free_port

from hustings.engine import question as places
from hustings.engine.base import Engine, EngineError
from hustings.engine.duckdb import DuckDB
from hustings.engine.postgres import Postgres

ROWS = pa.table({
    "row": [2, 3, 4],
    "name": ["Éire", "100% O'Hara \\ \"x\"", None],
    "x": [0.5, 1e-5, -1.0],
})  # fmt: skip


@pytest.fixture(scope="module")
def database():
    with clusters.postgres() as address:
        yield address


@pytest.fixture(params=["duckdb", "postgres"])
def engine(request) -> Engine:
    if request.param == "duckdb":
        made: Engine = DuckDB()
    else:
        made = Postgres(request.getfixturevalue("database"), "verbs")
        made.clear()
    yield made
    made.close()


def test_tables_are_made_replaced_listed_and_dropped(engine):
    engine.make("some", ROWS)
    table = engine.make("other", engine.table("some").filter(ibis._.x > 0))
    assert engine.tables() == ("other", "some")
    assert engine.run(table.order_by("row")).row.tolist() == [2, 3]
    table = engine.make("other", ROWS.slice(2))
    assert engine.run(table).row.tolist() == [4]
    engine.drop("some", "never made")
    assert engine.tables() == ("other",)


def test_text_and_numbers_come_back_as_they_went(engine):
    table = engine.make("some", ROWS).order_by("row")
    assert engine.arrow(table).to_pydict() == ROWS.to_pydict()
    assert [batch.num_rows for batch in engine.batches(table)] == [3]
    assert engine.run(table.name.isin([ROWS["name"][1].as_py()])).iloc[:, 0].tolist()[1]


def test_one_question_is_asked_with_many_values(engine):
    table = engine.make("some", ROWS)
    named = table.filter(
        table.name.isin([places.text("a"), places.text("b")]) | (table.name == "100% none")
    )
    question = engine.translate(named.select("row").order_by("row"))
    for a, b, rows in (("Éire", ROWS["name"][1].as_py(), [2, 3]), ("'; DROP", "$a :a %(a)s", [])):
        assert engine.ask(question, {"a": a, "b": b, "c": "not asked"})["row"].to_pylist() == rows
    listed = places.texts("names").unnest().name("name").as_table().name
    question = engine.translate(table.filter(table.name.isin(listed)).select("row"))
    assert engine.ask(question, {"names": ["Éire", "x", "{y}"]})["row"].to_pylist() == [2]


@pytest.mark.parametrize("text", ["hustings_text('a')", "$1 $a", "%s %(a)s %%", ":a ? {a}"])
def test_text_that_looks_like_a_place_is_text(engine, text):
    table = engine.make("some", pa.table({"name": [text, "a"]}))
    assert engine.run(table.filter(table.name == text)).name.tolist() == [text]


def test_answers_of_many_rows_are_whole(engine):
    numbers = engine.make("numbers", pa.table({"row": list(range(2500)), "x": [0.5] * 2500}))
    found = engine.arrow(numbers.order_by("row"))
    assert found["row"].to_pylist() == list(range(2500))
    assert found.schema.types == [pa.int64(), pa.float64()]


def test_sums_and_counts_have_the_types_that_are_declared(engine):
    table = engine.make("some", ROWS)
    counted = table.group_by("name").agg(n=table.count())
    kept = engine.make("counted", counted.agg(n=ibis._.n.sum(), of=ibis._.count()))
    assert engine.arrow(kept).schema.types == [pa.int64(), pa.int64()]
    assert engine.arrow(kept).to_pylist() == [{"n": 3, "of": 3}]


def test_what_engines_spell_apart_means_the_same(engine):
    table = engine.make("some", ROWS)
    table = engine.make("folded", engine.folded(table, "name", "key")).order_by("row")
    found = engine.run(
        table.select(
            "key", hash=engine.sha256(table.name), text=engine.number_text(table.x),
            same=engine.fingerprint([table.name, table.key]),
        )
    )  # fmt: skip
    assert found.key.fillna("").tolist() == ["eire", '100% o\'hara \\ "x"', ""]
    assert found.text.tolist() == ["0.5", "1e-05", "-1.0"]
    assert found.hash[0] == "be98922df720e5260c15751da943b5343b9163a6dabadf7eef3b2e4b007e6d7a"
    assert found.same.nunique() == 3
    numbered = engine.run(engine.numbered(engine.table("some").select("name")))
    assert numbered.row.tolist() == [2, 3, 4]


def test_a_question_that_nobody_waits_for_is_cancelled(engine):
    many = engine.make("many", pa.table({"x": list(range(3000))}))
    for _ in range(2):
        many = many.cross_join(many.view()).select("x")
    cancelled(engine, many.agg(n=(many.x % 7).sum()))
    assert engine.run(engine.table("many").count()).iloc[0, 0] == 3000


def test_eight_threads_share_an_engine(engine):
    table = engine.make("some", ROWS)
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda row: engine.run(table.filter(table.row == row)), [2, 3, 4] * 9)
        )
    assert [frame.row.tolist() for frame in found] == [[2], [3], [4]] * 9


def test_a_database_that_is_not_there_is_named():
    with pytest.raises(EngineError, match="PostgreSQL"):
        Postgres(f"postgresql://nobody@127.0.0.1:{free_port()}/none", "verbs")
