"""The map of all axes: who answers alike, along which axes they differ, and in which clusters."""

from dataclasses import dataclass, replace

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import axis_of, behind, group_positions, subline, unheard
from hustings.findings.claims import Claim
from hustings.findings.selection import MOST_POINTS, Selection, selected
from hustings.link import View
from hustings.measures.claims import MOSTLY
from hustings.measures.common_ground import distinguishing
from hustings.measures.landscape import (
    Clusters,
    Landscape,
    clear_clusters,
    clusters,
    drawn_strengths,
)
from hustings.measures.landscape import landscape as components
from hustings.package import SPOKEN
from hustings.query import Picks

#: the fields of a view that decide who has which place
PLACED = ("by", "filters", "min", "repeat", "cover")
#: arrows drawn where the reader has chosen no axes
MOST_ARROWS = 8
#: an axis counts as one of those that a direction runs along from this share of the largest weight
STRONG = 0.6
#: axes named in a sentence before "and n more"
MOST_NAMED = 3
#: directions whose shares the small print gives
MOST_TOLD = 5
#: what sets a cluster apart is told for so many axes
MOST_DISTINCT = 3


@dataclass(frozen=True)
class Cluster:
    """One cluster and what sets it apart.

    `members` most statements first; `distinct` the rows of
    `hustings.measures.common_ground.distinguishing` that say so, the clearest first; `compared`
    whether any axis has enough statements for a comparison.
    """

    number: int
    members: tuple[str, ...]
    distinct: pd.DataFrame
    compared: bool


@dataclass(frozen=True, kw_only=True)
class LandscapeFinding:
    """The map of all axes.

    `points` holds `group, type, n, first, last, x, y, axes, drawn, cluster` (0: no cluster), most
    statements first; clusters are sought among those `drawn`, at most `MOST_POINTS`, chosen by
    `ties` (see `selected`). `loadings` is every axis as `axis, x, y, length`, `arrows` those that
    are drawn; `absent` is `group, type, n, axes` of who speaks on too few axes; `split` is missing
    where no clusters are asked for. `explained` are the shares of the two directions drawn,
    `directions` those of up to ten.
    """

    points: pd.DataFrame
    ties: str
    loadings: pd.DataFrame
    arrows: pd.DataFrame
    explained: tuple[float, float]
    directions: tuple[float, ...]
    absent: pd.DataFrame
    split: Clusters | None
    clusters: tuple[Cluster, ...]
    headline: str
    subline: str
    claims: tuple[Claim, ...]

    @property
    def shown(self) -> pd.DataFrame:
        """The points that are drawn."""
        return self.points[self.points.drawn].reset_index(drop=True)


def landscape(data: Dataset, view: View) -> LandscapeFinding:
    """All groups on the first two directions in which their positions differ.

    The directions rest on all axes; those the reader has chosen are drawn as arrows.
    """
    # Whoever is picked among those drawn changes nothing: that computes nothing again.
    chosen = _drawn(data, view)
    if chosen is None:
        return _landscape(data, view, None)
    return replace(_landscape(data, view, tuple(chosen.groups.group)), ties=chosen.ties)


@cached(uses=("actor", *PLACED))
def _drawn(data: Dataset, view: View) -> Selection | None:
    """The groups that are drawn, or None for all that have a place."""
    placed = _components(data, view).points
    if len(placed) <= MOST_POINTS:
        return None
    info = query.groups(data, view.filters, view.by)
    return selected(data, view, info[query.is_in(info.group, placed.group)], MOST_POINTS)


@cached(uses=PLACED)
def _components(data: Dataset, view: View) -> Landscape:
    return components(group_positions(data, view, view.by), view.cover, data.axes[0].id)


@cached(uses=("axis", "k", *PLACED))
def _landscape(data: Dataset, view: View, drawn: tuple[str, ...] | None) -> LandscapeFinding:
    found = _components(data, view)
    info = query.groups(data, view.filters, view.by)[["group", "type", "n", "first", "last"]]
    points = info.merge(found.points, on="group")
    points["drawn"] = True if drawn is None else query.is_in(points.group, drawn)
    spoken = group_positions(data, view, view.by).groupby("group").axis.nunique()
    absent = info.loc[~query.is_in(info.group, points.group), ["group", "type", "n"]]
    absent = absent.reset_index(drop=True)
    absent["axes"] = absent.group.map(spoken).fillna(0).astype(int)
    loadings = found.loadings.assign(length=found.loadings.x**2 + found.loadings.y**2)
    loadings["length"] = loadings.length.astype(float) ** 0.5
    loadings = loadings.sort_values(["length", "axis"], ascending=[False, True], ignore_index=True)
    chosen = loadings[loadings.axis.isin(view.axis)] if view.axis else loadings.head(MOST_ARROWS)
    split: Clusters | None = None
    described: tuple[Cluster, ...] = ()
    if view.k != "none" and len(points):
        some = points[points.drawn]
        placed = found.points[query.is_in(found.points.group, some.group)]
        split = clear_clusters(placed) if view.k == "auto" else clusters(placed, int(view.k))
        described = _described(data, view, split, some)
    member = {} if split is None else dict(split.members.itertuples(index=False))
    points["cluster"] = points.group.map(member).fillna(0).astype(int)
    claims = _claims(
        group_positions(data, view, view.by), points, loadings, found.explained, data.meta.unit
    )
    return LandscapeFinding(
        points=points,
        ties="",
        loadings=loadings,
        arrows=chosen[chosen.length > 0].reset_index(drop=True),
        explained=found.explained,
        directions=found.directions,
        absent=absent,
        split=split,
        clusters=described,
        headline=(points.empty and unheard(data, view))
        or sentences.directions(view.by, view.cover, claims, sentences.by_id(data.axes)),
        claims=claims,
        subline=subline(data, view, behind(points[points.drawn]), view.by),
    )


def _described(data, view, split: Clusters, points: pd.DataFrame) -> tuple[Cluster, ...]:
    """What sets each cluster apart from all the others on the map."""
    member = dict(split.members.itertuples(index=False))
    picks = Picks(view.by, tuple(member))
    tally = query.tally(data, view.filters, view.by, view.repeat, picks)
    tally = tally.assign(group=tally.group.map(member))
    told = []
    for number in range(1, split.k + 1):
        found = distinguishing(tally, number)
        told.append(
            Cluster(
                number,
                tuple(group for group in points.group if member[group] == number),
                found[found.distinct].head(MOST_DISTINCT).reset_index(drop=True),
                not found.empty,
            )
        )
    return tuple(told)


def strong(loadings: pd.DataFrame, direction: str) -> pd.DataFrame:
    """The axes that a direction ("x" or "y") runs along, the one that weighs most first."""
    weight = loadings[direction].abs()
    found = loadings.assign(weight=weight)[(weight > 0) & (weight >= STRONG * weight.max())]
    found = found.sort_values(["weight", "axis"], ascending=[False, True], ignore_index=True)
    return found.drop(columns="weight")


def _claims(
    cells: pd.DataFrame, points: pd.DataFrame, loadings: pd.DataFrame, explained, unit: str
) -> tuple[Claim, ...]:
    """Along which axes the groups differ most: those on which it rests in 80 % of draws as well.

    No axis is named where one that the map shows so does not, or where the map is too large to be
    drawn again.
    """
    if points.empty:
        return ()
    named = strong(loadings, "x").axis.tolist()
    often = drawn_strengths(cells, STRONG)
    named = [] if often is None else [axis for axis in named if often[axis] >= MOSTLY]
    probability = None if often is None or not named else float(often[named].min())
    direction = Claim(
        kind="direction",
        axes=tuple(named),
        value=float(explained[0]),
        probability=probability,
        among=len(points),
    )
    few = points.group[points.n <= words.FEW]
    if few.empty or unit != SPOKEN:
        return (direction,)
    return direction, Claim(kind="thin", n=len(few), among=len(points))


def direction_sentence(data: Dataset, found: LandscapeFinding, direction: str) -> str:
    """What lies to the right ("x") or upwards ("y"), in words."""
    where, back = {"x": ("right", "left"), "y": ("top", "bottom")}[direction]
    share = found.explained["xy".index(direction)]
    rows = strong(found.loadings, direction)
    if rows.empty:
        return f"Nothing lies between {back} and {where}: all are on one line."
    poles = words.listing(
        (_pole(axis_of(data, row.axis), getattr(row, direction)) for row in rows.itertuples()),
        most=MOST_NAMED,
    )
    return (
        f"Towards the {where}: {poles}; towards the {back} the opposite. "
        f"{words.percent(share)} of the differences."
    )


def directions_sentence(found: LandscapeFinding) -> str:
    """How much the first directions hold, drawn and not, in words; nothing where two are all."""
    told = found.directions[:MOST_TOLD]
    if len(found.directions) <= len(found.explained):
        return ""
    shares = words.listing(f"{share * 100:.0f}" for share in told)
    return (
        f"The first {len(told)} directions hold {shares} % of the differences, together "
        f"{words.percent(sum(told))}; the first two are drawn."
    )


def _pole(axis: Axis, weight: float) -> str:
    return f"{words.noun(weight, axis)} ({axis.called})"


def split_sentence(view: View, split: Clusters) -> str:
    """How many clusters there are, why, and how clearly they are set apart."""
    if split.refused:
        return (
            f"No clusters: the best split, into {split.refused}, is set apart by "
            f"{split.silhouette:.2f} (silhouette, at best 1), no better than a cloud without "
            "clusters can be split."
        )
    if split.k < 2:
        return "No clusters: any split would leave a single one by itself."
    text = f"{split.k} clusters, set apart by {split.silhouette:.2f} (silhouette, at best 1)."
    if view.k == "auto":
        return (
            f"{text} No other number from 2 to 5 sets them apart better, and clouds without "
            "clusters are split less well."
        )
    if int(view.k) != split.k:
        return f"{text} With {view.k}, as asked for, a single one would stand by itself."
    return text


def distinct_sentence(row, axis: Axis) -> str:
    """One thing that sets a group apart, in words."""
    pole = axis.high_noun if row.pole == "high" else axis.low_noun
    return (
        f"{axis.heading}: {words.percent(row.share)} of {words.statements(row.n, axis.unit)} go "
        f"towards {pole}; of all others' {row.rest_n:,} it is {words.percent(row.rest_share)}."
    )
