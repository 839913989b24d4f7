"""Bar charts side by side: how many statements have which value."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.frame import framed
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten, text_width
from hustings.package import SPOKEN

#: px of one bar's row and of a heading, between panels, and the thickness of a bar
ROW, HEADING, GAP, THICK = 21, 26, 22, 14
#: panels stand side by side while each has this width in px
LEAST_PANEL = 270


@dataclass(frozen=True)
class Bar:
    """One value: its words, its statements, and what a click on it selects, () for nothing."""

    label: str
    n: int
    share: float
    customdata: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarGroup:
    """The bars of one thing that is counted, from top to bottom; `rest` says what is not drawn.

    `unit` is what is counted: one of `hustings.package.UNITS`.
    """

    title: str
    bars: tuple[Bar, ...]
    rest: str = ""
    unit: str = SPOKEN

    @property
    def height(self) -> int:
        """px from its heading to the next panel."""
        return HEADING + ROW * (len(self.bars) + bool(self.rest)) + GAP


def counts_chart(panels: Sequence[BarGroup], credit: base.Credit, width: int = 960) -> go.Figure:
    """Draw panels of horizontal bars, all on one scale.

    Returns
    -------
    go.Figure
        Each bar's customdata is that of its `Bar`.
    """
    sheet = Sheet()
    side = 12
    across = max(1, min(3, len(panels), (width - 2 * side + GAP) // (LEAST_PANEL + GAP)))
    columns = _columns(panels, across)
    height = max((sum(p.height for p in column) for column in columns), default=0)
    room = framed(sheet, credit, width, height, left=side, right=side, below=0)
    each = (room.inner - GAP * (across - 1)) / across
    scale = min((_scale(panel, each) for panel in panels if panel.bars), default=1)
    for i, column in enumerate(columns):
        top = 0
        for panel in column:
            _add_panel(sheet, panel, i * (each + GAP), top, each, scale)
            top += panel.height
    sheet.axes_in_px(room)
    return sheet.figure()


def _columns(panels: Sequence[BarGroup], across: int) -> list[list[BarGroup]]:
    """Panels in columns, each put where there is most room, so that columns end near each other."""
    columns: list[list[BarGroup]] = [[] for _ in range(across)]
    for panel in panels:
        min(columns, key=lambda column: sum(p.height for p in column)).append(panel)
    return columns


def _names(panel: BarGroup) -> list[str]:
    return [shorten(bar.label, 24) for bar in panel.bars]


def _figures(panel: BarGroup) -> list[str]:
    return [f"{bar.n:,} ({words.percent(bar.share)})" for bar in panel.bars]


def _start(panel: BarGroup, width: float) -> float:
    """px from the panel's left to its bars."""
    widest = max((text_width(name, base.AXIS) for name in _names(panel)), default=0)
    return min(widest + 6, width * 0.5)


def _scale(panel: BarGroup, width: float) -> float:
    """px of a bar of everything, if this panel's bars and the figures behind them are to fit."""
    spare = max(text_width(text, base.NOTE) for text in _figures(panel)) + 8
    room = max(20, width - _start(panel, width) - spare)
    return room / max(bar.share for bar in panel.bars)


def _add_panel(sheet, panel: BarGroup, left: float, top: float, width: float, scale: float) -> None:
    names, figures = _names(panel), _figures(panel)
    start = left + _start(panel, width)
    middle = [top + HEADING + (i + 0.5) * ROW for i in range(len(names))]
    sheet.text(panel.title, left, top + HEADING / 2, "left", bold=True)
    for clickable in (True, False):
        part = [i for i, bar in enumerate(panel.bars) if bool(bar.customdata) == clickable]
        if not part:
            continue
        sheet.bars(
            [max(1, panel.bars[i].share * scale) for i in part],
            [middle[i] for i in part],
            told=[
                base.hover(
                    shorten(panel.bars[i].label, 90),
                    f"{words.statements(panel.bars[i].n, panel.unit)}, "
                    f"{words.percent(panel.bars[i].share)}",
                )
                for i in part
            ],
            customdata=[list(panel.bars[i].customdata) for i in part] if clickable else None,
            colour=base.COLOURS[0] if clickable else base.OTHER[0],
            orientation="h",
            base=[start] * len(part),
            width=THICK,
            textposition="none",
        )
    for bar, name, said, y in zip(panel.bars, names, figures, middle, strict=True):
        sheet.text(name, start, y, "right", xshift=-5)
        end = start + max(1, bar.share * scale)
        sheet.text(said, end, y, "left", size=base.NOTE, xshift=4, opacity=0.8)
    if panel.rest:
        y = top + HEADING + (len(names) + 0.5) * ROW
        sheet.text(panel.rest, left, y, "left", size=base.NOTE, opacity=0.8)
