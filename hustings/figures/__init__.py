"""Registry of figures that pages show, the server draws and reports hold: a view in, a panel out.

A figure is declared in `FIGURES` of its module, which bears the name of its feature.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from hustings import features
from hustings.features import Feature
from hustings.figures.base import EXPORT_WIDTH, Panel, credit, group_styles, type_styles
from hustings.scene import Scene

__all__ = [
    "EXPORT_WIDTH",
    "FIGURES",
    "Figure",
    "Panel",
    "credit",
    "group_styles",
    "named",
    "of_feature",
    "on_page",
    "type_styles",
]


@dataclass(frozen=True)
class Figure:
    """One figure: its name in addresses, the page that shows it, and how it is made of a scene."""

    name: str
    page: str
    of: Callable[[Scene], Panel]


def of_feature(feature: Feature) -> tuple[Figure, ...]:
    """The figures of a feature from top to bottom of its page."""
    declared = getattr(features.module("figures", feature.name), "FIGURES", {})
    return tuple(Figure(name, feature.page, _of_level(of)) for name, of in declared.items())


def _of_level(of: Callable[[Scene], Panel]) -> Callable[[Scene], Panel]:
    """The same panel, which knows what its groups are."""

    @wraps(of)
    def panel(scene: Scene) -> Panel:
        return replace(of(scene), by=scene.view.by)

    return panel


#: from top to bottom of each page; the first of a page stands for it in previews
FIGURES = tuple(figure for feature in features.FEATURES for figure in of_feature(feature))
#: names in old addresses -> names now
FORMER_NAMES = {"choices": "sensitivity"}


def named(name: str) -> Figure | None:
    """The figure with this name, or one that it had before, if there is one."""
    name = FORMER_NAMES.get(name, name)
    return next((figure for figure in FIGURES if figure.name == name), None)


def on_page(page: str) -> tuple[Figure, ...]:
    """The figures of a page from top to bottom."""
    return tuple(figure for figure in FIGURES if figure.page == page)
