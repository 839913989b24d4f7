"""Apache Spark: tables in a cluster, whose workers answer together.

A session of Spark lives as long as its cluster knows it. When the cluster is gone, questions fail
with a sentence that says so, and the next one tries a new session; whoever has opened tables there
opens them again.
"""

import os
import re
import sys
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import SparkContext, cloudpickle
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf

from hustings import fold as folding
from hustings.engine.base import Cancelled, Engine, EngineError, joined, typed
from hustings.engine.question import Question

#: pieces that a shuffle is cut into: the 200 of the default are far too many for small questions
PARTITIONS = 8
#: seconds without a single worker until the cluster is taken to be gone
PATIENCE = 30
#: what Spark says of questions that its end cut short
STOPPED = re.compile(r"stopped SparkContext|SparkContext was (?:shut down|stopped)")
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": PARTITIONS,
    # text of dates does not depend on where the server stands
    "spark.sql.session.timeZone": "UTC",
    # small tables come as one answer
    "spark.driver.maxResultSize": "2g",
    "spark.log.level": "ERROR",
}
#: the functions that the workers run travel with the question: they have no Hustings of their own
cloudpickle.register_pickle_by_value(folding)
_lock = threading.Lock()
#: applications whose cluster went
_lost: set[str] = set()


class Spark(Engine):
    """A Spark cluster.

    Parameters
    ----------
    master : str
        `spark://host:port`, or anything else that Spark takes as a master (`local[2]`, `yarn`,
        `k8s://…`).
    settings : dict of str to str, optional
        Of Spark, as `spark.executor.memory`; only those of the first session of a process count.

    Raises
    ------
    EngineError
        When there is no such cluster.
    """

    name = "Spark"
    bound: ClassVar = {"text": ":{}", "date": "CAST(:{} AS DATE)", "list": ":{}"}

    def __init__(self, master: str, settings: dict[str, str] | None = None):
        self.master = master
        self._asking: dict[int, str] = {}
        self._cancelled: set[str] = set()
        self._names: set[str] = set()
        self._lost = False
        with _lock:
            # names of tables are those of one data set
            self.session = _session(master, settings or {}).newSession()
        self.con = ibis.pyspark.connect(self.session)

    def make(self, name: str, rows: ir.Table | pa.Table, keep: bool = False) -> ir.Table:
        with self._watched():
            if isinstance(rows, ir.Table):
                # kept by the workers; what a lost worker held is worked out again
                frame = self.frame(rows).persist()
            else:
                frame = self.session.createDataFrame(rows)
            return self.view(name, frame)

    def view(self, name: str, frame: DataFrame) -> ir.Table:
        """A name for a frame of Spark."""
        self.drop(name)
        frame.createOrReplaceTempView(name)
        self._names.add(name)
        return self.con.table(name)

    def read(self, name: str, path: str) -> ir.Table:
        """A name for Parquet files, a file or a folder of them, that the workers reach."""
        with self._watched():
            return self.view(name, self.session.read.parquet(path))

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder at a path that the workers reach."""
        files, place = self._files(path)
        return files.exists(place)

    def fetch(self, path: str, folder: Path) -> Path | None:
        """A copy of a small file that the workers reach; None where there is none."""
        files, place = self._files(path)
        if not files.exists(place):
            return None
        local = folder / place.getName()
        files.copyToLocalFile(False, place, self._files(f"file://{local}")[1], True)
        return local

    def _files(self, path: str) -> tuple[Any, Any]:
        java: Any = self.session._jvm
        place = java.org.apache.hadoop.fs.Path(path)
        return place.getFileSystem(self.session._jsc.hadoopConfiguration()), place

    def write(self, rows: ir.Table, folder: Path) -> None:
        with self._watched():
            self.frame(rows).write.mode("overwrite").parquet(str(folder), compression="zstd")

    def frame(self, expr: ir.Table) -> DataFrame:
        """The frame of Spark that an expression means."""
        return self.session.sql(self.con.compile(expr))

    def drop(self, *names: str) -> None:
        for name in names:
            if name in self._names:
                self._names.discard(name)
                self.session.table(quoted(name)).unpersist()
                self.session.catalog.dropTempView(name)

    def tables(self) -> tuple[str, ...]:
        # the catalog itself would ask the workers
        return tuple(sorted(self._names))

    def ask(self, question: Question, values: Mapping[str, object]) -> pa.Table:
        # as text: years below 1000 have no date on the way to Java
        bound = {
            name: value.isoformat() if isinstance(value := values[name], date) else value
            for name in question.names
        }
        thread, group = threading.get_ident(), uuid.uuid4().hex
        self._asking[thread] = group
        try:
            with self._watched(group):
                self.session.sparkContext.setJobGroup(group, "a question", True)
                rows = self.session.sql(question.sql, args=bound).toArrow()
                return typed(rows, question.schema)
        finally:
            del self._asking[thread]
            self._cancelled.discard(group)

    @contextmanager
    def _watched(self, group: str = "") -> Iterator[None]:
        """Work of the cluster, given up when there is no worker for too long.

        It would wait for ever. A single worker that is lost is no loss: the others work out again
        what it held. What Spark says then, or when a question was cancelled, becomes our own error.
        """
        done = threading.Event()

        def look() -> None:
            alone = 0
            while not done.wait(1):
                alone = 0 if self._workers() else alone + 1
                if alone >= PATIENCE:
                    self._lost = True
                    _lost.add(self.session.sparkContext.applicationId)
                    self.session.sparkContext.cancelAllJobs()
                    return

        threading.Thread(target=look, name="spark watch", daemon=True).start()
        try:
            yield
        except (Py4JError, PySparkException, ConnectionError) as error:
            if self.gone or STOPPED.search(str(error)):
                raise EngineError(self.name, "no worker answers") from error
            if group in self._cancelled:
                raise Cancelled from error
            raise
        finally:
            done.set()

    def _workers(self) -> int:
        """Workers that are there; one where this process does the work itself."""
        if self.master.startswith("local"):
            return 1
        context = self.session.sparkContext._jsc.sc()
        return 0 if context.isStopped() else context.getExecutorMemoryStatus().size() - 1

    @property
    def gone(self) -> bool:
        return self._lost or not _alive(self.session)

    def batches(self, expr: ir.Table, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        # one partition at a time is on its way
        schema = expr.schema().to_pyarrow()
        with self._watched():
            held: list[tuple] = []
            for row in self.frame(expr).toLocalIterator():
                held.append(tuple(row))
                if len(held) == rows:
                    yield from _rows(held, schema)
                    held = []
            yield from _rows(held, schema)

    def cancel(self, thread: int) -> None:
        if (group := self._asking.get(thread)) is not None:
            self._cancelled.add(group)
            self.session.sparkContext.cancelJobGroup(group)

    def close(self) -> None:
        with suppress(Exception):
            self.session.stop()

    def page(self, rows: ir.Table, order: list, limit: int, offset: int = 0) -> ir.Table:
        if not offset:
            return super().page(rows, order, limit)
        # Ibis would number the rows as they arrive, which need not be their order
        place = ibis.row_number().over(order_by=order)
        placed = rows.mutate(place=place).filter(ibis._.place.between(offset, offset + limit - 1))
        return placed.order_by("place").drop("place")

    def numbered(self, rows: ir.Table) -> ir.Table:
        # consecutive within a partition; to number them throughout would take them to one worker
        number = sf.monotonically_increasing_id() + 2
        return self.view("numbered", self.frame(rows).withColumn("row", number))

    def sha256(self, text: ir.StringValue) -> ir.StringValue:
        return text.hexdigest("sha256")

    def number_text(self, number: ir.FloatingValue) -> ir.StringValue:
        # 1.0E-5, where the others say 1e-05
        text = number.cast("string")
        short = text.re_replace(r"\.0E", "E").re_replace("E-([0-9])$", "E-0$1").lower()
        small = number.abs().between(
            1e-4,
            1e-3,
        ) & (number.abs() < 1e-3)
        digits = number.abs().cast("decimal(38, 22)").cast("string").re_replace("0+$", "")
        plain = (number < 0).ifelse("-" + digits, digits)
        return small.ifelse(plain, short)

    def fingerprint(self, cells: list[ir.StringValue]) -> ir.IntegerValue:
        return joined(cells).hash()

    def folded(self, rows: ir.Table, column: str, name: str) -> ir.Table:
        apply = sf.udf(folding.fold_or_none, "string")
        frame = self.frame(rows)
        return self.view(f"{name}_of_{column}", frame.withColumn(name, apply(frame[column])))


def _alive(session: SparkSession) -> bool:
    try:
        return not session.sparkContext._jsc.sc().isStopped()
    except Exception:
        return False


def _session(master: str, settings: dict[str, str]) -> SparkSession:
    """The session of this process, on this cluster; Spark allows one at a time."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    context = SparkContext._active_spark_context
    if context is not None and (context.master != master or context.applicationId in _lost):
        context.stop()
    builder = SparkSession.builder.appName("Hustings").master(master)
    for name, value in (_SETTINGS | settings).items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (Py4JError, PySparkException) as error:
        raise EngineError(Spark.name, str(error).partition("\n")[0]) from error


def _rows(held: list[tuple], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    if held:
        columns = zip(*held, strict=True)
        arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
        yield pa.record_batch(arrays, schema=schema)


def quoted(name: str) -> str:
    """A name as Spark writes it."""
    return "`" + name.replace("`", "``") + "`"
