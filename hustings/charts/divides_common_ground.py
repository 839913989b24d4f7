"""Common ground: what share of each type's statements goes toward the same pole."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.compare import GAP, HEADING
from hustings.charts.layout import pack
from hustings.charts.text_metrics import shorten

#: px of the lane of a row, and of the room for the scale below the last
LANE, FOOT = 24, 16
#: diameter in px of a type's mark
MARK = 12
#: px below which a plot is a phone's
NARROW = 500


def common_ground_chart(
    common: pd.DataFrame,
    shares: pd.DataFrame,
    poles: Mapping[str, str],
    styles: Mapping[str | None, base.Style],
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw for each axis what share of every type's statements goes toward the named pole.

    Parameters
    ----------
    common : DataFrame
        `axis, value, all`, from top to bottom.
    shares : DataFrame
        `type, axis, n, share`.
    poles : mapping
        Axis id -> the noun of its pole.

    Returns
    -------
    go.Figure
        Each marker's customdata is `["type", type]`.
    """
    sheet = base.Sheet()
    types = [t for t in styles if t is not None and t in set(shares.type)]
    block = HEADING + LANE + GAP
    height = block * len(common) + FOOT
    names = [shorten(t) for t in types]
    room = base.framed(sheet, credit, width, height, left=16, right=16, below=6, legend=names)
    row_at = {axis: i for i, axis in enumerate(common.axis)}
    limit = 34 if room.inner < NARROW else 90
    for i, row in enumerate(common.itertuples()):
        text = f"<b>{base.safe(shorten(f'{row.axis}: {poles[row.axis]}', limit))}</b>"
        sheet.note(
            text=f"{text}{' (all that speak)' if row.all and room.inner >= NARROW else ''}",
            x=0,
            xref="paper",
            xanchor="left",
            y=i * block + HEADING / 2,
            yref="y",
            yanchor="middle",
            font=dict(size=base.AXIS),
        )
        value = f"{row.value:.3f}" if row.value >= 0.0005 else "under 0.001"
        sheet.note(
            text=value if room.inner < NARROW else f"common ground {value}",
            x=1,
            xref="paper",
            xanchor="right",
            y=i * block + HEADING / 2,
            yref="y",
            yanchor="middle",
            font=dict(size=base.AXIS),
        )
        level = i * block + HEADING + LANE / 2
        sheet.line(
            x0=0, x1=1, y0=level, y1=level, layer="below", line=dict(color=base.ZERO, width=0.8)
        )
    for share, text, anchor in ((0, "0 %", "left"), (0.5, "half", "center"), (1, "100 %", "right")):
        sheet.line(x0=share, x1=share, y0=HEADING, y1=height - FOOT, layer="below",
                   line=dict(color=base.ZERO, width=0.5, dash="dot"))  # fmt: skip
        sheet.note(
            text=text, x=share, xref="x", xanchor=anchor, y=height, yref="y", yanchor="bottom",
            font=dict(size=base.NOTE), opacity=0.8,
        )  # fmt: skip
    # Marks at the ends stay inside; those at the very same place lie side by side.
    past = MARK / (room.inner - 2 * MARK)
    rows = shares.axis.map(row_at).astype(float)
    dx, dy = pack(shares.share, rows, np.full(len(shares), MARK / 2), 1, shares.type.tolist())
    shares = shares.assign(
        at_x=shares.share + dx * (1 + 2 * past) / room.inner,
        at_y=rows * block + HEADING + LANE / 2 + dy,
    )
    for kind in types:
        part, style = shares[shares.type == kind], styles[kind]
        thin = part.n == 1
        sheet.trace(
            x=part.at_x,
            y=part.at_y,
            mode="markers",
            name=base.safe(shorten(kind)),
            customdata=[["type", kind]] * len(part),
            hovertext=[
                base.hover(
                    kind,
                    f"{words.percent(row.share)} of {words.statements(row.n)} on {row.axis} "
                    f"go towards {poles[row.axis]}",
                )
                for row in part.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            marker=dict(
                symbol=[style.symbol + ("-open" if t else "") for t in thin],
                color=style.colour,
                size=MARK,
                opacity=0.9,
                line=dict(
                    width=[2 if t else 1 for t in thin],
                    color=[style.colour if t else "#ffffff" for t in thin],
                ),
            ),
            selected=dict(marker=dict(opacity=1.0)),
            unselected=dict(marker=dict(opacity=0.9)),
        )
    sheet.layout["xaxis"] = dict(range=[-past, 1 + past], visible=False, fixedrange=True)
    sheet.layout["yaxis"] = dict(range=[height, 0], visible=False, fixedrange=True)
    return sheet.figure()
