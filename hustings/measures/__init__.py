"""Measures: numbers in, numbers out. No I/O, no Streamlit, no Plotly.

MEASURES is the list that the method page, the docs and their tests loop over: a new measure is
one new file and one line here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hustings.measures.agreement import agreement
from hustings.measures.position import margins, positions


@dataclass(frozen=True)
class Measure:
    """One measure as the reader meets it: its name, what it says, and the code that says it."""

    key: str
    label: str
    sentence: str
    function: Callable


MEASURES = (
    Measure(
        "position",
        "Position",
        "The mean of a group's statements on an axis, from -1 at the first pole to +1 at the "
        "second; coders are averaged inside a statement first.",
        positions,
    ),
    Measure(
        "interval",
        "Interval",
        "A range round the position that would hold the group's lasting position nine times in "
        "ten, judged by how much statements of one group usually differ on that axis.",
        margins,
    ),
    Measure(
        "agreement",
        "Agreement",
        "How near two groups stand on the axes on which both have spoken: 100 % the same place, "
        "0 % opposite poles; none where fewer than two axes are shared.",
        agreement,
    ),
)
