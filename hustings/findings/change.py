"""Positions over time, and who has moved between two periods."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import GROUP_WORDS, MOST_COMPARED, axis_of, shown_axes, subline, unheard
from hustings.findings.claims import Claim
from hustings.findings.groups import called, in_names, of_level, shown, with_beside
from hustings.findings.selection import selected
from hustings.findings.split_date import (
    SplitDate,
    dated,
    earlier,
    events_between,
    later,
    split_date,
)
from hustings.link import View
from hustings.measures.change import LEAST_STATEMENTS, change, holm, running
from hustings.measures.position import margins
from hustings.query import Picks

#: groups and axes drawn over time where the reader has chosen none, and axes at the most
FEW_GROUPS, FEW_AXES, MOST_BANDS = 3, 3, 8
#: rows of the figure before and after, and unsteady shifts that the small print names
MOST_ROWS, MOST_SAID = 30, 3
#: what may be said of a difference, from the clearest
VERDICTS = ("shift", "unsteady shift", "no clear change", "not enough evidence")
SHIFT, UNSTEADY, UNCLEAR, THIN = VERDICTS
#: a shift is to be there as well when the day that divides is so much earlier or later
MOVED = timedelta(days=30)


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


@dataclass(frozen=True, kw_only=True)
class ShiftsFinding:
    """Everybody before and after a day.

    `rows` holds what `hustings.measures.change.change` gives, with `verdict` (see VERDICTS),
    shifts first. Of those whose interval excludes 0, `named` are only the ones that hold when the
    number of tests is allowed for and when the day is moved; the others are unsteady. `shown` is
    the part that is drawn. `tested` rows have enough evidence, and `one_sided` pairs of group and
    axis speak in one period only.
    """

    split: SplitDate
    axes: tuple[Axis, ...]
    rows: pd.DataFrame
    shown: pd.DataFrame
    tested: int
    one_sided: int
    headline: str
    subline: str
    claims: tuple[Claim, ...]

    @property
    def named(self) -> pd.DataFrame:
        """The rows that may be called shifts."""
        return self.rows[self.rows.named]


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
    moves = shifts(data, view.having(axis=ids)) if ids else None
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
    pairs = f"{thin} of {len(groups) * len(axes)} pairs of group and axis"
    note = f"; for {pairs} there is not enough evidence" if thin else ""
    if tested.empty:
        return f"{who} on {where}: not enough evidence to tell a change since {since}"
    if named.empty:
        return f"No clear change since {since}: {who} on {where}{note}"
    claims = [claim for claim in moves.claims if claim.groups[0] in groups]
    return f"{sentences.moved(in_names(data, view, claims), sentences.by_id(axes), since)}{note}"


def _claims(rows: pd.DataFrame) -> tuple[Claim, ...]:
    """The rows that may be called shifts, as claims."""
    return tuple(
        Claim(
            kind="shift",
            groups=(row.group,),
            axes=(row.axis,),
            side=1 if row.shift > 0 else -1,
            value=float(row.shift),
            low=float(row.low),
            high=float(row.high),
            n=int(row.n_before + row.n_after),
            among=len(rows),
        )
        for row in rows[rows.named].itertuples()
    )


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat", "cut"))
def shifts(data: Dataset, view: View) -> ShiftsFinding:
    """Every group on every shown axis before and after the day that divides."""
    split = split_date(data, view)
    axes = shown_axes(data, view.having(since=dated(view.filters).since))
    ids = tuple(axis.id for axis in axes)
    day = split.day or date.max
    one_sided = _heard_once(data, view, ids, day)
    found = with_beside(view, lambda by: _judged(data, view.having(by=by), ids, day))
    found = found.assign(picked=found.group.isin(view.actor))
    verdict, known = found.verdict, found.verdict != THIN
    # Thin rows go by their evidence: their sizes say nothing.
    size = found["shift"].abs().round(9).where(known, 0)
    thin = found[["n_before", "n_after"]].min(axis=1).where(~known, 0)
    order = pd.DataFrame(
        {"verdict": verdict.map(VERDICTS.index), "size": -size, "thin": -thin, "at": found.index}
    )
    found = found.loc[order.sort_values(["verdict", "size", "thin", "at"]).index]
    rows = found.reset_index(drop=True)
    # The picked come first among what is drawn, so that a click or a link always shows its own.
    first = pd.DataFrame({"named": ~rows.named, "picked": ~rows.picked, "at": rows.index})
    chosen = first.sort_values(["named", "picked", "at"]).index[:MOST_ROWS]
    own = of_level(view, rows)
    tested = int((own.verdict != THIN).sum())
    total = query.totals(data, dated(view.filters), axes=ids)
    said = subline(data, view, total)
    if split.day:
        said += (
            f" Of {len(own):,} pairs of {GROUP_WORDS[view.by][0]} and axis heard in both periods, "
            f"{len(own) - tested:,} have too little evidence; {one_sided:,} more are heard in one "
            "period only."
        )
        unsteady = shown(data, view, rows[rows.verdict == UNSTEADY])
        said += _unsteady_note(unsteady, axes, tested)
    claims = _claims(own) + _claims(rows[query.is_in(rows.group, view.mixed)])
    return ShiftsFinding(
        split=split,
        axes=axes,
        rows=rows,
        shown=rows.loc[sorted(chosen)].reset_index(drop=True),
        tested=tested,
        one_sided=one_sided,
        headline=(rows.empty and unheard(data, view, axes=view.axis))
        or _shifts_headline(in_names(data, view, claims), len(rows), axes, split, tested),
        subline=said,
        claims=claims,
    )


def _judged(data: Dataset, view: View, axes: tuple[str, ...], day: date) -> pd.DataFrame:
    """The groups of one level heard before and after a day, each with its verdict."""
    before, after = _periods(data, view, axes, day)
    found = change(before, after)
    found = found[found.n_before + found.n_after >= view.min]
    known = (found[["n_before", "n_after"]].min(axis=1) >= LEAST_STATEMENTS) & found.low.notna()
    firm = _firm(data, view, axes, day, found[known])
    verdict = known.map({True: UNCLEAR, False: THIN}).mask(found.named, UNSTEADY)
    verdict = verdict.mask(found.index.isin(firm), SHIFT)
    return found.assign(verdict=verdict, named=verdict == SHIFT).reset_index(drop=True)


def _heard_once(data: Dataset, view: View, axes: tuple[str, ...], day: date) -> int:
    """How many pairs of group and axis are heard on one side of a day only."""
    keys = ["group", "axis"]
    before, after = (cells[keys] for cells in _periods(data, view, axes, day))
    return len(before) + len(after) - 2 * len(before.merge(after, on=keys))


def _periods(
    data: Dataset, view: View, axes: tuple[str, ...], day: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cells before a day, and those from it on."""
    before, after = (
        query.cells(data, filters, view.by, view.repeat, axes=axes)
        for filters in (earlier(view.filters, day), later(view.filters, day))
    )
    return before[before.axis.isin(axes)], after[after.axis.isin(axes)]


def _firm(
    data: Dataset, view: View, axes: tuple[str, ...], day: date, tested: pd.DataFrame
) -> pd.Index:
    """The tested rows that are still shifts for all the tests, and around other days as well."""
    firm = tested[holm(tested.p.to_numpy(float)) & tested.named]
    keys = ["group", "axis"]
    for moved in (-MOVED, MOVED):
        if firm.empty:
            break
        try:
            other = change(*_periods(data, view, axes, day + moved))
        except OverflowError:
            continue
        other = other[other.named].set_index(keys)["shift"]
        there = other.reindex(pd.MultiIndex.from_frame(firm[keys])).to_numpy()
        firm = firm[there * firm["shift"].to_numpy() > 0]
    return firm.index


def _unsteady_note(rows: pd.DataFrame, axes: tuple[Axis, ...], tested: int) -> str:
    """Which differences are no shifts although their intervals exclude 0, and why."""
    if rows.empty:
        return ""
    known = sentences.by_id(axes)
    pairs = [f"{row.group} on {known[row.axis].called}" for row in rows.itertuples()]
    return (
        f" Not called shifts: {words.listing(pairs, most=MOST_SAID)}, which do not hold when the "
        f"{tested:,} comparisons are allowed for (Holm) or when the day is {MOVED.days} days "
        "earlier or later."
    )


def _shifts_headline(
    claims: tuple[Claim, ...], rows: int, axes: tuple[Axis, ...], split: SplitDate, tested: int
) -> str:
    if split.day is None or not rows:
        return "Nobody speaks on the same axis before and after"
    if not tested:
        return f"Not enough evidence to tell who has moved since {split.name}"
    if not claims:
        return f"No clear shift since {split.name}"
    return sentences.shifts(claims, sentences.by_id(axes), split.name)


def shift_sentence(row, axis: Axis) -> str:
    """One difference in words, with the evidence on both sides."""
    before, after = (
        words.stands_at(position, n, axis, mixed)
        for position, n, mixed in (
            (row.before, row.n_before, row.mixed_before),
            (row.after, row.n_after, row.mixed_after),
        )
    )
    return (
        f"{row.group} on {axis.called}: before, {before}; after, {after}. A change of "
        f"{words.signed(row.shift)}, {words.interval(row.low, row.high)}."
    )
