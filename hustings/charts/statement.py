"""Card of one statement: its words, who said them and when, and where it stands, as a square."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from hustings.charts.base import INK, NOTE, ZERO, Credit, safe
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import LINE, fit, wrap

#: px of a side, and of the margin
SIDE, MARGIN = 540, 32
#: font sizes in px of the main words, the largest first, and of what stands below
SIZES, TEXT, SMALL = (36, 31, 27, 23, 20), 16, 14
#: lines of the main words and of the summary at the most
MOST, MOST_SUMMARY = 6, 4
#: px of the scale of a position, and of a row of it
SCALE, ROW = 150, 27


@dataclass(frozen=True, kw_only=True)
class Code:
    """Where a statement stands between two poles: -1 the first, 1 the second."""

    low: str
    high: str
    at: float


def statement_card(
    main: str, summary: str, who: str, when: str, codes: Sequence[Code], credit: Credit
) -> go.Figure:
    """Draw one statement as a square of `SIDE` px.

    Parameters
    ----------
    main : str
        The quotation with its marks, or where there is none the summary.
    summary : str
        What stands below a quotation; may be empty.
    who, when : str
        Who said it, and on which day and occasion.
    codes : sequence of Code
        As many as there is room for are drawn, from the first on.
    credit : Credit
        `source` stands at the foot with the link behind `printed`; `headline` and `subline` are
        what the picture is called.
    """
    sheet = Sheet()
    sheet.layout.update(
        width=SIDE, height=SIDE, margin=dict(l=0, r=0, t=0, b=0, pad=0), showlegend=False,
        dragmode=False,
    )  # fmt: skip
    sheet.plain_axes((0, SIDE), (SIDE, 0))
    inner = SIDE - 2 * MARGIN
    foot = _foot(sheet, credit, inner)
    drawn = codes[: max(0, int((foot - 330) // ROW))]
    scales = foot - 14 - len(drawn) * ROW
    down = _main(sheet, main, inner, credit.headline)
    if summary:
        room = int((scales - down - 76) // (TEXT * LINE))
        down = _lines(sheet, _cut(summary, inner, TEXT, min(MOST_SUMMARY, room)), down + 6, TEXT)
    down = _lines(sheet, [fit(who, inner, TEXT)], down + 12, TEXT, bold=True)
    _lines(sheet, [fit(when, inner, SMALL)], down, SMALL, opacity=0.8, name="subline")
    for i, code in enumerate(drawn):
        _scale(sheet, code, scales + (i + 0.5) * ROW)
    return sheet.figure()


def _main(sheet: Sheet, text: str, inner: float, name: str) -> float:
    """The main words, as large as they fit; where they end."""
    found = {size: wrap(text, inner, size) for size in SIZES}
    size = next((s for s in SIZES if len(found[s]) <= MOST - (s > SIZES[2]) * 2), SIZES[-1])
    return _lines(sheet, _cut(text, inner, size, MOST), MARGIN, size, bold=True, name="headline")


def _cut(text: str, width: float, size: float, most: int) -> list[str]:
    """The text in lines; what is too much ends in "…"."""
    found = wrap(text, width, size)
    if len(found) <= most:
        return found
    if most < 1:
        return []
    return [*found[: most - 1], fit(f"{' '.join(found[most - 1 :])}", width, size)]


def _lines(
    sheet: Sheet, lines: Sequence[str], down: float, size: float, bold: bool = False, **more
) -> float:
    """Write lines from the left margin on; where they end."""
    if not lines:
        return down
    text = "<br>".join(f"<b>{safe(line)}</b>" if bold else safe(line) for line in lines)
    sheet.note(
        text=text, x=MARGIN, y=down, xref="x", yref="y", xanchor="left", yanchor="top",
        align="left", font=dict(size=size), **more,
    )  # fmt: skip
    return down + len(lines) * size * LINE


def _scale(sheet: Sheet, code: Code, at: float) -> None:
    """One position: a line from pole to pole, its middle, and a dot."""
    middle, half = SIDE / 2, SCALE / 2
    room = middle - half - MARGIN - 12
    sheet.line((middle - half, middle + half), at, 1.5, colour=ZERO)
    sheet.line(middle, (at - 6, at + 6), 1.5, colour=ZERO)
    sheet.text(fit(code.low, room, SMALL), middle - half - 12, at, "right", size=SMALL)
    sheet.text(fit(code.high, room, SMALL), middle + half + 12, at, "left", size=SMALL)
    sheet.trace(
        x=[middle + code.at * half], y=[at], mode="markers", hoverinfo="skip",
        marker=dict(size=13, color=INK, symbol="circle"),
    )  # fmt: skip


def _foot(sheet: Sheet, credit: Credit, inner: float) -> float:
    """Source and link at the foot; where they begin."""
    lines = [safe(line) for line in _cut(credit.source, inner, NOTE, 4)]
    if credit.link:
        printed = safe(fit(credit.printed or credit.link, inner, NOTE))
        href = safe(credit.link).replace('"', "&quot;")
        lines.append(f'<a href="{href}" style="color:inherit">{printed}</a>')
    top = SIDE - MARGIN / 2 - len(lines) * NOTE * LINE
    sheet.note(
        text="<br>".join(lines), name="credit", x=MARGIN, y=top, xref="x", yref="y",
        xanchor="left", yanchor="top", align="left", font=dict(size=NOTE), opacity=0.75,
    )  # fmt: skip
    return top
