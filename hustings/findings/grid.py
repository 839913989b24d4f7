"""The grid: groups as rows, axes as columns, sorted by evidence, by an axis or by nearness."""

from dataclasses import dataclass
from math import ceil

import numpy as np
import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import (
    GROUP_WORDS,
    MOST_COMPARED,
    axes_note,
    axis_of,
    behind,
    count_in_words,
    group_positions,
    restriction,
    shown_axes,
    subline,
    unheard,
)
from hustings.findings.groups import called, groups_of, of_level
from hustings.findings.neighbours import with_all_others
from hustings.link import EVIDENCE, NEARNESS, View, ordered_by

#: rows on one page, the picked among them: as many as fit a sheet of paper
GRID_ROWS = 20
#: axes in one grid at the most
MOST_COLUMNS = 24


@dataclass(frozen=True, kw_only=True)
class GridFinding:
    """One page of the grid.

    `rows` holds `group, n, first, last, type, country, picked, near` from top to bottom: the picked
    first, on every page, then the others in their order; `near` is the agreement with the first
    picked where rows are sorted by it. `cells` holds what `group_positions` gives of these groups
    on `axes`. `whole` counts the groups with a position on them, `positions` their positions, and
    `order` says in words how the others are sorted.
    """

    axes: tuple[Axis, ...]
    rows: pd.DataFrame
    cells: pd.DataFrame
    whole: int
    positions: int
    page: int
    pages: int
    order: str
    total: query.Totals
    headline: str
    subline: str

    @property
    def place(self) -> tuple[int, int, int]:
        """Of the groups that are not picked: number of the first, of the last, and of all."""
        picked = int(self.rows.picked.sum())
        before = (self.page - 1) * (GRID_ROWS - picked)
        return before + 1, before + len(self.rows) - picked, self.whole - picked


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat", "order", "gather", "p"))
def grid(data: Dataset, view: View) -> GridFinding:
    """The page `p` of the grid of a view."""
    axes = grid_columns(data, view)
    found = _on(data, view, axes)
    everyone = grid_rows(data, view)
    picked, others = everyone[everyone.picked], everyone[~everyone.picked]
    room = GRID_ROWS - len(picked)
    pages = max(1, ceil(len(others) / room))
    page = min(view.p, pages)
    rows = pd.concat([picked, others.iloc[(page - 1) * room : page * room]], ignore_index=True)
    total = behind(of_level(view, rows))
    return GridFinding(
        axes=axes,
        rows=rows,
        cells=found[query.is_in(found.group, rows.group)].reset_index(drop=True),
        whole=len(everyone),
        positions=len(of_level(view, found)),
        page=page,
        pages=pages,
        order=_order(data, view),
        total=total,
        headline=(found.empty and unheard(data, view, axes=view.axis))
        or _headline(data, view, axes, found, picked.group.tolist()),
        subline=subline(data, view, total, view.by),
    )


def grid_columns(data: Dataset, view: View) -> tuple[Axis, ...]:
    """The axes of the grid: those that pages show, `MOST_COLUMNS` at the most."""
    return shown_axes(data, view)[:MOST_COLUMNS]


def grid_rows(data: Dataset, view: View) -> pd.DataFrame:
    """All rows of the grid in their order, as `GridFinding.rows` has those of one page.

    Sorted by an axis, groups stand in the order of their expected positions, those silent on it
    last; sorted by nearness, those whose agreement with the first picked rests on thin evidence
    come after the others, and those with none last. Equals keep the order of their evidence.
    """
    found = _on(data, view, grid_columns(data, view))
    ids = [axis.id for axis in grid_columns(data, view)]
    said = groups_of(data, view, restriction(data, ids))
    rows = said[query.is_in(said.group, found.group)].drop(columns="speakers")
    for name in ("type", "country"):
        rows[name] = rows[name].astype(object).where(rows[name].notna(), None)
    first = [group for group in view.actor if group in set(rows.group)][:MOST_COMPARED]
    rows = rows.assign(picked=query.is_in(rows.group, first), near=np.nan)
    rows = _sorted(data, view, rows, found)
    if view.gather and view.by != "type":
        types = query.facets(data, query.Filters())["type"]
        rank = rows.type.map({name: i for i, name in enumerate(types)}).fillna(len(types))
        rows = rows.iloc[np.argsort(rank.to_numpy(), kind="stable")]
    rank = rows.group.map({group: i for i, group in enumerate(first)}).fillna(len(first))
    return rows.iloc[np.argsort(rank.to_numpy(), kind="stable")].reset_index(drop=True)


def _on(data: Dataset, view: View, axes: tuple[Axis, ...]) -> pd.DataFrame:
    found = group_positions(data, view)
    return found[query.is_in(found.axis, [axis.id for axis in axes])].reset_index(drop=True)


def _sorted(data: Dataset, view: View, rows: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The rows as `order` asks; in that of their evidence, in which they come, where it cannot."""
    if axis := ordered_by(view.order):
        side = 1 if view.order.startswith("low") else -1
        all_positions = group_positions(data, view)
        on = all_positions[all_positions.axis == axis].set_index("group").expected
        key = (side * rows.group.map(on)).fillna(np.inf)
    elif view.order == NEARNESS and view.actor:
        near = with_all_others(found, view.actor[0], rows.set_index("group").n, data.meta.unit)
        near = near.sort_values("thin", kind="stable")
        place = pd.Series(range(len(near)), index=near.group)
        rows = rows.assign(near=rows.group.map(near.set_index("group").agreement))
        key = rows.group.map(place).fillna(len(near))
    else:
        return rows
    return rows.iloc[np.argsort(key.to_numpy(float), kind="stable")]


def order_words(data: Dataset, order: str, picked: tuple[str, ...]) -> str:
    """An order of the grid in words, as a choice and as a note: "most statements first"."""
    if key := ordered_by(order):
        axis = axis_of(data, key)
        return f"{axis.called}: {axis.low if order.startswith('low') else axis.high} first"
    if order == NEARNESS and picked:
        return f"nearest to {picked[0]} first"
    return f"most {words.many(data.meta.unit)} first"


def grid_orders(data: Dataset, view: View) -> tuple[str, ...]:
    """The orders that can be chosen: by evidence, by nearness where somebody is picked, by axes."""
    near = (NEARNESS,) if view.actor else ()
    axes = [f"{end}: {axis.id}" for axis in grid_columns(data, view) for end in ("low", "high")]
    return (EVIDENCE, *near, *axes)


def _order(data: Dataset, view: View) -> str:
    said = order_words(data, view.order, tuple(called(data, view.by, view.actor[:1])))
    if view.gather and view.by != "type":
        said = f"by actor type, then {said}"
    return said


def _headline(
    data: Dataset, view: View, axes: tuple[Axis, ...], found: pd.DataFrame, picked: list[str]
) -> str:
    """Where the picked surely stand together or opposite; without them, how much is known."""
    if found.empty:
        return f"No {GROUP_WORDS[view.by][0]} has a position under these filters"
    shown = f" (of the {len(axes)} axes shown)" if axes_note(data, axes, view) else ""
    if not picked:
        who, sure = (
            count_in_words(found.group.nunique(), view.by),
            int((found.side.abs() == 1).sum()),
        )
        on = "one axis" if len(axes) == 1 else f"{len(axes)} axes"
        verb = "holds" if who.startswith("one ") else "hold"
        return words.sentence(
            f"{who} {verb} {len(found):,} positions on {on}; on {sure:,} of them the evidence "
            "names a side"
        )[:-1]
    table = found[found.group.isin(picked)].pivot(index="axis", columns="group", values="side")
    sides = table.reindex([axis.id for axis in axes])
    alike = sides.eq(sides.iloc[:, 0], axis=0).all(axis=1) & sides.iloc[:, 0].abs().eq(1)
    same = [words.noun(sides.loc[axis.id].iloc[0], axis) for axis in axes if alike[axis.id]]
    across = [axis.called for axis in axes if {-1, 1} <= set(sides.loc[axis.id])]
    who = words.listing(called(data, view.by, picked))
    if len(picked) == 1:
        towards = f"{who} stands towards {words.listing(same)}"
        return f"{towards}{shown}" if same else f"{who} is on no clear side of any axis{shown}"
    both = "both" if len(picked) == 2 else "all"
    clauses = [
        f"{who} {both} stand towards {words.listing(same)}" if same else "",
        f"{'they' if same else who} stand on both sides of {words.listing(across)}"
        if across
        else "",
    ]
    if not any(clauses):
        return f"{who}: on no axis{shown} does the evidence put them all on one side, or on both"
    return f"{'; '.join(filter(None, clauses))}{shown}"
