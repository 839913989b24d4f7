"""Every figure that pages show, the server draws and reports hold: a view in, a panel out."""

from collections.abc import Callable
from dataclasses import dataclass

from hustings.figures import (
    actor,
    agreement,
    change,
    compare,
    coverage,
    divides,
    landscape,
    map,
    network,
    reliability,
    sensitivity,
)
from hustings.figures.base import EXPORT_WIDTH, Panel, credit, group_styles, type_styles
from hustings.scene import Scene

__all__ = [
    "EXPORT_WIDTH", "FIGURES", "Figure", "Panel", "credit", "group_styles", "named",
    "on_page", "type_styles",
]  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure: its name in addresses, the page that shows it, and how it is made of a scene."""

    name: str
    page: str
    of: Callable[[Scene], Panel]


#: a new figure is one function and one line here; the first of a page stands for it in previews
FIGURES = (
    Figure(map.NAME, "", map.of),
    Figure(compare.NAME, "compare", compare.of),
    Figure(compare.PAIRS, "compare", compare.pairs_of),
    Figure(actor.NAME, "actor", actor.of),
    Figure(actor.TIMELINE, "actor", actor.timeline_of),
    Figure(agreement.NAME, "agreement", agreement.of),
    Figure(network.NAME, "agreement", network.of),
    Figure(landscape.NAME, "landscape", landscape.of),
    Figure(divides.NAME, "divides", divides.of),
    Figure(divides.COMMON, "divides", divides.common_of),
    Figure(change.HISTORY, "change", change.history_of),
    Figure(change.NAME, "change", change.of),
    Figure(coverage.NAME, "evidence", coverage.of),
    Figure(coverage.COUNTS, "evidence", coverage.counts_of),
    Figure(reliability.NAME, "evidence", reliability.of),
    Figure(sensitivity.NAME, "evidence", sensitivity.of),
)
#: names in old addresses -> names now
FORMER_NAMES = {"choices": sensitivity.NAME}


def named(name: str) -> Figure | None:
    """The figure with this name, or one that it had before, if there is one."""
    name = FORMER_NAMES.get(name, name)
    return next((figure for figure in FIGURES if figure.name == name), None)


def on_page(page: str) -> tuple[Figure, ...]:
    """The figures of a page from top to bottom."""
    return tuple(figure for figure in FIGURES if figure.page == page)
