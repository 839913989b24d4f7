"""Build a data set from a table of text: check it, type it, fold it, average and count it.

The same steps run in whatever engine holds the table; only what lies beside it is read here.
"""

from collections.abc import Callable
from dataclasses import replace

import ibis.expr.types as ir

from hustings.axes import axes_of, ordered
from hustings.beside import read_axes, read_events
from hustings.codings import keyed, named, need_scale, searchable, statements_of, typed, version
from hustings.engine.base import Engine, quiet
from hustings.engine.duckdb import DuckDB
from hustings.model import Dataset
from hustings.package import read_meta
from hustings.readers import Text, read
from hustings.schema import COLUMNS, DataError, Problem, check, refuse
from hustings.source import Files
from hustings.tables import make_tables, names

Step = Callable[[str], None]


def build_files(engine: DuckDB, files: Files, step: Step = quiet) -> Dataset:
    """Make a data set of files (see `build`)."""
    step("read")
    return build(engine, files, read(engine, files.positions, COLUMNS, "text"), step=step)


def build(
    engine: Engine,
    files: Files,
    text: Text,
    keep: bool = False,
    step: Step = quiet,
) -> Dataset:
    """Make a data set of a table of text: check it, type it, fold it, count it.

    Parameters
    ----------
    engine : Engine
        Where its tables are made.
    files : Files
        Of which those that lie beside the positions are read.
    text : Text
        The table of positions in the engine.
    keep : bool
        Whether the tables outlive the process.
    step : callable
        Is told what is about to be done.

    Returns
    -------
    Dataset
    """
    meta, beside = read_meta(files.package, files.name)
    # what lies beside a table of another engine is small, and comes here
    small = engine if isinstance(engine, DuckDB) else DuckDB()
    axes, found = read_axes(small, files.axes)
    events, late = read_events(small, files.events)
    if small is not engine:
        small.close()
    beside += found + late
    if text.table is None:
        raise DataError(text.problems + beside)
    step("check")
    ids = tuple(axis.id for axis in axes) or None
    found, good = check(engine, text.table, text.file, axes=ids)
    if any(problem.column == "stance" for problem in found):
        need_scale(engine, text.table, text.file)
    usable = engine.count(good)
    found = sorted(text.problems + found, key=lambda problem: problem.row or 0)
    if not usable:
        nothing = Problem(
            file=text.file, row=None, column="", value="", allowed="rows below the header"
        )
        raise DataError((found or [nothing]) + beside)
    step("codings")
    coded = typed(good)
    rows, reasons = keyed(engine, named(engine, coded)), None
    if "answer" in good.columns and engine.count(good.filter(good.answer.notnull())):
        every = engine.make("with_reasons", rows)
        rows = every.filter(every.stance.notnull())
        if not engine.count(rows):
            refuse(text.file, "reasons alone", "at least one row with a stance", "answer")
        silent = searchable(engine, every.filter(every.stance.isnull()))
        reasons = engine.make("reasons", silent, keep)
    codings = engine.make("codings", rows, keep)
    step("statements")
    spoken = searchable(engine, statements_of(codings))
    statements = engine.make("statements", spoken, keep)
    axes = axes or axes_of(engine, codings, reasons)
    axes = tuple(replace(axis, unit=meta.unit) for axis in axes)
    step("version")
    data_version = version(engine, coded, axes)

    def make(name: str, rows: ir.Table) -> ir.Table:
        return engine.make(name, rows, keep)

    tables = make_tables(engine, codings, statements, make, step, reasons)
    engine.drop(*set(engine.tables()) - set(names()))
    engine.compress()
    known = {axis.id for axis in axes}
    beside += [
        Problem(
            file=files.package.name if files.package else "",
            row=None,
            column="hustings.axes",
            value=key,
            allowed="an axis of the data set",
        )
        for key in meta.axes
        if key not in known
    ]
    return Dataset(
        source=files.name,
        engine=engine,
        tables=tables,
        axes=ordered(axes, meta.axes),
        events=events,
        version=data_version,
        problems=tuple(found + beside),
        left_out=text.rows - usable,
        rows=text.rows,
        passed_over=text.passed_over,
        meta=meta,
    )
