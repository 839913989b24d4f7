"""Cache of results: equal questions to the same data set are computed once."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from inspect import signature
from threading import Lock
from typing import ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

import pandas as pd

#: results kept for each data set, the longest unused given up first
MOST = 1000

_lock = Lock()
_results: WeakKeyDictionary = WeakKeyDictionary()


P = ParamSpec("P")
R = TypeVar("R")


def cached(function: Callable[P, R]) -> Callable[P, R]:
    """`function(data, ...)`, computed once for equal arguments; forgotten with the data set.

    All readers of a server share the results: pages, files and programs that ask the same get the
    same. A frame is handed out as a shallow copy, which pandas writes on a copy of its own, so
    that no caller can change what the next one gets. All arguments must be hashable; it makes no
    difference whether one is named, or left to its default.
    """
    takes = signature(function)

    @wraps(function)
    def lookup(data, *arguments, **named):
        bound = takes.bind(data, *arguments, **named)
        bound.apply_defaults()
        key = (function, bound.args[1:], tuple(bound.kwargs.items()))
        with _lock:
            found = _results.setdefault(data, OrderedDict())
            if key in found:
                found.move_to_end(key)
                return _shared(found[key])
        result = function(data, *arguments, **named)
        with _lock:
            found[key] = result
            while len(found) > MOST:
                found.popitem(last=False)
        return _shared(result)

    return cast(Callable[P, R], lookup)


def _shared(result):
    return result.copy(deep=False) if isinstance(result, pd.DataFrame) else result
