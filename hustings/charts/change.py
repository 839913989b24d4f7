"""Time series of positions of some groups, a band for each axis, with events marked above."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.change_events import Scale, add_events
from hustings.charts.frame import framed
from hustings.charts.layout import Label, place_labels
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import shorten, text_width
from hustings.dataset import Axis

#: px of a band, of its heading, below it, and of the strip of events above all bands
BAND, HEADING, BELOW, STRIP = 150, 22, 20, 76
#: px of a strip without any, and the shortest time that is drawn
UNMARKED, SHORTEST = 4, timedelta(days=14)
#: px from a pole to the edge of its band
EDGE = 12
#: px between the dots, and between the lines, of two groups at one level
LANE, LINE = 4, 2.4
#: with more groups than this their intervals would hide each other
MOST_INTERVALS = 4
#: statements opened by one click
MOST_IDS = 6


def history_chart(
    dots: pd.DataFrame,
    lines: pd.DataFrame,
    axes: Sequence[Axis],
    styles: Mapping[str, base.Style],
    events: pd.DataFrame,
    cut: tuple[date | None, str],
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw statements as dots and the running position of each group as a line with its interval.

    Parameters
    ----------
    dots, lines : DataFrame
        As in `hustings.findings.HistoryFinding`.
    axes : sequence of Axis
        Bands from top to bottom.
    styles : mapping
        Group -> Style, in drawing order.
    events : DataFrame
        `date, event`: those in the period that is drawn.
    cut : (date, str)
        The day that divides, and its event or "".

    Returns
    -------
    go.Figure
        Customdata is `["statement", id, …]` on dots and `["event", "YYYY-MM-DD"]` on events.
    """
    wide = width >= 560
    names = {group: shorten(group, 24) for group in styles}
    room_right = min(190, max(text_width(f"— {name}", base.LABEL) for name in names.values()) + 14)
    first, last = dots.date.min(), dots.date.max()
    pad = max((last - first) * 0.02, timedelta(days=1), (SHORTEST - (last - first)) / 2)
    day, _ = cut
    marked = len(events) or (day and first - pad <= pd.Timestamp(day) <= last + pad)
    strip = STRIP if marked else UNMARKED
    height = strip + len(axes) * (HEADING + BAND + BELOW)
    sheet = Sheet()
    room = framed(
        sheet,
        credit,
        width,
        height,
        left=14,
        right=round(room_right) if wide else 14,
        below=26,
        legend=() if wide else list(names.values()),
    )
    scale = Scale(first - pad, last + pad, room.inner)
    add_events(sheet, events, cut, scale, strip, height)
    for i, axis in enumerate(axes):
        top = strip + i * (HEADING + BAND + BELOW) + HEADING
        _add_band(sheet, axis, top, wide)
        here = {g: lines[(lines.axis == axis.id) & (lines.group == g)] for g in styles}
        if len(styles) <= MOST_INTERVALS:
            for group, line in here.items():
                _add_interval(sheet, line, styles[group].colour, top)
        middle, tight = (len(styles) - 1) / 2, min(1, 5 / len(styles))
        for lane, (group, line) in enumerate(here.items()):
            aside = (lane - middle) * LINE * tight
            _add_line(sheet, line, axis, names[group], styles[group].colour, scale, top + aside)
        for lane, (group, style) in enumerate(styles.items()):
            part = dots[(dots.axis == axis.id) & (dots.group == group)]
            _add_dots(sheet, part, axis, names[group], style, top + (lane - middle) * LANE * tight)
        if wide:
            _add_names(sheet, here, names, styles, room, top)
    if not wide:
        for group, style in styles.items():
            sheet.legend(names[group], style, size=9, line=2)
    sheet.layout["xaxis"] = dict(
        type="date",
        range=[scale.first.isoformat(), scale.last.isoformat()],
        fixedrange=True,
        showgrid=False,
        nticks=max(3, room.inner // 80),
        tickformatstops=base.DATES,
    )
    sheet.plain_axes(y=(height, 0))
    return sheet.figure()


def _level(position, top: float):
    """Where a position lies in its band; the second pole is above."""
    return top + BAND / 2 - position * (BAND / 2 - EDGE)


def _add_band(sheet: Sheet, axis: Axis, top: float, wide: bool) -> None:
    """Heading, poles above and below, lines at the poles and between them."""
    limit = 40 if wide else 18
    name = axis.heading if wide else axis.id
    level = top - HEADING / 2
    sheet.row_text(shorten(name, 60 if wide else 22), level, "left", bold=True)
    for pole, y in ((f"↑ {shorten(axis.high, limit)}", level + 3),
                    (f"↓ {shorten(axis.low, limit)}", top + BAND + 6)):  # fmt: skip
        sheet.row_text(pole, y, "right", size=base.NOTE)
    for position in (-1, 0, 1):
        sheet.line(None, _level(position, top), 0.5 if position else 1)


def _add_interval(sheet: Sheet, line: pd.DataFrame, colour: str, top: float) -> None:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    for _, part in line.dropna(subset=["low", "high"]).groupby("stretch"):
        for bound, fill in (("low", None), ("high", "tonexty")):
            area = dict(fill=fill, fillcolor=f"rgba({red},{green},{blue},0.12)")
            level = _level(part[bound], top)
            sheet.path(part.date, level, trace=area, width=0, shape="hv", color=colour)


def _add_line(
    sheet: Sheet, line: pd.DataFrame, axis: Axis, name: str, colour: str, scale, top: float
) -> None:
    """The running position, and dotted where no newer statement says whether it still holds."""
    for _, part in line.groupby("stretch"):
        told = [
            base.hover(
                f"{name}: {words.signed(row.position)} on {axis.id}",
                f"running position on {words.day(row.date.date())}",
                f"{words.statements(row.n, axis.unit)}; "
                f"{words.interval(row.low, row.high, axis.unit)}",
            )
            for row in part.itertuples()
        ]
        level = _level(part.position, top)
        sheet.path(part.date, level, told, color=colour, width=2.2, shape="hv")
    ends = line.groupby("stretch").last()
    # until the next stretch begins, or the plot ends
    untils = [*line.groupby("stretch").date.first(), scale.last][1:]
    for end, until in zip(ends.itertuples(), untils, strict=True):
        level = _level(end.position, top)
        sheet.path([end.date, until], [level] * 2, color=colour, width=1.2, dash="dot")


def _add_dots(sheet: Sheet, part: pd.DataFrame, axis: Axis, name: str, style, top: float) -> None:
    """Statements; those of one day and stance are one larger dot."""
    if part.empty:
        return
    told = [
        base.hover(
            f"{name}: {words.signed(row.x)} on {axis.id}",
            words.day(row.date.date()),
            f"{words.statements(row.n, axis.unit)}; click to read",
        )
        for row in part.itertuples()
    ]
    clicked = [["statement", *ids[:MOST_IDS]] for ids in part.ids]
    size = [min(8 + 3 * (n**0.5 - 1), 18) for n in part.n]
    level = _level(part.x.astype(float), top)
    sheet.marks(part.date, level, told, clicked, style=style, size=size, opacity=1.0)


def _add_names(sheet: Sheet, here, names, styles, room: Room, top: float) -> None:
    """Each group's name right of the plot, at the level where its line ends."""
    ends = {group: _level(line.position.iloc[-1], top) for group, line in here.items() if len(line)}
    labels = [
        Label(
            text=f"— {names[group]}",
            x=room.inner + 4,
            y=level,
            radius=0,
            size=base.LABEL,
            required=True,
        )
        for group, level in ends.items()
    ]
    bounds = (room.inner + 2, top - HEADING, room.width - room.left, top + BAND + BELOW)
    for (group, _), spot in zip(ends.items(), place_labels(labels, (), bounds), strict=True):
        if spot is not None:
            text = f'<span style="color:{styles[group].colour}">—</span> {base.safe(names[group])}'
            y = (spot.top + spot.bottom) / 2
            sheet.row_text(
                text, y, "left", px=spot.left, markup=True, size=base.LABEL, name="label"
            )
