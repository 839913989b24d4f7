"""Reader of Parquet files: values of every type as text."""

import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hustings.intake.readers.bounds import MOST_CELLS, MOST_COLUMNS, MOST_UNPACKED
from hustings.intake.readers.faults import refuse
from hustings.intake.readers.rows import refuse_cells, table_of
from hustings.intake.table import Reading

#: rows that are read at a time
_BATCH = 10_000
_ALLOWED = "a Parquet file that is not damaged"
#: what pandas calls an index without a name
_INDEX = re.compile(r"__index_level_\d+__")
_MIDNIGHT, _ROUND = r" 00:00:00(\.0+)?$", r"\.0+$"


def read_parquet(path: Path, name: str) -> Reading:
    """Read a Parquet file; see `hustings.intake.readers.Reader`.

    Rows are numbered as in a spreadsheet of the same table, whose header is row 1.
    """
    try:
        with pq.ParquetFile(path) as file:
            _refuse_large(file.metadata)
            words = [f.name for f in file.schema_arrow if pa.types.is_string(f.type)]
        # kept apart from their places, words repeated a million times stay small
        with pq.ParquetFile(path, read_dictionary=words) as file:
            names, columns = _columns(file)
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        refuse("a damaged file", _ALLOWED)
    header = ["" if _INDEX.fullmatch(column) else column for column in names]
    length = len(columns[0]) if columns else 0
    table = table_of(name, header, columns, range(2, length + 2))
    return Reading(kind="Parquet", tables=(table,))


def _refuse_large(meta: pq.FileMetaData) -> None:
    if meta.num_columns > MOST_COLUMNS:
        allowed = f"a table of at most {MOST_COLUMNS:,} columns"
        refuse(f"{meta.num_columns:,} columns", allowed)
    if meta.num_rows * meta.num_columns > MOST_CELLS:
        refuse_cells()
    groups = [meta.row_group(place) for place in range(meta.num_row_groups)]
    if sum(group.total_byte_size for group in groups) > MOST_UNPACKED:
        _refuse_long()


def _refuse_long() -> None:
    most = f"{MOST_UNPACKED // 2**20:,} MB"
    refuse(f"more than {most} of values", f"a table of at most {most} of values")


def _columns(file: pq.ParquetFile) -> tuple[list[str], list[pa.ChunkedArray]]:
    """Names, and columns of text; a column of structures becomes one for each part."""
    empty = pa.RecordBatch.from_pylist([], schema=file.schema_arrow)
    parts: dict[str, list[pa.Array]] = {column: [] for column, _ in _flat(empty)}
    left = MOST_UNPACKED
    for batch in file.iter_batches(batch_size=_BATCH):
        for column, cells in _flat(batch):
            left -= _size(cells)
            if left < 0:
                _refuse_long()
            parts[column].append(as_text(cells))
    return [*parts], [pa.chunked_array(cells, pa.string()) for cells in parts.values()]


def _size(cells: pa.Array) -> int:
    """Bytes of a column, words that are kept apart from their places counted at each of them."""
    if not pa.types.is_dictionary(cells.type) or not pa.types.is_string(cells.type.value_type):
        return int(cells.nbytes)
    lengths = pc.binary_length(cells.dictionary).cast(pa.int64())
    return int(pc.sum(lengths.take(cells.indices)).as_py() or 0)


def _flat(batch: pa.RecordBatch) -> list[tuple[str, pa.Array]]:
    """Pairs of name and column, names unique."""
    found: dict[str, pa.Array] = {}
    for field, column in zip(batch.schema, batch.columns, strict=True):
        pairs = [(field.name, column)]
        if pa.types.is_struct(field.type):
            inner = zip(field.type, column.flatten(), strict=True)
            pairs = [(f"{field.name}.{part.name}", cells) for part, cells in inner]
        for name, cells in pairs:
            while name in found:
                name += " (2)"
            found[name] = cells
    return [*found.items()]


def as_text(cells: pa.Array) -> pa.Array:
    """Values of any type as text: days as ISO 8601 has them, lists joined, nothing as ""."""
    kind = cells.type
    if pa.types.is_dictionary(kind):
        return as_text(cells.dictionary_decode())
    if pa.types.is_timestamp(kind):
        if kind.tz:
            cells = pc.local_timestamp(cells)
        cells = pc.replace_substring_regex(cells.cast(pa.string()), _MIDNIGHT, "")
        return pc.fill_null(pc.replace_substring_regex(cells, _ROUND, ""), "")
    if pa.types.is_boolean(kind):
        return pc.fill_null(pc.utf8_upper(cells.cast(pa.string())), "")
    if pa.types.is_floating(kind):
        cells = pc.if_else(pc.is_finite(cells), cells, pa.scalar(None, kind))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        cells = _joined(cells)
    elif pa.types.is_nested(kind) or pa.types.is_duration(kind) or pa.types.is_interval(kind):
        cells = pa.array(map(_json, cells.to_pylist()), pa.string())
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        texts = (None if c is None else c.decode("utf-8", "replace") for c in cells.to_pylist())
        cells = pa.array(texts, pa.string())
    return pc.fill_null(cells.cast(pa.string()), "")


def _joined(cells: pa.Array) -> pa.Array:
    values = [None if c is None else "; ".join(map(_json, c)) for c in cells.to_pylist()]
    return pa.array(values, pa.string())


def _json(value: object) -> str:
    """A nested value in one cell."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
