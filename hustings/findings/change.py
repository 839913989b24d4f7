"""Positions over time: statements as dots, and the running position of each group."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import GROUP_WORDS, MOST_COMPARED, axis_of, subline, unheard
from hustings.findings.before_after import THIN, ShiftsFinding, shifts
from hustings.findings.claims import Claim
from hustings.findings.groups import called, in_names
from hustings.findings.selection import selected
from hustings.findings.split_date import SplitDate, dated, events_between, split_date
from hustings.link import View
from hustings.measures.change import running
from hustings.measures.position import margins
from hustings.query import Picks

#: groups and axes drawn over time where the reader has chosen none, and axes at the most
FEW_GROUPS, FEW_AXES, MOST_BANDS = 3, 3, 8


@dataclass(frozen=True, kw_only=True)
class HistoryFinding:
    """Some groups over time: those `asked` for, and the `groups` among them with something to show.

    `dots` holds `group, axis, date, x, n, ids`: statements of one group, axis, day and stance
    together; `lines` holds `group, axis, stretch, date, position, n, low, high`, a new stretch
    where the window was empty in between. `events` are those between the first dot and the last.
    """

    asked: tuple[str, ...]
    groups: tuple[str, ...]
    axes: tuple[Axis, ...]
    dots: pd.DataFrame
    lines: pd.DataFrame
    events: pd.DataFrame
    split: SplitDate
    note: str
    headline: str
    subline: str
    claims: tuple[Claim, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """The groups asked for that have nothing to show."""
        return tuple(group for group in self.asked if group not in self.groups)


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat", "cut", "window"))
def history(data: Dataset, view: View) -> HistoryFinding:
    """The picked groups over time, the first eight; else the three with most statements.

    Every statement counts, whatever `repeat` says: the dots show each of them.
    """
    filters = dated(view.filters)
    groups = view.actor[:MOST_COMPARED]
    if not groups:
        said = query.groups(data, filters, view.by)
        groups = tuple(selected(data, view, said, FEW_GROUPS).groups.group)
    picks = Picks(view.by, groups)
    best = query.axes_by_evidence(data, filters, picks)
    keys = [axis.id for axis in data.axes if axis.id in view.axis] or list(best[:FEW_AXES])
    axes = tuple(axis_of(data, key) for key in keys[:MOST_BANDS])
    ids = tuple(axis.id for axis in axes)
    units = query.units(data, filters, picks, ids) if groups and ids else _no_units()
    full = len(units) == query.MOST_UNITS
    least = units.groupby(["group", "axis"]).statement_id.transform("size") >= view.min
    units = units[least].assign(date=pd.to_datetime(units.date))
    dots = units.groupby(["group", "axis", "date", "x"], as_index=False).agg(
        n=("statement_id", "size"), ids=("statement_id", lambda ids: tuple(sorted(ids)))
    )
    levels = (view.by, *view.beside) if ids else ()
    margin = {by: margins(query.cells(data, filters, by, axes=ids)) for by in levels}

    def line(part: pd.DataFrame, group: str, axis: str) -> pd.DataFrame:
        level, _ = query.level_of(group, view.by)
        found = running(part, margin[level].get(axis, float("nan")), view.window)
        return _stretches(found, view.window).assign(group=group, axis=axis)

    lines = [line(part, group, axis) for (group, axis), part in units.groupby(["group", "axis"])]
    columns = ["group", "axis", "stretch", "date", "position", "n", "low", "high"]
    heard = tuple(group for group in groups if group in set(units.group))
    spoken = Picks(view.by, heard)
    total = query.totals(data, filters, spoken, ids) if heard else query.Totals(0, 0, None, None)
    moves = shifts(data, view.having(axis=ids, everybody=False)) if ids else None
    return HistoryFinding(
        asked=groups,
        groups=heard,
        axes=tuple(axis for axis in axes if axis.id in set(units.axis)),
        dots=dots,
        lines=pd.concat(lines)[columns].reset_index(drop=True)
        if lines
        else pd.DataFrame(columns=columns),
        events=events_between(data, total.first, total.last),
        split=split_date(data, view),
        note=_history_note(data, view, groups, keys, full),
        headline=(dots.empty and unheard(data, view, view.picks, view.axis))
        or _history_headline(data, view, heard, axes, moves),
        subline=subline(data, view.having(repeat="all"), total),
        claims=tuple(claim for claim in moves.claims if claim.groups[0] in heard) if moves else (),
    )


def _no_units() -> pd.DataFrame:
    return pd.DataFrame(columns=["group", "axis", "statement_id", "x", "date"])


def _stretches(line: pd.DataFrame, window: int) -> pd.DataFrame:
    """The running position with the number of each stretch that no empty window interrupts."""
    return line.assign(stretch=(line.date.diff().dt.days >= window).cumsum())


def _history_note(data: Dataset, view: View, groups, keys, full: bool) -> str:
    """What stands for the rest where not everything is drawn."""
    said = []
    axes, rows = len(data.axes), words.many(data.meta.unit)
    many = GROUP_WORDS[view.by][1]
    if not view.actor:
        said.append(f"None is picked: these are the {many} with most dated {rows}.")
    elif len(view.actor) > len(groups):
        said.append(f"The first {len(groups)} of {len(view.actor)} picked {many} are drawn.")
    if not view.axis and 0 < len(keys) < axes:
        said.append(
            f"Drawn: the {len(keys)} of {axes} axes on which they said most; choose others above."
        )
    elif len(keys) > MOST_BANDS:
        said.append(f"The first {MOST_BANDS} of {len(keys)} chosen axes are drawn.")
    if full:
        said.append(f"Only the newest {query.MOST_UNITS:,} {rows} are drawn.")
    return " ".join(said)


def _history_headline(
    data: Dataset, view: View, groups, axes: tuple[Axis, ...], moves: ShiftsFinding | None
) -> str:
    """Which of the drawn groups have moved, as far as that can be told."""
    if not groups:
        one = words.one(data.meta.unit)
        return f"No {GROUP_WORDS[view.by][0]} shown here has a dated {one}"
    who = words.listing(called(data, view.by, groups), most=4)
    where = words.listing([a.called for a in axes], most=3)
    if moves is None or moves.split.day is None:
        return f"{who} on {where} over time"
    rows = moves.rows[query.is_in(moves.rows.group, groups)]
    since = words.day(moves.split.day)
    named, tested = rows[rows.named], rows[rows.verdict != THIN]
    thin = len(groups) * len(axes) - len(tested)
    pairs = f"{thin} of {len(groups) * len(axes)} pairs of {GROUP_WORDS[view.by][0]} and axis"
    note = f"; for {pairs} there is not enough evidence" if thin else ""
    if tested.empty:
        return f"{who} on {where}: not enough evidence to tell a change since {since}"
    if named.empty:
        return f"No clear change since {since}: {who} on {where}{note}"
    claims = [claim for claim in moves.claims if claim.groups[0] in groups]
    return f"{sentences.moved(in_names(data, view, claims), sentences.by_id(axes), since)}{note}"
