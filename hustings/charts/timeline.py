"""One group's statements over time, a band for each axis."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.place import shorten
from hustings.dataset import Axis

#: px of one band, of its heading, and between bands
BAND, HEADING, GAP = 58, 20, 12


def timeline_chart(
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
        `axis, statement_id, x, date`; undated statements are left out.
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
    height = block * max(1, len(axes))
    sheet = base.Sheet()
    base.framed(sheet, credit, width, height, left=14, right=14, below=26)
    for i, axis in enumerate(axes):
        top, middle = i * block + HEADING, i * block + HEADING + BAND / 2
        part = units[units.axis == axis.id]
        sheet.trace(
            x=pd.to_datetime(part.date),
            y=middle - part.x * (BAND / 2 - 8),
            mode="markers",
            customdata=[["statement", i] for i in part.statement_id],
            showlegend=False,
            hovertext=[
                base.hover(words.day(row.date), f"{axis.id}: {words.signed(row.x)}")
                for row in part.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            marker=dict(
                symbol=style.symbol,
                color=style.colour,
                size=11,
                opacity=0.75,
                line=dict(width=1, color="#ffffff"),
            ),
            selected=dict(marker=dict(opacity=1.0)),
            unselected=dict(marker=dict(opacity=0.75)),
        )
        limit = 14 if width < 500 else 40
        name = axis.id if width < 500 else axis.name
        for text, y, anchor in (
            (f"<b>{base.safe(shorten(name, 50))}</b>", top - HEADING / 2, "left"),
            (base.safe(f"{shorten(axis.high, limit)} ↑"), top + 8, "right"),
            (base.safe(f"{shorten(axis.low, limit)} ↓"), top + BAND - 8, "right"),
        ):
            sheet.note(
                text=text,
                x=0 if anchor == "left" else 1,
                xref="paper",
                xanchor=anchor,
                y=y,
                yref="y",
                yanchor="middle",
                font=dict(size=base.NOTE + 0.5),
                opacity=1 if anchor == "left" else 0.7,
            )
        sheet.line(
            x0=0,
            x1=1,
            xref="paper",
            y0=middle,
            y1=middle,
            layer="below",
            line=dict(color=base.ZERO, width=1),
        )
    sheet.layout["xaxis"] = dict(
        showgrid=True,
        fixedrange=True,
        type="date",
        title=None,
        side="bottom",
        tickformatstops=[
            dict(dtickrange=[None, "M1"], value="%-d %b %Y"),
            dict(dtickrange=["M1", "M12"], value="%b %Y"),
            dict(dtickrange=["M12", None], value="%Y"),
        ],
    )
    sheet.layout["yaxis"] = dict(range=[height, 0], visible=False, fixedrange=True)
    return sheet.figure()
