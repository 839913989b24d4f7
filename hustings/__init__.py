"""Hustings: who stands where on any set of axes, with the statements behind every position.

>>> import hustings
>>> data = hustings.open()
>>> picked = ["France", "China"]
>>> hustings.positions(data, axis="Regulation", actor=picked)[["group", "n", "words"]].shape
(2, 3)

`open` gives a data set; `positions`, `agreement` and `statements` give frames; `figure` a figure of
any page, `report` the report of one, `citations` references. All take the parameters of the link.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hustings.dataset import Dataset
    from hustings.library import (
        agreement,
        citations,
        figure,
        open,
        positions,
        report,
        statements,
    )

__version__ = "0.2.0"

__all__ = [
    "Dataset",
    "agreement",
    "citations",
    "figure",
    "open",
    "positions",
    "report",
    "statements",
]


def __getattr__(name: str) -> object:
    """The public functions, imported when first asked for: the server's settings need none."""
    if name not in __all__:
        raise AttributeError(f"module 'hustings' has no attribute {name!r}")
    where = "hustings.dataset" if name == "Dataset" else "hustings.library"
    return getattr(import_module(where), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
