"""Dumbbell chart of positions before and after a day, one row for each group and axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.markers import interval, one_statement
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten, text_width
from hustings.dataset import Axis

#: px of a row and of a section's heading
ROW, NARROW_ROW, HEADING = 26, 52, 34
#: the scale reaches this far past its poles
REACH = 1.05
#: colours of a shift towards the first and towards the second pole, and of all else
TOWARDS, QUIET = ("#d55e00", "#0072b2"), "#7f8389"
#: what the sections are called, by verdict
SECTIONS = {
    "shift": "Clear shifts",
    "unsteady shift": "Shifts that may be chance",
    "no clear change": "No clear change",
    "not enough evidence": "Not enough evidence to tell",
}
#: look of the texts of a row, and of the poles beside its line or above it
TEXT: dict[str, Any] = dict(size=base.LABEL, name="row", opacity=1.0)
POLE = dict(size=base.NOTE, name="row", opacity=0.75)
NARROW_POLE = dict(size=base.NOTE - 1, name="row", opacity=0.8)


@dataclass(frozen=True)
class Columns:
    """px from the left edge of the plot: both edges of the figure, and the plot's right edge."""

    start: int
    end: int
    inner: int

    @property
    def width(self) -> int:
        """px of the figure."""
        return self.end - self.start


def shifts_chart(
    rows: pd.DataFrame, axes: Sequence[Axis], credit: base.Credit, width: int = 960
) -> go.Figure:
    """Draw the position before as a tick, after as a dot, with the interval of the change.

    Parameters
    ----------
    rows : DataFrame
        `group, axis, before, after, n_before, n_after, shift, low, high, verdict, picked`, from
        top to bottom; rows of one verdict stand together.

    Returns
    -------
    go.Figure
        Customdata of each mark is `["shift", group, axis]`.
    """
    wide = width >= 760
    side = (round(width * 0.39), round(width * 0.27)) if wide else (12, 12)
    columns = Columns(-side[0], width - side[0], width - sum(side))
    known = {axis.id: axis for axis in axes}
    step = ROW if wide else NARROW_ROW
    levels, sections, y = [], [], 0.0
    for verdict, part in groupby(rows.verdict):
        sections.append((verdict, y + HEADING / 2))
        y += HEADING
        for _ in part:
            levels.append(y + (step / 2 if wide else step - 12))
            y += step
    height = round(y) + 4
    sheet = Sheet()
    framed(sheet, credit, width, height, left=side[0], right=side[1], below=6)
    for verdict, level in sections:
        start = columns.start + 8
        sheet.row_text(SECTIONS[verdict], level + 4, "left", px=start, bold=True, **TEXT)
    for row, level in zip(rows.itertuples(), levels, strict=True):
        (_add_wide if wide else _add_narrow)(sheet, columns, row, known[row.axis], level)
        for at in (-1, 0, 1):
            half = 9 if at == 0 else 5
            sheet.line(at, (level - half, level + half), 1 if at == 0 else 0.6)
        sheet.line((-1, 1), level, 0.4)
    if len(rows):
        _add_marks(sheet, rows, np.array(levels), known)
    sheet.plain_axes((-REACH, REACH), (height, 0))
    return sheet.figure()


def _add_marks(sheet: Sheet, rows: pd.DataFrame, levels: np.ndarray, known) -> None:
    """One trace of lines, ticks and dots for each colour."""
    colours = np.where(rows.named, np.where(rows["shift"] > 0, TOWARDS[1], TOWARDS[0]), QUIET)
    for colour in dict.fromkeys(colours):
        part, at = rows[colours == colour], levels[colours == colour]
        said: dict[str, Any] = dict(
            told=[_told(row, known[row.axis]) for row in part.itertuples()],
            customdata=[["shift", row.group, row.axis] for row in part.itertuples()],
        )
        for x0, x1, y in zip(part.before, part.after, at, strict=True):
            sheet.line((x0, x1), y, 3, colour, below=False)
        ticks: dict[str, Any] = dict(
            symbol="line-ns-open", size=13, color=colour, line=dict(width=3)
        )
        sheet.marks(part.before, at, **said, **ticks)
        low, high = (part.before + part.low).clip(lower=-1), (part.before + part.high).clip(upper=1)
        sheet.marks(
            part.after,
            at,
            **said,
            hollow=one_statement(part.n_after, known[part.axis.iloc[0]].unit),
            trace=dict(error_x=interval(part.after, low, high, colour, 1.2)),
            symbol="circle",
            size=12,
            color=colour,
        )


def _add_wide(sheet, columns: Columns, row, axis: Axis, level: float) -> None:
    """Group and axis on the left, poles beside the line, figures on the right."""
    pole = round(columns.width * 0.11)
    name = _name(row, -columns.start - pole - 22)
    sheet.row_text(name, level, "left", px=columns.start + 8, markup=True, **TEXT)
    sheet.row_text(_cut(axis.low, pole), level, "right", px=-4, **POLE)
    sheet.row_text(_cut(axis.high, pole), level, "left", px=columns.inner + 4, **POLE)
    for figures, px in (
        (words.signed(row.shift), columns.end - 94),
        (f"n {row.n_before} → {row.n_after}", columns.end - 8),
    ):
        sheet.row_text(figures, level, "right", px=px, bold=row.named, **TEXT)


def _add_narrow(sheet, columns: Columns, row, axis: Axis, level: float) -> None:
    """Group, axis and figures above the line, poles between."""
    figures = f"{words.signed(row.shift)}, n {row.n_before} → {row.n_after}"
    name = _name(row, columns.width - 28 - text_width(figures, base.LABEL))
    above, between = level - 30, level - 15
    sheet.row_text(name, above, "left", px=columns.start + 8, markup=True, **TEXT)
    sheet.row_text(figures, above, "right", px=columns.end - 8, bold=row.named, **TEXT)
    half = columns.width / 2 - 16
    for text, anchor, px in (
        (f"← {_cut(axis.low, half)}", "left", columns.start + 12),
        (f"{_cut(axis.high, half)} →", "right", columns.end - 12),
    ):
        sheet.row_text(text, between, anchor, px=px, **NARROW_POLE)


def _name(row, room: float) -> str:
    """Group and axis in `room` px, as markup."""
    room -= text_width(" on ", base.LABEL) + 6
    # The axis has at most half of the room unless the group leaves more.
    spare = room - text_width(shorten(row.group, 60), base.LABEL)
    on = _cut(row.axis, max(room / 2, spare), base.LABEL)
    group = base.safe(_cut(row.group, room - text_width(on, base.LABEL), base.LABEL))
    return f"{f'<b>{group}</b>' if row.picked else group} on {base.safe(on)}"


def _cut(text: str, room: float, size: float = base.NOTE) -> str:
    """The text, shortened until it fits into `room` px."""
    text = " ".join(text.split())
    limit = min(len(text), 60)
    while limit > 2 and text_width(shorten(text, limit), size) > room:
        limit -= 1
    return shorten(text, limit)


def _told(row, axis: Axis) -> str:
    return base.hover(
        f"{shorten(row.group, 90)} on {shorten(row.axis, 60)}: {row.verdict}",
        f"before: {words.stands_at(row.before, row.n_before, axis, row.mixed_before)}",
        f"after: {words.stands_at(row.after, row.n_after, axis, row.mixed_after)}",
        f"change {words.signed(row.shift)}; {words.interval(row.low, row.high)}",
    )
