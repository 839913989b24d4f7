"""One figure in a report: its words and its table as text, its picture as data for plotly.js."""

from dataclasses import dataclass, replace

from hustings.export.figure import EVERY
from hustings.export.report import paper
from hustings.export.report.rows import Rows, rows
from hustings.figures import Panel
from hustings.html.inert import inert

#: px for which a figure is drawn: in a column of text or on A4, and on a phone
WIDTHS = {"wide": 672, "narrow": 344}
#: widths, as shares of the wide one, at which a figure is tried for paper if that one ends up small
SHARES = (1.3, 1.7, 2.2)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A figure drawn for one width: its size in px, its share of that in print, itself in JSON.

    `name` is one of `WIDTHS`, or "print" for one that is drawn for paper only.
    """

    name: str
    width: int
    height: int
    printed: float
    json: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One figure of a report, and its table; neither where there is nothing to draw.

    Headline, sub-line and notes stand in the report as text, so that the pictures go without.
    """

    name: str
    headline: str
    subline: str
    notes: str
    pictures: tuple[Picture, ...]
    table: Rows | None


def drawing(panel: Panel, number: int) -> Drawing:
    """The figure of a panel at the widths of a report; `number` is that of its table."""
    said = panel.credit
    pictures: tuple[Picture, ...] = ()
    table = None
    if not panel.empty:
        table = rows(panel.headed, f"{EVERY}: {said.headline}", number)
        pictures = _pictures(panel, number == 1)
    return Drawing(
        name=panel.name,
        headline=said.headline,
        subline=said.subline,
        notes=said.notes,
        pictures=pictures,
        table=table,
    )


def _pictures(panel: Panel, first: bool) -> tuple[Picture, ...]:
    """The figure for screens, and for paper where the wide one would end up small."""
    wide, narrow = (_picture(panel, name, width, first) for name, width in WIDTHS.items())
    if wide.printed >= paper.LEAST:
        return wide, narrow
    others = (_picture(panel, "print", round(WIDTHS["wide"] * each), first) for each in SHARES)
    best = max(others, key=lambda other: other.printed)
    return (wide, narrow, best) if best.printed > wide.printed else (wide, narrow)


def _picture(panel: Panel, name: str, width: int, first: bool) -> Picture:
    figure = panel.make(replace(panel.credit, headline="", subline="", notes="", link=""), width)
    width, high = int(figure.layout.width), int(figure.layout.height)
    share = paper.size(width, high, paper.room(panel.credit), first)
    return Picture(
        name=name,
        width=width,
        height=high,
        printed=share,
        json=inert(figure.to_json(validate=False)),
    )
