"""The check queue: statements of any data set at random, or where coders differ; codes hidden."""

import hashlib

import ibis
import pandas as pd

from hustings.dataset import Dataset
from hustings.desk.desk import Desk

#: what is shown of a statement; never its stances or coders
SHOWN = (
    "statement_id", "axis", "date", "actor", "actor_type", "speaker", "role", "summary", "quote",
    "kind", "event", "source_title", "publisher", "url",
)  # fmt: skip


def queue(
    data: Dataset, statements: int, seed: int = 1, differing: float | None = None
) -> pd.DataFrame:
    """What is to be checked: one row for each axis of each statement drawn, without any code.

    Parameters
    ----------
    data : Dataset
    statements : int
        How many are drawn. The same seed draws the same ones, whatever the order of the rows; with
        more statements asked for, those drawn before stay.
    seed : int
    differing : float, optional
        Only what coders judge differently by at least as much. A correction of positions rests on
        statements drawn at random: one from these alone would be biased.

    Returns
    -------
    DataFrame
        The columns `SHOWN`, in the order in which they are to be checked.
    """
    table = data.table
    units = table.group_by("statement_id", "axis").agg(
        wide=table.stance.max() - table.stance.min(),
        **{name: table[name].max() for name in SHOWN if name not in ("statement_id", "axis")},
    )
    if differing is not None:
        units = units.filter(units.wide >= differing)
    every = data.run(units.select("statement_id").distinct()).statement_id
    drawn = sorted(every, key=lambda name: _rank(name, seed))[:statements]
    rows = data.run(units.filter(units.statement_id.isin(drawn)).select(*SHOWN)) if drawn else (
        data.run(units.filter(ibis.literal(False)).select(*SHOWN))
    )  # fmt: skip
    place = {name: number for number, name in enumerate(drawn)}
    axes = {axis.id: number for number, axis in enumerate(data.axes)}
    order = [rows.statement_id.map(place), rows.axis.map(axes)]
    return rows.assign(first=order[0], then=order[1]).sort_values(
        ["first", "then"], ignore_index=True
    )[list(SHOWN)]


def _rank(statement: str, seed: int) -> bytes:
    """A place in the draw that depends on the statement and the seed alone."""
    return hashlib.sha256(f"{seed} {statement}".encode("utf-8", "replace")).digest()


def left(desk: Desk, who: str, data: Dataset, drawn: pd.DataFrame) -> pd.DataFrame:
    """What of a queue somebody has not judged yet."""
    judged = {(row["statement"], row["axis"]) for row in desk.checks(data.meta.name, who)}
    keys = zip(drawn.statement_id, drawn.axis, strict=True)
    return drawn[[key not in judged for key in keys]].reset_index(drop=True)
