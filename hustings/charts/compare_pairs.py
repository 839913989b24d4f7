"""Agreement matrix of the picked groups: a square for every pair."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten, text_width
from hustings.measures.agreement import Agreement
from hustings.package import SPOKEN

#: from disagreement over the middle to agreement: colour-blind safe, and all of it 3:1 or more on
#: white and on the dark page, on both of which its grey middle is the quietest
SCALE = [[0, "#c2510a"], [0.5, "#8b9097"], [1, "#2b71c4"]]
#: how markers show agreement from 0 to 1 by it
SCALED: dict[str, Any] = dict(cmin=0, cmax=1, colorscale=SCALE)


def compare_pairs_chart(
    found: Agreement,
    groups: Sequence[str],
    credit: base.Credit,
    width: int = 960,
    unit: str = SPOKEN,
) -> go.Figure:
    """Draw agreement as squares: colour how far a pair agrees, side how many axes it shares.

    Parameters
    ----------
    found : Agreement
        May hold more groups than are drawn.
    groups : sequence of str
        In drawing order; those without any position are left out.
    unit : str
        What n counts: one of `hustings.package.UNITS`.

    Returns
    -------
    go.Figure
        Each square's customdata is `["pair", a, b]`.
    """
    names = [group for group in groups if group in found.groups]
    index = [found.groups.index(name) for name in names]
    shown = [shorten(name, 22) for name in names]
    left = min(round(max((text_width(t, base.AXIS) for t in shown), default=0)) + 14, width // 3)
    step = min(64, (width - left - 16) // max(1, len(names)))
    height = step * len(names)
    sheet = Sheet()
    framed(sheet, credit, width, height, left=left, below=8, right=width - left - step * len(names))
    most = max(1, int(found.shared[np.ix_(index, index)].max())) if names else 1
    cells = [
        (a, b, found.value[i, j], int(found.shared[i, j]), int(found.n[i, j]))
        for a, i in enumerate(index)
        for b, j in enumerate(index)
        if b < a and not np.isnan(found.value[i, j])
    ]
    told = [
        base.hover(
            f"{shown[a]} and {shown[b]}: {words.percent(v)}",
            f"{shared} shared {'axis' if shared == 1 else 'axes'}, {words.statements(n, unit)}",
        )
        for a, b, v, shared, n in cells
    ]
    inks = [base.WHITE if abs(v - 0.5) > 0.3 else base.INK for *_, v, _s, _n in cells]
    figures = dict(
        mode="markers+text",
        text=[words.percent(v) if step > 34 else "" for *_, v, _s, _n in cells],
        textfont=dict(size=12, color=inks),
    )
    sheet.marks(
        [b for _, b, *_ in cells],
        [a for a, *_ in cells],
        told,
        customdata=[["pair", names[a], names[b]] for a, b, *_ in cells],
        edge=0,
        rim=None,
        trace=figures,
        symbol="square",
        opacity=1,
        color=[v for *_, v, _s, _n in cells],
        **SCALED,
        size=[(step - 4) * max(0.45, (s / most) ** 0.5) for *_, s, _n in cells],
    )
    for i, text in enumerate(shown):
        sheet.row_text(text, i, "right", at=0, shift=-6)
        if i < len(shown) - 1:
            sheet.row_text(text, i, "left", x=i, opacity=0.8, xshift=-step / 2 + 6)
    edge = len(names) - 0.5
    sheet.plain_axes((-0.5, edge), (edge, -0.5))
    return sheet.figure()
