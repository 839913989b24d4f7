"""Foreign files for tests: small tables written by hand, and files of tests/data/intake as read."""

from functools import cache
from pathlib import Path

import pandas as pd

from hustings.intake import readers
from hustings.intake.apply import Applied, apply
from hustings.intake.guess import Guess, understood
from hustings.intake.table import Reading, Table

FILES = Path(__file__).parent / "data" / "intake"


def table(text: str, name: str = "made.csv", **more) -> Table:
    """A table of cells that are separated by bars, a line each, the header first."""
    rows = [[cell.strip(" ") for cell in line.split("|")] for line in text.strip().split("\n")]
    index = range(2, len(rows) + 1)
    cells = pd.DataFrame(rows[1:], columns=rows[0], index=index, dtype="str").fillna("")
    return Table(name=name, cells=cells, **more)


def column(texts: list[str]) -> pd.Series:
    return pd.Series(texts, dtype="str")


@cache
def opened(path: str) -> tuple[Reading, Guess, Applied]:
    """A file of tests/data/intake, read, understood and applied."""
    reading = readers.read(FILES / path, name=Path(path).name)
    guessed = understood(reading)
    return reading, guessed, apply(reading.tables, guessed.recipe)


def stances(made: Applied) -> dict[str, str]:
    """Actor -> stance, or why there is none; for tables with one axis."""
    rows = made.positions
    answer = rows.answer if "answer" in rows else ""
    return dict(zip(rows.actor, rows.stance.where(rows.stance != "", answer), strict=True))
