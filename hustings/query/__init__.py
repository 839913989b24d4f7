"""What leaves the engine: counts, cells and single pages of statements, never the whole table.

Every function builds one Ibis expression, runs it in the engine of the data set and gives a small
pandas frame. The unit of evidence is a *statement judged on an axis*: coders are averaged inside
it first, so that a statement read by two coders does not count twice.
"""

from hustings.codings import STATEMENT_COLUMNS
from hustings.query.checked import codings_checked, first_and_checked
from hustings.query.counting import (
    MIDDLE,
    Extent,
    Totals,
    axes_by_evidence,
    cells,
    counts,
    extent,
    groups,
    reasons,
    scale_values,
    stance_counts,
    tally,
    totals,
)
from hustings.query.estimates import estimates
from hustings.query.facets import facets, heard, says_what_is_checked
from hustings.query.filters import (
    EVERYONE,
    FACETS,
    GROUPINGS,
    LEVEL,
    MOST_WORDS,
    OF_CODINGS,
    REPEATS,
    Filters,
    Picks,
    level_of,
    searched,
    within_words,
)
from hustings.query.judged import as_date
from hustings.query.levels import each_level, renamed
from hustings.query.listing import (
    KEPT_PAGE,
    SORTS,
    by_ids,
    checks,
    codes,
    codings,
    quotes,
    speakers,
    statements,
    strongest,
)
from hustings.query.membership import is_in
from hustings.query.units import MOST_UNITS, days, double_coded, occasions, units

__all__ = [
    "EVERYONE",
    "Extent",
    "FACETS",
    "Filters",
    "GROUPINGS",
    "KEPT_PAGE",
    "LEVEL",
    "MIDDLE",
    "MOST_UNITS",
    "MOST_WORDS",
    "OF_CODINGS",
    "Picks",
    "REPEATS",
    "SORTS",
    "STATEMENT_COLUMNS",
    "Totals",
    "as_date",
    "axes_by_evidence",
    "by_ids",
    "cells",
    "checks",
    "codes",
    "codings",
    "codings_checked",
    "counts",
    "days",
    "double_coded",
    "each_level",
    "estimates",
    "extent",
    "facets",
    "first_and_checked",
    "groups",
    "heard",
    "is_in",
    "level_of",
    "occasions",
    "quotes",
    "reasons",
    "renamed",
    "says_what_is_checked",
    "scale_values",
    "searched",
    "speakers",
    "stance_counts",
    "statements",
    "strongest",
    "tally",
    "totals",
    "units",
    "within_words",
]
