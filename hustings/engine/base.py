"""What every engine does: open, make, replace, drop and list tables, run a question, cancel it.

All else knows only Ibis expressions. The few pieces of SQL that engines spell differently are here
too, as functions from expressions to expressions.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from hustings.engine.question import Question, translated
from hustings.schema import DataError, Problem


class EngineError(DataError):
    """The engine that holds the data does not answer.

    Parameters
    ----------
    engine : str
        Its name, for readers.
    reason : str
        What it says itself.
    """

    def __init__(self, engine: str, reason: str):
        self.engine = engine
        allowed = "an engine that answers"
        super().__init__([Problem(file=engine, row=None, column="", value=reason, allowed=allowed)])

    @property
    def brief(self) -> str:
        """What readers are told."""
        return (
            f"{self.engine}, which holds these data, does not answer at the moment. What was "
            "worked out before is still shown; the rest comes back by itself."
        )


class Cancelled(Exception):
    """Whoever asked the question does not want the answer any more."""


class Engine(ABC):
    """An engine that holds tables, and answers Ibis expressions over them.

    All methods are safe from any number of threads.

    Attributes
    ----------
    name : str
        For readers and messages.
    con : ibis backend
        What expressions are bound to.
    """

    name: ClassVar[str]
    #: characters that a name may not hold, as a regular expression of this engine: control
    #: characters other than the ends of lines and tabs, which are spaces to whoever shows a name
    control: ClassVar[str] = "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
    #: how SQL says where a "text", a "date" or a "list" of texts is bound, "{}" for its name
    bound: ClassVar[dict[str, str]]
    con: Any

    @abstractmethod
    def make(self, name: str, rows: ir.Table | pa.Table, keep: bool = False) -> ir.Table:
        """Make a table of what an expression gives, or of rows from Arrow; one of that name goes.

        Parameters
        ----------
        name : str
        rows : ibis.Table or pyarrow.Table
        keep : bool
            Whether the table outlives the process, where the engine can do that.
        """

    def table(self, name: str) -> ir.Table:
        """A table that was made."""
        return self.con.table(name)

    @property
    def gone(self) -> bool:
        """Whether it will never answer again, so that a new one is needed."""
        return False

    @abstractmethod
    def drop(self, *names: str) -> None:
        """Remove tables; a name without a table is no error."""

    @abstractmethod
    def tables(self) -> tuple[str, ...]:
        """Names of the tables there are, in order."""

    def translate(self, expr: ir.Expr) -> Question:
        """An expression in the SQL of this engine, to be asked any number of times."""
        return translated(expr, self.con.compile(expr.as_table()), self.bound)

    def arrow(self, expr: ir.Expr) -> pa.Table:
        """The answer to an expression, with the types that the expression declares."""
        return self.ask(self.translate(expr), {})

    @abstractmethod
    def ask(self, question: Question, values: Mapping[str, object]) -> pa.Table:
        """The answer to a question, with the types that its expression declares.

        Parameters
        ----------
        question : Question
        values : mapping
            What is bound to each of its `names`, and any others.

        Raises
        ------
        EngineError
            When the engine is gone.
        Cancelled
            When `cancel` was called meanwhile.
        """

    @abstractmethod
    def batches(self, expr: ir.Table, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        """The answer piece by piece, for what is larger than memory."""

    def write(self, rows: ir.Table, folder: Path) -> None:
        """Write the rows of an expression as Parquet into a folder, in their order."""
        schema = rows.schema().to_pyarrow()
        with pq.ParquetWriter(folder / "0.parquet", schema, compression="zstd") as writer:
            for batch in self.batches(rows):
                writer.write_batch(batch)

    @abstractmethod
    def cancel(self, thread: int) -> None:
        """Stop what a thread (`threading.get_ident()`) is asking; it gets `Cancelled`."""

    @abstractmethod
    def numbered(self, rows: ir.Table) -> ir.Table:
        """Rows with `row`: numbers in the order in which they lie, from 2 as below a header."""

    def compress(self) -> None:  # noqa: B027
        """Let tables that are complete take less memory, where the engine must be told to."""

    def size(self) -> int:
        """Bytes that the tables take in the memory of this process; those elsewhere take none."""
        return 0

    @abstractmethod
    def close(self) -> None:
        """Let go of connections; nothing can be asked any more."""

    @abstractmethod
    def sha256(self, text: ir.StringValue) -> ir.StringValue:
        """The hash of a text, as 64 hex digits."""

    @abstractmethod
    def number_text(self, number: ir.FloatingValue) -> ir.StringValue:
        """A number between -1 and 1 in its shortest form, the same on every engine: 1.0, 1e-05."""

    @abstractmethod
    def fingerprint(self, cells: list[ir.StringValue]) -> ir.IntegerValue:
        """A quick hash of several cells, missing ones included; equal cells give equal hashes."""

    @abstractmethod
    def folded(self, rows: ir.Table, column: str, name: str) -> ir.Table:
        """The rows with one more column: a column of text, folded by `hustings.fold.fold`.

        Parameters
        ----------
        rows : ibis.Table
            With an integer column `row` that tells its rows apart.
        column, name : str
            The column that is folded, and the one that is added.
        """

    def page(self, rows: ir.Table, order: list, limit: int, offset: int = 0) -> ir.Table:
        """Rows in an order, from a place on: at most `limit`, after `offset` that are passed over.

        Parameters
        ----------
        rows : ibis.Table
        order : list of ibis expressions
            Which leave no two rows equal, so that pages follow one another.
        """
        return rows.order_by(order).limit(limit, offset=offset)

    def count(self, rows: ir.Table) -> int:
        """The number of rows."""
        return int(self.run(rows.count()).iloc[0, 0])

    def run(self, expr: ir.Expr) -> pd.DataFrame:
        """The answer to an expression as a frame.

        Returns
        -------
        pandas.DataFrame
            With one column when the expression is a column, and one cell when it is a value.
        """
        return frame(self.arrow(expr))


def frame(rows: pa.Table) -> pd.DataFrame:
    """An answer as a frame."""
    found = rows.to_pandas(date_as_object=False)
    if found.empty:
        # An empty text column from Arrow has no chunk, and pandas cannot join such a column.
        return pd.DataFrame({name: pd.Series([], dtype=found[name].dtype) for name in found})
    return found


def quiet(step: str) -> None:
    """Tell nobody what is being done."""


def joined(cells: list[ir.StringValue]) -> ir.StringValue:
    """Several cells as one text, each after its length, so that none hides another."""
    said = None
    for cell in cells:
        piece = (cell.length().cast("string") + " " + cell).fill_null("-") + "\n"
        said = piece if said is None else said + piece
    return said


def typed(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows with the types that an expression declares: engines widen sums and counts."""
    return rows if rows.schema.equals(schema) else rows.cast(schema)


def columns(rows: list[tuple], schema: pa.Schema) -> pa.Table:
    """Rows as the columns that the schema declares."""
    cells = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        pa.array([None if v is None else int(v) for v in column], field.type)
        if pa.types.is_integer(field.type)
        else pa.array(column, field.type)
        for column, field in zip(cells, schema, strict=True)
    ]
    return pa.table(arrays, schema=schema)
