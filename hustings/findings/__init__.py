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
from hustings.findings.blocs import Blocs, blocs
from hustings.findings.change import History, Shifts, history, shift_sentence, shifts
from hustings.findings.choices import BASE, Choices, choices
from hustings.findings.coders import RELIABLE, TENTATIVE, Coders, coders, verdict
from hustings.findings.comparison import Comparison, comparison, gap_sentence, gaps
from hustings.findings.cut import Cut, cut_of, events_between
from hustings.findings.divides import (
    Apart,
    Divides,
    apart,
    apart_options,
    divides,
    division_sentence,
    pole_noun,
)
from hustings.findings.evidence import (
    Count,
    Evidence,
    counts_headline,
    evidence,
    plain_subline,
    skewed,
    statement_counts,
)
from hustings.findings.landscape import (
    AllAxes,
    direction_sentence,
    distinct_sentence,
    landscape,
    split_sentence,
)
from hustings.findings.places import Places, places
from hustings.findings.profile import Profile, profile
from hustings.findings.ties import CLEAR, RUNS, Ties, coalition_of, ties

__all__ = [
    "AllAxes",
    "Apart",
    "BASE",
    "Blocs",
    "CLEAR",
    "Choices",
    "Coders",
    "Comparison",
    "Count",
    "Cut",
    "Divides",
    "Evidence",
    "GROUP_WORDS",
    "History",
    "MOST_COMPARED",
    "Places",
    "Profile",
    "RELIABLE",
    "RUNS",
    "Shifts",
    "TENTATIVE",
    "Ties",
    "apart",
    "apart_options",
    "axes_note",
    "axis_of",
    "blocs",
    "choices",
    "coalition_of",
    "coders",
    "comparison",
    "counted",
    "counts_headline",
    "cut_of",
    "direction_sentence",
    "distinct_sentence",
    "divides",
    "division_sentence",
    "events_between",
    "evidence",
    "gap_sentence",
    "gaps",
    "group_positions",
    "history",
    "landscape",
    "places",
    "plain_subline",
    "pole_noun",
    "profile",
    "shift_sentence",
    "shifts",
    "shown_axes",
    "skewed",
    "split_sentence",
    "statement_counts",
    "subline",
    "ties",
    "title",
    "verdict",
]
