"""Questions of this package: an expression is built and translated once for each shape.

The shape of an argument is all of it but the values that it compares with: how many of them there
are, not which. What builds the expression gets placeholders in place of those values, so that it
cannot use one.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from hustings.cache import cached
from hustings.engine import question as places
from hustings.engine.question import Question
from hustings.model import Dataset
from hustings.query.filters import FACETS, Filters, Picks

#: values that are listed one by one; more are bound as one list, since Ibis needs a quarter of a
#: millisecond for each in a list
MOST_LISTED = 100
#: the size of a list that is bound as one
_MANY = -1


def question(build: Callable[..., ir.Table]) -> Callable[..., pd.DataFrame]:
    """Let a function that builds an expression ask the engine, and give the answer.

    Parameters
    ----------
    build : callable
        From a data set and any arguments to an expression. Filters, picks and tuples of texts hold
        placeholders when it is called; all else is as it was given.

    Returns
    -------
    callable
        From the same arguments to a frame of the columns of the expression.
    """
    takes = signature(build)

    @wraps(build)
    def ask(data: Dataset, *arguments: Any, **named: Any) -> pd.DataFrame:
        bound = takes.bind(data, *arguments, **named)
        bound.apply_defaults()
        _, *asked = bound.arguments.items()
        values: dict[str, object] = {}
        shape = tuple(_shape(name, argument, values) for name, argument in asked)
        return data.ask(_translated(data, build, shape), values)

    return ask


@cached
def _translated(data: Dataset, build: Callable[..., ir.Table], shape: tuple) -> Question:
    """What an expression asks, for all arguments of a shape."""
    opened = (each.open() if isinstance(each, _Shape) else each for each in shape)
    return data.engine.translate(build(data, *opened))


class _Shape:
    """The shape of an argument."""

    def open(self) -> Any:
        """An argument of this shape, with placeholders."""
        raise NotImplementedError


def _shape(name: str, argument: Any, values: dict[str, object]) -> Hashable:
    """The shape of an argument; its values are added to `values`."""
    if isinstance(argument, tuple):
        return _listed(name, argument, values)
    if isinstance(argument, Picks):
        levels = argument.levels.items()
        lists = ((level, _listed(f"{level}_groups", names, values)) for level, names in levels)
        return _PicksShape(argument.by, tuple(lists))
    if isinstance(argument, Filters):
        words = argument.words
        values |= {"since": argument.since, "until": argument.until}
        values |= {"whole_since": argument.whole_since, "whole_until": argument.whole_until}
        values |= {f"word_{i}": word for i, word in enumerate(words)}
        return _FiltersShape(
            facets=tuple(_listed(facet, getattr(argument, facet), values) for facet in FACETS),
            since=argument.since is not None,
            until=argument.until is not None,
            words=len(words),
            whole_months=argument.whole_months,
            within_calendar=argument.within_calendar,
        )
    return argument


@dataclass(frozen=True)
class _ListShape(_Shape):
    name: str
    size: int

    def open(self) -> tuple:
        if self.size == _MANY:
            # twice, since it stands for more than one value
            return (places.texts(self.name),) * 2
        return tuple(places.text(f"{self.name}_{i}") for i in range(self.size))


def _listed(name: str, texts: tuple[str, ...], values: dict[str, object]) -> _ListShape:
    """The shape of several values: a power of two of them, of which the last fills up the rest."""
    if not texts:
        return _ListShape(name, 0)
    if len(texts) > MOST_LISTED:
        values[name] = list(texts)
        return _ListShape(name, _MANY)
    size = 1 << (len(texts) - 1).bit_length()
    filled = (*texts, *texts[-1:] * (size - len(texts)))
    values |= {f"{name}_{i}": text for i, text in enumerate(filled)}
    return _ListShape(name, size)


@dataclass(frozen=True)
class _PicksShape(_Shape):
    by: str
    lists: tuple[tuple[str, _ListShape], ...]

    def open(self) -> Picks:
        return _OpenPicks(self.by, levels={level: names.open() for level, names in self.lists})


@dataclass(frozen=True)
class _OpenPicks(Picks):
    """Picks that hold placeholders."""

    levels: Any = None


@dataclass(frozen=True, kw_only=True)
class _FiltersShape(_Shape):
    facets: tuple[_ListShape, ...]
    since: bool
    until: bool
    words: int
    whole_months: bool
    within_calendar: bool

    def open(self) -> Filters:
        facets: dict[str, Any] = {each.name: each.open() for each in self.facets}
        return _OpenFilters(
            **facets,
            since=places.day("since") if self.since else None,
            until=places.day("until") if self.until else None,
            whole_since=places.day("whole_since") if self.since else None,
            whole_until=places.day("whole_until") if self.until else None,
            words=tuple(places.text(f"word_{i}") for i in range(self.words)),
            whole_months=self.whole_months,
            within_calendar=self.within_calendar,
        )


@dataclass(frozen=True, kw_only=True)
class _OpenFilters(Filters):
    """Filters that hold placeholders, and what else a question may know of the values."""

    words: tuple[Any, ...] = ()
    whole_since: Any = None
    whole_until: Any = None
    whole_months: bool = True
    within_calendar: bool = True
