"""Find the table of positions among the tables of a file, and the table of axes beside it."""

from collections.abc import Sequence

import pandas as pd

from hustings.intake.languages import plain
from hustings.intake.matching.headers import named
from hustings.intake.names import mend
from hustings.intake.numbers import numbers
from hustings.intake.recipe import AxisRecipe
from hustings.intake.table import Table
from hustings.schema import AXIS_COLUMNS, EVENT_COLUMNS, LONGEST_NAME

#: how Polis calls its counts of votes on a comment
_COUNTED = ("agrees", "disagrees")
#: characters on average of a column that says what something is about
LEAST_WORDS = 15
_OTHERS = tuple(column.name for column in AXIS_COLUMNS if column.name != "axis")


def table_of_positions(tables: Sequence[Table]) -> tuple[Table, list[Table]]:
    """The table that looks most like positions, and all that have its columns.

    Raises
    ------
    ValueError
        Where there is no table.
    """
    if not tables:
        raise ValueError("no table to guess from")
    best = max(tables, key=_likeness)
    heads = list(best.cells.columns)
    return best, [table for table in tables if list(table.cells.columns) == heads]


def _likeness(table: Table) -> tuple[int, int]:
    """How many of actor, axis and stance the heads name, and how many cells there are."""
    if _is_axes(table):
        return (-1, 0)
    meant = {found.meaning for head in table.cells.columns for found in named(str(head))[:1]}
    return (len(meant & {"actor", "axis", "stance"}), table.cells.size)


def _heads(table: Table) -> dict[str, str]:
    return {plain(str(head)).replace(" ", "_"): str(head) for head in table.cells.columns}


def _is_axes(table: Table) -> bool:
    heads = _heads(table)
    return "axis" in heads and "stance" not in heads and any(each in heads for each in _OTHERS)


def axes_beside(tables: Sequence[Table]) -> tuple[AxisRecipe, ...]:
    """What a table of axes says of them: a table with our names for its columns."""
    for table in tables:
        if _is_axes(table):
            heads = _heads(table)
            rows = table.cells.to_dict("records")
            said = {mend(row[heads["axis"]]): row for row in rows}
            return tuple(
                AxisRecipe(
                    source=axis,
                    **{each: row[heads[each]].strip() for each in _OTHERS if each in heads},
                )
                for axis, row in said.items()
                if axis
            )
    return ()


def axis_names_beside(tables: Sequence[Table], column: str) -> tuple[AxisRecipe, ...]:
    """What axes are about, from a table with a row for each: the comments of a Polis export.

    Parameters
    ----------
    tables : sequence of Table
    column : str
        Head of the column of axes, which that table has too, each value once.
    """
    for table in tables:
        cells = table.cells
        if column not in cells.columns or cells[column].duplicated().any():
            continue
        texts = [head for head in cells.columns if head != column]
        length = {head: cells[head].str.len().mean() for head in texts}
        best = max(length, key=lambda head: length[head], default=None)
        if best is not None and length[best] > LEAST_WORDS:
            pairs = zip(cells[column], cells[best], strict=True)
            return tuple(
                AxisRecipe(source=mend(axis), name=shortened(text))
                for axis, text in pairs
                if mend(axis)
            )
    return ()


def sign_beside(tables: Sequence[Table], cells: pd.DataFrame, axis: str, stance: str) -> int:
    """Whether 1 agrees (1) or -1 does (-1), from how often each comment was agreed with; 0 unknown.

    Parameters
    ----------
    tables : sequence of Table
        Of which one may count `agrees` and `disagrees` for each value of `axis`, as Polis does.
    cells : DataFrame
        Votes, whose values in `stance` are 1, 0 and -1.
    axis, stance : str
        Columns of `cells`.
    """
    for table in tables:
        if {axis, *_COUNTED} <= {*table.cells.columns}:
            counts = table.cells.set_index(axis)[[*_COUNTED]].apply(numbers).fillna(0)
            wanted = (counts["agrees"] - counts["disagrees"]).groupby(level=0).sum()
            voted = numbers(cells[stance]).groupby(cells[axis]).sum()
            likeness = float((wanted * voted).sum())
            return (likeness > 0) - (likeness < 0)
    return 0


def events_beside(tables: Sequence[Table]) -> pd.DataFrame | None:
    """A table of events with our names for its columns, as it stands; None where there is none."""
    for table in tables:
        heads = _heads(table)
        if {"date", "event"} <= heads.keys() and not heads.keys() & {"actor", "axis", "stance"}:
            names = [column.name for column in EVENT_COLUMNS if column.name in heads]
            return table.cells[[heads[name] for name in names]].set_axis(names, axis=1)
    return None


def shortened(text: str) -> str:
    """A text that is at most as long as a name may be."""
    text = mend(text)
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
