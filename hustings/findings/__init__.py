"""What a view finds: the numbers and the words of each page.

Pages, figures, files (and whatever else answers a reader) call these functions, so that the same
number stands everywhere. Each takes a data set and a view and gives a frozen value.
"""

from hustings.findings.base import (
    GROUP_WORDS,
    MOST_COMPARED,
    axes_note,
    axis_of,
    counted,
    group_positions,
    shown_axes,
    subline,
    title,
)
from hustings.findings.comparison import Comparison, comparison, gap_sentence, gaps
from hustings.findings.places import Places, places
from hustings.findings.profile import Profile, profile

__all__ = [
    "GROUP_WORDS",
    "MOST_COMPARED",
    "Comparison",
    "Places",
    "Profile",
    "axes_note",
    "axis_of",
    "comparison",
    "counted",
    "gap_sentence",
    "gaps",
    "group_positions",
    "places",
    "profile",
    "shown_axes",
    "subline",
    "title",
]
