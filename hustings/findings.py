"""What a view finds: the numbers and the words of each page.

Pages, figures, files (and whatever else answers a reader) call these functions, so that the same
number stands everywhere. Each takes a data set and a view and gives a frozen value.
"""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.dataset import Axis, Dataset
from hustings.link import View
from hustings.measures.agreement import Agreement, agreement
from hustings.measures.plane import plane
from hustings.measures.position import positions
from hustings.memory import remember

#: what a group is called, one and many
GROUP_WORDS = {
    "actor": ("actor", "actors"),
    "speaker": ("speaker", "speakers"),
    "type": ("actor type", "actor types"),
    "country": ("country", "countries"),
}
#: how many actors can be compared side by side
MOST_COMPARED = 8


def axis_of(data: Dataset, key: str) -> Axis:
    """The axis with this id."""
    return next(axis for axis in data.axes if axis.id == key)


def shown_axes(data: Dataset, view: View) -> tuple[Axis, ...]:
    """The axes a page shows: those chosen, else all."""
    return tuple(axis for axis in data.axes if not view.axis or axis.id in view.axis)


@remember
def group_positions(data: Dataset, view: View, by: str | None = None) -> pd.DataFrame:
    """Positions of all groups on all axes under the view's filters, `min` and `repeat`.

    The interval pools all groups of the view, also those that `min` leaves out.
    """
    cells = query.cells(data, view.filters, by or view.by, view.repeat)
    found = positions(cells)
    return found[found.n >= view.min].reset_index(drop=True)


def counted(n: int, by: str) -> str:
    """ "one actor", "12 countries"."""
    one, many = GROUP_WORDS[by]
    return f"one {one}" if n == 1 else f"{n:,} {many}"


def subline(data: Dataset, view: View, total: query.Totals) -> str:
    """Filters, n and dates in words: what stands under every headline."""
    filters = view.sentence()
    period = words.period(total.first, total.last)
    return (
        f"{words.sentence(filters)} {words.evidence(total.statements).capitalize()} by "
        f"{counted(total.actors, 'actor')}, {period}."
    )


def title(data: Dataset, view: View, page: str) -> str:
    """The view in a few words, for links, citations and previews."""
    axes = f"{view.x} and {view.y}" if view.x != view.y else view.x
    if page in ("", "compare"):
        who = words.listing(view.actor, most=4) or GROUP_WORDS[view.by][1].capitalize()
        if page == "compare":
            axes = words.listing(view.axis, most=3) or f"{len(data.axes)} axes"
        return f"{who} on {axes}"
    if page == "actor":
        return f"{view.actor[0]}: where it stands" if view.actor else "Actor profile"
    if page == "statements":
        who = words.listing(view.actor, most=4)
        return f"Statements by {who}" if who else "Statements"
    return f"{data.meta.title}: {page}"


@dataclass(frozen=True)
class Places:
    """The map: `points` and `averages` have a place, `absent` lacks one on at least one axis.

    Frames as `hustings.measures.plane.plane` gives them; `together` lists groups at the very same
    place, largest company first.
    """

    x: Axis
    y: Axis
    points: pd.DataFrame
    averages: pd.DataFrame
    absent: pd.DataFrame
    together: tuple[tuple[str, ...], ...]
    total: query.Totals
    headline: str
    subline: str


@remember
def places(data: Dataset, view: View) -> Places:
    """Groups on the two axes of the view."""
    x, y = axis_of(data, view.x), axis_of(data, view.y)
    axes = (x.id, y.id)
    placed = plane(
        group_positions(data, view),
        query.groups(data, view.filters, view.by, axes),
        x.id,
        y.id,
    )
    here = placed.x.notna() & placed.y.notna()
    points, absent = placed[here], placed[~here]
    averages = points.iloc[:0]
    if view.averages and view.by != "type":
        averages = plane(
            group_positions(data, view, "type"),
            query.groups(data, view.filters, "type", axes),
            x.id,
            y.id,
        )
        averages = averages[averages.x.notna() & averages.y.notna()]
    return Places(
        x,
        y,
        points.reset_index(drop=True),
        averages.reset_index(drop=True),
        absent.reset_index(drop=True),
        _together(points),
        query.totals(data, view.filters, axes=axes),
        _map_headline(view, points, x, y),
        subline(data, view, query.totals(data, view.filters, axes=axes)),
    )


def _together(points: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    rounded = points.assign(x=points.x.round(9), y=points.y.round(9))
    companies = rounded.groupby(["x", "y"]).group.agg(tuple)
    return tuple(sorted((c for c in companies if len(c) > 1), key=lambda c: (-len(c), c)))


def _map_headline(view: View, points: pd.DataFrame, x: Axis, y: Axis) -> str:
    axes = (x,) if x == y else (x, y)
    at = points.set_index("group")
    named = [group for group in view.actor if group in at.index]
    if named:
        found = {
            group: {
                x.id: (at.x[group], at.x_n[group]),
                y.id: (at.y[group], at.y_n[group]),
            }
            for group in named[:MOST_COMPARED]
        }
        return words.headline(axes, found)
    if points.empty:
        one, many = GROUP_WORDS[view.by]
        return f"No {one} has spoken on both {x.id} and {y.id}"
    clauses = []
    for axis, values in ((x, points.x), (y, points.y))[: len(axes)]:
        low, high = (values.map(words.side) == -1).sum(), (values.map(words.side) == 1).sum()
        clauses.append(
            f"on {axis.id}, {low} stand towards {axis.low_noun} and {high} towards {axis.high_noun}"
        )
    return words.sentence(f"of {counted(len(points), view.by)}, {'; '.join(clauses)}")


@dataclass(frozen=True)
class Comparison:
    """Up to eight groups side by side.

    `cells` holds `group, axis, n, position, low, high, first, last` of the picked groups on the
    shown axes; `among` their agreement with each other, `all` that of every group; `facing` the
    statement that says most clearly where a group stands on an axis.
    """

    groups: tuple[str, ...]
    types: dict[str, str | None]
    axes: tuple[Axis, ...]
    cells: pd.DataFrame
    among: Agreement
    everyone: Agreement
    facing: pd.DataFrame
    total: query.Totals
    headline: str
    subline: str


@remember
def comparison(data: Dataset, view: View) -> Comparison:
    """Compare the picked groups, the first eight of them, on the shown axes."""
    names = view.actor[:MOST_COMPARED]
    axes = shown_axes(data, view)
    ids = tuple(axis.id for axis in axes)
    found = group_positions(data, view)
    found = found[found.axis.isin(ids)]
    cells = found[found.group.isin(names)].reset_index(drop=True)
    picks = query.Picks(view.by, names)
    total = query.totals(data, view.filters, picks, ids)
    info = query.groups(data, view.filters, view.by).set_index("group")
    facing = query.strongest(data, view.filters, picks) if names else cells.iloc[:0]
    among = agreement(cells)
    return Comparison(
        names,
        {name: info.type.get(name) for name in names},
        axes,
        cells,
        among,
        agreement(found),
        facing[facing.axis.isin(ids)].reset_index(drop=True),
        total,
        _comparison_headline(names, axes, cells),
        subline(data, view, total),
    )


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


def _comparison_headline(names, axes, cells: pd.DataFrame) -> str:
    if len(names) < 2:
        return words.listing(names)
    found = gaps(cells)
    if found.empty:
        return f"{words.listing(names)} have no axis in common"
    far, near = found.iloc[0], found.iloc[-1]
    text = f"{words.listing(names)} are farthest apart on {far.axis}"
    if near.axis != far.axis:
        text += f" and closest on {near.axis}"
    return text


def gap_sentence(row, cells: pd.DataFrame, axes: tuple[Axis, ...]) -> str:
    """One axis of a comparison in words, for the closest and the farthest."""
    axis = next(a for a in axes if a.id == row.axis)
    said = []
    for name in dict.fromkeys((row.low_group, row.high_group)):
        cell = cells[(cells.axis == axis.id) & (cells.group == name)].iloc[0]
        said.append(
            f"{name}: {words.stands(cell.position, cell.n, axis)} "
            f"({words.signed(cell.position)}, {words.evidence(cell.n)})"
        )
    return f"{axis.name}. {'; '.join(said)}. {row.gap:.2f} apart on a scale of 2."


@dataclass(frozen=True)
class Profile:
    """One group: who it is, where it stands, when it said so, whom it is near to."""

    group: str
    type: str | None
    country: str | None
    cells: pd.DataFrame
    units: pd.DataFrame
    agreement: pd.DataFrame
    both_sides: pd.DataFrame
    total: query.Totals
    headline: str
    subline: str


@remember
def profile(data: Dataset, view: View, group: str) -> Profile | None:
    """Everything the actor page says of one group; None where the filters leave nothing of it."""
    picks = query.Picks(view.by, (group,))
    info = query.groups(data, view.filters, view.by).set_index("group")
    if group not in info.index:
        return None
    axes = shown_axes(data, view)
    ids = [axis.id for axis in axes]
    found = group_positions(data, view)
    units = query.units(data, view.filters, picks)
    units = units[units.axis.isin(ids)].reset_index(drop=True)
    cells = found[(found.group == group) & found.axis.isin(ids)].reset_index(drop=True)
    near = agreement(found)
    total = query.totals(data, view.filters, picks)
    both = _both_sides(units)
    return Profile(
        group,
        words_or_none(info.type[group]),
        words_or_none(info.country[group]),
        cells,
        units,
        near.of(group)
        if group in near.groups
        else pd.DataFrame(columns=["group", "agreement", "shared", "n"]),
        both,
        total,
        _profile_headline(group, cells, axes),
        subline(data, view, total),
    )


def words_or_none(value: object) -> str | None:
    """A text, or None for anything missing."""
    return value if isinstance(value, str) and value else None


def _both_sides(units: pd.DataFrame) -> pd.DataFrame:
    """Axes on which a group has statements at either pole: `axis, low, high` as counts."""
    sides = units.assign(low=units.x < 0, high=units.x > 0).groupby("axis")[["low", "high"]].sum()
    return sides[(sides.low > 0) & (sides.high > 0)].reset_index()


def _profile_headline(group: str, cells: pd.DataFrame, axes: tuple[Axis, ...]) -> str:
    """The axes on which the group stands most clearly."""
    if cells.empty:
        return f"{group} has no position under these filters"
    known = {axis.id: axis for axis in axes}
    clear = cells.assign(size=cells.position.abs(), thin=cells.n == 1)
    clear = clear.sort_values(["thin", "size", "n"], ascending=[True, False, False]).head(3)
    said = [
        f"{words.stands(cell.position, cell.n, known[cell.axis])} on {cell.axis}"
        for cell in clear.itertuples()
    ]
    return f"{group}: {'; '.join(said)}"
