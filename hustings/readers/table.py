"""Reader of tables that an engine holds already: a table of PostgreSQL, Parquet in a cluster."""

import ibis.expr.types as ir

from hustings.engine.base import Engine
from hustings.readers.text import Text, clean, places_of
from hustings.schema import Column


def read_table(
    engine: Engine, source: ir.Table, columns: tuple[Column, ...], name: str, text: Text
) -> None:
    """Make the table `name` of the known columns of another, as text.

    Parameters
    ----------
    engine : Engine
    source : ibis.Table
        Columns of any type.
    columns : tuple of Column
    name : str
    text : Text
        Gets the table, and notes whatever is wrong.
    """
    places = places_of([*source.columns], columns, None, text)
    if places is None:
        return
    found = {column: source.columns[place] for column, place in places.items()}
    cells = {column: as_text(source[own]) for column, own in found.items()}
    numbered = engine.numbered(source.select(**cells))
    tidy = {column: clean(numbered[column]) for column in found}
    text.table = engine.make(name, numbered.select("row", **tidy))
    text.rows = engine.count(text.table)


def as_text(cell: ir.Value) -> ir.StringValue:
    """A cell of any type as text, lines ended as they end here; of a time with a zone the day."""
    if (kind := cell.type()).is_timestamp() and kind.timezone:
        cell = cell.cast("date")
    return cell.cast("string").replace("\r\n", "\n")
