"""What the reader chose, and the link that says so: View <-> URL, in full.

PARAMETERS is the URL contract: pages, API and exports read and write the same names. A permalink
spells every choice out, so that it still means the same when defaults change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from urllib.parse import quote, urlencode

from hustings.dataset import Dataset
from hustings.query import FACETS, GROUPINGS, REPEATS, SORTS, Filters, Picks
from hustings.words import day, listing

#: whose intervals the map draws
INTERVALS = ("picked", "all", "none")
#: what an edge of the network can mean, and how counted edges are normalised
EDGES = ("agreement", "congruence", "conflict", "subtract", "ratio")
NORMS = ("none", "average", "jaccard")
#: number of clusters on the landscape
CLUSTERS = ("none", "auto", "2", "3", "4", "5")
#: the least number of statements that can be asked for
MOST_LEAST = 50
#: the largest number a link can hold
NO_MOST = 10**9
#: a link longer than this many values of one parameter is not read further
MOST_VALUES = 200


@dataclass(frozen=True)
class Parameter:
    """One name of the URL contract.

    `kind` is "one" or "many" (values from a list), "date", "words", "count" (from `least` to
    `most`), "switch" or "ids" (statement ids, looked up by the page that shows them). Parameters
    of one `page` (and those it names `also`) have their widget there; all others have it in the
    frame.
    """

    name: str
    kind: str
    meaning: str
    least: int = 1
    most: int = NO_MOST
    page: str | None = None
    also: tuple[str, ...] = ()

    def on(self, page: str) -> bool:
        """Whether a page has this choice."""
        return self.page in (None, page) or page in self.also


PARAMETERS = (
    Parameter("x", "one", "axis from left to right on the map"),
    Parameter("y", "one", "axis from bottom to top on the map"),
    Parameter("axis", "many", "axes, where a page shows one or some"),
    Parameter(
        "actor",
        "many",
        "groups picked: labelled on the map, compared on Compare, restricted to on Statements",
    ),
    Parameter("by", "one", "what a point is: actor, speaker, type or country"),
    Parameter("type", "many", "actor types"),
    Parameter("country", "many", "countries of the actors"),
    Parameter("theme", "many", "themes"),
    Parameter("event", "many", "events"),
    Parameter("kind", "many", "kinds of statement"),
    Parameter("coder", "many", "coders"),
    Parameter("since", "date", "first day, inclusive"),
    Parameter("until", "date", "last day, inclusive"),
    Parameter("q", "words", "words that quotation, summary, speaker or title must all contain"),
    Parameter("min", "count", "least number of statements behind a point", most=MOST_LEAST),
    Parameter("repeat", "one", "how often a repeated statement counts: all, document or latest"),
    Parameter("interval", "one", "whose intervals the map draws: picked, all or none"),
    Parameter("averages", "switch", "averages of the actor types on the map"),
    Parameter("sort", "one", "order of the statements"),
    Parameter("p", "count", "page of the list of statements", page="statements"),
    Parameter(
        "id", "ids", "statements opened by a click on their dot", page="actor", also=("change",)
    ),
    Parameter("edge", "one", "what links two groups in the network", page="agreement"),
    Parameter("norm", "one", "how counted links are normalised", page="agreement"),
    Parameter(
        "least",
        "count",
        "links are drawn from this share of the strongest, in percent",
        least=0,
        most=100,
        page="agreement",
    ),
    Parameter(
        "top",
        "count",
        "how many groups, those with most evidence",
        least=2,
        most=400,
        page="agreement",
    ),
    Parameter("k", "one", "clusters on the landscape", page="landscape"),
    Parameter("cover", "count", "axes a group must have spoken on", page="landscape"),
    Parameter("apart", "words", "the group whose differences are shown", page="divides"),
    Parameter("cut", "date", "the day that divides before from after", page="change"),
    Parameter("window", "count", "days of a running position", most=3650, page="change"),
)


@dataclass(frozen=True)
class View:
    """Everything a reader can choose; immutable, so that it can key a cache.

    `actor` holds the picked groups: actors, or speakers, types, countries when `by` says so.
    """

    x: str = ""
    y: str = ""
    axis: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    by: str = "actor"
    filters: Filters = field(default_factory=Filters)
    min: int = 1
    repeat: str = "all"
    interval: str = "picked"
    averages: bool = True
    sort: str = "newest"
    p: int = 1
    id: tuple[str, ...] = ()
    edge: str = "agreement"
    norm: str = "none"
    least: int = 75
    top: int = 60
    k: str = "none"
    cover: int = 2
    apart: str = ""
    cut: date | None = None
    window: int = 365

    @property
    def picks(self) -> Picks:
        """The picked groups as a restriction."""
        return Picks(self.by, self.actor)

    def get(self, name: str):
        """The value of one parameter by its name in the link."""
        return getattr(self.filters if name in FILTER_NAMES else self, name)

    def having(self, **values) -> "View":
        """The same view with some parameters changed, by their names in the link."""
        inner = {k: v for k, v in values.items() if k in FILTER_NAMES}
        outer = {k: v for k, v in values.items() if k not in FILTER_NAMES}
        return replace(self, **outer, filters=replace(self.filters, **inner))

    def keeping(self, *names: str) -> "View":
        """A view that shares only these fields with this one, so that others change no key."""
        return replace(View(), **{name: getattr(self, name) for name in names})

    def query(self, page: str) -> list[tuple[str, str]]:
        """Every choice that a page has, as (name, value) in the order of the contract.

        Nothing is left implied; parameters that only other pages have are not choices here.
        An empty pick is spelled `actor=`, because a data set may pick actors by default; an empty
        facet, date or search has no default to be confused with and is left out.
        """
        pairs = []
        for parameter in PARAMETERS:
            if not parameter.on(page):
                continue
            value = self.get(parameter.name)
            if parameter.kind in ("many", "ids"):
                pairs += [(parameter.name, v) for v in value]
                if parameter.name == "actor" and not value:
                    pairs.append(("actor", ""))
            elif parameter.kind == "switch":
                pairs.append((parameter.name, "true" if value else "false"))
            elif value not in (None, ""):
                text = value.isoformat() if isinstance(value, date) else str(value)
                pairs.append((parameter.name, text))
        return pairs

    def clauses(self) -> list["Clause"]:
        """The active restrictions, each as words with the parameter that clears it."""
        return _clauses(self)

    def sentence(self) -> str:
        """The active restrictions in words: what the sub-line of every figure says."""
        said = [clause.words for clause in self.clauses()]
        return "; ".join(said) if said else "all statements"


FILTER_NAMES = tuple(f.name for f in fields(Filters))
#: parameters whose widgets stand on one page only
PAGE_NAMES = tuple(p.name for p in PARAMETERS if p.page is not None)


@dataclass(frozen=True)
class Clause:
    """One active restriction: the words for it and the parameter that holds it."""

    name: str
    words: str


_SAID = {
    "type": "by {}",
    "country": "actors from {}",
    "theme": "on {}",
    "event": "at {}",
    "kind": "of kind {}",
    "coder": "as coded by {}",
}


def _clauses(view: View) -> list[Clause]:
    filters, found = view.filters, []
    for name in FACETS:
        if values := getattr(filters, name):
            found.append(Clause(name, _SAID[name].format(listing(values, "or", most=6))))
    if filters.since and filters.since == filters.until:
        found.append(Clause("since", f"on {day(filters.since)}"))
    else:
        if filters.since:
            found.append(Clause("since", f"since {day(filters.since)}"))
        if filters.until:
            found.append(Clause("until", f"until {day(filters.until)}"))
    if filters.q.strip():
        found.append(Clause("q", f"containing “{filters.q.strip()}”"))
    if view.repeat != "all":
        found.append(Clause("repeat", REPEATS[view.repeat]))
    if view.min > 1:
        found.append(Clause("min", f"at least {view.min} statements each"))
    return found


@dataclass(frozen=True)
class Unknown:
    """A value in a link that this data set does not have."""

    name: str
    value: str
    allowed: str


def default_view(data: Dataset) -> View:
    """Where a reader starts: what the data set names, else its best-covered axes."""
    named = data.meta.default
    ids = [axis.id for axis in data.axes]
    first = [value for name in ("x", "y") for value in named.get(name, ()) if value in ids]
    first += [axis for axis in ids if axis not in first]
    first = (first + first)[:2] if len(first) < 2 else first
    return View(x=first[0], y=first[1], actor=tuple(named.get("actor", ())))


def choices(data: Dataset, values: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """For each parameter with a list, the values it can take.

    `values` gives those that stand in the data: a list for each facet, and for "actor" the groups
    of the grouping in force.
    """
    axes = [axis.id for axis in data.axes]
    fixed = {
        "x": axes,
        "y": axes,
        "axis": axes,
        "by": list(GROUPINGS),
        "repeat": list(REPEATS),
        "interval": list(INTERVALS),
        "sort": list(SORTS),
        "edge": list(EDGES),
        "norm": list(NORMS),
        "k": list(CLUSTERS),
    }
    return {**{name: list(values.get(name, ())) for name in (*FACETS, "actor")}, **fixed}


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
        For each parameter with a list of values, the values there are (see `choices`).

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
    return default.having(**found), unknown


def _read(parameter: Parameter, raw: list[str], allowed: Sequence[str]):
    """The value that `raw` spells (None: nothing usable) and [(value, what is allowed)]."""
    last = raw[-1]
    if parameter.kind == "many":
        known = set(allowed)
        good = tuple(dict.fromkeys(v for v in raw if v in known))
        wrong = [(v, _menu(allowed)) for v in raw if v and v not in known]
        return (good if good or not wrong else None), wrong
    if parameter.kind == "one":
        return (last, []) if last in allowed else (None, [(last, _menu(allowed))])
    if parameter.kind == "date":
        try:
            return date.fromisoformat(last), []
        except ValueError:
            return None, [(last, "a date as YYYY-MM-DD")]
    if parameter.kind == "count":
        low, high = parameter.least, parameter.most
        if last.isascii() and last.isdigit() and low <= int(last[:10]) <= high:
            return int(last), []
        to = "" if high == NO_MOST else f" to {high}"
        return None, [(last, f"a whole number from {low}{to}")]
    if parameter.kind == "ids":
        return tuple(dict.fromkeys(raw)), []
    if parameter.kind == "switch":
        if last in ("true", "false"):
            return last == "true", []
        return None, [(last, "true or false")]
    return last, []


def _menu(allowed: Sequence[str]) -> str:
    if not allowed:
        return "no value: the data have none here"
    return listing(allowed, "or", most=8)


def permalink(base: str, page: str, view: View, version: str, embed: bool = False) -> str:
    """The full link to a view: every choice spelled out, with the data version.

    Parameters
    ----------
    base : str
        Address of the dashboard's first page, with or without a slash at its end.
    page : str
        Path of the page, "" for the map.
    """
    pairs = [*view.query(page), ("v", version)]
    if embed:
        pairs.append(("embed", "true"))
    return f"{base.rstrip('/')}/{page}?{urlencode(pairs, quote_via=quote)}"


def relative(page: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """A link between pages that also holds behind a path prefix: "./compare?axis=…"."""
    pairs = []
    for name, values in parameters.items():
        values = [values] if isinstance(values, str) else list(values)
        pairs += [(name, value) for value in values] or [(name, "")]
    return f"./{page}?{urlencode(pairs, quote_via=quote)}"
