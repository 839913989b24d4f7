"""Event markers above a time axis, named where labels do not collide."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from hustings import words
from hustings.charts import base
from hustings.charts.layout import Box, Label, Placed, place_labels
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten

#: px of an event's mark, and between the levels of their names
MARK, STEP = 4.5, 15
#: characters of the event that divides, on a wide plot and on a phone
NAMED, NARROW = 44, 24


@dataclass(frozen=True)
class Scale:
    """Days across the plot, in px from its left edge."""

    first: pd.Timestamp
    last: pd.Timestamp
    inner: int

    def at(self, day: object) -> float:
        """px from the left edge of the plot."""
        return (pd.Timestamp(day) - self.first) / (self.last - self.first) * self.inner


def add_events(
    sheet: Sheet,
    events: pd.DataFrame,
    cut: tuple[date | None, str],
    scale: Scale,
    strip: int,
    height: int,
) -> None:
    """Marks in a strip above the plot for all events, a line and a name for those with room.

    The axis y counts px from the top; the day that divides is always named, by its event and date.
    """
    day, name = cut
    rows = [(d.date(), text) for d, text in events.itertuples(index=False)]
    inside = day is not None and scale.first <= pd.Timestamp(day) <= scale.last
    if inside and day not in dict(rows):
        rows.append((day, name))
    texts = [
        _divides(d, text, scale.inner)
        if d == day
        else shorten(text, 30 if scale.inner > 500 else 20)
        for d, text in rows
    ]
    level = strip - MARK - 3
    marks = [scale.at(d) for d, _ in rows]
    flags = _flags(texts, marks, [d == day for d, _ in rows], level, scale.inner)
    for (d, _), text, flag in zip(rows, texts, flags, strict=True):
        if flag is None:
            continue
        spot, top = flag
        strong = d == day
        look = dict(size=base.NOTE, bold=strong, name="event", opacity=1 if strong else 0.8)
        sheet.row_text(text, spot.y, spot.anchor, px=spot.x, yanchor=spot.vertical, **look)
        dash = None if strong else "dot"
        sheet.line(d.isoformat(), (top, height), 2 if strong else 0.8, dash=dash)
    told = [
        base.hover(
            shorten(text, 200) or "The day that divides",
            words.day(d),
            "before and after it, below" if d == day else "click: before and after it",
        )
        for d, text in rows
    ]
    sheet.marks(
        [d.isoformat() for d, _ in rows],
        [level] * len(rows),
        told,
        customdata=[["event", d.isoformat()] for d, _ in rows],
        edge=None,
        style=base.Style(base.OTHER[0], "triangle-down"),
        size=[13 if d == day else 9 for d, _ in rows],
        opacity=1.0,
    )


def _divides(day: date, event: str, width: float) -> str:
    """What stands at the line of the day that divides: "Vote, 20 Jan 2025", cut to its room."""
    told = f"{day.day} {day:%b %Y}"
    return f"{shorten(event, NAMED if width > 500 else NARROW)}, {told}" if event else told


def _flags(
    texts: list[str], marks: list[float], strong: list[bool], level: float, width: float
) -> list[tuple[Placed, float] | None]:
    """A place for each text and the top of its line; None where it has no room.

    What finds none beside its mark is raised in steps, where its line crosses no other text.
    """
    found: list[tuple[Placed, float] | None] = [None] * len(texts)
    taken: list[Box] = [(x - MARK, level - MARK, x + MARK, level + MARK) for x in marks]
    for top in np.arange(level, STEP, -STEP):
        lines = [(x - 1, top, x + 1, level - MARK - 1) for x in marks]
        free = [
            i
            for i, flag in enumerate(found)
            if flag is None and not any(_meet(lines[i], box) for box in taken[len(marks) :])
        ]
        labels = [
            Label(
                text=texts[i],
                x=marks[i],
                y=top,
                radius=MARK + 2,
                size=base.NOTE,
                priority=strong[i],
                required=strong[i],
            )
            for i in free
        ]
        for i, spot in zip(free, place_labels(labels, taken, (0, 0, width, level)), strict=True):
            if spot is not None:
                found[i] = spot, float(top)
                taken += [(spot.left, spot.top, spot.right, spot.bottom), lines[i]]
    return found


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
