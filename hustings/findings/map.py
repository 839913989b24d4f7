"""The map: groups on two axes."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import (
    GROUP_WORDS,
    MOST_COMPARED,
    axis_of,
    behind,
    count_in_words,
    group_positions,
    subline,
    unheard,
)
from hustings.findings.selection import MOST_POINTS, selected
from hustings.link import View
from hustings.measures.map import places


@dataclass(frozen=True, kw_only=True)
class MapFinding:
    """The map: `points` and `averages` have a place, `absent` lacks one on at least one axis.

    Frames as `hustings.measures.map.places` gives them. `points` are those of at most
    `MOST_POINTS` groups, and `averages` of as many types, those with most statements; `placed` and
    `averaged` say how many have a place, `ties` how the groups were chosen (see `selected`);
    `together` lists those of them at the very same place, largest company first. `total` counts
    the statements behind the points.
    """

    x: Axis
    y: Axis
    points: pd.DataFrame
    averages: pd.DataFrame
    absent: pd.DataFrame
    averaged: int
    placed: int
    ties: str
    together: tuple[tuple[str, ...], ...]
    total: query.Totals
    headline: str
    subline: str


@cached(uses=("x", "y", "actor", "averages", "by", "filters", "min", "repeat"))
def map(data: Dataset, view: View) -> MapFinding:
    """Groups on the two axes of the view."""
    x, y = axis_of(data, view.x), axis_of(data, view.y)
    placed = _placed(data, view, view.by)
    here = placed.x.notna() & placed.y.notna()
    everyone, absent = placed[here], placed[~here]
    chosen = selected(data, view, everyone, MOST_POINTS)
    points = chosen.groups
    averages = points.iloc[:0]
    if view.averages and view.by != "type":
        averages = _placed(data, view, "type")
        averages = averages[averages.x.notna() & averages.y.notna()]
    total = behind(points)
    return MapFinding(
        x=x,
        y=y,
        points=points.reset_index(drop=True),
        averages=averages.head(MOST_POINTS).reset_index(drop=True),
        averaged=len(averages),
        absent=absent.reset_index(drop=True),
        placed=len(everyone),
        ties=chosen.ties,
        together=_together(points),
        total=total,
        headline=_map_headline(data, view, everyone, x, y),
        subline=subline(data, view, total, view.by),
    )


@cached(uses=("x", "y", "filters", "min", "repeat"))
def _placed(data: Dataset, view: View, by: str) -> pd.DataFrame:
    """The groups that `by` names, each with its place where it has one, whoever is picked."""
    said = query.groups(data, view.filters, by, (view.x, view.y))
    return places(group_positions(data, view, by), said, view.x, view.y)


def _together(points: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    rounded = points.assign(x=points.x.round(9), y=points.y.round(9))
    companies = rounded.groupby(["x", "y"]).group.agg(tuple)
    return tuple(sorted((c for c in companies if len(c) > 1), key=lambda c: (-len(c), c)))


def _map_headline(data: Dataset, view: View, points: pd.DataFrame, x: Axis, y: Axis) -> str:
    axes = (x,) if x == y else (x, y)
    at = points.set_index("group")
    named = [group for group in view.actor if group in at.index]
    if named:
        found = {
            group: {x.id: at.x_side[group], y.id: at.y_side[group]}
            for group in named[:MOST_COMPARED]
        }
        return words.headline(axes, found)
    ids = tuple(axis.id for axis in axes)
    if points.empty:
        one, many = GROUP_WORDS[view.by]
        return unheard(data, view, axes=ids) or f"No {one} has spoken on both {x.id} and {y.id}"
    clauses = []
    rest = False
    for axis, sides in ((x, points.x_side), (y, points.y_side))[: len(axes)]:
        low, high = (sides == -1).sum(), (sides == 1).sum()
        rest |= low + high < len(points)
        clauses.append(
            f"on {axis.id}, {_few(low)} {'stand' if low > 1 else 'stands'} towards "
            f"{axis.low_noun} and {_few(high)} towards {axis.high_noun}"
        )
    if rest:
        clauses.append("all others are mixed or on no clear side")
    said = words.sentence(f"of {count_in_words(len(points), view.by)}, {'; '.join(clauses)}")
    missed = unheard(data, view, view.picks, ids) if view.actor else ""
    return f"{said} {missed}." if missed else said


def _few(n: int) -> str:
    return {0: "none", 1: "one"}.get(n, f"{n:,}")
