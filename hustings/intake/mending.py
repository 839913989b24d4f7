"""The rows of a file in which something is wrong: to be mended in place, or taken away with why."""

from collections.abc import Iterable, Sequence

import pandas as pd

from hustings.intake.formulas import guarded
from hustings.intake.names import mend
from hustings.intake.recipe import Recipe
from hustings.intake.table import Fault, Table

#: columns that stand beside the cells of a row
TABLE, ROW, REASON = "table", "row", "what is wrong"
#: columns of a row that are shown at the most
MOST_COLUMNS = 30


def column_of(fault: Fault, recipe: Recipe, table: Table) -> str:
    """The column of the file that a fault is in; "" where it is none."""
    heads = [str(name) for name in table.cells.columns]
    named = [recipe.columns.get(fault.column, ""), fault.column, fault.column.split(", axis ")[0]]
    named += [head for head in recipe.wide if mend(head) == fault.column]
    return next((name for name in named if name in heads), "")


def faulty(tables: Sequence[Table], recipe: Recipe, faults: Iterable[Fault]) -> pd.DataFrame:
    """The rows that faults name, each once, with all that is wrong in it.

    Returns
    -------
    DataFrame
        `TABLE`, `ROW`, `REASON` and the columns of the file that are used or at fault, as text.
    """
    wrong: dict[tuple[str, int], list[str]] = {}
    needed: dict[str, None] = {}
    # of files that were joined, a number alone does not name the row
    by_name = {table.name: table for table in tables if table.cells.index.is_unique}
    for fault in faults:
        if (table := by_name.get(fault.file)) is None:
            continue
        column = column_of(fault, recipe, table)
        for row in fault.places:
            if row in table.cells.index:
                wrong.setdefault((fault.file, row), []).append(told(fault, column))
                needed[column] = None
    used = {*recipe.columns.values(), *filter(None, needed)}
    shown = list(dict.fromkeys(str(c) for t in tables for c in t.cells if c in used))
    shown = shown[:MOST_COLUMNS]
    rows = [
        {TABLE: name, ROW: row, REASON: "; ".join(dict.fromkeys(why))}
        | _cells(by_name[name], row, shown)
        for (name, row), why in sorted(wrong.items())
    ]
    return pd.DataFrame(rows, columns=[TABLE, ROW, REASON, *(n for n in shown if n not in _OWN)])


_OWN = (TABLE, ROW, REASON)


def _cells(table: Table, row: int, shown: list[str]) -> dict[str, str]:
    return {
        name: str(table.cells.at[row, name])
        for name in shown
        if name in table.cells and name not in _OWN
    }


def told(fault: Fault, column: str) -> str:
    """What is wrong in one cell, for the row that it stands in."""
    return f"{column or fault.column}: allowed is {fault.allowed}"


def csv_of(rows: pd.DataFrame) -> bytes:
    """Those rows as CSV in UTF-8 with a mark; formulas are guarded."""
    texts = rows.fillna("").astype("str").apply(guarded)
    return texts.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
