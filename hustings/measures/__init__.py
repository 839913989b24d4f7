"""Measures: numbers in, numbers out. No I/O, no Streamlit, no Plotly.

MEASURES is the list that the method page, the docs and their tests loop over: a new measure is
one new file and one line here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hustings.measures.agreement import agreement
from hustings.measures.change import change
from hustings.measures.coalitions import coalitions
from hustings.measures.common_ground import common_ground, distinguishing
from hustings.measures.coverage import concentration
from hustings.measures.landscape import clusters, landscape
from hustings.measures.network import network
from hustings.measures.polarisation import polarisation
from hustings.measures.position import margins, positions
from hustings.measures.reliability import reliability
from hustings.measures.sensitivity import sensitivity


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
    Measure(
        "network",
        "Network",
        "How often two groups say the same (congruence) and the opposite (conflict), counted over "
        "all pairs of their statements on the same axis.",
        network,
    ),
    Measure(
        "coalitions",
        "Coalitions",
        "Groups that are tied to each other more than chance would have it, found by the Louvain "
        "method; modularity says how clearly.",
        coalitions,
    ),
    Measure(
        "landscape",
        "Map of all axes",
        "Groups that answer alike on all axes lie near each other; the arrows show which axes pull "
        "which way, and the shares how much of the differences the two directions hold.",
        landscape,
    ),
    Measure(
        "clusters",
        "Clusters",
        "Groups that lie together on the map of all axes; their number is the one that sets them "
        "apart best, or the one asked for, and none is left with a single group.",
        clusters,
    ),
    Measure(
        "polarisation",
        "Polarisation",
        "How far an axis divides, in two figures: whether there are two camps with an empty middle "
        "(van der Eijk), and how far from the average one usually stands (Dalton); 0 all alike, 1 "
        "half at each pole.",
        polarisation,
    ),
    Measure(
        "common_ground",
        "Common ground",
        "How far every group goes toward the same pole of an axis, each group counting alike; a "
        "group that is silent there counts as undecided.",
        common_ground,
    ),
    Measure(
        "distinguishing",
        "What sets a group apart",
        "Poles toward which most of a group's statements go, and more of them than of all others'; "
        "silent where either side has fewer than ten statements.",
        distinguishing,
    ),
    Measure(
        "change",
        "Change",
        "The difference of a group's positions in two periods; called a shift only where its "
        "interval excludes 0 and both periods have at least three statements.",
        change,
    ),
    Measure(
        "reliability",
        "Reliability",
        "How far coders agree beyond chance (Krippendorff's alpha, interval metric): 1 perfectly, "
        "0 no better than chance.",
        reliability,
    ),
    Measure(
        "sensitivity",
        "Sensitivity",
        "Which positions change side, and which pairs of groups change order, when the evidence is "
        "chosen differently.",
        sensitivity,
    ),
    Measure(
        "coverage",
        "Coverage",
        "How unevenly statements fall on groups: Gini coefficient and the share of the largest "
        "tenth; silence is counted, never filled.",
        concentration,
    ),
)
