"""Dot plot of common ground: the share of each type's statements toward the same pole."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.compare import GAP, HEADING
from hustings.charts.frame import framed
from hustings.charts.layout import pack
from hustings.charts.markers import one_statement
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten
from hustings.package import SPOKEN

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
    unit: str = SPOKEN,
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
    unit : str
        What n counts: one of `hustings.package.UNITS`.

    Returns
    -------
    go.Figure
        Each marker's customdata is `["type", type]`.
    """
    sheet = Sheet()
    known = set(shares.type)
    types = [t for t in styles if t is not None and t in known]
    block = HEADING + LANE + GAP
    height = block * len(common) + FOOT
    names = [shorten(t) for t in types]
    room = framed(sheet, credit, width, height, left=16, right=16, below=6, legend=names)
    row_at = {axis: i for i, axis in enumerate(common.axis)}
    wide = room.inner >= NARROW
    limit = 90 if wide else 34
    for i, row in enumerate(common.itertuples()):
        heading, level = i * block + HEADING / 2, i * block + HEADING + LANE / 2
        text = f"<b>{base.safe(shorten(f'{row.axis}: {poles[row.axis]}', limit))}</b>"
        every = " (all that speak)" if row.all and wide else ""
        sheet.row_text(text + every, heading, "left", markup=True)
        value = f"{row.value:.3f}" if row.value >= 0.0005 else "under 0.001"
        sheet.row_text(f"common ground {value}" if wide else value, heading, "right")
        sheet.line((0, 1), level, 0.8)
    for share, text, anchor in ((0, "0 %", "left"), (0.5, "half", "center"), (1, "100 %", "right")):
        sheet.line(share, (HEADING, height - FOOT), 0.5, dash="dot")
        sheet.row_text(text, height, anchor, x=share, size=base.NOTE, yanchor="bottom", opacity=0.8)
    # Marks at the ends stay inside; those at the very same place lie side by side.
    past = MARK / (room.inner - 2 * MARK)
    rows = shares.axis.map(row_at).astype(float)
    dx, dy = pack(shares.share, rows, np.full(len(shares), MARK / 2), 1, shares.type.tolist())
    shares = shares.assign(
        at_x=shares.share + dx * (1 + 2 * past) / room.inner,
        at_y=rows * block + HEADING + LANE / 2 + dy,
    )
    for kind in types:
        part = shares[shares.type == kind]
        told = [
            base.hover(
                kind,
                f"{words.percent(row.share)} of {words.statements(row.n, unit)} on {row.axis} "
                f"go towards {poles[row.axis]}",
            )
            for row in part.itertuples()
        ]
        sheet.marks(
            part.at_x,
            part.at_y,
            told,
            customdata=[["type", kind]] * len(part),
            name=kind,
            style=styles[kind],
            hollow=one_statement(part.n, unit),
            size=MARK,
            opacity=0.9,
        )
    sheet.plain_axes((-past, 1 + past), (height, 0))
    return sheet.figure()
