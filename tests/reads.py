"""Reading small files in tests: how they begin, and what came of them."""

from itertools import count
from pathlib import Path

from hustings.engine.duckdb import DuckDB
from hustings.readers import Text, read
from hustings.schema import COLUMNS

HEADER = "actor,axis,stance,quote\n"
ROW = "Ann,Tax,1,More trams\n"
_ENGINE = DuckDB()
_COUNT = count()


def read_from(path: Path) -> Text:
    """What is read from a file, in a table of its own."""
    return read(_ENGINE, path, COLUMNS, f"text_{next(_COUNT)}")


def rows_of(text: Text) -> list[dict]:
    return _ENGINE.arrow(text.table.order_by("row")).to_pylist()


def cells_of(text: Text, column: str = "quote") -> list[str | None]:
    return [row[column] for row in rows_of(text)]


def where(text: Text) -> list[tuple]:
    return [(problem.row, problem.column) for problem in text.problems]
