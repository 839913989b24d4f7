"""Words and deeds from pole to pole: two marks for each group on an axis, joined by a line."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.compare import GAP, HEADING, LANE, add_row
from hustings.charts.frame import framed
from hustings.charts.markers import one_statement
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten, text_width
from hustings.dataset import Axis

#: what a mark is of -> its shape
SYMBOLS = {"words": "circle", "deeds": "square"}
#: how far the scale reaches beyond its poles
REACH = 1.04


def deeds_chart(
    rows: pd.DataFrame,
    axes: Sequence[Axis],
    styles: Mapping[str, base.Style],
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw a circle for the words and a square for the deeds of each group on an axis.

    Parameters
    ----------
    rows : DataFrame
        `group, axis`, and `position, low, high, n` with the ends "_words" and "_deeds".
    axes : sequence of Axis
        From top to bottom.
    styles : mapping
        Group -> Style, in the order of the lanes; only its colour counts.

    Returns
    -------
    go.Figure
        Each mark's customdata is `["cell", group, axis]`.
    """
    sheet = Sheet()
    for name, symbol in SYMBOLS.items():
        sheet.legend(f"in {name}", base.Style(base.OTHER[0], symbol))
    known = {axis.id: axis for axis in axes}
    lanes, tops, height = {}, [], 0.0
    for axis in axes:
        here = [group for group in styles if ((rows.group == group) & (rows.axis == axis.id)).any()]
        for i, group in enumerate(here):
            lanes[group, axis.id] = height + HEADING + (i + 0.5) * LANE
        block = HEADING + LANE * len(here) + GAP
        tops.append((axis, height, block))
        height += block
    room = framed(sheet, credit, width, round(height), left=12, right=12, below=6)
    for axis, top, block in tops:
        add_row(sheet, axis, top, block, room)
    levels = [lanes[key] for key in zip(rows.group, rows.axis, strict=True)]
    colours = [styles[group].colour for group in rows.group]
    for row, y, colour in zip(rows.itertuples(), levels, colours, strict=True):
        sheet.line((row.position_words, row.position_deeds), y, 1.6, colour)
        _add_name(sheet, row, y, room.inner)
    for name, symbol in SYMBOLS.items():
        at, n, mixed = (rows[f"{what}_{name}"] for what in ("position", "n", "mixed"))
        sheet.marks(
            at,
            levels,
            told=[
                base.hover(
                    f"{shorten(row.group, 90)} in {name}",
                    f"{row.axis}: {words.stands(position, count, known[row.axis], way)} "
                    f"({words.signed(position)})",
                    words.statements(count, known[row.axis].unit),
                )
                for row, position, count, way in zip(rows.itertuples(), at, n, mixed, strict=True)
            ],
            customdata=[["cell", row.group, row.axis] for row in rows.itertuples()],
            hollow=one_statement(n, axes[0].unit),
            symbol=symbol,
            color=colours,
            size=12,
        )
    sheet.plain_axes((-REACH, REACH), (height, 0))
    return sheet.figure()


def _add_name(sheet: Sheet, row, y: float, inner: float) -> None:
    """Name and numbers beside the two marks, on the side with more room."""
    scale = inner / (2 * REACH)
    ends = sorted((row.position_words, row.position_deeds))
    left, right = (ends[0] + REACH) * scale - 12, (ends[1] + REACH) * scale + 12
    text = f"{shorten(row.group, 24)} ({row.n_words:,} / {row.n_deeds:,})"
    on_right = right + text_width(text, base.LABEL) <= inner or left < inner - right
    anchor, px = ("left", right) if on_right else ("right", left)
    sheet.row_text(text, y, anchor, px=px, size=base.LABEL, name="label")
