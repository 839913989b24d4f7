"""The date that splits the statements into before and after."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.link import View
from hustings.query import Filters


@dataclass(frozen=True, kw_only=True)
class SplitDate:
    """The first day of "after"; None where the dated statements leave nothing to divide.

    `event` names what happened on that day, if the data set knows; `chosen` says that the reader
    asked for it, `named` that the data set starts from it; `before` and `after` count the dated
    statements, `undated` the others; `unit` says what a row of the data set is.
    """

    day: date | None
    event: str
    chosen: bool
    named: bool
    before: int
    after: int
    undated: int
    unit: str

    @property
    def name(self) -> str:
        """The day, with its event: "20 January 2025 (Summit)"."""
        return f"{words.day(self.day)} ({self.event})" if self.event else words.day(self.day)

    @property
    def sentence(self) -> str:
        """Which day divides, why that one, and what is left out."""
        if self.day is None:
            said = (
                f"All dated {words.many(self.unit)} are of one day: there is no before and after."
            )
            if not self.after:
                said = f"No {words.one(self.unit)} has a date: there is no before and after."
        else:
            what = "event" if self.event else "day"
            why = f", the {what} that divides the {words.many(self.unit)} most evenly"
            if self.named:
                why = f", the {what} that the data set starts from"
            if self.chosen:
                why = ""
            said = (
                f"Before and after {self.name}{why}: {words.statements(self.before, self.unit)} "
                f"before, {words.statements(self.after, self.unit)} from that day on."
            )
        if self.undated:
            said += f" Left out: {words.statements(self.undated, self.unit)} without a date."
        return said


def dated(filters: Filters) -> Filters:
    """The same filters, passed by statements with a date only."""
    return replace(filters, since=filters.since or date.min)


def earlier(filters: Filters, day: date) -> Filters:
    """The same filters, for statements before a day."""
    last = day - timedelta(days=1) if day > date.min else day
    return replace(dated(filters), until=min(filters.until or last, last))


def later(filters: Filters, day: date) -> Filters:
    """The same filters, for statements of a day and after it."""
    return replace(filters, since=max(filters.since or day, day))


def events_between(data: Dataset, first: date | None, last: date | None) -> pd.DataFrame:
    """The data set's events in a period, one row for each day: `date, event`."""
    found = data.events.dropna(subset=["date", "event"]).sort_values("date", kind="stable")
    if first is None or last is None:
        return found.iloc[:0][["date", "event"]]
    inside = found.date.between(pd.Timestamp(first), pd.Timestamp(last))
    merged = found[inside].groupby("date").event.agg(lambda names: words.listing(names))
    return merged.reset_index()


@cached(uses=("cut", "filters"))
def split_date(data: Dataset, view: View) -> SplitDate:
    """The day the reader asks for, else the one that the data set names, where it divides.

    Else the event that divides the dated statements most evenly, and where no event lies between
    them the day of a statement that does.
    """
    days = query.days(data, view.filters)
    total = int(days.n.sum())
    undated = query.totals(data, view.filters).statements - total
    if view.cut is None and len(days) < 2:
        return SplitDate(
            day=None,
            event="",
            chosen=False,
            named=False,
            before=0,
            after=total,
            undated=undated,
            unit=data.meta.unit,
        )
    times, running = pd.to_datetime(days.date).to_numpy(), np.cumsum(days.n.to_numpy())

    def before(day) -> int:
        at = int(np.searchsorted(times, np.datetime64(day), side="left"))
        return int(running[at - 1]) if at else 0

    known = events_between(data, date.min, date.max)
    day = view.cut
    start = None if day else _named(data)
    named = start is not None and 0 < before(start) < total
    if named:
        day = start
    if day is None:
        options = [d for d in known.date if 0 < before(d) < total] or list(times[1:])
        day = pd.Timestamp(min(options, key=lambda d: abs(2 * before(d) - total))).date()
    event = dict(zip(known.date.dt.date, known.event, strict=True)).get(day, "")
    n = before(day)
    return SplitDate(
        day=day,
        event=event,
        chosen=view.cut is not None,
        named=named,
        before=n,
        after=total - n,
        undated=undated,
        unit=data.meta.unit,
    )


def _named(data: Dataset) -> date | None:
    """The day that the data set's own default view divides at."""
    for text in data.meta.default.get("cut", ()):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None
