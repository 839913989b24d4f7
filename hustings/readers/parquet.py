"""Reader of Parquet files: as text, cell by cell and as strictly as CSV."""

import csv
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir

from hustings.engine.duckdb import DuckDB
from hustings.readers.csv_records import SHORT
from hustings.readers.table import as_text
from hustings.readers.text import Text, clean, places_of
from hustings.schema import KEPT, Column

#: what the engine calls the number of a row, which it can give to several threads at once
_NUMBER = "file_row_number"
#: what the engine calls a row's own number, which it can give from several threads at once
_NUMBER = "file_row_number"
#: how the engine says that a file has a cell that is no UTF-8
NOT_UTF8 = "Invalid string encoding"


def read_parquet(
    engine: DuckDB, path: Path, columns: tuple[Column, ...], name: str, text: Text
) -> None:
    """Read a Parquet file (see `hustings.readers.Reader`)."""
    file = source(engine, path)
    places = places_of([*file.columns], columns, None, text)
    if places is None:
        return
    found = {column: file.columns[place] for column, place in places.items()}
    nested = [column for column, own in found.items() if file[own].type().is_nested()]
    for column in nested:
        kind = str(file[found.pop(column)].type())
        text.problem(None, column, kind, "a column of texts, numbers or dates, one in each cell")
    if any(column.required and column.name in nested for column in columns):
        return
    try:
        _keep(engine, name, rows_of_text(engine, path, found), list(found), {}, text)
    except duckdb.InvalidInputException as error:
        if NOT_UTF8 not in str(error):
            raise
        cells, wrong = compared(engine, path, found)
        _keep(engine, name, cells, list(found), wrong, text)


def _keep(
    engine: DuckDB,
    name: str,
    cells: ir.Table,
    known: list[str],
    wrong: dict[str, ir.BooleanValue],
    text: Text,
) -> None:
    """Make the table of those rows whose cells are all text of a length that can be read."""
    faults = [(column, where, "text in UTF-8") for column, where in wrong.items()]
    faults += [(c, cells[c].length() > csv.field_size_limit(), SHORT) for c in known]
    faults = [(column, where.fill_null(False), allowed) for column, where, allowed in faults]
    bad = ibis.or_(*(where for _, where, _ in faults))
    told = {f"value {i}": cells[column].left(KEPT) for i, (column, _, _) in enumerate(faults)}
    told |= {f"wrong {i}": where for i, (_, where, _) in enumerate(faults)}
    for row in cells.filter(bad).select("row", **told).order_by("row").to_pyarrow().to_pylist():
        for i, (column, _, allowed) in enumerate(faults):
            if row[f"wrong {i}"]:
                text.problem(row["row"], column, row[f"value {i}"], allowed)
        text.broken += 1
    tidy = {column: clean(cells[column]) for column in known}
    text.table = engine.make(name, cells.filter(~bad).select("row", **tidy))
    text.rows = engine.count(text.table) + text.broken


def source(engine: DuckDB, path: Path, **options: bool | str) -> ir.Table:
    """The columns of a file as they are; bytes count as text."""
    return engine.con.read_parquet(path, binary_as_string=True, **options)


def rows_of_text(engine: DuckDB, path: Path, found: dict[str, str], **options: str) -> ir.Table:
    """`row` and the known columns of a Parquet file as text."""
    if _NUMBER in map(str.lower, source(engine, path).columns):
        # the engine cannot give its own number beside a column of that name
        file = source(engine, path, **options)
        return engine.numbered(_cells(file, found))
    file = source(engine, path, file_row_number=True, **options)
    return _cells(file, found, row=file[_NUMBER] + 2)


def _cells(file: ir.Table, found: dict[str, str], **more: ir.Value) -> ir.Table:
    return file.select(**more, **{column: as_text(file[own]) for column, own in found.items()})


def compared(
    engine: DuckDB, path: Path, found: dict[str, str]
) -> tuple[ir.Table, dict[str, ir.BooleanValue]]:
    """The text of a file that is not all UTF-8, and for each column where it is not.

    Read with a mark for each wrong byte, and read without those bytes, such a cell differs.
    """
    marked, without = (
        rows_of_text(engine, path, found, utf8_validation=wrong) for wrong in ("replace", "ignore")
    )
    pairs = marked.join(without, "row", rname="{name} without")
    return pairs, {column: pairs[column] != pairs[f"{column} without"] for column in found}
