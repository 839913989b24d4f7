"""Words and deeds: where groups stand by what they say, and by what they do."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import MOST_COMPARED, axis_of, group_positions, subline, unheard
from hustings.findings.groups import called
from hustings.link import View

#: what a position is of -> the end of its columns
SIDES = {"words": "_words", "deeds": "_deeds"}
#: gaps that pages tell in sentences, with statements that show them
MOST_TOLD = 4


@dataclass(frozen=True, kw_only=True)
class DeedsFinding:
    """The picked groups on the axes on which both their words and their deeds are known.

    `rows` holds `group, axis, gap` and, for words and for deeds, `position, low, high, n, first,
    last, side` with the ends `SIDES`: first those of which both rest on two statements or more, the
    widest gap first. `gap` is the distance on a scale of 2. `known` says whether the data have
    statements of both kinds at all.
    """

    groups: tuple[str, ...]
    axes: tuple[Axis, ...]
    rows: pd.DataFrame
    known: bool
    total: query.Totals
    headline: str
    subline: str


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat"))
def deeds(data: Dataset, view: View) -> DeedsFinding:
    """Words and deeds of the picked groups, the first eight of them, under the view's filters."""
    names = view.actor[:MOST_COMPARED]
    said, done = _both(data, view)
    rows = _rows(view, said, done)
    rows = rows if names else rows.iloc[:0]
    spoken = set(rows.axis)
    axes = tuple(axis for axis in data.axes if axis.id in spoken)
    kinds = tuple(kind for each in kinds_of(data).values() for kind in each)
    heard = tuple(dict.fromkeys(rows.group))
    narrowed = view.having(kind=_among(view, kinds) or view.filters.kind)
    total = query.totals(
        data, narrowed.filters, query.Picks(view.by, heard or ("",)), tuple(spoken)
    )
    return DeedsFinding(
        groups=tuple(name for name in names if name in heard),
        axes=axes,
        rows=rows,
        known=len(said) > 0 and len(done) > 0,
        total=total,
        headline=(rows.empty and unheard(data, view, view.picks, view.axis))
        or _headline(data, view, rows),
        subline=subline(data, narrowed, total),
    )


def deeds_rows(data: Dataset, view: View) -> pd.DataFrame:
    """The rows of `DeedsFinding`: of the first eight picked, or of all where nobody is picked."""
    return _rows(view, *_both(data, view))


def _both(data: Dataset, view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The positions of all groups by their words, and by their deeds."""
    said, done = (_of(data, view, kinds) for kinds in kinds_of(data).values())
    return said, done


def _rows(view: View, said: pd.DataFrame, done: pd.DataFrame) -> pd.DataFrame:
    if names := view.actor[:MOST_COMPARED]:
        said = said[query.is_in(said.group, names)]
    rows = said.merge(done, on=["group", "axis"], suffixes=tuple(SIDES.values()))
    if view.axis:
        rows = rows[query.is_in(rows.axis, view.axis)]
    rows = rows.assign(
        gap=(rows.position_words - rows.position_deeds).abs(),
        thin=rows[["n_words", "n_deeds"]].min(axis=1) == 1,
    )
    order = ["thin", "gap", "group", "axis"]
    return rows.sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def kinds_of(data: Dataset) -> dict[str, tuple[str, ...]]:
    """The kinds of statement that are words and those that are deeds, as the data set says."""
    return {"words": data.meta.words, "deeds": data.meta.deeds}


def of_side(data: Dataset, view: View, side: str) -> View:
    """The view of the words or of the deeds alone: its filters, and of its kinds those."""
    return view.having(kind=_among(view, kinds_of(data)[side]))


def _among(view: View, kinds: tuple[str, ...]) -> tuple[str, ...]:
    chosen = view.filters.kind
    return tuple(kind for kind in kinds if not chosen or kind in chosen)


def _of(data: Dataset, view: View, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Positions by statements of these kinds; none where the view leaves none of the kinds."""
    among = _among(view, kinds)
    found = group_positions(data, view.having(kind=among))
    return found if among else found.iloc[:0]


def _headline(data: Dataset, view: View, rows: pd.DataFrame) -> str:
    """How often both are known, and on how many of these axes the evidence puts them apart."""
    who = words.listing(called(data, view.by, view.actor[:MOST_COMPARED]))
    if rows.empty:
        return f"Words and deeds of {who}: on no axis are both known" if who else ""
    across = int((rows.side_words * rows.side_deeds == -1).sum())
    known = "one case" if len(rows) == 1 else f"{len(rows)} cases"
    apart = {0: "in none", 1: "in one"}.get(across, f"in {across}")
    found = called(data, view.by, dict.fromkeys(rows.group))
    return (
        f"{words.listing(found)}: words and deeds are both known in {known}, "
        f"surely on opposite sides {apart}"
    )


def deeds_sentence(data: Dataset, row) -> str:
    """One gap in words: what is said, what is done, and on how many statements either rests."""
    axis = axis_of(data, row.axis)
    said, done = (
        words.stands_at(position, n, axis, mixed)
        for position, n, mixed in (
            (row.position_words, row.n_words, row.mixed_words),
            (row.position_deeds, row.n_deeds, row.mixed_deeds),
        )
    )
    return f"{row.group} on {axis.heading}: in words {said}; in deeds {done}."
