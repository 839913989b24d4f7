"""Two versions of a data set: which statements came, went or changed, and what moved."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import ibis
import pandas as pd

from hustings import query, words
from hustings.codings import digest
from hustings.dataset import Dataset

#: moves smaller than this are rounding
LEAST = 1e-9
#: what a statement without a name of its own is called by (see `hustings.codings.named`)
_UNNAMED = "row-"


@dataclass(frozen=True, kw_only=True)
class Statements:
    """Statements that are in the second version alone, in the first alone, or differ; by name."""

    came: tuple[Hashable, ...]
    went: tuple[Hashable, ...]
    changed: tuple[Hashable, ...]


@dataclass(frozen=True, kw_only=True)
class Versions:
    """What is another in the second version of a data set.

    Attributes
    ----------
    statements : DataFrame
        `what` ("came", "went" or "changed"), `actor, axis, before, after`: stances, missing where
        there is none; one row for each axis of such a statement.
    came, went, changed : int
        Statements.
    moves : DataFrame
        As `moves` gives them.
    unit : str
        What a row is.
    """

    statements: pd.DataFrame
    came: int
    went: int
    changed: int
    moves: pd.DataFrame
    unit: str

    @property
    def sentence(self) -> str:
        """Both in words."""
        counts = {"new": self.came, "gone": self.went, "changed": self.changed}
        said = [f"{n:,} {what}" for what, n in counts.items() if n]
        rows = f"{words.many(self.unit).capitalize()}: {', '.join(said) or 'none is another'}."
        moved = len(self.moves)
        places = f"{moved:,} position{'s' * (moved != 1)} moved" if moved else "No position moved"
        return f"{rows} {places}."


def statements(before: Mapping, after: Mapping) -> Statements:
    """What came, went and changed among statements.

    Parameters
    ----------
    before, after : mapping
        Name of a statement -> what it says, as anything that can be compared.

    Returns
    -------
    Statements

    >>> found = statements({"a": "yes", "b": "no"}, {"b": "yes", "c": "no"})
    >>> found.came, found.went, found.changed
    (('c',), ('a',), ('b',))
    """
    return Statements(
        came=tuple(name for name in after if name not in before),
        went=tuple(name for name in before if name not in after),
        changed=tuple(n for n, said in after.items() if n in before and before[n] != said),
    )


def moves(before: Dataset | None, after: Dataset) -> pd.DataFrame:
    """Positions of actors that differ between two versions.

    Returns
    -------
    DataFrame
        `actor, axis, before, after, n_before, n`: positions from -1 to 1 and the statements behind
        them, the widest move first; missing where there is none.
    """
    new = _positions(after).rename(columns={"position": "after"})
    old = _positions(before) if before is not None else _positions(after).iloc[:0]
    both = old.rename(columns={"position": "before", "n": "n_before"}).join(new, how="outer")
    both["move"] = (both.after - both.before).abs()
    moved = both[(both.move > LEAST) | both.before.isna() | both.after.isna()].reset_index()
    moved = moved.sort_values(["move", "group", "axis"], ascending=[False, True, True])
    return moved.rename(columns={"group": "actor"})[
        ["actor", "axis", "before", "after", "n_before", "n"]
    ].reset_index(drop=True)


def compare(before: Dataset, after: Dataset) -> Versions:
    """Two versions of a data set, the older one first.

    A statement is known by its name. One without a name is taken for the only other one without a
    name of the same actor on the same axes, if there is one: an answer that was given anew.
    """
    old, new = _rows(before), _rows(after)
    old, new = _paired(old, new)
    found = statements(_said(old), _said(new))
    kinds = {"came": found.came, "went": found.went, "changed": found.changed}
    what = {name: kind for kind, names in kinds.items() for name in names}
    return Versions(
        statements=_listed(old, new, what),
        came=len(found.came),
        went=len(found.went),
        changed=len(found.changed),
        moves=moves(before, after),
        unit=after.meta.unit,
    )


def _positions(data: Dataset) -> pd.DataFrame:
    found = query.cells(data, query.Filters()).set_index(["group", "axis"])
    return found.assign(position=found.total / found.n)[["position", "n"]]


def _rows(data: Dataset) -> pd.DataFrame:
    """Rows of codings with their statement, and a hash of all that they say."""
    tables = [t for t in (data.tables.codings, data.tables.reasons) if t is not None]
    kept = [
        table.select("statement_id", "actor", "axis", "stance", said=digest(data.engine, table))
        for table in tables
    ]
    rows = ibis.union(*kept) if len(kept) > 1 else kept[0]
    return data.run(rows.order_by("statement_id", "axis", "said"))


def _said(rows: pd.DataFrame) -> dict[str, str]:
    """Each statement with all that its rows say."""
    return rows.groupby("statement_id", sort=False).said.agg("".join).to_dict()


def _paired(old: pd.DataFrame, new: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows in which statements without names have one name in both, where it is plain which."""
    free_old = old[old.statement_id.str.startswith(_UNNAMED) & ~old.said.isin(new.said)]
    free_new = new[new.statement_id.str.startswith(_UNNAMED) & ~new.said.isin(old.said)]
    alone = [
        rows.drop_duplicates(["actor", "axis"], keep=False)[["actor", "axis", "statement_id"]]
        for rows in (free_old, free_new)
    ]
    pairs = alone[0].merge(alone[1], on=["actor", "axis"], suffixes=("", "_new"))
    renamed = dict(zip(pairs.statement_id_new, pairs.statement_id, strict=True))
    return old, new.assign(statement_id=new.statement_id.replace(renamed))


def _listed(old: pd.DataFrame, new: pd.DataFrame, what: dict[Hashable, str]) -> pd.DataFrame:
    """The rows of these statements, each axis once, coders averaged."""
    sides = [
        rows[rows.statement_id.isin(what)]
        .groupby(["statement_id", "actor", "axis"], dropna=False)
        .stance.mean()
        .rename(name)
        for rows, name in ((old, "before"), (new, "after"))
    ]
    both = pd.concat(sides, axis=1).reset_index()
    both["what"] = both.statement_id.map(what)
    both = both.sort_values(["what", "actor", "axis", "statement_id"], ignore_index=True)
    return both[["what", "actor", "axis", "before", "after"]]
