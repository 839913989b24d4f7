"""Agreement matrix of all groups: coloured squares, ordered so that blocs show; on phones lists."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from hustings import words
from hustings.charts import base
from hustings.charts.agreement_list import agreement_list
from hustings.charts.compare_pairs import SCALE, SCALED
from hustings.charts.frame import framed
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import LINE, shorten, text_width
from hustings.package import SPOKEN

#: px: the largest square, the strip above for the key, and what a row may grow by for its name
WIDEST, STRIP, GROWN = 40, 30, 1.25
#: narrower figures of more groups than this are lists, since squares could not be read or touched
LIST_BELOW, MOST_SMALL = 500, 12
#: font sizes of the names, the first for which all rows are high enough
SIZES = (base.AXIS, base.NOTE, 10)


def agreement_chart(
    pairs: pd.DataFrame,
    groups: Sequence[str],
    statements: dict[str, int],
    picked: Sequence[str],
    credit: base.Credit,
    width: int = 960,
    unit: str = SPOKEN,
    list_notes: str = "",
) -> go.Figure:
    """Draw agreement as squares: colour how far a pair agrees, area how many axes it shares.

    All names where the rows are high enough; otherwise the picked ones, and of the others as many
    as fit, those with most statements first.

    Parameters
    ----------
    pairs : DataFrame
        `a, b, agreement, expected, shared, n, thin`, a before b in the order of `groups`;
        pairs without a figure leave a gap.
    groups : sequence of str
        From top to bottom and from left to right.
    statements : dict
        Group -> number of statements.
    picked : sequence of str
        Groups whose row and column are marked.
    list_notes : str
        How to read the lists that a narrow figure is; by default the notes of `credit`.

    Returns
    -------
    go.Figure
        Each square's customdata is `["pair", a, b]`.
    """
    count = len(groups)
    if width < LIST_BELOW and count > MOST_SMALL:
        said = replace(credit, notes=list_notes or credit.notes)
        return agreement_list(pairs, picked, said, width, unit)
    limit = 26 if width >= 700 else 16
    shown = [shorten(group, limit) for group in groups]
    left = round(min(max(text_width(name, base.AXIS) for name in shown) + 12, width * 0.3))
    step = min(WIDEST, (width - left - 16) / count)
    pitch, size = _rows(step)
    height = round(STRIP + pitch * count)
    sheet = Sheet()
    across = round(step * count)
    framed(sheet, credit, width, height, left=left, below=6, right=width - left - across)
    place = {group: i for i, group in enumerate(groups)}
    for group in picked:
        if group in place:
            _mark(sheet, place[group], count)
    known = pairs.dropna(subset="agreement")
    _add_squares(sheet, known, place, step, unit)
    strong = [place[group] for group in picked if group in place]
    by_weight = sorted(range(count), key=lambda i: (-statements[groups[i]], groups[i]))
    named = _fitting([*dict.fromkeys([*strong, *by_weight])], pitch, size * LINE)
    for i in sorted(named):
        _name(sheet, shown[i], i, size, i in strong)
        # The name again where the column begins, if the figure's right edge leaves room for it.
        room = (count - i - 1) * step + width - left - across - 10
        if 0 < i < count - 1 and pitch >= size * LINE and text_width(shown[i], size) < room:
            _name(sheet, shown[i], i, size, i in strong, step)
    _key(sheet, width - left - 16, height, across)
    sheet.plain_axes((-0.5, count - 0.5), (count - 0.5, -0.5 - STRIP / pitch))
    return sheet.figure()


def _rows(step: float) -> tuple[float, float]:
    """Height of a row and size of its name: rows grow a little where that makes all names fit."""
    for size in SIZES:
        if size * LINE <= step * GROWN:
            return max(step, size * LINE), size
    return step, SIZES[-1]


def _add_squares(
    sheet: Sheet, known: pd.DataFrame, place: dict[str, int], step: float, unit: str
) -> None:
    names = {group: base.safe(shorten(group, 44)) for group in place}
    most = max(1, known.shared.max()) if len(known) else 1
    inner = step - (3 if step > 16 else 1 if step > 6 else 0)
    # The smallest squares would be too faint to see were they smaller still.
    least = 0.45 if step > 6 else 0.75
    # Wrapped lines for each of some thousand squares would take longer than all the rest.
    told = [
        f"<b>{names[p.a]}<br>and {names[p.b]}: {words.percent(p.agreement)}</b><br>"
        f"on the same side on {round(p.identical * p.shared)} of {p.shared} shared axes, "
        f"{words.statements(p.n, unit)}{'; thin' if p.thin else ''}"
        for p in known.itertuples()
    ]
    sheet.marks(
        known.a.map(place),
        known.b.map(place),
        told,
        customdata=[["pair", a, b] for a, b in zip(known.a, known.b, strict=True)],
        hollow=known.thin & (step > 7),
        edge=0,
        rim=None,
        symbol="square",
        opacity=1,
        color=known.agreement.round(3),
        **SCALED,
        size=(inner * (known.shared / most).pow(0.5).clip(lower=least)).round(2),
    )


def _mark(sheet: Sheet, i: int, count: int) -> None:
    """A quiet band under the row and the column of a picked group."""
    for x0, x1, y0, y1 in ((-0.5, i + 0.5, i - 0.5, i + 0.5), (i - 0.5, i + 0.5, i + 0.5, count)):
        sheet.shape(
            type="rect", layer="below", x0=x0, x1=x1, y0=y0, y1=min(y1, count - 0.5),
            line=dict(width=0), fillcolor="rgba(127,131,137,0.28)",
        )  # fmt: skip


def _fitting(order: Sequence[int], pitch: float, line: float) -> set[int]:
    """The rows whose names fit, tried in this order."""
    apart = max(1, -(-line // pitch))
    taken: set[int] = set()
    for i in order:
        if all(abs(i - j) >= apart for j in taken):
            taken.add(i)
    return taken


def _name(sheet, text: str, i: int, size: float, strong: bool, step: float = 0) -> None:
    """A name left of its row, or (with the width of a square) where its column begins."""
    look = dict(size=size, bold=strong, opacity=1 if strong or not step else 0.7)
    if step:
        sheet.row_text(text, i, "left", x=i, shift=-step / 2 + 4, name="again", **look)
    else:
        sheet.row_text(text, i, "right", at=0, shift=-6, name="label", **look)


def _key(sheet: Sheet, right: float, height: float, across: float) -> None:
    """What the colours mean, at the right edge of the strip above the squares."""
    side, texts = 13, ("0 %", "100 %")
    start = right - 5 * side - text_width(texts[1], base.NOTE) - 6
    for k, colour in enumerate(sample_colorscale(SCALE, [0, 0.25, 0.5, 0.75, 1])):
        sheet.shape(
            type="rect",
            xref="paper",
            yref="paper",
            x0=(start + k * side) / across,
            x1=(start + (k + 1) * side - 1) / across,
            y0=1 - side / height,
            y1=1,
            line=dict(width=0),
            fillcolor=colour,
        )
    for text, x, anchor in (
        (f"Agreement {texts[0]}", start - 4, "right"),
        (texts[1], start + 5 * side + 3, "left"),
    ):
        sheet.note(
            text=text,
            name="key",
            xref="paper",
            yref="paper",
            x=0,
            xshift=x,
            xanchor=anchor,
            y=1,
            yshift=-side / 2,
            yanchor="middle",
            font=dict(size=base.NOTE),
        )
