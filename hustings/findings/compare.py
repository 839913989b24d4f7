"""Two to eight groups side by side."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import (
    MOST_AXES,
    MOST_COMPARED,
    axes_note,
    axis_of,
    group_positions,
    shown_axes,
    subline,
    unheard,
)
from hustings.findings.neighbours import with_all_others
from hustings.link import View
from hustings.measures.agreement import Agreement, is_thin, with_expected
from hustings.measures.agreement import agreement as pairwise_agreement
from hustings.measures.claims import drawn, extremes
from hustings.query import Picks


@dataclass(frozen=True, kw_only=True)
class CompareFinding:
    """Up to eight groups side by side.

    `cells` holds `group, axis, n, position, low, high, mixed, first, last` of the picked groups on
    the shown axes; `among` their agreement with each other, and `pairs` the same as a frame, `a, b,
    agreement, expected, shared, n, thin`; `others` that of a group picked alone with everybody
    else, `group, agreement, expected, shared, n, thin`, the nearest first (None where several or
    none are picked); `facing` the statement that says most clearly where a group stands on an axis.
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


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat"))
def compare(data: Dataset, view: View) -> CompareFinding:
    """Compare the picked groups, the first eight of them, on the shown axes."""
    names = view.actor[:MOST_COMPARED]
    found = group_positions(data, view)
    axes = _compared_axes(data, view, found[found.group.isin(names)])
    ids = tuple(axis.id for axis in axes)
    found = found[found.axis.isin(ids)]
    cells = found[found.group.isin(names)].reset_index(drop=True)
    picks = Picks(view.by, names)
    total = query.totals(data, view.filters, picks, ids)
    info = query.groups(data, view.filters, view.by).set_index("group")
    facing = query.strongest(data, view.filters, picks) if names else cells.iloc[:0]
    among = pairwise_agreement(cells)
    pairs = with_expected(among, pairwise_agreement(cells.assign(position=cells.expected)))
    every = len(ids) == len(data.axes)
    said = query.groups(data, view.filters, view.by, () if every else ids).set_index("group").n
    among_shown = f" of the {len(axes)} axes shown" if axes_note(data, axes, view) else ""
    return CompareFinding(
        groups=names,
        types={name: info.type.get(name) for name in names},
        axes=axes,
        cells=cells,
        among=among,
        pairs=pairs.assign(thin=is_thin(pairs, said)),
        others=with_all_others(found, names[0], said) if len(names) == 1 else None,
        facing=facing[facing.axis.isin(ids)].reset_index(drop=True),
        total=total,
        headline=_told(data, view, axes, cells, among_shown),
        subline=subline(data, view, total),
    )


def _compared_axes(data: Dataset, view: View, cells: pd.DataFrame) -> tuple[Axis, ...]:
    """The shown axes; of too many, those on which most of the compared groups have spoken."""
    if view.axis or len(data.axes) <= MOST_AXES or cells.empty:
        return shown_axes(data, view)
    rank = cells.groupby("axis").agg(groups=("group", "size"), n=("n", "sum")).reset_index()
    rank = rank.sort_values(["groups", "n", "axis"], ascending=[False, False, True])
    return tuple(axis_of(data, key) for key in rank.axis.head(MOST_AXES))


def gaps(cells: pd.DataFrame) -> pd.DataFrame:
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


def _told(
    data: Dataset, view: View, axes: tuple[Axis, ...], cells: pd.DataFrame, among: str
) -> str:
    """The headline, and of whom the filters leave nothing."""
    names = view.actor[:MOST_COMPARED]
    if names and cells.empty:
        has = "has" if len(names) == 1 else "have"
        return unheard(data, view, Picks(view.by, names), view.axis) or (
            f"{words.listing(names)} {has} no position under these filters"
        )
    said = set(query.groups(data, view.filters, view.by).group)
    gone = tuple(name for name in names if name not in said)
    heard = tuple(name for name in names if name in said)
    found = _compare_headline(heard, axes, cells, among)
    if not gone:
        return found
    missed = unheard(data, view, Picks(view.by, gone))
    if len(heard) == 1:
        return f"{missed}: nothing to compare {found} with"
    return f"{found.removesuffix('.')}. {missed}"


def _compare_headline(
    names: tuple[str, ...], axes: tuple[Axis, ...], cells: pd.DataFrame, among: str
) -> str:
    """The axes on which the groups surely lie farthest apart and closest, or that none is sure.

    Only axes to which all of them speak are compared, where there are two or more. Of a single
    axis, the sentence says who stands where. `among` is said where the axes are not all there are.
    """
    who = words.listing(names)
    if len(names) < 2:
        return who
    heard = cells.groupby("axis", sort=False).size()
    ids = list(heard.index[heard == len(names)])
    if len(ids) < 2:
        ids = list(heard.index[heard > 1])
    if not ids:
        return f"{who} have no axis in common"
    if len(ids) == 1:
        (axis,) = (axis for axis in axes if axis.id == ids[0])
        on = cells[cells.axis == axis.id].set_index("group").side
        return words.headline((axis,), {n: {axis.id: on[n]} if n in on else {} for n in names})
    said = cells[cells.axis.isin(ids)]
    places, on = drawn(said), said.axis.to_numpy()
    apart = np.column_stack([np.ptp(places[:, on == axis], axis=1) for axis in ids])
    far, near = (extremes(apart, largest) for largest in (True, False))
    clauses = [
        f"{how} on {words.listing([ids[i] for i in found], 'or')}"
        for how, found in (("farthest apart", far), ("closest", near))
        if found and not set(far) & set(near)
    ]
    if clauses:
        return f"{who} are {' and '.join(clauses)}{among}"
    return f"{who}: on no axis{among} are they clearly farther apart than on the others"


def gap_sentence(row, cells: pd.DataFrame, axes: tuple[Axis, ...]) -> str:
    """One axis of a comparison in words, for the closest and the farthest."""
    axis = next(a for a in axes if a.id == row.axis)
    said = []
    for name in dict.fromkeys((row.low_group, row.high_group)):
        cell = cells[(cells.axis == axis.id) & (cells.group == name)].iloc[0]
        said.append(
            f"{name}: {words.stands(cell.position, cell.n, axis, cell.mixed)} "
            f"({words.signed(cell.position)}, {words.statements(cell.n, axis.unit)})"
        )
    return f"{axis.heading}. {'; '.join(said)}. {row.gap:.2f} apart on a scale of 2."
