"""Everything a reader can choose, as one value, and the same in words."""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from hustings.countries import country_name
from hustings.link.contract import DATA, PARAMETERS
from hustings.model import Dataset
from hustings.package import SPOKEN
from hustings.query import FACETS, REPEATS, Filters, Picks, level_of
from hustings.words import day, listing, many, told


@dataclass(frozen=True, kw_only=True)
class View:
    """Everything a reader can choose; immutable, so that it can key a cache.

    `actor` holds the picked groups: actors, or speakers, types, countries when `by` says so; those
    of another level name it, as in "type: academia" (see `hustings.query.level_of`). `data` is the
    address of the data set that the view is of.
    """

    x: str = ""
    y: str = ""
    axis: tuple[str, ...] = ()
    flip: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    by: str = "actor"
    filters: Filters = field(default_factory=Filters)
    min: int = 1
    repeat: str = "all"
    interval: str = "picked"
    averages: bool = False
    panels: str = "none"
    only: bool = False
    zoom: str = ""
    sort: str = "newest"
    p: int = 1
    whose: str = "picked"
    order: str = "evidence"
    gather: bool = False
    id: tuple[str, ...] = ()
    edge: str = "agreement"
    norm: str = "none"
    once: bool = False
    least: int = 75
    top: int = 60
    k: str = "none"
    cover: int = 2
    apart: str = ""
    cut: date | None = None
    window: int = 365
    everybody: bool = False
    metric: str = "interval"
    data: str = ""

    @property
    def picks(self) -> Picks:
        """The picked groups as a restriction."""
        return Picks(self.by, self.actor)

    @property
    def listed(self) -> Picks:
        """Whose statements a list of statements holds: those of the picked, or of all."""
        return self.picks if self.whose == "picked" else Picks(self.by)

    @property
    def beside(self) -> dict[str, tuple[str, ...]]:
        """The picked groups of other levels than `by`: their names, by level."""
        return {level: names for level, names in self.picks.levels.items() if level != self.by}

    @property
    def mixed(self) -> tuple[str, ...]:
        """The picked groups of other levels than `by`, as they were picked."""
        return tuple(group for group in self.actor if level_of(group, self.by)[0] != self.by)

    def get(self, name: str) -> Any:
        """The value of one parameter by its name in the link."""
        return getattr(self.filters if name in FILTER_NAMES else self, name)

    def having(self, **values: Any) -> "View":
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
        return [*pairs, (DATA.name, self.data)] if self.data else pairs

    def clauses(self, data: Dataset | None = None) -> list["Clause"]:
        """The active restrictions, each as words with the parameter that clears it.

        The data set says what a row of it is, and names countries whose codes no standard
        knows (see `hustings.countries.country_name`).
        """
        return _clauses(self, data)

    def sentence(self, data: Dataset | None = None) -> str:
        """The active restrictions in words: what the sub-line of every figure says.

        `data` as for `clauses`; where rows of it could not be used, the rest are not all there is.
        """
        said = [clause.words for clause in self.clauses(data)]
        if data and data.left_out:
            said.append(f"{data.left_out:,} of {data.rows:,} rows could not be used")
        said = said or [f"all {many(data.meta.unit if data else SPOKEN)}"]
        if data and data.turned:
            said.append(f"{listing(data.turned, most=6)} turned round")
        return "; ".join(said)


FILTER_NAMES = tuple(f.name for f in fields(Filters))


@dataclass(frozen=True)
class Clause:
    """One active restriction: the words for it and the parameter that holds it."""

    name: str
    words: str


_SAID = {
    "type": "by {}",
    "country": "by actors of: {}",
    "theme": "on {}",
    "event": "at {}",
    "kind": "of kind {}",
    "source_kind": "read in a source of kind {}",
    "coder": "as coded by {}",
    "checked": "checked by a person: {}",
}


def _clauses(view: View, data: Dataset | None) -> list[Clause]:
    meta = data.meta if data else None
    rows, countries = (many(meta.unit), meta.countries) if meta else (many(SPOKEN), None)
    filters, found = view.filters, []
    for name in FACETS:
        if values := getattr(filters, name):
            if name == "country":
                values = tuple(country_name(value, countries) for value in values)
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
        found.append(Clause("repeat", told(REPEATS[view.repeat], meta.unit if meta else SPOKEN)))
    if view.min > 1:
        found.append(Clause("min", f"at least {view.min} {rows} each"))
    return found
