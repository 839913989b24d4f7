"""Reading files into tables of text, strictly and piece by piece.

A file comes in as it is: with or without a byte order mark, with any line ends, with commas,
semicolons or tabs. What cannot be read is a problem of its row, and the rest goes on.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from hustings import parquet
from hustings.csv_records import SHORT, Broken, records
from hustings.schema import KEPT, Column, Problem, is_text

SEPARATORS = (",", ";", "\t")
#: rows that are handed to the engine at a time: what bounds the memory of reading
BATCH = 20_000
#: what follows the apostrophe that exports put before text which spreadsheets would compute
_GUARDED = r"^'* *([\t\r\n]|\s*[=+\-@])"


@dataclass
class Text:
    """What was read from one file.

    Parameters
    ----------
    file : str
        Its name, for problems.
    rows, broken : int
        Rows with something in them, and how many of these could not be read.
    problems : list of Problem
    passed_over : tuple of str
        Columns of the file that nothing here knows, as they stand in its header.
    table : ibis.Table, optional
        `row` and the known columns that the file has, as text: trimmed, empty cells missing.
        None when a required column is missing or nothing could be read.
    """

    file: str
    rows: int = 0
    broken: int = 0
    problems: list[Problem] = field(default_factory=list)
    passed_over: tuple[str, ...] = ()
    table: ir.Table | None = None

    def problem(self, row: int | None, column: str, value: str, allowed: str) -> None:
        """Note a problem of this file."""
        self.problems.append(Problem(self.file, row, column, value, allowed))


def read(con, path: Path, columns: tuple[Column, ...], name: str) -> Text:
    """Read the known columns of a CSV, TSV or Parquet file into the table `name` of the engine.

    Parameters
    ----------
    con : ibis backend
    path : Path
    columns : tuple of Column
        What to look for; other columns of the file are ignored.
    name : str
        Of the table that is made.

    Returns
    -------
    Text
    """
    text = Text(path.name)
    try:
        if path.suffix.lower() in (".parquet", ".pq"):
            _parquet(con, path, columns, name, text)
        else:
            with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
                _csv(con, file, columns, name, text)
    except (OSError, duckdb.Error) as error:
        reason = str(error).splitlines()[0].replace(str(path), path.name)
        text.problem(None, "", reason, "a file that can be read as CSV, TSV or Parquet")
        text.table = None
    return text


def _parquet(con, path: Path, columns: tuple[Column, ...], name: str, text: Text) -> None:
    source = parquet.source(con, path)
    places = _found([*source.columns], columns, None, text)
    if places is None:
        return
    found = {column: source.columns[place] for column, place in places.items()}
    nested = [column for column, own in found.items() if source[own].type().is_nested()]
    for column in nested:
        kind = str(source[found.pop(column)].type())
        text.problem(None, column, kind, "a column of texts, numbers or dates, one in each cell")
    if any(column.required and column.name in nested for column in columns):
        return
    try:
        _keep(con, name, parquet.as_text(source, found), list(found), {}, text)
    except duckdb.InvalidInputException as error:
        if parquet.NOT_UTF8 not in str(error):
            raise
        cells, wrong = parquet.compared(con, path, found)
        _keep(con, name, cells, list(found), wrong, text)


def _keep(
    con,
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
    clean = {column: _clean(cells[column]) for column in known}
    text.table = con.create_table(name, cells.filter(~bad).select("row", **clean))
    text.rows = text.table.count().execute() + text.broken


def _csv(con, file: TextIO, columns: tuple[Column, ...], name: str, text: Text) -> None:
    separator = _separator(file, columns)
    numbered = enumerate(records(file, separator), start=1)
    row, header = next(((row, r) for row, r in numbered if _is_header(r, columns)), (None, []))
    if isinstance(header, Broken):
        text.problem(row, "", header.value, f"a header that can be read: {header.allowed}")
        return
    if not header:
        text.problem(None, "", "", "a header, and rows below it")
        return
    found = _found(header, columns, row, text)
    if found is None:
        return
    schema = pa.schema([("row", pa.int64()), *((column, pa.string()) for column in found)])
    batches = _batches(numbered, header, found, schema, text)
    con.con.register("incoming", pa.RecordBatchReader.from_batches(schema, batches))
    source = con.table("incoming")
    cells = {column: _clean(source[column]) for column in found}
    text.table = con.create_table(name, source.select("row", **cells))
    con.con.unregister("incoming")


def _separator(file: TextIO, columns: tuple[Column, ...]) -> str:
    """The separator that finds most known columns in the header."""
    names, limit = {column.name for column in columns}, csv.field_size_limit()
    lines = iter(lambda: file.readline(limit), "")
    # an export begins with a line about itself, in which separators mean nothing
    line = next((x for x in lines if x.strip() and not x.lstrip(' "').startswith("#")), "")
    file.seek(0)

    def known(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=separator), [])
        return len(names & set(_names(cells))), len(cells)

    return max(SEPARATORS, key=known)


def _names(header: list[str]) -> list[str]:
    return [name.strip().lower() for name in header]


def _is_header(record: list[str] | Broken, columns: tuple[Column, ...]) -> bool:
    """Whether a record is neither empty nor a line about the file."""
    if isinstance(record, Broken):
        return True
    required = {column.name for column in columns if column.required}
    about = record and record[0].lstrip().startswith("#") and not required <= set(_names(record))
    return any(record) and not about


def _found(
    header: list[str], columns: tuple[Column, ...], row: int | None, text: Text
) -> dict[str, int] | None:
    """Place of each known column in the header; None when a required one is missing."""
    names = _names(header)
    missing = [c.name for c in columns if c.required and c.name not in names]
    if not all(map(is_text, names)):
        text.problem(row, "", " ".join(header), "a header that is text in UTF-8")
    for name in missing:
        text.problem(row, name, "", "a column of this name, which is required")
    known = {column.name for column in columns}
    text.passed_over = tuple(
        cell.strip() for cell, name in zip(header, names, strict=True) if name and name not in known
    )
    for column in columns:
        if names.count(column.name) > 1:
            text.problem(row, column.name, column.name, "one column of this name; the first counts")
    return None if missing else {c.name: names.index(c.name) for c in columns if c.name in names}


def _batches(
    records, header: list[str], found: dict[str, int], schema: pa.Schema, text: Text
) -> Iterator[pa.RecordBatch]:
    """Rows of the right width, piece by piece; what is wrong with the others goes into `text`."""
    width, numbers, rows = len(header), [], []
    for number, record in records:
        if isinstance(record, Broken):
            place = record.place
            column = header[place] if place is not None and place < width else ""
            text.problem(number, column, record.value, record.allowed)
        elif not any(record):
            continue
        elif len(record) != width:
            text.problem(number, "", f"{len(record)} cells", f"{width} cells, as in the header")
        else:
            numbers.append(number)
            rows.append(record)
            if len(rows) == BATCH:
                yield _batch(numbers, rows, found, schema, text)
                numbers, rows = [], []
            continue
        text.rows += 1
        text.broken += 1
    yield _batch(numbers, rows, found, schema, text)


def _batch(
    numbers: list[int], rows: list[list[str]], found: dict[str, int], schema: pa.Schema, text: Text
) -> pa.RecordBatch:
    text.rows += len(rows)
    columns = list(zip(*rows, strict=True)) or [()] * (max(found.values()) + 1)
    try:
        cells = [pa.array(columns[place], pa.string()) for place in found.values()]
    except UnicodeEncodeError:
        kept = [i for i, row in enumerate(rows) if _decoded(numbers[i], row, found, text)]
        text.rows -= len(kept)
        return _batch([numbers[i] for i in kept], [rows[i] for i in kept], found, schema, text)
    return pa.record_batch([pa.array(numbers, pa.int64()), *cells], schema=schema)


def _decoded(number: int, row: list[str], found: dict[str, int], text: Text) -> bool:
    """Whether all cells of a row are text in UTF-8; those that are not are noted."""
    wrong = [column for column, place in found.items() if not is_text(row[place])]
    for column in wrong:
        text.problem(number, column, row[found[column]], "text in UTF-8")
    text.broken += bool(wrong)
    return not wrong


def _clean(cell: ir.StringValue) -> ir.StringValue:
    """A cell without spaces around it, its formula guard undone; missing when nothing is left."""
    cell = cell.strip()
    rest = cell.substr(1)
    # the pattern is tried only where there is an apostrophe
    plain = rest.re_search(_GUARDED).ifelse(rest.strip(), cell)
    return cell.startswith("'").ifelse(plain, cell).nullif("")
