"""PostgreSQL: tables on a database server, which answers where they lie."""

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import ClassVar, TypeVar

import ibis
import ibis.expr.types as ir
import psycopg
import pyarrow as pa
from psycopg.types.numeric import FloatLoader

from hustings.engine.base import Cancelled, Engine, EngineError, columns, joined
from hustings.engine.duckdb import quoted
from hustings.engine.question import Question, translated
from hustings.fold import fold_all

T = TypeVar("T")

#: seconds until a server that does not answer is taken to be gone
CONNECT = 5
#: rows that are folded at a time
FOLDED = 5000


@ibis.udf.scalar.builtin(name="encode")
def _encode(data: bytes, form: str) -> str:  # type: ignore[empty-body]
    """Bytes as text."""


@ibis.udf.scalar.builtin(name="sha256")
def _sha256(data: bytes) -> bytes:  # type: ignore[empty-body]
    """The hash of bytes."""


@ibis.udf.scalar.builtin(name="convert_to")
def _convert_to(text: str, encoding: str) -> bytes:  # type: ignore[empty-body]
    """A text as bytes."""


class Postgres(Engine):
    """A database of PostgreSQL, and a schema in it for the tables that are made.

    Parameters
    ----------
    address : str
        `postgresql://user:password@host:port/database`; what is left out comes from the
        environment, as with the tools of PostgreSQL.
    schema : str
        Where tables are made, and looked for first.

    Raises
    ------
    EngineError
        When there is no such server, or it lets nobody in.
    """

    name = "PostgreSQL"
    bound: ClassVar = {"text": "%({})s", "date": "%({})s", "list": "CAST(%({})s AS TEXT[])"}

    def __init__(self, address: str, schema: str):
        self.address, self.schema = address, schema
        self._free: queue.SimpleQueue = queue.SimpleQueue()
        self._asking: dict[int, psycopg.Connection] = {}
        with _explained():
            self.con = ibis.postgres.from_connection(self._connect())

    def _connect(self) -> psycopg.Connection:
        connection = psycopg.connect(
            self.address, connect_timeout=CONNECT, autocommit=True,
            # rows come in the order in which they lie; text of dates and numbers is always the same
            options=f"-c search_path={quoted(self.schema)},public -c synchronize_seqscans=off "
            "-c datestyle=ISO -c extra_float_digits=1 -c timezone=UTC",
        )  # fmt: skip
        # sums of whole numbers are numeric here
        connection.adapters.register_loader("numeric", FloatLoader)
        return connection

    def make(self, name: str, rows: ir.Table | pa.Table, keep: bool = False) -> ir.Table:
        self.drop(name)
        self.do(f"CREATE SCHEMA IF NOT EXISTS {quoted(self.schema)}")
        place = f"{quoted(self.schema)}.{quoted(name)}"
        schema = rows.schema() if isinstance(rows, ir.Table) else ibis.schema(rows.schema)
        columns = ", ".join(f"{quoted(name)} {_TYPES[str(kind)]}" for name, kind in schema.items())
        self.do(f"CREATE {'' if keep else 'UNLOGGED '}TABLE {place} ({columns})")
        names = ", ".join(map(quoted, schema))
        if isinstance(rows, ir.Table):
            self.do(f"INSERT INTO {place} ({names}) {self.con.compile(rows)}")
        else:
            self.insert(name, rows)
        self.analyze(name)
        return self.table(name)

    def analyze(self, name: str) -> None:
        """Tell the planner what is in a table."""
        self.do(f"ANALYZE {quoted(self.schema)}.{quoted(name)}")

    def table(self, name: str, schema: str = "") -> ir.Table:
        return self.con.table(name, database=schema or self.schema)

    def insert(self, name: str, rows: pa.Table | pa.RecordBatch) -> None:
        """Add rows to a table."""
        names = ", ".join(map(quoted, rows.schema.names))
        place = f"{quoted(self.schema)}.{quoted(name)}"

        def copied(connection: psycopg.Connection) -> None:
            with connection.cursor() as cursor, cursor.copy(
                f"COPY {place} ({names}) FROM STDIN"
            ) as copy:  # fmt: skip
                for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
                    copy.write_row(row)

        self._with(copied)

    def do(self, sql: str) -> None:
        """Run a statement that gives no rows."""
        self._with(lambda connection: connection.execute(sql))

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """All rows that a statement gives."""
        return self._with(lambda connection: connection.execute(sql, values).fetchall())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from making the tables of this schema at the same time."""
        with self._borrowed() as connection:
            key = f"hustings {self.schema}"
            connection.execute("SELECT pg_advisory_lock(hashtext(%s))", (key,))
            try:
                yield
            finally:
                connection.execute("SELECT pg_advisory_unlock(hashtext(%s))", (key,))

    def clear(self) -> None:
        """Remove the schema with all its tables, and make it anew when a table is made."""
        self.do(f"DROP SCHEMA IF EXISTS {quoted(self.schema)} CASCADE")

    def index(self, table: str, column: str) -> None:
        """Let rows be found by a column."""
        self.do(f"CREATE INDEX ON {quoted(self.schema)}.{quoted(table)} ({quoted(column)})")

    def state(self, schema: str, table: str) -> str:
        """A value that changes when a table or what lies beside it does; "" without a table."""
        seen = self.rows(
            "SELECT c.relname, c.oid, c.relfilenode, coalesce(s.n_tup_ins, 0), "
            "coalesce(s.n_tup_upd, 0), coalesce(s.n_tup_del, 0) "
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid "
            "WHERE n.nspname = %s AND c.relname IN (%s, 'axes', 'events', 'package') "
            'ORDER BY c.relname COLLATE "C"',
            schema, table,
        )  # fmt: skip
        there = any(name == table for name, *_ in seen)
        return " ".join(str(part) for row in seen for part in row) if there else ""

    def tables_in(self, schema: str) -> tuple[str, ...]:
        """Names of the tables and views of a schema, in order."""
        found = self.rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = %s "
            'ORDER BY table_name COLLATE "C"',
            schema,
        )
        return tuple(name for (name,) in found)

    def take_over(self, other: str) -> None:
        """Take the tables of another schema, and lose one's own: all at once."""
        own, new = quoted(self.schema), quoted(other)
        taken = f"DROP SCHEMA IF EXISTS {own} CASCADE; ALTER SCHEMA {new} RENAME TO {own}"
        self.do(f"BEGIN; {taken}; COMMIT")

    def drop(self, *names: str) -> None:
        for name in names:
            self.do(f"DROP TABLE IF EXISTS {quoted(self.schema)}.{quoted(name)}")

    def tables(self) -> tuple[str, ...]:
        return self.tables_in(self.schema)

    def translate(self, expr: ir.Expr) -> Question:
        sql = self.con.compile(expr.as_table()).replace("%", "%%")
        return translated(expr, sql, self.bound)

    def ask(self, question: Question, values: Mapping[str, object]) -> pa.Table:
        def asked(connection: psycopg.Connection) -> pa.Table:
            return columns(connection.execute(question.sql, values).fetchall(), question.schema)

        return self._with(asked)

    def batches(self, expr: ir.Table, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        sql, schema = self.con.compile(expr), expr.schema().to_pyarrow()
        with (
            self._borrowed() as connection,
            connection.transaction(),
            connection.cursor("pieces") as cursor,
        ):
            cursor.execute(sql)
            while piece := cursor.fetchmany(rows):
                yield from columns(piece, schema).to_batches()

    def _with(self, work: Callable[[psycopg.Connection], T]) -> T:
        """Do something with a free connection; once more where the server has closed it."""
        for attempt in (1, 2):
            try:
                with self._borrowed() as connection:
                    return work(connection)
            except psycopg.errors.QueryCanceled as error:
                raise Cancelled from error
            except psycopg.OperationalError as error:
                if attempt == 2 or not connection.closed:
                    raise EngineError(self.name, _first_line(error)) from error
        raise AssertionError

    @contextmanager
    def _borrowed(self) -> Iterator[psycopg.Connection]:
        try:
            connection = self._free.get_nowait()
        except queue.Empty:
            with _explained():
                connection = self._connect()
        thread = threading.get_ident()
        outer, self._asking[thread] = self._asking.get(thread), connection
        try:
            yield connection
        finally:
            if outer is None:
                del self._asking[thread]
            else:
                self._asking[thread] = outer
            if connection.closed or connection.broken:
                # the server went, and took the others too
                self._forget()
            else:
                self._free.put(connection)

    def _forget(self) -> None:
        """Close all connections that nobody uses."""
        with suppress(queue.Empty):
            while True:
                self._free.get_nowait().close()

    def cancel(self, thread: int) -> None:
        if (connection := self._asking.get(thread)) is not None:
            connection.cancel_safe()

    def close(self) -> None:
        self._forget()
        self.con.con.close()

    def numbered(self, rows: ir.Table) -> ir.Table:
        # rows are scanned in the order in which they lie
        return rows.mutate(row=ibis.row_number() + 2)

    def sha256(self, text: ir.StringValue) -> ir.StringValue:
        return _encode(_sha256(_convert_to(text, "UTF8")), "hex")

    def number_text(self, number: ir.FloatingValue) -> ir.StringValue:
        text = number.cast("string")
        return text.re_search("^-?[0-9]+$").ifelse(text + ".0", text)

    def fingerprint(self, cells: list[ir.StringValue]) -> ir.IntegerValue:
        return joined(cells).hash()

    def folded(self, rows: ir.Table, column: str, name: str) -> ir.Table:
        # the server has no such function: the texts come here and go back
        schema = pa.schema([("row", pa.int64()), (name, pa.string())])
        place = f"{name}_of_{column}"
        made = self.make(place, schema.empty_table())
        for piece in self.batches(rows.select("row", column), FOLDED):
            texts = pa.array(fold_all(piece.column(1).to_pylist()), pa.string())
            self.insert(place, pa.table([piece.column(0), texts], schema=schema))
        return rows.join(made, "row")


#: text is compared by its code points, as the other engines do it
_TYPES = {"string": 'text COLLATE "C"', "int64": "bigint", "float64": "double precision",
          "date": "date", "boolean": "boolean"}  # fmt: skip


@contextmanager
def _explained() -> Iterator[None]:
    """What the server says when it lets nobody in, as our own error."""
    try:
        yield
    except psycopg.OperationalError as error:
        raise EngineError(Postgres.name, _first_line(error)) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
