"""What a view finds: the numbers and the words of each page.

Pages, figures, files (and whatever else answers a reader) call these functions, so that the same
number stands everywhere. Each takes a data set and a view and gives a frozen value.
"""

from hustings.findings.actor import ActorFinding, actor
from hustings.findings.agreement import AgreementFinding, agreement
from hustings.findings.base import (
    GROUP_WORDS,
    MOST_COMPARED,
    axes_note,
    axis_of,
    count_in_words,
    group_positions,
    restriction,
    shown_axes,
    subline,
    title,
    unheard,
)
from hustings.findings.before_after import ShiftsFinding, shift_sentence, shifts
from hustings.findings.change import HistoryFinding, history
from hustings.findings.claims import KINDS, Claim
from hustings.findings.compare import WIDEST, CompareFinding, axis_gaps, compare, gap_sentence
from hustings.findings.correction import CorrectionFinding, correction, correction_limit
from hustings.findings.coverage import (
    MOST_NAMED,
    Count,
    CoverageFinding,
    counts_headline,
    coverage,
    plain_subline,
    skewed,
    statement_counts,
)
from hustings.findings.deeds import (
    MOST_TOLD,
    DeedsFinding,
    deeds,
    deeds_rows,
    deeds_sentence,
    kinds_of,
    of_side,
)
from hustings.findings.deeds import SIDES as DEEDS_SIDES
from hustings.findings.divides import (
    Apart,
    DividesFinding,
    apart,
    apart_called,
    apart_options,
    common_ground_rows,
    divides,
    division_sentence,
    pole_noun,
)
from hustings.findings.gaps import GapsFinding, gaps
from hustings.findings.grid import (
    GRID_ROWS,
    GridFinding,
    grid,
    grid_columns,
    grid_orders,
    grid_rows,
    order_words,
)
from hustings.findings.groups import (
    by_name,
    called,
    groups_of,
    inside,
    named,
    names,
    shown,
    with_beside,
)
from hustings.findings.landscape import (
    LandscapeFinding,
    direction_sentence,
    directions_sentence,
    distinct_sentence,
    landscape,
    split_sentence,
)
from hustings.findings.map import MapFinding, map, telling
from hustings.findings.multiples import MultiplesFinding, multiples
from hustings.findings.neighbours import Neighbours, nearest_and_farthest
from hustings.findings.network import CLEAR, RUNS, NetworkFinding, coalition_of, network
from hustings.findings.reasons import ReasonsFinding, reasons, reasons_of
from hustings.findings.reliability import (
    ALIKE,
    RELIABLE,
    TENTATIVE,
    ReliabilityFinding,
    coding_limit,
    reliability,
    verdict,
)
from hustings.findings.selection import MOST_OFFERED, TIES, most_evidence, offered, offered_picks
from hustings.findings.sensitivity import BASE, SensitivityFinding, sensitivity
from hustings.findings.split_date import SplitDate, events_between, split_date
from hustings.findings.statements import StatementsFinding, codes_of, statements
from hustings.findings.swarm import SwarmFinding, swarm
from hustings.findings.validation import validated

__all__ = [
    "ALIKE",
    "ActorFinding",
    "AgreementFinding",
    "Apart",
    "BASE",
    "CLEAR",
    "Claim",
    "CompareFinding",
    "CorrectionFinding",
    "Count",
    "CoverageFinding",
    "DEEDS_SIDES",
    "DeedsFinding",
    "DividesFinding",
    "GRID_ROWS",
    "GROUP_WORDS",
    "GridFinding",
    "HistoryFinding",
    "KINDS",
    "LandscapeFinding",
    "MOST_COMPARED",
    "MOST_NAMED",
    "MOST_OFFERED",
    "MOST_TOLD",
    "MapFinding",
    "Neighbours",
    "NetworkFinding",
    "RELIABLE",
    "RUNS",
    "ReasonsFinding",
    "ReliabilityFinding",
    "SensitivityFinding",
    "ShiftsFinding",
    "SplitDate",
    "StatementsFinding",
    "TENTATIVE",
    "TIES",
    "WIDEST",
    "actor",
    "agreement",
    "apart",
    "apart_called",
    "apart_options",
    "axes_note",
    "axis_of",
    "by_name",
    "called",
    "coalition_of",
    "codes_of",
    "coding_limit",
    "common_ground_rows",
    "compare",
    "correction",
    "correction_limit",
    "count_in_words",
    "counts_headline",
    "coverage",
    "deeds",
    "deeds_rows",
    "deeds_sentence",
    "direction_sentence",
    "directions_sentence",
    "distinct_sentence",
    "divides",
    "division_sentence",
    "events_between",
    "gap_sentence",
    "axis_gaps",
    "gaps",
    "GapsFinding",
    "grid",
    "grid_columns",
    "grid_orders",
    "grid_rows",
    "group_positions",
    "groups_of",
    "history",
    "inside",
    "kinds_of",
    "landscape",
    "map",
    "most_evidence",
    "named",
    "names",
    "nearest_and_farthest",
    "network",
    "of_side",
    "offered",
    "offered_picks",
    "order_words",
    "plain_subline",
    "pole_noun",
    "reasons",
    "reasons_of",
    "reliability",
    "restriction",
    "sensitivity",
    "shift_sentence",
    "shifts",
    "MultiplesFinding",
    "multiples",
    "swarm",
    "SwarmFinding",
    "shown",
    "shown_axes",
    "skewed",
    "split_date",
    "split_sentence",
    "statement_counts",
    "statements",
    "subline",
    "telling",
    "title",
    "unheard",
    "validated",
    "with_beside",
    "verdict",
]
