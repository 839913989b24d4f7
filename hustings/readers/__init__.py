"""Readers of files: each kind of file becomes a table of text in the engine.

A new format is one file here and one line in READERS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from hustings.engine.duckdb import DuckDB
from hustings.readers.csv_file import read_csv
from hustings.readers.parquet import read_parquet
from hustings.readers.text import Text
from hustings.schema import Column

__all__ = ["ENDINGS", "NAMES", "READERS", "Reader", "Text", "read"]


@dataclass(frozen=True)
class Reader:
    """How files of a kind are read.

    `function(engine, path, columns, name, text)` makes the table `name` of the known columns in the
    engine, puts it into `text`, and notes there whatever is wrong.
    """

    kind: str
    endings: tuple[str, ...]
    function: Callable[..., None]


READERS = (
    Reader("CSV", (".csv",), read_csv),
    Reader("TSV", (".tsv",), read_csv),
    Reader("Parquet", (".parquet", ".pq"), read_parquet),
)
_BY_ENDING = {ending: reader for reader in READERS for ending in reader.endings}
#: endings of files that can be read
ENDINGS = tuple(_BY_ENDING)
#: their kinds, for readers: "CSV, TSV or Parquet"
NAMES = f"{', '.join(reader.kind for reader in READERS[:-1])} or {READERS[-1].kind}"


def read(engine: DuckDB, path: Path, columns: tuple[Column, ...], name: str) -> Text:
    """Read the known columns of a file into the table `name` of the engine.

    Parameters
    ----------
    engine : DuckDB
    path : Path
        Its ending says how it is read; without one that is known, it is read as CSV.
    columns : tuple of Column
        What to look for; other columns of the file are ignored.
    name : str
        Of the table that is made.

    Returns
    -------
    Text
    """
    text = Text(file=path.name)
    reader = _BY_ENDING.get(path.suffix.lower(), READERS[0])
    try:
        reader.function(engine, path, columns, name, text)
    except (OSError, duckdb.Error) as error:
        reason = str(error).splitlines()[0].replace(str(path), path.name)
        text.problem(None, "", reason, f"a file that can be read as {NAMES}")
        text.table = None
    return text
