"""DuckDB: the engine in the process of the server, which needs no set-up."""

import queue
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import duckdb
import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from hustings.engine.base import Cancelled, Engine, typed
from hustings.engine.question import Question
from hustings.fold import fold_all

#: rows of an answer up to which it is quicker by way of NumPy than as a relation's Arrow
SHORT = 2000
#: whole numbers from here on may be inexact as floating ones, as which NumPy gets sums
EXACT = 2**53


@ibis.udf.scalar.builtin(name="hustings_fold")
def _fold(text: str) -> str:  # type: ignore[empty-body]
    """The fold of this program, which the engine calls piece by piece."""


class DuckDB(Engine):
    """A database in memory, or in a file.

    Parameters
    ----------
    path : Path, optional
        Of a file that is made; for what is larger than memory.

    A connection serves one thread at a time, while its cursors share one database and
    work side by side: each question borrows a cursor, and there are never more of them than there
    were questions at the same moment.

    Ibis 12.0 and DuckDB 2.0 do not go together everywhere; what does not work goes round Ibis here.
    tests/test_engine_duckdb.py tells when the detours can go.
    """

    name = "DuckDB"
    control = r"[^\P{Cc}\t\n\r]"
    bound: ClassVar = {"text": "${}", "date": "${}", "list": "CAST(${} AS VARCHAR[])"}

    def __init__(self, path: Path | None = None) -> None:
        self.con = ibis.duckdb.connect(*(() if path is None else (str(path),)))
        self.con.con.create_function(
            "hustings_fold", _fold_arrow, ["VARCHAR"], "VARCHAR", type="arrow"
        )
        self._free: queue.SimpleQueue = queue.SimpleQueue()
        self._asking: dict[int, Any] = {}
        #: questions whose last answer was short, as the engine has read them
        self._short: WeakKeyDictionary[Question, duckdb.Statement] = WeakKeyDictionary()
        self._names = count()

    def make(self, name: str, rows: ir.Table | pa.Table, keep: bool = False) -> ir.Table:
        # detour: create_table(obj=DataFrame) writes a statement without a name
        if isinstance(rows, ir.Table):
            # a sum is wider than the expression declares
            cells = ", ".join(
                f"CAST({quoted(column)} AS BIGINT) AS {quoted(column)}"
                if kind.is_integer()
                else quoted(column)
                for column, kind in rows.schema().items()
            )
            made = f"CREATE OR REPLACE TABLE {quoted(name)} AS"
            self.con.raw_sql(f"{made} SELECT {cells} FROM ({self.con.compile(rows)})")
        else:
            with self.incoming(rows) as source:
                return self.make(name, source)
        return self.con.table(name)

    @contextmanager
    def incoming(self, rows: pa.Table | pa.RecordBatchReader) -> Iterator[ir.Table]:
        """Rows from Arrow as a table, as long as they are needed; a reader can be read once."""
        name = f"incoming {next(self._names)}"
        self.con.con.register(name, rows)
        try:
            yield self.con.table(name)
        finally:
            self.con.con.unregister(name)

    def view(self, name: str, files: str) -> ir.Table:
        """A name for Parquet files that are read where they lie, each time anew."""
        text = files.replace("'", "''")
        self.con.raw_sql(f"CREATE OR REPLACE VIEW {quoted(name)} AS FROM read_parquet('{text}')")
        return self.con.table(name)

    def write(self, rows: ir.Table, folder: Path) -> None:
        text = str(folder / "0.parquet").replace("'", "''")
        self.con.raw_sql(
            f"COPY ({self.con.compile(rows)}) TO '{text}' (FORMAT parquet, COMPRESSION zstd)"
        )

    def numbered(self, rows: ir.Table) -> ir.Table:
        return rows.mutate(row=ibis.row_number() + 2)

    def compress(self) -> None:
        # a table in memory is compressed only when told to: a tenth of the memory, at equal speed
        self.con.raw_sql("CHECKPOINT")

    def drop(self, *names: str) -> None:
        # detour: drop_table and drop_view write a statement without a name
        for name in names:
            for kind in ("TABLE", "VIEW"):
                if (kind, name) in self._there():
                    self.con.raw_sql(f"DROP {kind} {quoted(name)}")

    def tables(self) -> tuple[str, ...]:
        # detour: list_tables calls a function that DuckDB 2 no longer has
        return tuple(sorted(name for _, name in self._there()))

    def _there(self) -> list[tuple[str, str]]:
        return self._ask(
            "SELECT 'TABLE', table_name FROM duckdb_tables() WHERE NOT internal "
            "UNION ALL SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()

    def _ask(self, sql: str) -> Any:
        return self.con.con.cursor().execute(sql)

    def ask(self, question: Question, values: Mapping[str, object]) -> pa.Table:
        try:
            cursor = self._free.get_nowait()
        except queue.Empty:
            cursor = self.con.con.cursor()
        thread = threading.get_ident()
        self._asking[thread] = cursor
        try:
            return self._answer(cursor, question, {name: values[name] for name in question.names})
        except duckdb.InterruptException as error:
            raise Cancelled from error
        finally:
            del self._asking[thread]
            self._free.put(cursor)

    def _answer(self, cursor: Any, question: Question, bound: dict[str, object]) -> pa.Table:
        """What a cursor gives, by the way that was the quicker one for the last answer.

        A relation reads and binds a question twice before it runs it, which is a third of the time
        of a short answer; without one, there is no Arrow, in which long answers are quicker.
        """
        schema = question.schema
        if (read := self._short.get(question)) is not None:
            cells = cursor.execute(read, bound).fetchnumpy()
            columns = [_arrow(cells[field.name], field.type) for field in schema]
            if not any(column is None or len(column) > SHORT for column in columns):
                return pa.table(columns, schema)
            self._short.pop(question, None)
        found = typed(cursor.sql(question.sql, params=bound).to_arrow_table(), schema)
        if found.num_rows <= SHORT:
            (self._short[question],) = cursor.extract_statements(question.sql)
        return found

    def batches(self, expr: ir.Table, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        # detour: to_pyarrow_batches asks for a reader by a name that DuckDB 2 no longer has
        with self.con.con.cursor() as cursor:
            yield from cursor.sql(self.con.compile(expr)).to_arrow_reader(rows)

    def cancel(self, thread: int) -> None:
        if (cursor := self._asking.get(thread)) is not None:
            cursor.interrupt()

    def size(self) -> int:
        return int(self._ask("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchone()[0])

    def close(self) -> None:
        self.con.con.close()

    def sha256(self, text: ir.StringValue) -> ir.StringValue:
        return text.hexdigest("sha256")

    def number_text(self, number: ir.FloatingValue) -> ir.StringValue:
        return number.cast("string")

    def fingerprint(self, cells: list[ir.StringValue]) -> ir.IntegerValue:
        return ibis.struct({str(place): cell for place, cell in enumerate(cells)}).hash()

    def folded(self, rows: ir.Table, column: str, name: str) -> ir.Table:
        return rows.mutate(**{name: _fold(rows[column])})


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _fold_arrow(texts: pa.ChunkedArray) -> pa.Array:
    return pa.array(fold_all(texts.to_pylist()), pa.string())


def _arrow(cells: np.ndarray, kind: pa.DataType) -> pa.Array | None:
    """A column as Arrow has it; None where NumPy has made a sum of whole numbers inexact."""
    missing = np.ma.getmaskarray(cells) if np.ma.isMaskedArray(cells) else None
    values = np.ma.getdata(cells)
    if pa.types.is_integer(kind) and values.dtype.kind == "f" and (np.abs(cells) >= EXACT).any():
        return None
    found = pa.array(values, mask=missing)
    return found if found.type == kind else found.cast(kind)
