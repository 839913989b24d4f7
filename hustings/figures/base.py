"""What every figure of a view is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from hustings import findings, query, words
from hustings.charts.base import COLOURS, SYMBOLS, Credit, Style, styles
from hustings.charts.frame import framed
from hustings.charts.sheet import Sheet
from hustings.dataset import Axis, Dataset
from hustings.scene import Scene

#: width in px of an exported figure
EXPORT_WIDTH = 960
#: headline of a figure of picked groups where there are none
NOBODY = "Nobody is picked"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What a page shows, and a file holds, as one figure.

    `make(credit, width)` draws it for a width in px, and `make(credit, width, height)` for a plot
    of this height where it has `any_height`; `rows` makes its `table`, exactly what it draws, with
    headings for readers; `name` starts the file names; `empty` when the view leaves nothing to
    draw; `by` is what a group is, one of `hustings.query.GROUPINGS`.
    """

    name: str
    make: Callable[..., go.Figure]
    rows: Callable[[], pd.DataFrame]
    credit: Credit
    any_height: bool = False
    empty: bool = False
    by: str = "actor"

    @cached_property
    def table(self) -> pd.DataFrame:
        """What it draws, made for whoever asks for it: on a page that is who unfolds it."""
        return self.rows()

    @property
    def headed(self) -> pd.DataFrame:
        """The table under headings that say what its groups are."""
        return headed(self.table, self.by)

    def draw(self, width: int) -> go.Figure:
        """The figure for a width in px, at the height that suits it."""
        return self.make(self.credit, width)


def headed(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """A table whose columns of groups are called by what these are, and of pairs in words.

    >>> [*headed(pd.DataFrame(columns=["group", "axis"]), "speaker")]
    ['speaker', 'axis']
    """
    one, many = findings.GROUP_WORDS[by]
    names = {"group": one, "groups": many, "a": "one", "b": "other"}
    return table.rename(columns={old: new for old, new in names.items() if new not in table})


def credit(scene: Scene, headline: str, subline: str, notes: str) -> Credit:
    """The words inside a figure of this scene."""
    return Credit(
        headline=headline,
        subline=subline,
        notes=notes,
        source=scene.source_line,
        link=scene.link,
        printed=scene.printed_link,
    )


def nothing(scene: Scene, name: str, headline: str) -> Panel:
    """The empty case: the headline says so, and the sub-line which filters leave nothing."""
    filters = words.sentence(scene.view.sentence(scene.data))
    said = credit(scene, headline, filters, "")

    def make(said: Credit, width: int) -> go.Figure:
        sheet = Sheet()
        framed(sheet, said, width, 40)
        hidden = {"visible": False}
        sheet.layout.update(xaxis=hidden, yaxis=hidden)
        return sheet.figure()

    return Panel(name=name, make=make, rows=pd.DataFrame, credit=said, empty=True)


def picked(scene: Scene) -> tuple[str, ...]:
    """The picked groups as readers know them (see `hustings.findings.shown`)."""
    return findings.named(scene.data, scene.view, scene.view.actor)


def in_unit(scene: Scene, table: pd.DataFrame) -> pd.DataFrame:
    """A table with the poles of its axes, whose columns of statements are called by their unit."""
    unit = scene.data.meta.unit
    counts = ("", " before", " after", " then")
    names = (*(f"statements{when}" for when in counts), "statement ids")
    renamed = table.rename(columns={name: words.told(name, unit) for name in names})
    return with_poles(scene.data.axes, renamed)


def with_poles(axes: Iterable[Axis], table: pd.DataFrame) -> pd.DataFrame:
    """A table that names the axis of each row by both its poles, too, as far as any has some."""
    known = {axis.id: axis.poles for axis in axes}
    if "axis" not in table or "poles" in table or not any(known.values()):
        return table
    found = table.copy()
    found.insert(found.columns.get_loc("axis") + 1, "poles", found.axis.map(known))
    return found


def type_styles(data: Dataset) -> dict[str | None, Style]:
    """Colour and shape of every actor type in the data set; a filter never recolours."""
    types = query.facets(data, query.Filters())["type"]
    order: list[str] = sorted(types, key=lambda name: (-types[name], name))
    return styles(order, data.meta.types)


def group_styles(groups: tuple[str, ...]) -> dict[str, Style]:
    """Colour and shape of each compared group, by its place among the picked ones."""
    return {g: Style(c, s) for g, c, s in zip(groups, COLOURS, SYMBOLS, strict=False)}


def cells_table(cells: pd.DataFrame, axes) -> pd.DataFrame:
    """Positions for readers: one row for each group and axis."""
    known = {axis.id: axis for axis in axes}
    table = pd.DataFrame(
        {
            "group": cells.group,
            "axis": cells.axis,
            "in words": [
                words.stands(c.position, c.n, known[c.axis], c.mixed) for c in cells.itertuples()
            ],
            "position": cells.position.round(3),
            "low": cells.low.round(3),
            "high": cells.high.round(3),
            "expected": cells.expected.round(3),
            "expected low": cells.expected_low.round(3),
            "expected high": cells.expected_high.round(3),
            words.many(axes[0].unit) if len(axes) else "statements": cells.n,
            **judges(cells.judges, cells.se),
            "first": cells["first"],
            "last": cells["last"],
        }
    )
    return with_poles(axes, table)


def judges(number: pd.Series, error: pd.Series, axis: str = "") -> dict[str, pd.Series]:
    """Columns of a table that say how many judges stand behind estimates, and how far they err.

    Only those in which something is said; `axis` stands before their names.
    """
    columns = {"judges": number.astype("Int64"), "standard error": error.astype(float).round(4)}
    return {f"{axis}{name}": said for name, said in columns.items() if said.notna().any()}
