"""From an address to a view: what the data set has is taken, the rest is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hustings import query
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.link.contract import (
    CLUSTERS,
    EDGES,
    INTERVALS,
    METRICS,
    NO_MOST,
    NORMS,
    PANELS,
    PARAMETERS,
    WHOSE,
    Parameter,
    orders,
)
from hustings.link.suggestions import NEAR, suggestions
from hustings.link.view import View
from hustings.link.zoom import ALLOWED, window_of
from hustings.query import FACETS, GROUPINGS, LEVEL, REPEATS, SORTS, Filters, level_of
from hustings.words import listing

#: a link longer than this many values of one parameter is not read further
MOST_VALUES = 200
#: unknown values of one parameter for which near ones are sought: a link may hold many
MOST_SOUGHT = 3
#: the values of those parameters that have the same ones whatever the data
FIXED = {
    "by": tuple(GROUPINGS),
    "repeat": tuple(REPEATS),
    "interval": INTERVALS,
    "panels": PANELS,
    "sort": tuple(SORTS),
    "whose": WHOSE,
    "edge": EDGES,
    "norm": NORMS,
    "k": CLUSTERS,
    "metric": METRICS,
}


@dataclass(frozen=True)
class Unknown:
    """A value in a link that this data set does not have."""

    name: str
    value: str
    allowed: str


@cached
def default_view(data: Dataset) -> View:
    """Where a reader starts: what the data set names, else its best-covered axes."""
    named = data.meta.default
    ids = [axis.id for axis in data.axes]
    first = [value for name in ("x", "y") for value in named.get(name, ()) if value in ids]
    first += [axis for axis in ids if axis not in first]
    first = (first + first)[:2] if len(first) < 2 else first
    picked = named.get("actor", ())
    known = set(picks_in(data, "actor", levels_of(picked, "actor")) if picked else ())
    picks = tuple(pick for pick in picked if pick in known)
    return View(x=first[0], y=first[1], actor=picks, data=data.address)


def allowed_values(data: Dataset, values: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """For each parameter with a list, the values it can take.

    `values` gives those that stand in the data: a list for each facet, and for "actor" the groups
    of the grouping in force.
    """
    axes = [axis.id for axis in data.axes]
    found = {name: list(values.get(name, ())) for name in (*FACETS, "actor")}
    fixed = {name: list(options) for name, options in FIXED.items()}
    return {
        **found,
        "x": axes,
        "y": axes,
        "axis": axes,
        "flip": axes,
        "order": orders(axes),
        **fixed,
    }


def parse(
    query: Iterable[tuple[str, str]], default: View, allowed: Mapping[str, Sequence[str]]
) -> tuple[View, list[Unknown]]:
    """Read a link.

    Parameters
    ----------
    query : iterable of (str, str)
        Names and values as they stand in the URL; names outside the contract are not ours to read
        (Streamlit's own `embed`, a mail programme's tracking) and are passed over.
    default : View
        What holds where the link says nothing.
    allowed : mapping
        For each parameter with a list of values, the values there are (see `allowed_values`).

    Returns
    -------
    View, list of Unknown
        Unknown values fall back to the default and are named, never dropped in silence.
    """
    given: dict[str, list[str]] = {}
    for name, value in query:
        given.setdefault(name, []).append(value)
    found, unknown = {}, []
    for parameter in PARAMETERS:
        if parameter.name not in given:
            continue
        raw = given[parameter.name][:MOST_VALUES]
        value, wrong = _read(parameter, raw, allowed.get(parameter.name, ()))
        unknown += [Unknown(parameter.name, text, words) for text, words in wrong]
        if value is not None:
            found[parameter.name] = value
    if _of_everybody(given):
        found["everybody"] = True
    return default.having(**found), unknown


def _of_everybody(given: Mapping[str, Sequence[str]]) -> bool:
    """Whether a link is of a time when Change showed everybody before and after a day.

    A permalink names the version of the data and spells every choice of its page out.
    """
    return "v" in given and "window" in given and "everybody" not in given


def _read(
    parameter: Parameter, raw: list[str], allowed: Sequence[str]
) -> tuple[Any, list[tuple[str, str]]]:
    """The value that `raw` spells (None: nothing usable) and [(value, what is allowed)]."""
    last = raw[-1]
    if parameter.kind == "many":
        known = set(allowed)
        good = tuple(dict.fromkeys(v for v in raw if v in known))
        stray = [v for v in raw if v and v not in known]
        wrong = [(v, _menu(allowed, v if i < MOST_SOUGHT else "")) for i, v in enumerate(stray)]
        return (good if good or not wrong else None), wrong
    if parameter.kind == "one":
        return (last, []) if last in allowed else (None, [(last, _menu(allowed, last))])
    if parameter.kind == "date":
        try:
            return date.fromisoformat(last), []
        except ValueError:
            return None, [(last, "a date as YYYY-MM-DD")]
    if parameter.kind == "count":
        low, high = parameter.least, parameter.most
        # Zeros in front change nothing, and Python refuses to read thousands of digits.
        digits = last.lstrip("0") or "0"
        plain = last.isascii() and last.isdigit() and len(digits) <= len(str(high))
        if plain and low <= int(digits) <= high:
            return int(digits), []
        to = "" if high == NO_MOST else f" to {high}"
        return None, [(last, f"a whole number from {low}{to}")]
    if parameter.kind == "ids":
        return tuple(dict.fromkeys(raw)), []
    if parameter.kind == "switch":
        if last in ("true", "false"):
            return last == "true", []
        return None, [(last, "true or false")]
    if parameter.kind == "window":
        return (last, []) if window_of(last) or not last else (None, [(last, ALLOWED)])
    asked, beyond = query.within_words(last)
    return asked, [(beyond, f"at most {query.MOST_WORDS} different words")] if beyond else []


def _menu(allowed: Sequence[str], value: str) -> str:
    """What is allowed; of more than can be named, first what the value may have meant."""
    if not allowed:
        return "no value: the data have none here"
    if len(allowed) > NEAR:
        allowed = list(dict.fromkeys([*suggestions(value, allowed), *allowed]))
    return listing(allowed, "or", most=NEAR)


def values_in(data: Dataset) -> dict[str, list[str]]:
    """For each facet the values in the data set, most statements first."""
    found = query.facets(data, Filters())
    return {name: list(found[name]) for name in FACETS}


@cached
def groups_in(data: Dataset, by: str) -> list[str]:
    """All groups of a grouping, most statements first; last those that never take a stance."""
    heard = query.groups(data, Filters(), by).group
    return list(dict.fromkeys([*heard, *query.reasons(data, Filters(), by).group]))


def levels_of(picks: Iterable[str], by: str) -> set[str]:
    """The levels of picked groups."""
    return {level_of(pick, by)[0] for pick in picks}


def picks_in(data: Dataset, by: str, levels: Iterable[str] = ()) -> list[str]:
    """All groups of a grouping, then those of other levels as they are picked beside them.

    >>> [level_of(pick, "actor") for pick in ("France", "type: academia")]
    [('actor', 'France'), ('type', 'academia')]
    """
    beside = [level for level in GROUPINGS if level in {*levels} - {by}]
    more = (f"{level}{LEVEL}{name}" for level in beside for name in groups_in(data, level))
    return [*groups_in(data, by), *more]


def read(data: Dataset, pairs: Sequence[tuple[str, str]]) -> tuple[View, list[Unknown]]:
    """The view that an address asks of a data set, with the values that the data do not have.

    Parameters
    ----------
    data : Dataset
    pairs : sequence of (str, str)
        Names and values of the address, decoded.
    """
    by = dict(pairs).get("by", "actor")
    by = by if by in GROUPINGS else "actor"
    levels = levels_of((value for name, value in pairs if name == "actor"), by)
    allowed = allowed_values(data, {**values_in(data), "actor": picks_in(data, by, levels)})
    default = default_view(data)
    if by != "actor":
        # whom the data set picks by default are actors
        default = default.having(actor=())
    if not any(name == "actor" for name, _ in pairs):
        # those whom nobody has picked narrow no list
        default = default.having(whose="all")
    return parse(pairs, default, allowed)
