"""Prepared questions: an expression as SQL, with places in it to which values are bound.

To build an Ibis expression and to translate it takes longer than the engine needs for a small
answer. A question is translated once, with placeholders where its values go, and asked with any
values: they are bound by the engine's driver, and never part of the SQL.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa


@dataclass(frozen=True)
class Question:
    """SQL, the names of the values that it needs, and the columns of its answer."""

    sql: str
    names: tuple[str, ...]
    schema: pa.Schema


@ibis.udf.scalar.builtin(name="hustings_text")
def text(place: str) -> str:  # type: ignore[empty-body]
    """A place for a text, by the name of its value."""


@ibis.udf.scalar.builtin(name="hustings_date")
def day(place: str) -> date:  # type: ignore[empty-body]
    """A place for a date, by the name of its value."""


@ibis.udf.scalar.builtin(name="hustings_list")
def texts(place: str) -> list[str]:  # type: ignore[empty-body]
    """A place for a list of texts, by the name of its value."""


#: what a place looks like in SQL
_PLACE = re.compile(r"hustings_(text|date|list)\('(\w+)'\)", re.IGNORECASE)


def translated(expr: ir.Expr, sql: str, bound: Mapping[str, str]) -> Question:
    """The question that an expression asks.

    Parameters
    ----------
    expr : ibis expression
    sql : str
        What it is in the SQL of an engine.
    bound : mapping
        How the engine wants a place for a "text", a "date" and a "list", with "{}" for its name.
    """
    names = dict.fromkeys(name for _, name in _PLACE.findall(sql))

    def place(match: re.Match) -> str:
        return bound[match[1].lower()].format(match[2])

    schema = expr.as_table().schema().to_pyarrow()
    return Question(_PLACE.sub(place, sql), tuple(names), schema)
