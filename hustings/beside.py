"""What lies beside a table of positions: its axes, its events, its descriptor."""

from pathlib import Path

import pandas as pd

from hustings.axes import Axis, described
from hustings.engine.duckdb import DuckDB
from hustings.readers import read
from hustings.schema import AXIS_COLUMNS, AXIS_KEY, EVENT_COLUMNS, Problem, check


def read_axes(engine: DuckDB, path: Path | None) -> tuple[tuple[Axis, ...], list[Problem]]:
    """Axes from their file, in its order, and what is wrong in it."""
    rows, problems = _rows(engine, path, AXIS_COLUMNS, AXIS_KEY) if path else ([], [])
    return tuple(described(**row) for row in rows), problems


def read_events(engine: DuckDB, path: Path | None) -> tuple[pd.DataFrame, list[Problem]]:
    """Events from their file by date (`date, event, place`), and what is wrong in it."""
    rows, problems = _rows(engine, path, EVENT_COLUMNS) if path else ([], [])
    # a time of day may follow
    return events_of([{**row, "date": row["date"][: len("YYYY-MM-DD")]} for row in rows]), problems


def events_of(rows: list[dict]) -> pd.DataFrame:
    """Events as a frame, by date; dates are texts or dates."""
    frame = pd.DataFrame(rows, columns=[column.name for column in EVENT_COLUMNS], dtype=object)
    frame = frame.where(frame.notna(), None)
    frame = frame.assign(date=pd.to_datetime(frame.date, format="%Y-%m-%d"))
    return frame.sort_values("date", kind="stable", ignore_index=True)


def _rows(engine: DuckDB, path: Path, columns, key=()) -> tuple[list[dict], list[Problem]]:
    """Good rows of a small file, and its problems."""
    text = read(engine, path, columns, "small")
    if text.table is None:
        return [], text.problems
    found, good = check(engine, text.table, text.file, columns, key)
    rows = engine.arrow(good.order_by("row")).to_pylist()
    problems = sorted(text.problems + found, key=lambda problem: problem.row or 0)
    return rows, problems or (
        []
        if rows
        else [Problem(file=text.file, row=None, column="", value="", allowed="some rows")]
    )
