"""Names of statements that hold: each is one utterance, judged once on an axis by a coder."""

import pandas as pd

from hustings.intake.faults import Faults
from hustings.schema import COLUMNS, POSITION_KEY

#: what all rows of a statement share
_SHARED = tuple(
    column.name
    for column in COLUMNS
    if column.level == "statement" and column.name != "statement_id"
)
SAME_TWICE = "each row once"
ONE_STATEMENT = "the same statement in all rows of a statement_id; without it the row stands alone"
ONE_ROW = f"one row for each {', '.join(POSITION_KEY)}; without its id the row stands alone"


def sound(positions: pd.DataFrame, faults: Faults) -> pd.DataFrame:
    """Positions whose statement ids hold.

    A row that repeats another one word by word is left out. A row that shares a name with another
    statement, or judges what is judged already, loses that name and becomes a statement of its own.
    """
    if "statement_id" not in positions:
        return positions
    if positions.statement_id[positions.statement_id != ""].is_unique:
        return positions
    repeated = positions.duplicated() & (positions.statement_id != "")
    faults.add("statement_id", SAME_TWICE, positions.statement_id[repeated])
    positions = positions[~repeated]
    for wrong, allowed in ((_mixed, ONE_STATEMENT), (_judged, ONE_ROW)):
        found = wrong(positions) & (positions.statement_id != "")
        faults.add("statement_id", allowed, positions.statement_id[found])
        if found.any():
            ids = positions.statement_id.mask(found, "")
            positions = positions.assign(statement_id=ids)
    return positions


def _mixed(positions: pd.DataFrame) -> pd.Series:
    """Rows that differ from the first row of their statement in what a statement shares."""
    shared = [name for name in _SHARED if name in positions]
    first = positions.drop_duplicates("statement_id").set_index("statement_id")[shared]
    own = positions[shared].reset_index(drop=True)
    expected = first.loc[positions.statement_id].reset_index(drop=True)
    return (own != expected).any(axis=1).set_axis(positions.index)


def _judged(positions: pd.DataFrame) -> pd.Series:
    """Rows whose key another row has already."""
    key = [name for name in POSITION_KEY if name in positions]
    return positions.duplicated(key)
