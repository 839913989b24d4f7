"""Faults of a file, gathered by cause: how many cells, the first rows, the values."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from hustings.intake.table import Fault
from hustings.schema import SHOWN

#: rows, and different values, that a fault names
MOST_ROWS, MOST_VALUES = 5, 8
#: cells that are looked at for the rows they are in: a row of a wide table has many
MOST_LOOKED = 500


@dataclass(kw_only=True)
class Faults:
    """The faults of one file; what has the same column and cause is one.

    `numbers` holds the number in the file of each row, by its place in the index of what is added.
    """

    file: str
    numbers: Sequence[int] = ()
    found: list[Fault] = field(default_factory=list)

    def add(self, column: str, allowed: str, values: pd.Series, listed: bool = False) -> None:
        """Note wrong cells; `listed` names their values with counts."""
        if values.empty:
            return
        rows = dict.fromkeys(int(self.numbers[place]) for place in values.index[:MOST_LOOKED])
        self.found.append(
            Fault(
                file=self.file,
                column=column,
                value=counted(values) if listed else shown(str(values.iloc[0])),
                allowed=allowed,
                rows=tuple(rows)[:MOST_ROWS],
                count=len(values),
                places=tuple(rows),
            )
        )

    def whole(self, column: str, value: str, allowed: str) -> None:
        """Note what is wrong with the file, or a column, as a whole."""
        self.found.append(Fault(file=self.file, column=column, value=value, allowed=allowed))


def shown(text: str) -> str:
    """A text as faults repeat it."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def counted(values: pd.Series) -> str:
    """Different values with their counts, the frequent ones first.

    >>> counted(pd.Series(["7", "8", "7"]))
    '“7” (2), “8” (1)'
    """
    counts = values.value_counts()
    told = ", ".join(f"“{shown(str(text))}” ({n:,})" for text, n in counts[:MOST_VALUES].items())
    more = len(counts) - MOST_VALUES
    return f"{told} and {more:,} more" if more > 0 else told


def sentence(fault: Fault) -> str:
    """A fault in words: where, how often, what was found, what is allowed.

    >>> wrong = Fault(file="a.csv", column="date", value="x", allowed="a day", rows=(2, 5), count=9)
    >>> sentence(wrong)
    'a.csv, column date: 9 cells, first in rows 2 and 5: found “x”; allowed: a day.'
    """
    where = f"{fault.file}, column {fault.column}" if fault.column else fault.file
    value = fault.value or "nothing"
    quoted = value if value.startswith("“") or not fault.value else f"“{value}”"
    if not fault.rows:
        return f"{where}: found {quoted}; allowed: {fault.allowed}."
    rows = [f"{row:,}" for row in fault.rows]
    told = rows[0] if len(rows) == 1 else f"{', '.join(rows[:-1])} and {rows[-1]}"
    first = "first in rows" if fault.count > len(rows) else "in rows"
    first = first if len(rows) > 1 else first.removesuffix("s")
    cells = f"{fault.count:,} cell{'' if fault.count == 1 else 's'}"
    return f"{where}: {cells}, {first} {told}: found {quoted}; allowed: {fault.allowed}."
