"""Plotly template, palette, font sizes, and the escaping of data text: what all charts share."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from hustings.bidi import isolated
from hustings.charts.text_metrics import wrap
from hustings.package import SHAPES

FONT = "Source Sans, Source Sans Pro, Arial, sans-serif"
INK, GRID, ZERO = "#262730", "#e3e5e8", "#878c93"

#: after Okabe & Ito (2008), for colour-blind readers; each has a contrast of 3:1 at the least with
#: white and with the dark page
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#aa4499", "#b07c00", "#6a7fdb", "#8c6d31", "#c8568a")
#: each colour has a shape of its own
SYMBOLS = SHAPES
OTHER = ("#878c93", "circle")
#: the colour of picked groups past the palette
MORE = "#72777d"
#: types named in one legend: those past the palette look alike, and each takes its room
MOST_ENTRIES = 40

#: round markers, so that those that meet can be told apart
WHITE = "#ffffff"

#: font sizes in px
HEAD, SUB, NOTE, AXIS, LABEL = 19, 13, 11, 12, 12

#: how a time axis writes days, months and years
DATES = [
    dict(dtickrange=[None, "M1"], value="%-d %b %Y"),
    dict(dtickrange=["M1", "M12"], value="%b %Y"),
    dict(dtickrange=["M12", None], value="%Y"),
]

TEMPLATE = go.layout.Template(
    layout=dict(
        font=dict(family=FONT, size=AXIS, color=INK),
        paper_bgcolor=WHITE,
        plot_bgcolor=WHITE,
        colorway=list(COLOURS),
        xaxis=dict(gridcolor=GRID, zerolinecolor=ZERO, linecolor=GRID),
        yaxis=dict(gridcolor=GRID, zerolinecolor=ZERO, linecolor=GRID),
        hoverlabel=dict(
            align="left",
            bgcolor=WHITE,
            bordercolor=ZERO,
            font=dict(family=FONT, size=13, color=INK),
        ),
    )
)


@dataclass(frozen=True)
class Style:
    """How a type of group is drawn everywhere."""

    colour: str
    symbol: str


def styles(
    types: Sequence[str], own: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str | None, Style]:
    """Colour and shape of each type, in the order of the whole data set.

    A filter never recolours: give all the types of the data set, not those in view. What the data
    set has chosen itself (`own`: type -> `colour`, `shape`) holds; the other types take, one after
    the other, the colours and shapes that are left, and those past the palette, with groups
    without a type, share one quiet style.
    """
    own = own or {}
    known = {kind: look for kind, look in own.items() if kind in types}
    free = {
        name: iter([each for each in palette if each not in {k.get(name) for k in known.values()}])
        for name, palette in (("colour", COLOURS), ("shape", SYMBOLS))
    }
    found: dict[str | None, Style] = {}
    for kind in types:
        look = known.get(kind, {})
        colour, shape = (look.get(name) or next(free[name], "") for name in ("colour", "shape"))
        whole = colour and shape
        found[kind] = (
            Style(colour, shape) if whole else Style(colour or OTHER[0], shape or OTHER[1])
        )
    return {**found, None: Style(*OTHER)}


def picked_colours(picked: Sequence[str], drawn: Container[str]) -> dict[str, str]:
    """The colour of each picked group that is drawn, by its place among all the picked.

    The same on every page, whoever else is drawn there; those past the palette share one.
    """
    found = {group: COLOURS[i] if i < len(COLOURS) else MORE for i, group in enumerate(picked)}
    return {group: colour for group, colour in found.items() if group in drawn}


def type_legend(
    styles: Mapping[str | None, Style], types: Iterable[str | None]
) -> list[tuple[str, Style]]:
    """The entries of a legend for the types that are drawn, in the order of the styles.

    Beyond `MOST_ENTRIES` the last entry says how many more there are.
    """
    drawn = set(types)
    found = [(t, style) for t, style in styles.items() if t is not None and t in drawn]
    if len(found) <= MOST_ENTRIES:
        return found
    more = f"{len(found) - MOST_ENTRIES:,} more types"
    return [*found[:MOST_ENTRIES], (more, Style(*OTHER))]


@dataclass(frozen=True, kw_only=True)
class Credit:
    """The words that travel with a figure on every route.

    `headline` what is seen; `subline` filters, n and dates; `notes` how to read it; `source` data
    set, version and licence; `link` the address of this very view, in place of which `printed` is
    read, where there is one.
    """

    headline: str
    subline: str
    notes: str
    source: str
    link: str
    printed: str = ""


def safe(text: object) -> str:
    """Data text for Plotly, which would read HTML tags in it; one line, whatever it held.

    What runs from right to left is isolated (see `hustings.bidi`).
    """
    return escape(isolated(" ".join(str(text).split())), quote=False)


def lines(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most `width` px, escaped for Plotly."""
    return [safe(line) for line in wrap(" ".join(text.split()), width, size)]


def hover(*rows: str, width: float = 330) -> str:
    """A hover text: each row wrapped and escaped, the first in bold."""
    head, *rest = [lines(row, width, 13) for row in rows if row]
    bold = [f"<b>{line}</b>" for line in head]
    return "<br>".join([*bold, *(line for row in rest for line in row)])
