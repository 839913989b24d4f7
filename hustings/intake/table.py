"""What every intake reader gives: tables of text, with what was guessed and what was wrong.

Every cell is text until a recipe gives its column a meaning (`hustings.intake.recipe`).
"""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong in a file: one cause, with the rows it was found in.

    `rows` holds the first of them, numbered as a spreadsheet or an editor would number them;
    `count` says how many there are, `places` names more of them, for mending. `value` is the first
    value, `allowed` what would be right.
    """

    file: str
    column: str
    value: str
    allowed: str
    rows: tuple[int, ...] = ()
    count: int = 1
    places: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of text: a file, or a sheet or member of one.

    Attributes
    ----------
    name : str
        Of the file, the sheet or the member, as a reader would call it.
    cells : DataFrame
        One column of text for each column of the table, under its own name (names are unique and
        not empty); an empty cell is "". The index holds the row's number in the file.
    labels : dict
        Words for coded values, by column: {"q1": {"1": "agree"}} (SPSS, Stata).
    absent : dict
        Values that the file itself declares missing, by column.
    titles : dict
        What a column asks or says in full, by column: the question of a survey.
    notes : tuple of str
        What was guessed or mended on the way: "Windows-1252, separated by semicolons".
    faults : tuple of Fault
    """

    name: str
    cells: pd.DataFrame
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    absent: dict[str, frozenset[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A file as it was read: its kind ("CSV", "SPSS", "Polis export"), its tables and its faults.

    `recipe` is a recipe in its JSON form (a dict) where the kind of file says by itself what its
    columns mean (Polis, Discourse Network Analyzer, a Data Package of ours); else None.
    """

    kind: str
    tables: tuple[Table, ...]
    faults: tuple[Fault, ...] = ()
    recipe: dict[str, object] | None = None
