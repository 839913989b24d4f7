"""Measure: one measure as the reader meets it, declared in the module that computes it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One measure: its key, its name, what it says, and the function that computes it."""

    key: str
    label: str
    sentence: str
    function: Callable
