"""Who has moved: positions before and after a day, and which differences may be called shifts."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import GROUP_WORDS, shown_axes, subline, unheard
from hustings.findings.claims import Claim
from hustings.findings.groups import in_names, of_level, shown, with_beside
from hustings.findings.split_date import SplitDate, dated, earlier, later, split_date
from hustings.link import View
from hustings.measures.change import LEAST_STATEMENTS, change, holm
from hustings.query import EVERYONE

#: rows of the figure before and after, and unsteady shifts that the small print names
MOST_ROWS, MOST_SAID = 30, 3
#: what may be said of a difference, from the clearest
VERDICTS = ("shift", "unsteady shift", "no clear change", "not enough evidence")
SHIFT, UNSTEADY, UNCLEAR, THIN = VERDICTS
#: a shift is to be there as well when the day that divides is so much earlier or later
MOVED = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class ShiftsFinding:
    """The picked before and after a day; everybody where none is picked or the view asks for all.

    `rows` holds what `hustings.measures.change.change` gives, with `verdict` (see VERDICTS),
    shifts first. Of those whose interval excludes 0, `named` are only the ones that hold when the
    number of tests is allowed for and when the day is moved; the others are unsteady. `shown` is
    the part that is drawn. `tested` rows have enough evidence, and `one_sided` pairs of group and
    axis speak in one period only. `alone` says that these are the picked, and nobody else.
    """

    split: SplitDate
    axes: tuple[Axis, ...]
    rows: pd.DataFrame
    shown: pd.DataFrame
    tested: int
    one_sided: int
    alone: bool
    headline: str
    subline: str
    claims: tuple[Claim, ...]

    @property
    def named(self) -> pd.DataFrame:
        """The rows that may be called shifts."""
        return self.rows[self.rows.named]


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


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat", "cut", "everybody"))
def shifts(data: Dataset, view: View) -> ShiftsFinding:
    """The picked on every shown axis before and after the day that divides, or everybody.

    Whether a difference is a shift is judged among all groups, whoever is picked: to allow for
    fewer comparisons would find more shifts in the same evidence.
    """
    split = split_date(data, view)
    axes = shown_axes(data, view.having(since=dated(view.filters).since))
    ids = tuple(axis.id for axis in axes)
    day = split.day or date.max
    alone = bool(view.actor) and not view.everybody
    picks = view.picks if alone else EVERYONE
    one_sided = _heard_once(data, view, ids, day, picks)
    found = with_beside(view, lambda by: _judged(data, view.having(by=by), ids, day))
    found = found.assign(picked=query.is_in(found.group, view.actor))
    compared = int((of_level(view, found).verdict != THIN).sum())
    nobody = found.empty
    if alone:
        found = found[found.picked]
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
    own = rows if alone else of_level(view, rows)
    tested = int((own.verdict != THIN).sum())
    total = query.totals(data, dated(view.filters), picks, ids)
    said = subline(data, view, total)
    if split.day:
        said += (
            f" Of {len(own):,} pairs of {GROUP_WORDS[view.by][0]} and axis heard in both periods, "
            f"{len(own) - tested:,} have too little evidence; {one_sided:,} more are heard in one "
            "period only."
        )
        unsteady = shown(data, view, rows[rows.verdict == UNSTEADY])
        said += _unsteady_note(unsteady, axes, compared)
    beside = own.iloc[:0] if alone else rows[query.is_in(rows.group, view.mixed)]
    claims = _claims(own) + _claims(beside)
    return ShiftsFinding(
        split=split,
        axes=axes,
        rows=rows,
        shown=rows.loc[sorted(chosen)].reset_index(drop=True),
        tested=tested,
        one_sided=one_sided,
        alone=alone,
        headline=(rows.empty and unheard(data, view, picks, view.axis))
        or _shifts_headline(
            in_names(data, view, claims), len(rows), axes, split, tested, alone and not nobody
        ),
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


def _heard_once(
    data: Dataset, view: View, axes: tuple[str, ...], day: date, picks: query.Picks
) -> int:
    """How many pairs of group and axis are heard on one side of a day only."""
    keys = ["group", "axis"]
    once = 0
    levels = picks.levels or {view.by: ()}
    for level, names in levels.items():
        periods = _periods(data, view.having(by=level), axes, day)
        some = (p[query.is_in(p.group, names)] if names else p for p in periods)
        before, after = (cells[keys] for cells in some)
        once += len(before) + len(after) - 2 * len(before.merge(after, on=keys))
    return once


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
    claims: tuple[Claim, ...],
    rows: int,
    axes: tuple[Axis, ...],
    split: SplitDate,
    tested: int,
    alone: bool,
) -> str:
    """Who has moved; `alone` says that only the picked are looked at."""
    if split.day is None or not rows:
        who = "None of the picked speaks" if alone else "Nobody speaks"
        return f"{who} on the same axis before and after"
    if not tested:
        whom = "whether the picked have" if alone else "who has"
        return f"Not enough evidence to tell {whom} moved since {split.name}"
    if not claims:
        return f"No clear shift {'of the picked ' if alone else ''}since {split.name}"
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
