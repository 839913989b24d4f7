"""Figures that fill a frame of a given size: previews, slides, squares, pages of print."""

from dataclasses import dataclass, replace
from math import ceil, gcd

import plotly.graph_objects as go

from hustings.figures.base import EXPORT_WIDTH, Panel

#: the least height in px of a plot that is drawn to a frame
LEAST_PLOT = 200
#: px that a line of the credit takes, with its share of the space above and below
FOOT_LINE = 22
#: widths, as shares of the one it is designed for, at which a figure is tried for a frame
SHARES = (0.7, 1, 1.3, 1.7, 2.2)


@dataclass(frozen=True, kw_only=True)
class Size:
    """A frame: its width and height in px (no height: as high as the figure is), and `design`,
    the width that the figure is drawn for before it is enlarged to fill the frame.

    `label` is what menus call it. Below `least`, the enlargement at which texts can still be read,
    a picture shows the upper part of the figure rather than all of it.
    """

    width: int
    height: int | None
    design: int
    meaning: str
    label: str
    least: float = 0

    @property
    def step(self) -> int:
        """Only at multiples of it is the height of a smaller frame a whole number of px too."""
        return self.width // gcd(self.width, self.high)

    @property
    def high(self) -> int:
        """The height in px of a frame that has one."""
        assert self.height is not None, "a frame as high as its figure has no height of its own"
        return self.height


SIZES = {
    "": Size(
        width=2 * EXPORT_WIDTH,
        height=None,
        design=EXPORT_WIDTH,
        meaning="as wide as in the browser, twice as sharp",
        label="Wide, 1920 px",
    ),
    "column": Size(
        width=1240,
        height=None,
        design=620,
        meaning="a column of text, 620 px, twice as sharp",
        label="Column, 1240 px",
    ),
    "preview": Size(
        width=1200,
        height=630,
        design=840,
        meaning="the picture that goes with a link, 1200 × 630",
        label="Link preview, 1200 × 630",
        least=0.9,
    ),
    "slide": Size(
        width=1920,
        height=1080,
        design=1120,
        meaning="a slide, 1920 × 1080",
        label="Slide 16:9, 1920 × 1080",
    ),
    "square": Size(
        width=1080,
        height=1080,
        design=800,
        meaning="a square post, 1080 × 1080",
        label="Square, 1080 × 1080",
    ),
    "print": Size(
        width=2880,
        height=None,
        design=EXPORT_WIDTH,
        meaning="a column of 244 mm at 300 dots per inch",
        label="Print, 244 mm at 300 dpi",
    ),
}


@dataclass(frozen=True, kw_only=True)
class SizedFigure:
    """A figure ready to be drawn: at its own size in px, then enlarged by `scale`.

    Where it is too high for its frame, `shown` is the height of the frame, and `foot` that of the
    credit at the bottom, both in px before the enlargement: what lies between is left out.
    """

    figure: go.Figure
    width: int
    height: int
    scale: float
    shown: int | None = None
    foot: int = 0


def sized(panel: Panel, size: Size, crop: bool = False) -> SizedFigure:
    """The figure of a panel for a frame.

    A figure that can be drawn to any height is drawn to that of the frame. Another one, and one
    whose texts leave too little room for its plot, is drawn at the width at which its texts end up
    largest, and room that is left stays white.

    Parameters
    ----------
    panel : Panel
    size : Size
    crop : bool
        Whether a figure of a height of its own may be cropped, where its texts would otherwise be
        too small to read.
    """
    if size.height is None:
        figure = panel.draw(size.design)
        width, height = int(figure.layout.width), int(figure.layout.height)
        return SizedFigure(figure=figure, width=width, height=height, scale=size.width / width)
    if panel.any_height and (fitting := _any_height(panel, size)):
        return fitting
    drawn = {share: panel.draw(round(size.design * share)) for share in SHARES}
    best = min(drawn.values(), key=lambda figure: _across(figure, size))
    across = _across(best, size)
    if crop and not panel.any_height and size.width / across < size.least:
        return _cropped(drawn[1], size)
    high = across * size.high // size.width
    return SizedFigure(
        figure=_framed(best, across, high), width=across, height=high, scale=size.width / across
    )


def _cropped(figure: go.Figure, size: Size) -> SizedFigure:
    """The figure at the width it is designed for, of which a part is shown."""
    (credit,) = (note.text for note in figure.layout.annotations if note.name == "credit")
    return SizedFigure(
        figure=figure,
        width=size.design,
        height=int(figure.layout.height),
        scale=size.width / size.design,
        shown=size.design * size.high // size.width,
        foot=FOOT_LINE * len(credit.split("<br>")),
    )


def _across(figure: go.Figure, size: Size) -> int:
    """The width in px of the least frame of the right proportions round a figure."""
    layout = figure.layout
    least = max(layout.width, layout.height * size.width / size.high)
    return ceil(least / size.step) * size.step


def _framed(figure: go.Figure, width: int, height: int) -> go.Figure:
    """The figure in a larger frame: in its middle, and what is left above the credit."""
    beside = width - int(figure.layout.width)
    below = height - int(figure.layout.height)
    margin = figure.layout.margin
    framed = go.Figure(figure)
    framed.update_layout(
        width=width,
        height=height,
        margin={
            "l": margin.l + beside // 2,
            "r": margin.r + beside - beside // 2,
            "b": margin.b + below,
        },
    )
    for note in framed.layout.annotations:
        if note.name == "credit":
            note.yshift -= below
    return framed


def _any_height(panel: Panel, size: Size) -> SizedFigure | None:
    """A figure that can be drawn to any height, in exactly the frame; None if that is too low."""
    width = ceil(size.design / size.step) * size.step
    height = width * size.high // size.width
    plot = LEAST_PLOT
    # twice, since a low plot may do with less above and below it than a high one
    for _ in range(2):
        margin = panel.make(panel.credit, width, plot).layout.margin
        plot = max(height - margin.t - margin.b, LEAST_PLOT)
    if margin.t + plot + margin.b > height:
        return None
    figure = panel.make(panel.credit, width, plot)
    return SizedFigure(
        figure=_framed(figure, width, height), width=width, height=height, scale=size.width / width
    )


def brief(panel: Panel) -> Panel:
    """The panel with a short credit, for a small picture that stands beside its own full link.

    How to read the figure is left to the page; title, filters, n, dates, source and the page stay.
    """
    return replace(panel, credit=replace(panel.credit, notes=""))
