"""Reader of CSV and TSV files, strictly and piece by piece.

A file comes in as it is: with or without a byte order mark, with any line ends, with commas,
semicolons or tabs. What cannot be read is a problem of its row, and the rest goes on.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from hustings.engine.duckdb import DuckDB
from hustings.readers.csv_records import Broken, records
from hustings.readers.text import Text, clean, names_in, places_of
from hustings.schema import Column, is_text

SEPARATORS = (",", ";", "\t")
#: rows that are handed to the engine at a time: what bounds the memory of reading
BATCH = 20_000


def read_csv(
    engine: DuckDB, path: Path, columns: tuple[Column, ...], name: str, text: Text
) -> None:
    """Read a CSV or TSV file (see `hustings.readers.Reader`)."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        _read(engine, file, columns, name, text)


def _read(engine: DuckDB, file: TextIO, columns: tuple[Column, ...], name: str, text: Text) -> None:
    separator = _separator(file, columns)
    numbered = enumerate(records(file, separator), start=1)
    row, header = next(((row, r) for row, r in numbered if _is_header(r, columns)), (None, []))
    if isinstance(header, Broken):
        text.problem(row, "", header.value, f"a header that can be read: {header.allowed}")
        return
    if not header:
        text.problem(None, "", "", "a header, and rows below it")
        return
    found = places_of(header, columns, row, text)
    if found is None:
        return
    schema = pa.schema([("row", pa.int64()), *((column, pa.string()) for column in found)])
    batches = _batches(numbered, header, found, schema, text)
    with engine.incoming(pa.RecordBatchReader.from_batches(schema, batches)) as source:
        cells = {column: clean(source[column]) for column in found}
        text.table = engine.make(name, source.select("row", **cells))


def _separator(file: TextIO, columns: tuple[Column, ...]) -> str:
    """The separator that finds most known columns in the header."""
    names, limit = {column.name for column in columns}, csv.field_size_limit()
    lines = iter(lambda: file.readline(limit), "")
    # an export begins with a line about itself, in which separators mean nothing
    line = next((x for x in lines if x.strip() and not x.lstrip(' "').startswith("#")), "")
    file.seek(0)

    def known(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=separator), [])
        return len(names & set(names_in(cells))), len(cells)

    return max(SEPARATORS, key=known)


def _is_header(record: list[str] | Broken, columns: tuple[Column, ...]) -> bool:
    """Whether a record is neither empty nor a line about the file."""
    if isinstance(record, Broken):
        return True
    required = {column.name for column in columns if column.required}
    about = record and record[0].lstrip().startswith("#") and not required <= set(names_in(record))
    return any(record) and not about


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
