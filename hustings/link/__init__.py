"""What the reader chose, and the link that says so: View <-> URL, in full.

PARAMETERS is the URL contract: pages, API and exports read and write the same names. A permalink
spells every choice out, so that it still means the same when defaults change.
"""

from hustings.link.contract import (
    CLUSTERS,
    DATA,
    EDGES,
    EVIDENCE,
    INTERVALS,
    METRICS,
    MOST_LEAST,
    NEARNESS,
    NO_MOST,
    NORMS,
    PAGE_NAMES,
    PANELS,
    PARAMETERS,
    WHOSE,
    Parameter,
    ordered_by,
)
from hustings.link.read import (
    FIXED,
    MOST_VALUES,
    Unknown,
    allowed_values,
    default_view,
    groups_in,
    levels_of,
    parse,
    picks_in,
    read,
    values_in,
)
from hustings.link.suggestions import suggestions
from hustings.link.urls import own_data, permalink, relative
from hustings.link.view import FILTER_NAMES, Clause, View
from hustings.link.zoom import WHOLE, Window, window_of, zoomed

__all__ = [
    "CLUSTERS",
    "DATA",
    "Clause",
    "EDGES",
    "EVIDENCE",
    "FILTER_NAMES",
    "FIXED",
    "INTERVALS",
    "PANELS",
    "METRICS",
    "MOST_LEAST",
    "MOST_VALUES",
    "NEARNESS",
    "NORMS",
    "NO_MOST",
    "PAGE_NAMES",
    "PARAMETERS",
    "Parameter",
    "Unknown",
    "View",
    "WHOLE",
    "WHOSE",
    "Window",
    "allowed_values",
    "default_view",
    "groups_in",
    "levels_of",
    "ordered_by",
    "own_data",
    "parse",
    "permalink",
    "picks_in",
    "read",
    "relative",
    "suggestions",
    "values_in",
    "window_of",
    "zoomed",
]
