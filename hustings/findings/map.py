"""The map: groups on two axes."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import (
    GROUP_WORDS,
    MOST_COMPARED,
    axis_of,
    behind,
    group_positions,
    subline,
    unheard,
)
from hustings.findings.claims import Claim, side_claims
from hustings.findings.groups import in_names, of_level, with_beside
from hustings.findings.selection import MOST_POINTS, selected
from hustings.link import View
from hustings.measures.map import places
from hustings.package import SPOKEN

#: levels whose groups hold several actors
AVERAGED = ("type", "country")
#: points for which the map looks up what says best where they stand, rows of a data set up to
#: which it does so for others than the picked, and letters of a quotation that it shows
MOST_QUOTED, MOST_READ, QUOTED = 400, 100_000, 160


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
    claims: tuple[Claim, ...]


@cached(uses=("x", "y", "actor", "averages", "only", "by", "filters", "min", "repeat"))
def map(data: Dataset, view: View) -> MapFinding:
    """Groups on the two axes of the view."""
    x, y = axis_of(data, view.x), axis_of(data, view.y)
    placed = with_beside(view, lambda by: _placed(data, view, by))
    here = placed.x.notna() & placed.y.notna()
    everyone, absent = placed[here], placed[~here]
    mine = query.is_in(everyone.group, view.actor)
    # where none of the picked has a place, all others say at least where one can stand
    only = view.only and bool(mine.any())
    drawn = everyone[mine] if only else everyone
    chosen = selected(data, view, drawn, MOST_POINTS)
    points = chosen.groups.assign(average=_is_average(view, chosen.groups))
    averages = points.iloc[:0]
    # where nobody is picked, types are what a first look can hold
    if (view.averages or not view.actor) and view.by != "type" and not only:
        averages = _placed(data, view, "type")
        averages = averages[averages.x.notna() & averages.y.notna()]
        # a picked type is a point, and no average beside it
        averages = averages[~query.is_in(averages.group, view.beside.get("type", ()))]
    total = behind(of_level(view, points))
    claims = _claims(data, view, everyone, x, y)
    return MapFinding(
        x=x,
        y=y,
        points=points.reset_index(drop=True),
        averages=averages.head(MOST_POINTS).reset_index(drop=True),
        averaged=len(averages),
        absent=absent.reset_index(drop=True),
        placed=len(drawn),
        ties=chosen.ties,
        together=_together(points),
        total=total,
        headline=_headline(data, view, claims, x, y),
        subline=subline(data, view, total, view.by),
        claims=claims,
    )


def _is_average(view: View, points: pd.DataFrame) -> pd.Series:
    """Which of the points are types or countries among actors or speakers."""
    of_many = [pick for pick in view.mixed if query.level_of(pick, view.by)[0] in AVERAGED]
    return query.is_in(points.group, of_many if view.by not in AVERAGED else ())


@cached(uses=("x", "y", "filters", "min", "repeat"))
def _placed(data: Dataset, view: View, by: str) -> pd.DataFrame:
    """The groups that `by` names, each with its place where it has one, whoever is picked."""
    said = query.groups(data, view.filters, by, (view.x, view.y))
    return places(group_positions(data, view, by), said, view.x, view.y)


def _together(points: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    companies: dict[tuple[float, float], list[str]] = {}
    places = points[["x", "y"]].to_numpy(float).round(9).tolist()
    for group, (x, y) in zip(points.group, places, strict=True):
        companies.setdefault((x, y), []).append(group)
    shared = (tuple(company) for company in companies.values() if len(company) > 1)
    return tuple(sorted(shared, key=lambda company: (-len(company), company)))


def _claims(data: Dataset, view: View, points: pd.DataFrame, x: Axis, y: Axis) -> tuple[Claim, ...]:
    """Where the picked groups on the map stand; how many stand on each side, if none is picked."""
    axes = dict.fromkeys((x.id, y.id))
    placed = set(points.group)
    named = [group for group in view.actor if group in placed][:MOST_COMPARED]
    if named:
        return side_claims(group_positions(data, view), named, axes)
    return tuple(
        Claim(
            kind="sides", axes=(axis,), side=side, n=int((sides == side).sum()), among=len(points)
        )
        for axis, sides in zip(axes, (points.x_side, points.y_side), strict=False)
        for side in (-1, 1)
        if len(points)
    )


def _headline(data: Dataset, view: View, claims: tuple[Claim, ...], x: Axis, y: Axis) -> str:
    axes = (x,) if x == y else (x, y)
    ids = tuple(axis.id for axis in axes)
    if not claims:
        spoken = words.listing(axis.called for axis in axes)
        both = "both " if len(axes) > 1 else ""
        return unheard(data, view, axes=ids) or (
            f"No {GROUP_WORDS[view.by][0]} has spoken on {both}{spoken}"
        )
    if claims[0].kind == "side":
        return sentences.places(in_names(data, view, claims), axes)
    said = sentences.counted_places(claims, axes, view.by)
    missed = unheard(data, view, view.picks, ids) if view.actor else ""
    return f"{said} {missed}." if missed else said


@cached(uses=("x", "y", "actor", "by", "filters"))
def telling(data: Dataset, view: View, groups: tuple[str, ...]) -> dict[str, str]:
    """For each group on the map the quotation that says best where it stands, with its date.

    Of the two axes' strongest statements (see `hustings.query.strongest`) that farther from the
    middle, then the newer; nothing of a group without words. In large data sets of the picked only.
    """
    if data.meta.unit != SPOKEN:
        return {}
    if data.rows > MOST_READ or len(groups) > MOST_QUOTED:
        groups = tuple(group for group in groups if group in view.actor)[:MOST_COMPARED]
        if not groups:
            return {}
        found = query.strongest(data, view.filters, query.Picks(view.by, groups))
    else:
        # of everybody, which other axes and other picks need as well
        found = with_beside(view, lambda by: query.strongest(data, view.filters, query.Picks(by)))
        found = found[query.is_in(found.group, groups)]
    found = found[found.axis.isin((view.x, view.y))]
    found = found.assign(size=found.x.abs()).sort_values(
        ["size", "date"], ascending=False, na_position="last", kind="stable"
    )
    best = found.drop_duplicates("group")
    quotes = query.quotes(data, tuple(dict.fromkeys(best.statement_id)))
    told = {}
    for group, key, date in zip(best.group, best.statement_id, best.date, strict=True):
        if text := quotes.get(key):
            day = query.as_date(date)
            short = text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"
            told[group] = f"“{short}”{f', {words.day(day)}' if day else ''}"
    return told
