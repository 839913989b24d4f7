"""The tables that questions are asked of, made once from the codings of a data set.

`codings` has one row for each statement, axis and coder, with all columns of the codebook. Where a
reason stands in the place of a stance, the row is in a table of its own, `reasons`: what averages
and counts positions never meets it.
`statements` has one row for each statement: what was said, by whom, when and where, and the text in
which words are looked for (as `reasons` has it).
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
FACETS = ("actor_type", "country", "theme", "event", "kind", "source_kind")
GROUPS = ("actor", "speaker")
#: where a statement can be read, for counting a source and day once
SOURCE = ("url", "source_title", "publisher")


#: tables that are no summaries
PLAIN = ("codings", "statements", "judged", "reasons")
#: between the names of axes in `axes`, and round all of them: no name has a control character
BETWEEN = "\x1f"
#: columns of which one statement can have several values
SEVERAL = frozenset({"axis", "coder", "is_checked"})


@dataclass(frozen=True)
class Summary:
    """A table of counts: `keys`, then `n`, `first` and `last` (dates).

    Parameters
    ----------
    name : str
    keys : tuple of str
        Columns that it is counted by; `month` is the first day of the month of the date, and `axes`
        are the names of all axes that the statement is on.
    """

    name: str
    keys: tuple[str, ...]

    @property
    def counts(self) -> frozenset[str]:
        """What a statement is counted once for each value of: of SEVERAL, or nothing."""
        return SEVERAL.intersection(self.keys)

    @property
    def of(self) -> str:
        """The table whose rows it counts, by its name in PLAIN."""
        if self.counts & {"coder", "is_checked"}:
            return "codings"
        return "judged" if {"axis", "axes"} & {*self.keys} else "statements"


#: finer ones first: a coarser one that counts the same is counted from them
SUMMARIES = (
    Summary("all_statements_by_axes", (*GROUPS, *FACETS, "month", "axes")),
    Summary("actors_by_axes", ("actor", "speaker", "actor_type", "country", "month", "axes")),
    Summary("all_statements", (*GROUPS, *FACETS, "month")),
    Summary("actors", ("actor", "speaker", "actor_type", "country", "month")),
    Summary("facets", (*FACETS, "month")),
    Summary("all_positions", (*GROUPS, *FACETS, "month", "axis", "x")),
    Summary("positions", ("actor", "actor_type", "country", "month", "axis", "x")),
    Summary("facets_by_axis", (*FACETS, "month", "axis")),
    Summary("facets_by_coder", (*FACETS, "month", "coder")),
    Summary("facets_by_checked", (*FACETS, "month", "is_checked")),
)
#: a summary that is hardly smaller than the table is not worth its place: at most this share
WORTH = 0.5
#: judged statements from which on summaries are made: fewer are counted as quickly as they are
LEAST = 10_000
#: different stances that may still be steps of a scale, some of them spelled with fewer decimals
MOST_STEPS = 50


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The tables of a data set.

    Parameters
    ----------
    codings, statements, judged : ibis.Table
    summaries : dict of str to ibis.Table
        Those that are worth their place, by name.
    sizes : dict of str to int
        Rows of each table and summary.
    reasons : ibis.Table, optional
        The codings that have no stance; None where there are none.
    steps : bool
        Whether judged statements take few different stances, the steps of a scale: where it is not
        known, False.
    """

    codings: ir.Table
    statements: ir.Table
    judged: ir.Table
    summaries: dict[str, ir.Table] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    reasons: ir.Table | None = None
    steps: bool = False

    def by_name(self) -> dict[str, ir.Table]:
        """All of them."""
        reasons = {} if self.reasons is None else {"reasons": self.reasons}
        plain = {"codings": self.codings, "statements": self.statements, "judged": self.judged}
        return {**plain, **reasons, **self.summaries}


def average(codings: ir.Table) -> ir.Table:
    """Codings, one row for each statement and axis: coders averaged.

    Returns
    -------
    ibis.Table
        `statement_id, axis, x, date, time`, the columns of GROUPS and FACETS, and `source`.
    """
    kept = {name: codings[name].max() for name in ("date", "time", *GROUPS, *FACETS)}
    return codings.group_by("statement_id", "axis").agg(
        x=codings.stance.mean(),
        **kept,
        source=ibis.coalesce(*(codings[name] for name in SOURCE)).max(),
    )


def make_tables(
    engine: Engine,
    codings: ir.Table,
    statements: ir.Table,
    make: Callable[[str, ir.Table], ir.Table],
    step: Callable[[str], None] = quiet,
    reasons: ir.Table | None = None,
) -> Tables:
    """Make the tables that follow from the codings.

    Parameters
    ----------
    engine : Engine
    codings, statements : ibis.Table
        Tables already.
    make : callable
        Makes a table from its name and an expression.
    step : callable
        Is told the name of each table before it is made.
    reasons : ibis.Table, optional
        The codings without a stance, a table already.
    """
    step("judged")
    judged = make("judged", average(codings))
    plain = {"codings": codings, "statements": statements, "judged": judged}
    sizes = {name: engine.count(table) for name, table in plain.items()}
    if reasons is not None:
        sizes["reasons"] = engine.count(reasons)
    summaries: dict[str, ir.Table] = {}
    for summary in SUMMARIES if sizes["judged"] >= LEAST else ():
        step(summary.name)
        finer = [summaries[each.name] for each in SUMMARIES
                 if each.name in summaries and each.counts == summary.counts]  # fmt: skip
        made = make(summary.name, _counted(summary, plain[summary.of], finer))
        rows = engine.count(made)
        if rows <= WORTH * sizes["judged"]:
            summaries[summary.name], sizes[summary.name] = made, rows
        else:
            engine.drop(summary.name)
    few = engine.count(judged.select("x").distinct().limit(MOST_STEPS + 1)) <= MOST_STEPS
    return Tables(
        codings=codings,
        statements=statements,
        judged=judged,
        summaries=summaries,
        sizes=sizes,
        reasons=reasons,
        steps=few,
    )


def _counted(summary: Summary, rows: ir.Table, finer: list[ir.Table]) -> ir.Table:
    """The expression of a summary, from a finer one where there is one, or of the rows."""
    for table in finer:
        if set(summary.keys) <= set(table.columns):
            return table.group_by(*summary.keys).agg(
                n=table.n.sum(), first=table["first"].min(), last=table["last"].max()
            )
    if "axes" in summary.keys:
        rows = with_axes(rows)
    rows = rows.mutate(month=rows.date.truncate("M"))
    # one coder has a row for each axis
    n = rows.statement_id.nunique() if summary.of == "codings" else rows.count()
    return rows.group_by(*summary.keys).agg(n=n, first=rows.date.min(), last=rows.date.max())


def with_axes(judged: ir.Table) -> ir.Table:
    """One row for each statement, with `axes`: the names of all axes that it is on."""
    kept = {name: judged[name].max() for name in ("date", *GROUPS, *FACETS)}
    axes = BETWEEN + judged.axis.collect().sort().join(BETWEEN) + BETWEEN
    return judged.group_by("statement_id").agg(axes=axes, **kept)


def names() -> Iterator[str]:
    """Names of all tables that can be there."""
    yield from PLAIN
    yield from (summary.name for summary in SUMMARIES)
