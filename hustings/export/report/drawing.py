"""One figure in a report: its words and its table as text, its picture as data for plotly.js."""

from dataclasses import dataclass, replace

from hustings import words
from hustings.export.figure import EVERY, table_html
from hustings.figures import Panel

#: px for which a figure is drawn: in a column of text or on A4, and on a phone
WIDTHS = {"wide": 672, "narrow": 344}
#: px of height that a figure has on a page of print; the first one stands below the head
PAGE, BELOW_HEAD = 850, 560
#: the least size at which the first figure is worth having below the head
LEAST = 0.75
#: rows of a table at the most, so that a report can be read and printed
MOST_ROWS = 2000


@dataclass(frozen=True)
class Picture:
    """A figure drawn for one width: its size in px, its share of that in print, itself in JSON."""

    name: str
    width: int
    height: int
    printed: float
    json: str


@dataclass(frozen=True)
class Drawing:
    """One figure of a report, and its table in HTML; neither where there is nothing to draw.

    Headline, sub-line and notes stand in the report as text, so that the pictures go without.
    """

    name: str
    headline: str
    subline: str
    notes: str
    pictures: tuple[Picture, ...]
    table: str


def drawing(panel: Panel, number: int) -> Drawing:
    """The figure of a panel at the widths of a report; `number` is that of its table."""
    said = panel.credit
    text = (panel.name, said.headline, said.subline, said.notes)
    if panel.empty:
        return Drawing(*text, (), "")
    return Drawing(
        *text,
        tuple(_picture(panel, name, width, number == 1) for name, width in WIDTHS.items()),
        table_html(panel.table.head(MOST_ROWS), caption(panel, number)),
    )


def caption(panel: Panel, number: int) -> str:
    """What stands over the table: of which figure it is, and what of it is left out."""
    said = f"Table {number}. {EVERY}: {panel.credit.headline}"
    if len(panel.table) > MOST_ROWS:
        said = (
            f"{words.sentence(said)} The first {MOST_ROWS:,} of {len(panel.table):,} rows; the "
            "live view has all of them as CSV."
        )
    return said


def _picture(panel: Panel, name: str, width: int, first: bool) -> Picture:
    figure = panel.make(replace(panel.credit, headline="", subline="", notes="", link=""), width)
    high = int(figure.layout.height)
    json = inert(figure.to_json(validate=False))
    return Picture(name, int(figure.layout.width), high, in_print(high, first), json)


def in_print(height: int, first: bool) -> float:
    """The share of its size at which a figure fits its page, so that no page break cuts it."""
    below = min(1, BELOW_HEAD / height)
    return round(below if first and below >= LEAST else min(1, PAGE / height), 3)


def inert(json: str) -> str:
    """The same JSON without any character that could end the element it stands in."""
    for character in "<>&":
        json = json.replace(character, f"\\u{ord(character):04x}")
    return json
