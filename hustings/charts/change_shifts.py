"""Before and after: one row for each group and axis, from where it stood to where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.text_metrics import shorten, text_width
from hustings.dataset import Axis

#: px of a row and of a section's heading
ROW, NARROW_ROW, HEADING = 26, 52, 34
#: colours of a shift towards the first and towards the second pole, and of all else
TOWARDS, QUIET = ("#d55e00", "#0072b2"), "#7f8389"
#: what the sections are called, by verdict
SECTIONS = {
    "shift": "Clear shifts",
    "no clear change": "No clear change",
    "not enough evidence": "Not enough evidence to tell",
}


@dataclass(frozen=True)
class Columns:
    """px from the left edge of the figure: where the plot begins and how wide it is."""

    left: int
    inner: int
    width: int
    wide: bool


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
    columns = Columns(side[0], width - sum(side), width, wide)
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
    sheet = base.Sheet()
    base.framed(sheet, credit, width, height, left=side[0], right=side[1], below=6)
    for verdict, level in sections:
        _note(sheet, columns, f"<b>{base.safe(SECTIONS[verdict])}</b>", 8, level + 4, "left")
    reach = 1.05
    for row, level in zip(rows.itertuples(), levels, strict=True):
        (_add_wide if wide else _add_narrow)(sheet, columns, row, known[row.axis], level)
        for at in (-1, 0, 1):
            half = 9 if at == 0 else 5
            sheet.line(
                x0=at, x1=at, y0=level - half, y1=level + half, layer="below",
                line=dict(color=base.ZERO, width=1 if at == 0 else 0.6),
            )  # fmt: skip
        sheet.line(
            x0=-1, x1=1, y0=level, y1=level, layer="below",
            line=dict(color=base.ZERO, width=0.4),
        )  # fmt: skip
    if len(rows):
        _add_marks(sheet, rows, np.array(levels), known)
    sheet.layout["xaxis"] = dict(range=[-reach, reach], visible=False, fixedrange=True)
    sheet.layout["yaxis"] = dict(range=[height, 0], visible=False, fixedrange=True)
    return sheet.figure()


def _add_marks(sheet: base.Sheet, rows: pd.DataFrame, levels: np.ndarray, known) -> None:
    """One trace of lines, ticks and dots for each colour."""
    colours = np.where(rows.named, np.where(rows["shift"] > 0, TOWARDS[1], TOWARDS[0]), QUIET)
    for colour in dict.fromkeys(colours):
        part, at = rows[colours == colour], levels[colours == colour]
        shared = dict(
            showlegend=False,
            customdata=[["shift", row.group, row.axis] for row in part.itertuples()],
            hovertext=[_told(row, known[row.axis]) for row in part.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
            selected=dict(marker=dict(opacity=1.0)),
            unselected=dict(marker=dict(opacity=1.0)),
            y=at,
        )
        ends = zip(part.before, part.after, at, strict=True)
        for x0, x1, y in ends:
            sheet.line(x0=x0, x1=x1, y0=y, y1=y, line=dict(color=colour, width=4), opacity=0.55)
        sheet.trace(
            x=part.before,
            mode="markers",
            marker=dict(symbol="line-ns-open", size=13, color=colour, line=dict(width=3)),
            **shared,
        )
        thin = part.n_after == 1
        sheet.trace(
            x=part.after,
            mode="markers",
            error_x=dict(
                type="data",
                symmetric=False,
                array=(part.before + part.high).clip(upper=1) - part.after,
                arrayminus=part.after - (part.before + part.low).clip(lower=-1),
                thickness=1.2,
                width=3,
                color=colour,
            ),
            marker=dict(
                symbol=["circle-open" if t else "circle" for t in thin],
                size=12,
                color=colour,
                line=dict(
                    width=[2 if t else 1 for t in thin],
                    color=[colour if t else "#ffffff" for t in thin],
                ),
            ),
            **shared,
        )


def _add_wide(sheet, columns: Columns, row, axis: Axis, level: float) -> None:
    """Group and axis on the left, poles beside the line, figures on the right."""
    pole = round(columns.width * 0.11)
    right = columns.left + columns.inner
    who = columns.left - pole - 14
    group, on = _fitted(row.group, row.axis, who - 8)
    bold = f"<b>{base.safe(group)}</b>" if row.picked else base.safe(group)
    _note(sheet, columns, f"{bold} on {base.safe(on)}", 8, level, "left")
    for text, x, anchor in (
        (_cut(axis.low, pole), columns.left - 4, "right"),
        (_cut(axis.high, pole), right + 4, "left"),
    ):
        _note(sheet, columns, base.safe(text), x, level, anchor, base.NOTE, 0.75)
    for figures, x in (
        (words.signed(row.shift), columns.width - 94),
        (f"n {row.n_before} → {row.n_after}", columns.width - 8),
    ):
        _note(sheet, columns, _weighed(figures, row), x, level, "right")


def _add_narrow(sheet, columns: Columns, row, axis: Axis, level: float) -> None:
    """Group, axis and figures above the line, poles between."""
    figures = f"{words.signed(row.shift)}, n {row.n_before} → {row.n_after}"
    room = columns.width - 28 - text_width(figures, base.LABEL)
    group, on = _fitted(row.group, row.axis, room)
    bold = f"<b>{base.safe(group)}</b>" if row.picked else base.safe(group)
    _note(sheet, columns, f"{bold} on {base.safe(on)}", 8, level - 30, "left")
    _note(sheet, columns, _weighed(figures, row), columns.width - 8, level - 30, "right")
    half = columns.width / 2 - 16
    for text, x, anchor in (
        (f"← {_cut(axis.low, half)}", 12, "left"),
        (f"{_cut(axis.high, half)} →", columns.width - 12, "right"),
    ):
        _note(sheet, columns, base.safe(text), x, level - 15, anchor, base.NOTE - 1, 0.8)


def _weighed(text: str, row) -> str:
    return f"<b>{base.safe(text)}</b>" if row.named else base.safe(text)


def _cut(text: str, room: float, size: float = base.NOTE) -> str:
    """The text, shortened until it fits into `room` px."""
    text = " ".join(text.split())
    limit = min(len(text), 60)
    while limit > 2 and text_width(shorten(text, limit), size) > room:
        limit -= 1
    return shorten(text, limit)


def _fitted(group: str, axis: str, room: float) -> tuple[str, str]:
    """Both names, the axis with at most half of the room unless the group leaves more."""
    room -= text_width(" on ", base.LABEL) + 6
    on = _cut(axis, max(room / 2, room - text_width(shorten(group, 60), base.LABEL)), base.LABEL)
    return _cut(group, room - text_width(on, base.LABEL), base.LABEL), on


def _note(sheet, columns: Columns, text, x, y, anchor, size=base.LABEL, opacity=1.0) -> None:
    """A text at px from the figure's left edge."""
    sheet.note(
        text=text,
        name="row",
        x=0,
        xref="paper",
        xshift=x - columns.left,
        xanchor=anchor,
        y=y,
        yref="y",
        yanchor="middle",
        font=dict(size=size),
        opacity=opacity,
    )


def _told(row, axis: Axis) -> str:
    return base.hover(
        f"{shorten(row.group, 90)} on {shorten(row.axis, 60)}: {row.verdict}",
        f"before: {words.stands(row.before, row.n_before, axis)} ({words.signed(row.before)}, "
        f"{words.statements(row.n_before)})",
        f"after: {words.stands(row.after, row.n_after, axis)} ({words.signed(row.after)}, "
        f"{words.statements(row.n_after)})",
        f"change {words.signed(row.shift)}; {words.interval(row.low, row.high)}",
    )
