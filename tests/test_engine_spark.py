"""Spark when a worker or the cluster goes: no answer is lost, and what is gone is named."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date

import clusters
import psutil
import pyarrow as pa
import pytest
from cancelling import cancelled

from hustings.engine import question as places
from hustings.engine import spark
from hustings.engine.base import EngineError
from hustings.engine.spark import Spark

ROWS = pa.table({"row": [2, 3], "name": ["Éire", None], "x": [1e-5, 0.0005]})
SETTINGS = {"spark.sql.shuffle.partitions": "2"}


@pytest.fixture
def cluster(spark_cluster):
    return spark_cluster


def slow(engine: Spark):
    """A question that takes some seconds: hashes, as many as there are rows."""
    frame = engine.session.range(0, 1_000_000, numPartitions=24)
    engine.view("many", frame)
    many = engine.table("many")
    hashed = engine.sha256(engine.sha256(many.id.cast("string")))
    return many.agg(n=hashed.startswith("0").sum())


def test_what_spark_spells_apart_means_the_same(cluster):
    engine = Spark(cluster.address, SETTINGS)
    table = engine.make("some", ROWS)
    table = engine.folded(table, "name", "key").order_by("row")
    hashed = engine.sha256(table.name)
    found = engine.run(table.mutate(hash=hashed, text=engine.number_text(table.x)))
    assert found.key.fillna("").tolist() == ["eire", ""]
    assert found.text.tolist() == ["1e-05", "0.0005"]
    assert found.hash[0] == "be98922df720e5260c15751da943b5343b9163a6dabadf7eef3b2e4b007e6d7a"


def test_dates_of_any_year_are_bound(cluster):
    engine = Spark(cluster.address, SETTINGS)
    days = [date(1, 1, 1), date(2025, 2, 10), None]
    table = engine.make("days", pa.table({"day": pa.array(days, pa.date32())}))
    question = engine.translate(table.filter(table.day >= places.day("since")).order_by("day"))
    for since, right in ((date.min, days[:2]), (date(2025, 2, 11), []), (days[1], days[1:2])):
        assert engine.ask(question, {"since": since})["day"].to_pylist() == right


def test_pages_follow_the_order_as_long_as_ibis_numbers_rows_as_they_arrive(cluster):
    engine = Spark(cluster.address, SETTINGS)
    for name, value in clusters.SMALL.items():
        engine.session.conf.set(name, value)
    rows = pa.table({"id": [f"s{i:02}" for i in range(96)], "day": [i % 7 for i in range(96)]})
    some = engine.make("some", rows)
    days = some.group_by("id").agg(day=some.day.max())
    order = [days.day.desc(), days.id]
    right = sorted(rows.to_pylist(), key=lambda row: (-row["day"], row["id"]))
    for offset in (0, 5, 90):
        found = engine.arrow(engine.page(days, order, 15, offset))
        assert found.to_pylist() == right[offset : offset + 15]
    spelt = engine.con.compile(days.order_by(order).limit(15, offset=5))
    assert "ORDER BY NULL" in " ".join(spelt.split()).upper()


def test_a_worker_that_is_killed_does_not_lose_the_answer(cluster):
    engine = Spark(cluster.address, SETTINGS)
    right = engine.run(slow(engine)).n[0]
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(lambda: engine.run(slow(engine)).n[0])
        while not engine.session.sparkContext.statusTracker().getActiveStageIds():
            wait([asked], 0.05)
        clusters.kill(cluster.workers.pop())
        assert asked.result() == right
    cluster.add_worker()


def test_a_question_that_nobody_waits_for_is_cancelled(cluster):
    engine = Spark(cluster.address, SETTINGS)
    cancelled(engine, slow(engine))


def test_a_cluster_that_is_gone_is_named_and_one_that_is_back_answers(cluster, monkeypatch):
    monkeypatch.setattr(spark, "PATIENCE", 3)
    engine = Spark(cluster.address, SETTINGS)
    table = engine.make("some", ROWS)
    assert engine.run(table.count()).iloc[0, 0] == 2
    cluster.stop()
    with pytest.raises(EngineError, match="Spark"):
        engine.run(slow(engine))
    assert engine.gone
    cluster.start()
    monkeypatch.undo()
    # what comes after, in other files too, asks this session many small questions
    again = Spark(cluster.address, clusters.SMALL)
    assert again.run(again.make("some", ROWS).count()).iloc[0, 0] == 2
    assert not again.gone
    assert not [p for p in psutil.Process().children() if p.status() == psutil.STATUS_ZOMBIE]
