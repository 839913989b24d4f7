"""Turn axes round: the same data set with some axes drawn from their second pole to their first.

All that is asked of it follows, since poles change places and stances their sign where questions
begin: positions, intervals, arrows, words, files.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

import ibis
import ibis.expr.types as ir

from hustings.model import Dataset
from hustings.tables import Tables

#: ways of turning one data set that are kept, with the answers found for them
MOST = 8

_kept: WeakKeyDictionary[Dataset, OrderedDict[tuple[str, ...], Dataset]] = WeakKeyDictionary()
_lock = Lock()


def turned(data: Dataset, axes: Iterable[str]) -> Dataset:
    """A data set on which exactly these axes are turned round.

    Parameters
    ----------
    data : Dataset
        As it was opened, or already turned.
    axes : iterable of str
        Ids; those that the data set does not have are passed over.

    Returns
    -------
    Dataset
        On each of the axes the poles change places and every stance its sign. It shares engine,
        version and address with `data`, and is the same object for whoever asks again.
    """
    asked = {*axes}
    wanted = tuple(axis.id for axis in data.axes if axis.id in asked)
    if wanted == data.turned:
        return data
    with _lock:
        ways = _kept.setdefault(data, OrderedDict())
        if wanted not in ways:
            ways[wanted] = _turned(data, wanted)
        ways.move_to_end(wanted)
        while len(ways) > MOST:
            ways.popitem(last=False)
        return ways[wanted]


def _turned(data: Dataset, wanted: tuple[str, ...]) -> Dataset:
    changed = {*wanted}.symmetric_difference(data.turned)
    axes = tuple(axis.turned() if axis.id in changed else axis for axis in data.axes)
    tables = _tables(data.tables, sorted(changed))
    return replace(data, axes=axes, tables=tables, turned=wanted)


def _tables(tables: Tables, axes: list[str]) -> Tables:
    """The tables with stances on some axes the other way round; reasons have none."""
    return replace(
        tables,
        codings=_negated(tables.codings, "stance", axes),
        judged=_negated(tables.judged, "x", axes),
        summaries={
            name: _negated(table, "x", axes) if "x" in table.columns else table
            for name, table in tables.summaries.items()
        },
    )


def _negated(table: ir.Table, column: str, axes: list[str]) -> ir.Table:
    """A table whose numbers in a column change their sign on some axes; 0 has none."""
    stance = table[column]
    return table.mutate(**{column: ibis.ifelse(table.axis.isin(axes), 0.0 - stance, stance)})
