"""Two to eight groups side by side."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.actor import profile_claims
from hustings.findings.base import (
    MOST_AXES,
    MOST_COMPARED,
    axis_of,
    group_positions,
    restriction,
    subline,
    unheard,
)
from hustings.findings.claims import Claim, place_claim, side_claims
from hustings.findings.groups import called, groups_of, in_names
from hustings.findings.neighbours import with_all_others
from hustings.link import View
from hustings.measures.agreement import Agreement, is_thin, with_expected
from hustings.measures.agreement import agreement as pairwise_agreement
from hustings.measures.claims import drawn, foremost
from hustings.query import Picks

#: which of too many axes are drawn
WIDEST = "on which most of them speak and lie farthest apart"


@dataclass(frozen=True, kw_only=True)
class CompareFinding:
    """Up to eight groups side by side.

    What is said looks at all axes, or at those chosen; `axes` are the ones that are drawn. `cells`
    holds `group, axis, n, position, low, high, mixed, first, last` of the picked groups on the
    drawn axes; `among` their agreement with each other on all axes, and `pairs` the same as a
    frame, `a, b, agreement, expected, identical, shared, n, thin`; `others` that of a group picked
    alone with everybody else, `group, agreement, expected, shared, n, thin`, the nearest first
    (None where several or none are picked); `facing` the statement that says most clearly where a
    group stands on an axis. `subline` counts what is drawn, `pairs_subline` what the agreement
    rests on.
    """

    groups: tuple[str, ...]
    types: dict[str, str | None]
    axes: tuple[Axis, ...]
    cells: pd.DataFrame
    among: Agreement
    pairs: pd.DataFrame
    others: pd.DataFrame | None
    facing: pd.DataFrame
    total: query.Totals
    headline: str
    subline: str
    pairs_subline: str
    claims: tuple[Claim, ...]


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat"))
def compare(data: Dataset, view: View) -> CompareFinding:
    """Compare the picked groups, the first eight of them, on all axes or those chosen."""
    names = view.actor[:MOST_COMPARED]
    found = group_positions(data, view)
    if view.axis:
        found = found[query.is_in(found.axis, view.axis)]
    every = found[found.group.isin(names)].reset_index(drop=True)
    axes = _drawn_axes(data, view, every)
    ids = tuple(axis.id for axis in axes)
    picks = Picks(view.by, names)
    total = query.totals(data, view.filters, picks, ids)
    whole = query.totals(data, view.filters, picks, restriction(data, view.axis))
    info = groups_of(data, view).set_index("group")
    facing = query.strongest(data, view.filters, picks) if names else every.iloc[:0]
    among = pairwise_agreement(every)
    pairs = with_expected(among, pairwise_agreement(every.assign(position=every.expected)))
    said = groups_of(data, view, view.axis).set_index("group").n
    claims, headline = _told(data, view, every)
    return CompareFinding(
        groups=names,
        types={name: info.type.get(name) for name in names},
        axes=axes,
        cells=every[every.axis.isin(ids)].reset_index(drop=True),
        among=among,
        pairs=pairs.assign(thin=is_thin(pairs, said, data.meta.unit)),
        others=with_all_others(found, names[0], said, data.meta.unit) if len(names) == 1 else None,
        facing=facing[facing.axis.isin(ids)].reset_index(drop=True),
        total=total,
        headline=headline,
        subline=subline(data, view, total),
        pairs_subline=subline(data, view, whole),
        claims=claims,
    )


def _drawn_axes(data: Dataset, view: View, cells: pd.DataFrame) -> tuple[Axis, ...]:
    """The chosen axes, or all; of too many, those with most evidence and the widest gaps.

    First come those to which most of the groups speak, then those on which their expected
    positions lie farthest apart, then those with most statements.
    """
    if view.axis:
        return tuple(axis for axis in data.axes if axis.id in view.axis)
    if len(data.axes) <= MOST_AXES:
        return data.axes
    rank = cells.groupby("axis").agg(
        groups=("group", "size"),
        low=("expected", "min"),
        high=("expected", "max"),
        n=("n", "sum"),
    )
    rank = rank.assign(gap=(rank.high - rank.low).round(9)).reset_index()
    rank = rank.sort_values(["groups", "gap", "n", "axis"], ascending=[False, False, False, True])
    best = set(rank.axis.head(MOST_AXES))
    return tuple(axis for axis in data.axes if axis.id in best)


def axis_gaps(cells: pd.DataFrame) -> pd.DataFrame:
    """How far apart the groups lie on each axis: `axis, gap, low_group, high_group, groups`.

    Gap in units of the scale (2 is from pole to pole), widest first; only axes on which at least
    two groups have spoken.
    """
    rows = []
    for axis, part in cells.groupby("axis"):
        if len(part) > 1:
            ordered = part.sort_values(["position", "group"])
            low, high = ordered.iloc[0], ordered.iloc[-1]
            rows.append((axis, high.position - low.position, low.group, high.group, len(part)))
    frame = pd.DataFrame(rows, columns=["axis", "gap", "low_group", "high_group", "groups"])
    return frame.sort_values(["gap", "axis"], ascending=[False, True], ignore_index=True)


def _told(data: Dataset, view: View, cells: pd.DataFrame) -> tuple[tuple[Claim, ...], str]:
    """The claims and the headline, which also says of whom the filters leave nothing."""
    names = view.actor[:MOST_COMPARED]
    if names and cells.empty:
        has = "has" if len(names) == 1 else "have"
        return (), unheard(data, view, Picks(view.by, names), view.axis) or (
            f"{words.listing(called(data, view.by, names))} {has} no position under these filters"
        )
    said = set(groups_of(data, view).group)
    gone = tuple(name for name in names if name not in said)
    heard = tuple(name for name in names if name in said)
    claims, found = _said(data, view, heard, cells)
    if len(names) == 1 and not gone:
        claims = profile_claims(names[0], cells)
        return claims, sentences.profile(found, claims, sentences.by_id(data.axes))
    if not gone:
        return claims, found
    missed = unheard(data, view, Picks(view.by, gone))
    if len(heard) == 1:
        return claims, f"{missed}: nothing to compare {found} with"
    return claims, f"{found.removesuffix('.')}. {missed}"


def _said(
    data: Dataset, view: View, names: tuple[str, ...], cells: pd.DataFrame
) -> tuple[tuple[Claim, ...], str]:
    """The axes on which the groups surely lie farthest apart and closest, or that none is sure.

    Only axes to which all of them speak are compared, where there are two or more, else those to
    which two of them do. Of a single axis, the claims are who stands where.
    """
    spoken = tuple(called(data, view.by, names))
    who = words.listing(spoken)
    if len(names) < 2:
        return (), who
    heard = cells.groupby("axis", sort=False).size()
    all_speak = (heard == len(names)).sum() > 1
    ids = list(heard.index[heard == len(names)] if all_speak else heard.index[heard > 1])
    if not ids:
        return (), f"{who} have no axis in common"
    if len(ids) == 1:
        claims = side_claims(cells, names, ids)
        return claims, sentences.places(in_names(data, view, claims), [axis_of(data, ids[0])])
    said = cells[cells.axis.isin(ids)]
    places, on = drawn(said), said.axis.to_numpy()
    at = {axis: np.flatnonzero(on == axis) for axis in ids}
    apart = np.column_stack([np.ptp(places[:, at[axis]], axis=1) for axis in ids])
    expected = said.groupby("axis").expected.agg(np.ptp)
    far, near = foremost(apart), foremost(apart, largest=False)
    if far and near and set(far.at) & set(near.at):
        far = near = None
    claims = (
        *place_claim("farthest apart", far, ids, expected, groups=names),
        *place_claim("closest", near, ids, expected, groups=names),
    )
    among = ""
    if len(ids) < len(data.axes):
        speak = "all" if all_speak else "two or more"
        among = f" of the {len(ids)} axes on which {speak} of them have spoken"
        if len(names) == 2:
            among = f" of the {len(ids)} axes on which both have spoken"
    return claims, sentences.gaps(spoken, claims, sentences.by_id(data.axes), among)


def gap_sentence(row, cells: pd.DataFrame, axes: tuple[Axis, ...]) -> str:
    """One axis of a comparison in words, for the closest and the farthest."""
    axis = next(a for a in axes if a.id == row.axis)
    said = []
    for name in dict.fromkeys((row.low_group, row.high_group)):
        cell = cells[(cells.axis == axis.id) & (cells.group == name)].iloc[0]
        said.append(f"{name}: {words.stands_at(cell.position, cell.n, axis, cell.mixed)}")
    return f"{axis.heading}. {'; '.join(said)}. {row.gap:.2f} apart on a scale of 2."
