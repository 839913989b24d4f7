"""Lists of who agrees most and least: what a phone shows in place of the matrix."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from hustings import words
from hustings.charts import base
from hustings.charts.compare_pairs import SCALE
from hustings.charts.frame import framed
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import fit, text_width
from hustings.package import SPOKEN

#: px of a heading, of a row, of its bar, and between two lists
HEADING, ROW, BAR, BETWEEN = 26, 34, 9, 10
#: pairs in a list where nobody is picked, picked groups that have lists, and pairs in each of these
MOST, MOST_PICKED, MOST_EACH = 8, 4, 3


def agreement_list(
    pairs: pd.DataFrame,
    picked: Sequence[str],
    credit: base.Credit,
    width: int = 360,
    unit: str = SPOKEN,
) -> go.Figure:
    """Draw the nearest and the farthest pairs as bars: of each picked group, else of all.

    Parameters
    ----------
    pairs : DataFrame
        `a, b, agreement, expected, shared, n, thin`; those without a figure are passed over. They
        are ranked by their expected agreement, for which thin evidence counts less.

    Returns
    -------
    go.Figure
        Each bar's customdata is `["pair", a, b]`.
    """
    sheet = Sheet()
    lists = _lists(pairs.dropna(subset=["agreement"]), picked)
    height = sum(HEADING + ROW * len(rows) + BETWEEN for _, rows in lists)
    room = framed(sheet, credit, width, height, left=12, right=12, below=6)
    y = 0.0
    for title, rows in lists:
        sheet.row_text(
            fit(title, room.inner, base.AXIS), y + HEADING / 2, "left", bold=True, name="list"
        )
        y += HEADING
        for row in rows.itertuples():
            _add_row(sheet, row, y, room.inner, unit)
            y += ROW
        y += BETWEEN
    sheet.axes_in_px(room)
    return sheet.figure()


def _lists(known: pd.DataFrame, picked: Sequence[str]) -> list[tuple[str, pd.DataFrame]]:
    """Headings and pairs, `name` being what stands over the bar."""
    order = known.sort_values(["expected", "agreement"], ascending=False, kind="stable")
    found = []
    there = [g for g in picked if ((order.a == g) | (order.b == g)).any()][:MOST_PICKED]
    for group in there:
        own = order[(order.a == group) | (order.b == group)]
        own = _solid(own.assign(name=own.b.where(own.a == group, own.a)), MOST_EACH)
        near = own.head(MOST_EACH)
        far = own.drop(near.index).tail(MOST_EACH).iloc[::-1]
        found.append((f"{group} agrees most with", near))
        if len(far):
            found.append((f"{group} agrees least with", far))
    if found:
        return found
    order = _solid(order.assign(name=order.a + " and " + order.b), MOST)
    most = order.head(MOST)
    least = order.drop(most.index).tail(MOST).iloc[::-1]
    found = [("Agree most", most)]
    return [*found, ("Agree least", least)] if len(least) else found


def _solid(pairs: pd.DataFrame, each: int) -> pd.DataFrame:
    """The pairs that do not rest on thin evidence, where they fill both lists."""
    solid = pairs[~pairs.thin.astype(bool)]
    return solid if len(solid) >= 2 * each else pairs


def _add_row(sheet: Sheet, row, y: float, inner: float, unit: str) -> None:
    """A name with its share above a bar that is full at 100 %; hollow where evidence is thin."""
    share = words.percent(row.agreement)
    size = base.LABEL
    name = fit(row.name, inner - text_width(share, size) - 10, size)
    sheet.row_text(name, y + 10, "left", size=size, name="label")
    sheet.row_text(share, y + 10, "right", size=size, name="share")
    (colour,) = sample_colorscale(SCALE, [row.agreement])
    level = y + 22
    sheet.line((0, inner), level + BAR / 2 + 1, 0.6)
    told = base.hover(
        f"{row.a} and {row.b}: {share}",
        f"{row.shared} shared axes, {words.statements(row.n, unit)}",
        "thin evidence" if row.thin else "",
    )
    look = dict(color="rgba(0,0,0,0)" if row.thin else colour, line=dict(color=colour, width=1.5))
    sheet.trace(
        type="bar", orientation="h", x=[max(row.agreement, 0.01) * inner], y=[level], width=BAR,
        marker=look, customdata=[["pair", row.a, row.b]], showlegend=False, hoverinfo="text",
        hovertext=[told], selected=dict(marker=dict(opacity=1)),
        unselected=dict(marker=dict(opacity=1)),
    )  # fmt: skip
