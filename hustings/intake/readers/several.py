"""Several files or waves at once: tables of one header become one, which names their files."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from hustings.intake.table import Table

#: the column that says from which file a row comes
FILE = "file"


def named(file: str, tables: Sequence[Table]) -> list[Table]:
    """Tables of a file under names that tell them from those of other files."""
    if len(tables) == 1:
        return [replace(tables[0], name=file)]
    return [replace(table, name=f"{file}: {table.name}") for table in tables]


def joined(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Tables of one header put one below another, in the place of the first of them.

    Names of columns may stand in another order. Each row keeps its number in its own file, which
    the column "file" names.
    """
    alike: dict[frozenset[str], list[Table]] = {}
    for table in tables:
        alike.setdefault(frozenset(table.cells.columns), []).append(table)
    return tuple(_one(group) if len(group) > 1 else group[0] for group in alike.values())


def _one(tables: list[Table]) -> Table:
    first = tables[0]
    columns = [*first.cells.columns]
    own, number = FILE, 2
    while own in columns:
        own, number = f"{FILE} ({number})", number + 1
    frames = [t.cells[columns].assign(**{own: t.name}).astype("str") for t in tables]
    notes = [f"{len(tables)} tables of the same header are one here; “{own}” names each"]
    notes += [f"{table.name}: {note}" for table in tables for note in table.notes]
    absent = {
        column: frozenset().union(*(t.absent.get(column, frozenset()) for t in tables))
        for column in columns
    }
    return replace(
        first,
        name=", ".join(table.name for table in tables[:3]) + (", …" if len(tables) > 3 else ""),
        cells=pd.concat(frames),
        labels={c: words for c in columns if (words := _labels(c, tables))},
        absent={column: codes for column, codes in absent.items() if codes},
        titles={c: title for t in reversed(tables) for c, title in t.titles.items()},
        notes=tuple(notes),
        faults=tuple(fault for table in tables for fault in table.faults),
    )


def _labels(column: str, tables: list[Table]) -> dict[str, str]:
    return {code: word for t in reversed(tables) for code, word in t.labels.get(column, {}).items()}
