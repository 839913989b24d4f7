"""Groups of a view: those of its level, and the picked of other levels beside them.

A picked group of another level ("type: academia" among actors) has the numbers that it has where
its own level is shown. It is one more row: nothing that is counted over all groups changes.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import pandas as pd

from hustings import query, words
from hustings.countries import country_name
from hustings.dataset import Dataset
from hustings.findings.claims import Claim
from hustings.link import View
from hustings.query import Filters

T = TypeVar("T")

#: what a group is called, one and many
GROUP_WORDS = {
    "actor": ("actor", "actors"),
    "speaker": ("speaker", "speakers"),
    "type": ("actor type", "actor types"),
    "country": ("country", "countries"),
}
#: columns and fields of findings that hold groups
_COLUMNS = ("group", "a", "b", "low_group", "high_group")
_FIELDS = (
    "group",
    "groups",
    "asked",
    "picked",
    "drawn",
    "members",
    "together",
    "types",
    "statements",
)
_COVERED = ("by_group", "by_axis")
#: those picked beside their own type or country who are named
MOST_INSIDE = 4


def with_beside(view: View, ask: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """What is asked of all groups of the view's level, then of the picked of other levels.

    Parameters
    ----------
    view : View
    ask : callable
        From a level (a key of `hustings.query.GROUPINGS`) to a frame of all its groups, whose
        column `group` holds their names.
    """
    frames = [ask(view.by)]
    for level, names in view.beside.items():
        found = ask(level)
        some = found[query.is_in(found.group, names)]
        frames.append(query.renamed(some, level, view.by))
    # what is empty would change types of columns
    full = [frame for frame in frames if len(frame)] or frames[:1]
    return full[0] if len(full) == 1 else pd.concat(full, ignore_index=True)


def groups_of(data: Dataset, view: View, axes: tuple[str, ...] = ()) -> pd.DataFrame:
    """What `hustings.query.groups` gives, with the picked of other levels in their place."""
    found = with_beside(view, lambda by: query.groups(data, view.filters, by, axes))
    if view.beside:
        found = found.sort_values("n", ascending=False, kind="stable", ignore_index=True)
    return found


def heard(data: Dataset, view: View, groups: Iterable[str]) -> list[str]:
    """Those of some groups of a view that say anything under its filters."""
    found = []
    for group in groups:
        level, name = query.level_of(group, view.by)
        if name in query.heard(data, view.filters, level):
            found.append(group)
    return found


def of_level(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a frame whose `group` is of the view's own level."""
    if not view.beside:
        return frame
    return frame[~query.is_in(frame.group, view.mixed)].reset_index(drop=True)


def called(data: Dataset, by: str, groups: Iterable[str]) -> list[str]:
    """Groups as readers know them: countries by their names, those of other levels without it."""
    countries = data.meta.countries
    found = []
    for group in groups:
        level, name = query.level_of(group, by)
        if level == "country":
            name = country_name(name, countries)
        if level == "country" and level != by:
            name += " (country)"
        found.append(name)
    return found


def names(data: Dataset, view: View) -> dict[str, str]:
    """The groups of a view that readers know by another name, with that name.

    Two groups never share one: of those that would, the latter keeps what it is called in links.
    """
    asked = list(view.mixed)
    if view.by == "country":
        asked += query.groups(data, Filters(), "country").group.tolist()
        asked += query.reasons(data, Filters(), "country").group.unique().tolist()
    if not asked:
        return {}
    taken = set(query.groups(data, Filters(), view.by).group) - set(asked)
    found: dict[str, str] = {}
    asked = list(dict.fromkeys(asked))
    for group, name in zip(asked, called(data, view.by, asked), strict=True):
        if name not in taken and name != group:
            found[group] = name
        taken.add(found.get(group, group))
    return found


def by_name(data: Dataset, view: View) -> dict[str, str]:
    """The same read from the name to the group: what is meant where readers point at a name."""
    return {name: group for group, name in names(data, view).items()}


def named(data: Dataset, view: View, groups: Iterable[str]) -> tuple[str, ...]:
    """Groups as readers know them in a view (see `names`)."""
    known = names(data, view)
    return tuple(known.get(group, group) for group in groups)


def in_names(data: Dataset, view: View, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims with their groups as readers know them: what sentences are made of."""
    known = names(data, view)
    return tuple(
        replace(claim, groups=tuple(known.get(group, group) for group in claim.groups))
        for claim in claims
    )


def shown(data: Dataset, view: View, found: T) -> T:
    """A finding with its groups as readers know them, for figures and tables."""
    known = names(data, view)
    return _shown(found, known) if known else found


def _shown(value: Any, known: dict[str, str]) -> Any:
    """A finding, or a part of one, whose groups are called anew."""
    if isinstance(value, pd.DataFrame):
        here = [column for column in _COLUMNS if column in value.columns]
        return value.assign(**{column: value[column].replace(known) for column in here})
    if isinstance(value, tuple):
        return tuple(_shown(each, known) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in _COVERED:
            held = _listed_anew(held, known)
        changed[field.name] = (
            _called_anew(held, known) if field.name in _FIELDS else _shown(held, known)
        )
    return replace(value, **changed)


def _listed_anew(frame: pd.DataFrame, known: dict[str, str]) -> pd.DataFrame:
    """A table of coverage, whose names or lists of the silent are groups, called anew."""
    frame = frame.assign(name=frame.name.replace(known))
    if "silent" not in frame:
        return frame
    return frame.assign(silent=[_called_anew(tuple(names), known) for names in frame.silent])


def _called_anew(value: Any, known: dict[str, str]) -> Any:
    """A group, or several in whatever holds them, called anew; all else as it was."""
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, tuple):
        return tuple(_called_anew(each, known) for each in value)
    if isinstance(value, dict):
        return {_called_anew(key, known): each for key, each in value.items()}
    return _shown(value, known)


def inside(data: Dataset, view: View) -> str:
    """That a picked type or country counts those of its actors who are picked too; else nothing."""
    if view.by != "actor" or not view.beside:
        return ""
    own = query.groups(data, view.filters, "actor").set_index("group")
    said = []
    for group in view.mixed:
        level, name = query.level_of(group, view.by)
        if level not in ("type", "country"):
            continue
        there = [each for each in view.actor if each in own.index and own.at[each, level] == name]
        if there:
            (shown_as,) = called(data, view.by, [group])
            who = words.listing(there, most=MOST_INSIDE)
            said.append(f"{shown_as} counts {who} too")
    return words.sentence("; ".join(said)) if said else ""
