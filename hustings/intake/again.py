"""A recipe that was made for one file meets the next one that has the same header."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hustings.intake.readers.several import FILE
from hustings.intake.recipe import Recipe
from hustings.intake.table import Table

#: hex digits by which headers are told apart
DIGITS = 40


def header_of(table: Table) -> str:
    """A hash of the names of a table's columns, whatever their order.

    The column that names the files of several waves does not count: one wave alone has none.
    """
    names = sorted(str(name) for name in table.cells.columns if name != FILE)
    said = "".join(f"{len(name)} {name}\n" for name in names)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def fitted(recipe: Recipe, header: str, tables: Sequence[Table]) -> Recipe | None:
    """The recipe for other tables, one of which has the header that it was made for.

    Returns
    -------
    Recipe or None
        With the names of these tables; None where no header is the same.
    """
    same = tuple(table.name for table in tables if header_of(table) == header)
    if not same:
        return None
    return replace(recipe, tables=same if len(tables) > 1 else ())
