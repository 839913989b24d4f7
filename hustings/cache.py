"""Cache of results: equal questions are computed once, and kept within a limit of memory."""

import sys
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from copy import copy
from dataclasses import dataclass, field, fields, is_dataclass
from functools import wraps
from inspect import signature
from itertools import count
from threading import Lock
from typing import Any, ParamSpec, TypeVar, overload
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from hustings import settings

P = ParamSpec("P")
R = TypeVar("R")

MEGABYTE = 2**20


@dataclass
class _Kept:
    """A result, how to copy it for a caller (None: nothing can change it), its size in bytes."""

    result: Any
    copied: Callable[[], Any] | None
    size: int
    used: int = 0

    def handed_out(self) -> Any:
        """The result as a caller gets it."""
        return self.copied() if self.copied else self.result


@dataclass
class _Results:
    """What is known of one data set: results, the longest unused first, and what is on its way."""

    kept: OrderedDict[tuple, _Kept] = field(default_factory=OrderedDict)
    flights: dict[tuple, Future] = field(default_factory=dict)
    size: int = 0


_lock = Lock()
_results: WeakKeyDictionary[Any, _Results] = WeakKeyDictionary()
_clock = count()


@overload
def cached(function: Callable[P, R]) -> Callable[P, R]: ...
@overload
def cached(*, uses: tuple[str, ...]) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def cached(function=None, *, uses=None):
    """`function(data, ...)`, computed once for equal arguments.

    All readers of a server share the results: pages, files and programs that ask the same get the
    same. Who asks for what is being computed waits for it, and gets the same result, or the same
    exception, which is not kept. Results of all data sets together take at most the megabytes that
    the settings allow, by an estimate of their size; the longest unused go first, all of them with
    their data set.

    Keyword-only arguments whose names begin with an underscore are no part of the question: they
    tell how to compute what the others name.

    No caller can change what the next one gets. Frames, dicts, lists and sets, also inside tuples
    and dataclasses, are handed out as copies (frames as shallow ones, which pandas writes on a copy
    of their own); arrays are made read-only and shared; all else that is shared must be immutable.

    Parameters
    ----------
    function : callable
        Its first argument is the data set; all others must be hashable, but for those with an
        underscore. It makes no difference whether one is named, or left to its default.
    uses : tuple of str, optional
        The fields of the argument `view` that the result depends on. Others change no key, and the
        function finds their defaults there.
    """

    def decorated(function):
        takes = signature(function)

        @wraps(function)
        def lookup(data, *arguments, **named):
            bound = takes.bind(data, *arguments, **named)
            bound.apply_defaults()
            if uses is not None:
                bound.arguments["view"] = bound.arguments["view"].keeping(*uses)
            asked = tuple(each for each in bound.kwargs.items() if each[0][0] != "_")
            key = (function, bound.args[1:], asked)
            return _found(data, key, lambda: function(*bound.args, **bound.kwargs)).handed_out()

        lookup.__dict__["uses"] = uses
        return lookup

    return decorated if function is None else decorated(function)


def _found(data, key: tuple, compute: Callable[[], Any]) -> _Kept:
    """What is kept under the key, or on its way; else what is computed now."""
    while True:
        with _lock:
            results = _results.setdefault(data, _Results())
            if (kept := results.kept.get(key)) is not None:
                results.kept.move_to_end(key)
                kept.used = next(_clock)
                return kept
            if first := key not in results.flights:
                results.flights[key] = Future()
            flight = results.flights[key]
        if first:
            return _computed(results, key, flight, compute)
        try:
            return flight.result()
        except CancelledError:
            # Whoever computed it was stopped, which is no answer: try again.
            continue


def _computed(results: _Results, key: tuple, flight: Future, compute: Callable[[], Any]) -> _Kept:
    """Compute, keep what comes of it, and tell all who wait."""
    try:
        kept = _kept(compute())
    except Exception as error:
        _landed(results, key)
        flight.set_exception(error)
        raise
    except BaseException:
        _landed(results, key)
        flight.cancel()
        raise
    _landed(results, key, kept)
    flight.set_result(kept)
    return kept


def _landed(results: _Results, key: tuple, kept: _Kept | None = None) -> None:
    """Nothing is on its way under the key any more; a result is kept, and others make room."""
    limit = settings.current().result_cache * MEGABYTE if kept else 0
    with _lock:
        del results.flights[key]
        if kept is None or kept.size > limit:
            return
        kept.used = next(_clock)
        results.kept[key] = kept
        results.size += kept.size
        stores = list(_results.values())
        while sum(store.size for store in stores) > limit:
            oldest = min(
                (store for store in stores if store.kept),
                key=lambda store: next(iter(store.kept.values())).used,
            )
            _, gone = oldest.kept.popitem(last=False)
            oldest.size -= gone.size


def _kept(result: Any) -> _Kept:
    return _Kept(result, _copier(result), size(result))


def _copier(value: Any) -> Callable[[], Any] | None:
    """How to copy what a caller could change; None where there is no such thing."""
    if isinstance(value, str):
        return None
    if isinstance(value, pd.DataFrame | pd.Series):
        return lambda: value.copy(deep=False)
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
        return None
    if isinstance(value, dict):
        inner = {key: _copier(each) for key, each in value.items()}
        return lambda: {
            key: make() if (make := inner[key]) else each for key, each in value.items()
        }
    if isinstance(value, tuple | list | set):
        makers = [_copier(each) for each in value]
        if isinstance(value, tuple) and not any(makers):
            return None
        kind = type(value)
        return lambda: kind(
            make() if make else each for make, each in zip(makers, value, strict=True)
        )
    if is_dataclass(value) and not isinstance(value, type):
        changing = {
            each.name: make
            for each in fields(value)
            if (make := _copier(getattr(value, each.name)))
        }
        return (lambda: _copied(value, changing)) if changing else None
    return None


def _copied(value: Any, changing: dict[str, Callable[[], Any]]) -> Any:
    """The same dataclass with copies of what could be changed."""
    found = copy(value)
    for name, make in changing.items():
        object.__setattr__(found, name, make())
    return found


def size(value: Any) -> int:
    """An estimate of the bytes of memory that a value takes; what it holds twice counts once."""
    return _size(value, set())


def _size(value: Any, seen: set[int]) -> int:
    if id(value) in seen:
        return 0
    seen.add(id(value))
    if isinstance(value, pd.DataFrame):
        return _size(value.index, seen) + sum(_column(column) for _, column in value.items())
    if isinstance(value, pd.Series):
        return _size(value.index, seen) + _column(value)
    if isinstance(value, pd.Index):
        return int(value.memory_usage(deep=True))
    if isinstance(value, np.ndarray):
        return value.nbytes
    own = sys.getsizeof(value)
    if isinstance(value, dict):
        return own + sum(_size(each, seen) for pair in value.items() for each in pair)
    if isinstance(value, tuple | list | set | frozenset):
        return own + sum(_size(each, seen) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return own + sum(_size(getattr(value, each.name), seen) for each in fields(value))
    return own


def _column(column: pd.Series) -> int:
    """Bytes of a column without its index; pandas' own answer takes five times as long."""
    if column.dtype == object:
        return int(column.memory_usage(index=False, deep=True))
    return int(column.array.nbytes)
