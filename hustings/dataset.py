"""A data set, opened: its table in the engine, its axes, its events, its version."""

import hashlib
import queue
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pandas as pd

from hustings.package import Meta, NamedView, read_meta
from hustings.readers import read
from hustings.schema import (
    AXIS_COLUMNS,
    AXIS_KEY,
    COLUMNS,
    EVENT_COLUMNS,
    DataError,
    Problem,
    check,
)
from hustings.source import locate, signature

__all__ = ["Axis", "Dataset", "Meta", "NamedView", "folded", "open_dataset", "signature"]

#: poles of an axis that no axes.csv describes
LOW, HIGH = "against", "for"
#: what the words of a reader are looked for in
SEARCHED = ("quote", "summary", "speaker", "source_title")
VERSION_DIGITS = 12
#: axes and problems that a notebook shows
MOST_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One axis and its poles.

    Parameters
    ----------
    id : str
        As it stands in the data.
    name : str
        In full.
    low, high : str
        First pole, at -1, and second pole, at 1.
    low_means, high_means : str
        What the poles stand for; may be empty.
    low_noun, high_noun : str
        The poles in words that follow "leans towards".
    """

    id: str
    name: str
    low: str
    high: str
    low_means: str
    high_means: str
    low_noun: str
    high_noun: str

    @property
    def heading(self) -> str:
        """The name, after the id where the name does not hold it.

        Sentences, links and choices say the id; what stands over a row must let readers find it.

        >>> poles = dict.fromkeys(
        ...     ["low", "high", "low_means", "high_means", "low_noun", "high_noun"], ""
        ... )
        >>> Axis(id="Tax", name="Cut or raise", **poles).heading
        'Tax: Cut or raise'
        >>> Axis(id="Tax", name="Lower or higher taxes", **poles).heading
        'Lower or higher taxes'
        """
        held = self.id.casefold() in self.name.casefold()
        return self.name if held else f"{self.id}: {self.name}"


@dataclass(frozen=True, eq=False, kw_only=True)
class Dataset:
    """A data set that can be asked questions.

    Parameters
    ----------
    source : str
        Where it was opened from.
    table : ibis.Table
        One row for each coding: the columns of the codebook, `row` and `search`.
    axes : tuple of Axis
    events : pandas.DataFrame
        `date`, `event`, `place`, by date.
    version : str
        First digits of a hash of the content, whatever the order of rows, columns and files.
    problems : tuple of Problem
    left_out, rows : int
        Rows of the table of positions that cannot be used, of all rows in it.
    passed_over : tuple of str
        Columns of the table of positions that are not in the codebook, and not read.
    meta : Meta
    """

    source: str
    table: ir.Table
    axes: tuple[Axis, ...]
    events: pd.DataFrame
    version: str
    problems: tuple[Problem, ...]
    left_out: int
    rows: int
    passed_over: tuple[str, ...]
    meta: Meta
    _free: queue.SimpleQueue = field(default_factory=queue.SimpleQueue, repr=False)

    def __repr__(self) -> str:
        return (
            f"<Dataset {self.meta.title!r}: {self.rows - self.left_out:,} rows on "
            f"{len(self.axes):,} axes, version {self.version}>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: title, counts, axes with their poles, the first problems."""
        rows = "".join(
            f"<tr><td>{escape(axis.heading)}</td><td>{escape(axis.low)}</td>"
            f"<td>{escape(axis.high)}</td></tr>"
            for axis in self.axes[:MOST_SHOWN]
        )
        wrong = "".join(f"<li>{escape(str(each))}</li>" for each in self.problems[:MOST_SHOWN])
        return (
            f"<p><strong>{escape(self.meta.title)}</strong>, version {self.version}: "
            f"{self.rows - self.left_out:,} of {self.rows:,} rows, {len(self.axes):,} axes</p>"
            f"<table><thead><tr><th>axis</th><th>−1</th><th>+1</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>" + (f"<ul>{wrong}</ul>" if wrong else "")
        )

    def run(self, expr: ir.Expr) -> pd.DataFrame:
        """Run an expression over `table` in the engine; safe from any number of threads.

        A connection of DuckDB serves one thread at a time, while its cursors share one database
        and work side by side: each call borrows a cursor, and there are never more of them than
        there were calls at the same moment.

        Parameters
        ----------
        expr : ibis expression

        Returns
        -------
        pandas.DataFrame
            With one column when the expression is a column, and one cell when it is a value.
        """
        try:
            engine = self._free.get_nowait()
        except queue.Empty:
            engine = ibis.duckdb.from_connection(self.table.get_backend().con.cursor())
        try:
            found = engine.to_pyarrow(expr.as_table()).to_pandas(date_as_object=False)
        finally:
            self._free.put(engine)
        if found.empty:
            # An empty text column from Arrow has no chunk, and pandas cannot join such a column.
            return pd.DataFrame({name: pd.Series([], dtype=found[name].dtype) for name in found})
        return found


def open_dataset(source: str | Path) -> Dataset:
    """Open a folder, a CSV or TSV file, or a Parquet file.

    Parameters
    ----------
    source : str or Path
        A folder holds positions.csv or positions.parquet, or one table of another name; axes.csv,
        events.csv and datapackage.json beside it are read when they are there.

    Returns
    -------
    Dataset
        With all rows that can be used; `problems` names the others.

    Raises
    ------
    DataError
        When not a single row can be used.
    """
    files = locate(source)
    engine = ibis.duckdb.connect()
    meta, beside = read_meta(files.package, files.name)
    axes, found = _axes(engine, files.axes)
    events, late = _events(engine, files.events)
    beside += found + late
    text = read(engine, files.positions, COLUMNS, "text")
    if text.table is None:
        raise DataError(text.problems + beside)
    # a table in memory is compressed only when told to: a tenth of the memory, at equal speed
    engine.raw_sql("CHECKPOINT")
    found, good = check(text.table, text.file, axes=tuple(axis.id for axis in axes) or None)
    left_out = text.broken + len({problem.row for problem in found})
    found = sorted(text.problems + found, key=lambda problem: problem.row or 0)
    if left_out == text.rows:
        found = found or [
            Problem(file=text.file, row=None, column="", value="", allowed="rows below the header")
        ]
        raise DataError(found + beside)
    coded = _typed(good)
    table = engine.create_table("codings", _named(coded).mutate(search=_searched(coded)))
    axes = axes or _axes_of(table)
    version = _version(engine, coded, axes)
    engine.raw_sql("DROP TABLE text")
    engine.raw_sql("CHECKPOINT")
    return Dataset(
        source=str(source),
        table=table,
        axes=axes,
        events=events,
        version=version,
        problems=tuple(found + beside),
        left_out=left_out,
        rows=text.rows,
        passed_over=text.passed_over,
        meta=meta,
    )


def _small(engine, path: Path, columns, key=()) -> tuple[list[dict], list[Problem]]:
    """Good rows of a small file beside the positions, and its problems."""
    text = read(engine, path, columns, path.stem)
    if text.table is None:
        return [], text.problems
    found, good = check(text.table, text.file, columns, key)
    rows = good.order_by("row").to_pyarrow().to_pylist()
    engine.raw_sql(f'DROP TABLE "{path.stem}"')
    problems = sorted(text.problems + found, key=lambda problem: problem.row or 0)
    return rows, problems or (
        []
        if rows
        else [Problem(file=text.file, row=None, column="", value="", allowed="some rows")]
    )


def _axes(engine, path: Path | None) -> tuple[tuple[Axis, ...], list[Problem]]:
    rows, problems = _small(engine, path, AXIS_COLUMNS, AXIS_KEY) if path else ([], [])
    return tuple(_axis(**row) for row in rows), problems


def _axis(axis: str, row: int = 0, **said: str | None) -> Axis:
    """An axis from what is said about it; what is not said has a plain default."""
    told = {key: value for key, value in said.items() if value}
    low, high = told.get("low", LOW), told.get("high", HIGH)
    plain = {"low_means": "", "high_means": "", "low_noun": f"“{low}”", "high_noun": f"“{high}”"}
    return Axis(**{"id": axis, "name": axis, "low": low, "high": high, **plain, **told})


def _axes_of(table: ir.Table) -> tuple[Axis, ...]:
    """Axes as they stand in the data, those with most statements first."""
    counts = table.group_by("axis").agg(n=table.statement_id.nunique())
    ids = counts.order_by(ibis.desc("n"), "axis").axis.to_pyarrow().to_pylist()
    return tuple(map(_axis, ids))


def _events(engine, path: Path | None) -> tuple[pd.DataFrame, list[Problem]]:
    rows, problems = _small(engine, path, EVENT_COLUMNS) if path else ([], [])
    frame = pd.DataFrame(rows, columns=[column.name for column in EVENT_COLUMNS])
    frame = frame.assign(date=pd.to_datetime(frame.date, format="%Y-%m-%d"))
    return frame.sort_values("date", kind="stable", ignore_index=True), problems


def _typed(good: ir.Table) -> ir.Table:
    """Rows of text with all columns of the codebook and their types."""
    absent = {c.name: ibis.null("string") for c in COLUMNS if c.name not in good.columns}
    table = good.mutate(**absent)
    # adding zero makes one number of 0 and -0
    table = table.mutate(date=table.date.try_cast("date"),
                         stance=table.stance.try_cast("float64") + 0.0)  # fmt: skip
    return table.select("row", *(column.name for column in COLUMNS))


def _digest(table: ir.Table) -> ir.StringValue:
    """A hash of what a row says: name, length and text of each cell that is filled."""
    said = ibis.literal("")
    for column in COLUMNS:
        cell = table[column.name].cast("string")
        length = cell.length().cast("string")
        said += (f"{column.name} " + length + " " + cell + "\n").fill_null("")
    return said.hexdigest("sha256")


def _named(table: ir.Table) -> ir.Table:
    """Rows of which each belongs to a named statement.

    A row without a name is called by what it says, so that links to it survive other rows being
    added or moved; rows that say the same are numbered.
    """
    if table.statement_id.notnull().all().to_pyarrow().as_py():
        return table
    name = "row-" + _digest(table).left(VERSION_DIGITS)
    same = ibis.window(group_by=[table.statement_id, name], order_by=table.row)
    place = ibis.row_number().over(same)
    name = (place > 0).ifelse(name + "-" + (place + 1).cast("string"), name)
    return table.mutate(statement_id=table.statement_id.fill_null(name))


@ibis.udf.scalar.builtin(name="strip_accents")
def _strip_accents(text: str) -> str:  # type: ignore[empty-body]
    """Letters without their accents; the engine's own function."""


def folded(text: ir.StringValue) -> ir.StringValue:
    """Lower case without accents: the form in which words are searched.

    Parameters
    ----------
    text : ibis string
        Of the data, or a literal with the words of a reader: both need the same folding.

    Returns
    -------
    ibis string
    """
    # lower case leaves the sigma that ends a Greek word as it was typed
    return _strip_accents(text.lower()).replace("ς", "σ")


def _searched(table: ir.Table) -> ir.StringValue:
    return folded(ibis.literal(" ").join([table[name].fill_null("") for name in SEARCHED]))


def _version(engine, table: ir.Table, axes: tuple[Axis, ...]) -> str:
    """Hash of the axes and of all rows in an order that depends only on what they say."""
    total = hashlib.sha256()
    for axis in sorted(axes, key=lambda axis: axis.id):
        total.update(
            "".join(f"{key} {len(text)} {text}\n" for key, text in vars(axis).items()).encode()
        )
    digests = table.select(digest=_digest(table)).order_by("digest")
    for batch in engine.con.sql(engine.compile(digests)).to_arrow_reader():
        total.update("".join(batch.column(0).to_pylist()).encode())
    return total.hexdigest()[:VERSION_DIGITS]
