"""Parquet files as text, cell by cell as in CSV."""

from pathlib import Path

import ibis
import ibis.expr.types as ir

#: how the engine says that a file has a cell that is no UTF-8
NOT_UTF8 = "Invalid string encoding"


def source(con, path: Path, **options: str) -> ir.Table:
    """The columns of a file as they are; bytes count as text."""
    return con.read_parquet(path, binary_as_string=True, **options)


def as_text(file: ir.Table, found: dict[str, str]) -> ir.Table:
    """`row` and the known columns of a Parquet file as text."""
    cells = {}
    for column, own in found.items():
        cell = file[own].cast("date") if file[own].type().is_timestamp() else file[own]
        cells[column] = cell.cast("string").replace("\r\n", "\n")
    # the engine could number the rows itself, but not where a column has the name it uses for that
    return file.select(row=ibis.row_number() + 2, **cells)


def compared(con, path: Path, found: dict[str, str]) -> tuple[ir.Table, dict[str, ir.BooleanValue]]:
    """The text of a file that is not all UTF-8, and for each column where it is not.

    Read with a mark for each wrong byte, and read without those bytes, such a cell differs.
    """
    marked, without = (
        as_text(source(con, path, utf8_validation=wrong), found) for wrong in ("replace", "ignore")
    )
    pairs = marked.join(without, "row", rname="{name} without")
    return pairs, {column: pairs[column] != pairs[f"{column} without"] for column in found}
