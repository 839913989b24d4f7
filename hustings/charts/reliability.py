"""Dot plot of Krippendorff's alpha: how far coders agree on each axis."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten, text_width

#: px of one row, and of the heading with the names of the marks
ROW, HEAD = 26, 34
#: name of the row of all axes in view
OVERALL = "Together"


def reliability_chart(
    alphas: pd.DataFrame,
    marks: Sequence[tuple[float, str]],
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw a dot for each axis on a line from 0 to 1; a figure below 0 lengthens the line.

    Parameters
    ----------
    alphas : DataFrame
        `axis, alpha, units, coders`; axis None stands for all axes.
    marks : sequence of (float, str)
        Lines across, with their names.

    Returns
    -------
    go.Figure
        Each axis' customdata is `["axis", axis]`; the dot of all axes has none.
    """
    sheet = Sheet()
    known = alphas.reset_index(drop=True)
    names = [shorten(OVERALL if a is None else a, 18 if width < 500 else 36) for a in known.axis]
    widest = max((text_width(name, base.AXIS) for name in names), default=0)
    left = min(round(widest * 1.06) + 14, round(width * 0.42))
    height = HEAD + ROW * len(known)
    framed(sheet, credit, width, height, left=left, right=52, below=24)
    low = min(0.0, known.alpha.min() - 0.05) if known.alpha.notna().any() else 0.0
    for value, name in [*marks, (0.0, ""), (1.0, "")]:
        ends = (HEAD if name else HEAD - 4, height)
        sheet.line(value, ends, 1.2, dash="dot" if name else None)
        if not name:
            below: dict[str, Any] = dict(yanchor="top", yshift=-4)
            sheet.text(f"{value:g}", value, height, "center", **below, opacity=0.8)
    # One name ends at its line and the next starts there, so that neighbours never touch.
    for (value, name), anchor in zip(marks, ("right", "left"), strict=False):
        said = f"{name} {value:g}" if anchor == "right" else f"{value:g} {name}"
        shift = 4 if anchor == "right" else -4
        sheet.text(said, value, HEAD / 2, anchor, xshift=shift, opacity=0.8)
    levels = [HEAD + (i + 0.5) * ROW for i in range(len(known))]
    overall = known.axis.isna().to_numpy()
    for whole in (False, True):
        part = known[(overall == whole) & known.alpha.notna()]
        if part.empty:
            continue
        sheet.marks(
            part.alpha,
            [levels[i] for i in part.index],
            told=[_told(row) for row in part.itertuples()],
            customdata=None if whole else [["axis", axis] for axis in part.axis],
            # A dot at an end of the scale is drawn whole.
            trace=dict(cliponaxis=False),
            symbol="diamond" if whole else "circle",
            size=13,
            color=base.COLOURS[0],
        )
    for name, y, row in zip(names, levels, known.itertuples(), strict=True):
        said = "none" if pd.isna(row.alpha) else f"{row.alpha:.2f}"
        sheet.text(name, low, y, "right", bold=row.axis is None, xshift=-8)
        sheet.text(said, 1, y, "left", bold=row.axis is None, xshift=12)
        sheet.line((low, 1), y, 0.3)
    sheet.plain_axes((low, 1), (height, 0))
    return sheet.figure()


def _told(row) -> str:
    name = OVERALL if row.axis is None else shorten(row.axis, 90)
    judged = "one judgement" if row.units == 1 else f"{row.units:,} judgements"
    return base.hover(f"{name}: {row.alpha:.3f}", f"{judged} by {row.coders} coders")
