"""What every figure shares: template, type colours, and the frame of headline and credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from hustings.charts.text_metrics import shorten, text_width, wrap

FONT = "Source Sans, Source Sans Pro, Arial, sans-serif"
INK, GRID, ZERO = "#262730", "#e3e5e8", "#9aa0a6"

#: readable on white and on the dark page; Okabe & Ito (2008), safe for colour-blind readers
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#aa4499", "#e69f00", "#56b4e9", "#8c6d31", "#cc79a7")
#: each colour has a shape of its own; the diamond is kept for averages
SYMBOLS = (
    "circle",
    "square",
    "triangle-up",
    "hexagon",
    "pentagon",
    "triangle-down",
    "cross",
    "star",
)
OTHER = ("#7f8389", "circle")

#: font sizes in px
HEAD, SUB, NOTE, AXIS, LABEL = 19, 13, 11, 12, 12

TEMPLATE = go.layout.Template(
    layout=dict(
        font=dict(family=FONT, size=AXIS, color=INK),
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        colorway=list(COLOURS),
        xaxis=dict(gridcolor=GRID, zerolinecolor=ZERO, linecolor=GRID),
        yaxis=dict(gridcolor=GRID, zerolinecolor=ZERO, linecolor=GRID),
        hoverlabel=dict(align="left", font=dict(family=FONT, size=13)),
    )
)


@dataclass(frozen=True)
class Style:
    """How a type of group is drawn everywhere."""

    colour: str
    symbol: str


def styles(types: Sequence[str | None]) -> dict[str | None, Style]:
    """Colour and shape of each type, in the order of the whole data set.

    A filter never recolours: give all the types of the data set, not those in view. Types past the
    palette, and groups without a type, share one quiet style.
    """
    drawn = {t: Style(c, s) for t, c, s in zip(types, COLOURS, SYMBOLS, strict=False)}
    return {**{t: Style(*OTHER) for t in types}, **drawn, None: Style(*OTHER)}


@dataclass(frozen=True)
class Credit:
    """The words that travel with a figure on every route.

    `headline` what is seen; `subline` filters, n and dates; `notes` how to read it; `source` data
    set, version and licence; `link` the address of this very view.
    """

    headline: str
    subline: str
    notes: str
    source: str
    link: str


def safe(text: object) -> str:
    """Data text for Plotly, which would read HTML tags in it; one line, whatever it held."""
    return escape(" ".join(str(text).split()), quote=False)


def lines(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most `width` px, escaped for Plotly."""
    return [safe(line) for line in wrap(" ".join(text.split()), width, size)]


def hover(*rows: str, width: float = 330) -> str:
    """A hover text: each row wrapped and escaped, the first in bold."""
    head, *rest = [lines(row, width, 13) for row in rows if row]
    bold = [f"<b>{line}</b>" for line in head]
    return "<br>".join([*bold, *(line for row in rest for line in row)])


class Sheet:
    """A figure being drawn: its parts are gathered here and handed to Plotly once, at the end.

    Plotly checks all annotations again with each one that is added to a figure; for the hundred
    labels of a map that alone takes half a second.
    """

    def __init__(self) -> None:
        self.traces: list[dict] = []
        self.annotations: list[dict] = []
        self.shapes: list[dict] = []
        self.layout: dict = {"template": TEMPLATE}

    def trace(self, **trace) -> None:
        """Add a scatter trace."""
        self.traces.append({"type": "scatter", **trace})

    def note(self, **annotation) -> None:
        """Add an annotation without an arrow."""
        self.annotations.append({"showarrow": False, "borderpad": 0, **annotation})

    def line(self, **shape) -> None:
        """Add a line."""
        self.shapes.append({"type": "line", **shape})

    def figure(self) -> go.Figure:
        """The finished figure."""
        parts = {"annotations": self.annotations, "shapes": self.shapes}
        # Unchecked, which halves the time to draw; a test has Plotly check every figure.
        return go.Figure(data=self.traces, layout={**self.layout, **parts}, _validate=False)


@dataclass(frozen=True)
class Room:
    """The pixels of a figure: its width, and the plot's own left, top, width and height."""

    width: int
    left: int
    top: int
    inner: int
    height: int


def framed(
    sheet: Sheet,
    credit: Credit,
    width: int,
    height: int,
    left: int = 46,
    right: int = 16,
    below: int = 30,
    legend: Sequence[str] = (),
) -> Room:
    """Put headline, sub-line, notes, source and link on the sheet, and size it.

    Parameters
    ----------
    sheet : Sheet
        Changed in place.
    width, height : int
        px of the whole figure's width and of the plot's own height.
    left, right, below : int
        px round the plot for its axis texts.
    legend : sequence of str
        Names in the legend, for the room it needs below the plot.

    Returns
    -------
    Room
        Where the plot lies, for placing labels in px.
    """
    text = width - 16
    head_size = HEAD if width >= 500 else round(HEAD * 0.86)
    head = [f"<b>{line}</b>" for line in lines(credit.headline, text, head_size)]
    sub = lines(credit.subline, text, SUB)
    lead = len(head) * head_size * 1.3
    top = round(lead + len(sub) * SUB * 1.45 + 18)
    inner = width - left - right
    rows, entry = 0, 0.0
    if legend:
        # A fixed width of the entries makes the number of rows certain. A legend that begins left
        # of the plot has, for Plotly, that margin as well.
        entry = max(text_width(shorten(name), AXIS) for name in legend)
        rows = -(-len(legend) // max(1, int((inner + (left if left > 8 else 0)) // (entry + 46))))
    notes = lines(credit.notes, text, NOTE) + lines(credit.source, text, NOTE)
    # In the ink of the other words: Plotly's own blue is too faint on white and on the dark page.
    link = [
        f'<a href="{escape(credit.link)}" style="color:inherit">{line}</a>'
        for line in lines(credit.link, text, NOTE - 1)
    ]
    foot = len(notes) * NOTE * 1.35 + len(link) * (NOTE - 1) * 1.35
    bottom = round(below + rows * 21 + (8 if rows else 0) + foot + 12)
    sheet.layout.update(
        width=width,
        height=top + height + bottom,
        margin=dict(l=left, r=right, t=top, b=bottom, pad=0),
        showlegend=bool(legend),
        legend=dict(
            orientation="h",
            x=(8 - left) / inner,
            xanchor="left",
            yref="paper",
            y=-(below + 4) / height,
            yanchor="top",
            itemclick=False,
            itemdoubleclick=False,
            font=dict(size=AXIS),
            traceorder="normal",
            entrywidth=entry,
            entrywidthmode="pixels",
            title=None,
        ),
        hovermode="closest",
        dragmode=False,
    )
    # Annotations, not layout.title: Streamlit's theme would restyle that one.
    corner = dict(
        xref="paper",
        yref="paper",
        x=0,
        xanchor="left",
        xshift=8 - left,
        align="left",
    )
    sheet.note(
        text="<br>".join(head),
        name="headline",
        y=1,
        yanchor="top",
        yshift=top - 4,
        font=dict(size=head_size),
        **corner,
    )
    sheet.note(
        text="<br>".join(sub),
        name="subline",
        y=1,
        yanchor="top",
        yshift=top - 8 - lead,
        font=dict(size=SUB),
        **corner,
    )
    sheet.note(
        text="<br>".join(
            [*notes, *(f'<span style="font-size:{NOTE - 1}px">{a}</span>' for a in link)]
        ),
        name="credit",
        y=0,
        yanchor="bottom",
        yshift=4 - bottom,
        font=dict(size=NOTE),
        opacity=0.75,
        **corner,
    )
    return Room(width, left, top, inner, height)
