"""Time line of one group: its statements as dots, a band for each axis."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import fit, text_width
from hustings.dataset import Axis

#: px of one band, of its heading, and between bands
BAND, HEADING, GAP = 58, 20, 12
#: font size in px of the names of axes and poles
NAMES = base.NOTE + 0.5
#: the shortest time that is drawn
SHORTEST = timedelta(days=14)


def actor_timeline_chart(
    units: pd.DataFrame,
    axes: Sequence[Axis],
    style: base.Style,
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw each statement as a dot: when it was made, and towards which pole.

    Parameters
    ----------
    units : DataFrame
        `axis, statement_id, x, date`; undated statements are left out, and one has a date.
    axes : sequence of Axis
        Bands from top to bottom; axes without a statement get none.

    Returns
    -------
    go.Figure
        Each dot's customdata is `["statement", statement_id]`.
    """
    units = units[units.date.notna()]
    axes = [axis for axis in axes if axis.id in set(units.axis)]
    block = HEADING + BAND + GAP
    height = block * len(axes)
    sheet = Sheet()
    inner = framed(sheet, credit, width, height, left=14, right=14, below=26).inner
    for i, axis in enumerate(axes):
        top, middle = i * block + HEADING, i * block + HEADING + BAND / 2
        part = units[units.axis == axis.id]
        levels = middle - part.x * (BAND / 2 - 8)
        told = [
            base.hover(words.day(row.date), f"{axis.id}: {words.signed(row.x)}")
            for row in part.itertuples()
        ]
        clicked = [["statement", i] for i in part.statement_id]
        dates = pd.to_datetime(part.date)
        sheet.marks(dates, levels, told, clicked, style=style, size=11, opacity=1.0)
        # Beside the axis's name: inside the band, a pole's name would hide the statements near it.
        name = fit(axis.id if width < 500 else axis.heading, inner / 2, NAMES)
        each = (inner - text_width(name, NAMES) - text_width("↑  · ↓ ", NAMES) - 8) / 2
        # a point parts the two poles, which `safe` isolates: each arrow stays before its own
        poles = f"↑ {fit(axis.high, each, NAMES)} · ↓ {fit(axis.low, each, NAMES)}"
        heading = top - HEADING / 2
        sheet.row_text(name, heading, "left", size=NAMES, bold=True, opacity=1)
        sheet.row_text(poles, heading, "right", size=NAMES, opacity=0.8)
        sheet.line(None, middle, 1)
    first, last = (pd.Timestamp(day) for day in (units.date.min(), units.date.max()))
    pad = max((last - first) * 0.03, (SHORTEST - (last - first)) / 2)
    sheet.layout["xaxis"] = dict(
        range=[(first - pad).isoformat(), (last + pad).isoformat()],
        showgrid=True,
        fixedrange=True,
        type="date",
        title=None,
        side="bottom",
        tickformatstops=base.DATES,
    )
    sheet.plain_axes(y=(height, 0))
    return sheet.figure()
