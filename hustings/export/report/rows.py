"""A table of a report, numbered and captioned, on screens and on paper."""

from dataclasses import dataclass

import pandas as pd

from hustings import words
from hustings.export.report import paper
from hustings.html.table import table_html

#: rows of a table at the most, so that a report can be read and printed
MOST_ROWS = 2000


@dataclass(frozen=True)
class Rows:
    """A table in HTML; on paper its rows stand in `columns`, without the last `unprinted`."""

    number: int
    html: str
    columns: int
    unprinted: int


def rows(frame: pd.DataFrame, title: str, number: int) -> Rows:
    """The table, its first rows if there are many, and a caption that says what is left out."""
    said = f"Table {number}. {title}"
    if len(frame) > MOST_ROWS:
        said = (
            f"{words.sentence(said)} The first {MOST_ROWS:,} of {len(frame):,} rows; the live "
            "view has all of them as CSV."
        )
    shown = frame.head(MOST_ROWS)
    unprinted = max(0, len(shown) - paper.ROWS)
    return Rows(number, table_html(shown, said), paper.columns(shown), unprinted)
