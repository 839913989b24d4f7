"""Reader of surveys: SPSS (.sav, .zsav, .por) and Stata (.dta), with their labels."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from hustings.intake.readers.apart import apart
from hustings.intake.readers.bounds import MOST_COLUMNS
from hustings.intake.readers.faults import Faults, refuse
from hustings.intake.readers.rows import Rows, table_of
from hustings.intake.table import Reading

_ALLOWED = "a data file of SPSS or Stata that is not damaged"
#: how Stata writes what is missing for one of several reasons
_LETTER = re.compile(r"\.[a-z]")


def read_survey(path: Path, name: str) -> Reading:
    """Read the answers as codes; see `hustings.intake.readers.Reader`.

    Words for the codes go into `labels`, codes that the file declares missing into `absent`, and
    the question of each column into `titles`. Rows are numbered from 1, as these programs do.
    """
    ending = Path(name).suffix.lower().lstrip(".")
    ending = ending if ending in ("por", "dta") else "sav"
    lines = apart(ending, path, _ALLOWED)
    head: dict[str, Any] = next(lines, {"columns": []})
    columns = head["columns"]
    if not columns:
        refuse("no columns", _ALLOWED)
    if len(columns) > MOST_COLUMNS:
        refuse(f"{len(columns):,} columns", f"a table of at most {MOST_COLUMNS:,} columns")
    rows = Rows(len(columns), len(columns), Faults(name))
    for number, cells in enumerate(lines, start=1):
        rows.add(number, cells)
    notes = [head["encoding"]] if head["encoding"] else []
    table = table_of(name, columns, *rows.columns(), notes)
    here = dict(zip(columns, table.cells.columns, strict=True))
    absent = {here[column]: _absent(column, head, table.cells[here[column]]) for column in columns}
    table = replace(
        table,
        labels={here[c]: words for c, words in head["labels"].items() if c in here},
        titles={here[c]: title for c, title in head["titles"].items() if c in here},
        absent={column: codes for column, codes in absent.items() if codes},
    )
    return Reading(kind="Stata" if ending == "dta" else "SPSS", tables=(table,))


def _absent(column: str, head: dict[str, Any], cells: pd.Series) -> frozenset[str]:
    """Codes of a column that the file declares missing: ranges of SPSS, letters of Stata."""
    ranges = head["ranges"].get(column, [])
    if not ranges and column not in head["letters"]:
        return frozenset()
    codes = {*cells.unique(), *head["labels"].get(column, {})}
    return frozenset(code for code in codes if _missing(code, ranges))


def _missing(code: str, ranges: list[list[Any]]) -> bool:
    if _LETTER.fullmatch(code):
        return True
    try:
        value: str | float = float(code)
    except ValueError:
        value = code
    same = [r for r in ranges if isinstance(r[0], str) == isinstance(value, str)]
    return any(low <= value <= high for low, high in same)
