"""The tables that questions are asked of, made once from the codings of a data set.

`codings` has one row for each statement, axis and coder, with all columns of the codebook.
`judged` has one row for each statement and axis, its coders averaged: the unit of evidence.
Summaries count statements (or judged statements) by what readers group and filter by, month by
month. Which table can answer a question is found in `hustings.query.tables`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from hustings.engine.base import Engine, quiet

#: columns of a statement that readers group or filter by
FACETS = ("actor_type", "country", "theme", "event", "kind")
GROUPS = ("actor", "speaker")
#: where a statement can be read, for counting a source and day once
SOURCE = ("url", "source_title", "publisher")


@dataclass(frozen=True)
class Summary:
    """A table of counts: `keys`, then `n`, `first` and `last` (dates).

    Parameters
    ----------
    name : str
    keys : tuple of str
        Columns that it is counted by; `month` is the first day of the month of the date.
    of : str
        The table, or the finer summary, that it is counted from; "" for the codings.
    """

    name: str
    keys: tuple[str, ...]
    of: str


#: smallest last in each line of descent; `n` of the first kind are statements, of the second kind
#: statements judged on an axis
SUMMARIES = (
    Summary("all_statements", (*GROUPS, *FACETS, "month"), "statements"),
    Summary("actors", ("actor", "speaker", "actor_type", "country", "month"), "all_statements"),
    Summary("facets", (*FACETS, "month"), "all_statements"),
    Summary("all_positions", (*GROUPS, *FACETS, "month", "axis", "x"), "judged"),
    Summary("positions", ("actor", "actor_type", "country", "month", "axis", "x"), "all_positions"),
    Summary("facets_by_axis", (*FACETS, "month", "axis"), "all_positions"),
    Summary("facets_by_coder", (*FACETS, "month", "coder"), "coded"),
)
#: a summary that is hardly smaller than the table is not worth its place: at most this share
WORTH = 0.5


@dataclass(frozen=True)
class Tables:
    """The tables of a data set.

    Parameters
    ----------
    codings, judged : ibis.Table
    summaries : dict of str to ibis.Table
        Those that are worth their place, by name.
    sizes : dict of str to int
        Rows of each table and summary.
    """

    codings: ir.Table
    judged: ir.Table
    summaries: dict[str, ir.Table] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def by_name(self) -> dict[str, ir.Table]:
        """All of them."""
        return {"codings": self.codings, "judged": self.judged, **self.summaries}


def average(codings: ir.Table) -> ir.Table:
    """Codings, one row for each statement and axis: coders averaged.

    Returns
    -------
    ibis.Table
        `statement_id, axis, x, date`, the columns of GROUPS and FACETS, and `source`.
    """
    kept = {name: codings[name].max() for name in ("date", *GROUPS, *FACETS)}
    return codings.group_by("statement_id", "axis").agg(
        x=codings.stance.mean(),
        **kept,
        source=ibis.coalesce(*(codings[name] for name in SOURCE)).max(),
    )


def make_tables(
    engine: Engine,
    codings: ir.Table,
    make: Callable[[str, ir.Table], ir.Table],
    step: Callable[[str], None] = quiet,
) -> Tables:
    """Make the tables that follow from the codings.

    Parameters
    ----------
    engine : Engine
    codings : ibis.Table
    make : callable
        Makes a table from its name and an expression.
    step : callable
        Is told the name of each table before it is made.
    """
    step("judged")
    judged = make("judged", average(codings))
    sizes = {"codings": _rows(engine, codings), "judged": _rows(engine, judged)}
    summaries: dict[str, ir.Table] = {}
    for summary in SUMMARIES:
        step(summary.name)
        made = make(summary.name, _counted(summary, codings, judged, summaries))
        rows = _rows(engine, made)
        if rows <= WORTH * sizes["judged"]:
            summaries[summary.name], sizes[summary.name] = made, rows
        else:
            engine.drop(summary.name)
    return Tables(codings, judged, summaries, sizes)


def _rows(engine: Engine, table: ir.Table) -> int:
    return int(engine.run(table.count()).iloc[0, 0])


def _counted(
    summary: Summary, codings: ir.Table, judged: ir.Table, made: dict[str, ir.Table]
) -> ir.Table:
    """The expression of a summary."""
    if summary.of in made:
        finer = made[summary.of]
        return finer.group_by(*summary.keys).agg(
            n=finer.n.sum(), first=finer["first"].min(), last=finer["last"].max()
        )
    if summary.of in ("coded", "all_statements", "statements"):
        rows = codings.mutate(month=codings.date.truncate("M"))
        n = rows.statement_id.nunique()
    else:
        rows = judged.mutate(month=judged.date.truncate("M"))
        n = rows.count()
    return rows.group_by(*summary.keys).agg(n=n, first=rows.date.min(), last=rows.date.max())


def names() -> Iterator[str]:
    """Names of all tables that can be there."""
    yield from ("codings", "judged")
    yield from (summary.name for summary in SUMMARIES)
