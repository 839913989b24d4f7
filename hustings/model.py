"""A data set, opened: its tables in the engine, its axes, its events, its version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape

import ibis.expr.types as ir
import pandas as pd

from hustings.axes import Axis
from hustings.engine.base import Engine, frame
from hustings.engine.question import Question
from hustings.package import Meta
from hustings.schema import Problem
from hustings.tables import Tables

#: axes and problems that a notebook shows
MOST_SHOWN = 20


@dataclass(frozen=True, eq=False, kw_only=True)
class Dataset:
    """A data set that can be asked questions.

    Parameters
    ----------
    source : str
        Where it was opened from.
    engine : Engine
        What holds the tables, and answers questions over them.
    tables : Tables
    axes : tuple of Axis
    events : pandas.DataFrame
        `date`, `event`, `place`, by date.
    version : str
        First digits of a hash of the content, whatever the order of rows, columns and files.
    problems : tuple of Problem
    left_out, rows : int
        Rows of the table of positions that cannot be used, of all rows in it.
    passed_over : tuple of str
        Columns of the table of positions that are not in the codebook, and not read.
    meta : Meta
    address : str
        What `data` is in links to it: the token or the hash of a reader's own data set; "" for
        that of the server.
    expires : date or None
        The last day of a reader's saved data set; None where there is none.
    kept : str
        How long a reader's data set is there, in a sentence; "" for that of the server.
    turned : tuple of str
        Ids of the axes that are turned round (see `hustings.turned`).
    """

    source: str
    engine: Engine = field(repr=False)
    tables: Tables = field(repr=False)
    axes: tuple[Axis, ...]
    events: pd.DataFrame
    version: str
    problems: tuple[Problem, ...]
    left_out: int
    rows: int
    passed_over: tuple[str, ...]
    meta: Meta
    address: str = ""
    expires: date | None = None
    kept: str = ""
    turned: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<Dataset {self.meta.title!r}: {self.rows - self.left_out:,} rows on "
            f"{len(self.axes):,} axes, version {self.version}>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: title, counts, axes with their poles, the first problems."""
        rows = "".join(
            f"<tr><td>{escape(axis.heading)}</td><td>{escape(axis.low)}</td>"
            f"<td>{escape(axis.high)}</td></tr>"
            for axis in self.axes[:MOST_SHOWN]
        )
        wrong = "".join(f"<li>{escape(str(each))}</li>" for each in self.problems[:MOST_SHOWN])
        return (
            f"<p><strong>{escape(self.meta.title)}</strong>, version {self.version}: "
            f"{self.rows - self.left_out:,} of {self.rows:,} rows, {len(self.axes):,} axes</p>"
            f"<table><thead><tr><th>axis</th><th>−1</th><th>+1</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>" + (f"<ul>{wrong}</ul>" if wrong else "")
        )

    @property
    def table(self) -> ir.Table:
        """One row for each coding: the columns of the codebook, `row`, `actor_key`."""
        return self.tables.codings

    def run(self, expr: ir.Expr) -> pd.DataFrame:
        """Run an expression over the tables in the engine; safe from any number of threads.

        Parameters
        ----------
        expr : ibis expression

        Returns
        -------
        pandas.DataFrame
            With one column when the expression is a column, and one cell when it is a value.

        Raises
        ------
        EngineError
            When the engine is gone.
        """
        return self.engine.run(expr)

    def ask(self, question: Question, values: Mapping[str, object]) -> pd.DataFrame:
        """Ask the engine a question that it has translated, with values for its places.

        Raises
        ------
        EngineError
            When the engine is gone.
        """
        return frame(self.engine.ask(question, values))
