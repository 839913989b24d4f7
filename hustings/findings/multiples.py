"""Small multiples of the map: the same two axes once for each type of actor, or for each year."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import GROUP_WORDS, axis_of
from hustings.findings.map import map as whole_map
from hustings.link import View

#: panels at the most
MOST_PANELS = 9


@dataclass(frozen=True, kw_only=True)
class Part:
    """One panel: its name, and `points` as in `hustings.findings.MapFinding`."""

    name: str
    points: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class MultiplesFinding:
    """The map in parts, those by type with most groups first, those by year in order.

    Of `found` parts with something to draw there are at most `MOST_PANELS`: the largest types, the
    newest years.
    """

    x: Axis
    y: Axis
    parts: tuple[Part, ...]
    found: int
    headline: str
    subline: str


@cached(uses=("x", "y", "actor", "averages", "only", "by", "filters", "min", "repeat", "panels"))
def multiples(data: Dataset, view: View) -> MultiplesFinding:
    """The map by type of actor, or by year where the view's `panels` ask for periods."""
    found = whole_map(data, view)
    by_period = view.panels == "period"
    parts = _years(data, view) if by_period else _types(found.points)
    kept = parts[-MOST_PANELS:] if by_period else parts[:MOST_PANELS]
    where = words.listing(axis.called for axis in dict.fromkeys((found.x, found.y)))
    many = GROUP_WORDS[view.by][1]
    headline = found.headline
    if kept:
        ways = f"year by year, {kept[0].name} to {kept[-1].name}" if by_period else "type by type"
        if by_period and len(kept) == 1:
            ways = f"in {kept[0].name}"
        headline = words.sentence(f"{many} on {where}, {ways}")
    return MultiplesFinding(
        x=axis_of(data, view.x),
        y=axis_of(data, view.y),
        parts=tuple(kept),
        found=len(parts),
        headline=headline,
        subline=found.subline,
    )


def _types(points: pd.DataFrame) -> list[Part]:
    """The points of each type, the type with most of them first."""
    typed = points[points.type.notna()]
    order = typed.groupby("type").size().sort_index().sort_values(ascending=False, kind="stable")
    return [
        Part(name=str(kind), points=typed[typed.type == kind].reset_index(drop=True))
        for kind in order.index
    ]


def _years(data: Dataset, view: View) -> list[Part]:
    """The map of the statements of each year, positions anew; years without a point are left out.

    Of many years only the newest are looked at.
    """
    found = query.counts(data, view.filters, "year", tuple(dict.fromkeys((view.x, view.y))))
    years = sorted(int(value) for value in found.value if value is not None)
    since, until = view.filters.since, view.filters.until
    parts = []
    for year in years[-MOST_PANELS:]:
        first, last = date(year, 1, 1), date(year, 12, 31)
        within = view.having(
            since=max(since or first, first), until=min(until or last, last), panels="none"
        )
        points = whole_map(data, within).points
        if len(points):
            parts.append(Part(name=str(year), points=points))
    return parts
