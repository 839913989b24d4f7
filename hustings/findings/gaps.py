"""The widest gaps between the picked groups, over all axes and not only those that are drawn."""

from dataclasses import dataclass

import pandas as pd

from hustings import query
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.findings.base import GROUP_WORDS, MOST_COMPARED, group_positions, unheard
from hustings.findings.claims import Claim
from hustings.findings.compare import compare
from hustings.link import View
from hustings.measures.gaps import pair_gaps


@dataclass(frozen=True, kw_only=True)
class GapsFinding:
    """Each two of the picked groups on every axis on which both have a position.

    `rows` as `hustings.measures.gaps.pair_gaps` gives them, the widest first; headline and claims
    are those of Compare, which looks at all axes as well.
    """

    groups: tuple[str, ...]
    rows: pd.DataFrame
    headline: str
    claims: tuple[Claim, ...]


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat"))
def gaps(data: Dataset, view: View) -> GapsFinding:
    """Gaps between the picked groups, the first eight of them, on all axes or those chosen."""
    groups = view.actor[:MOST_COMPARED]
    cells = group_positions(data, view)
    if view.axis:
        cells = cells[query.is_in(cells.axis, view.axis)]
    few = f"Two {GROUP_WORDS[view.by][1]} or more are needed to have gaps between them"
    headline = unheard(data, view, view.picks, view.axis) or few
    claims: tuple[Claim, ...] = ()
    if len(groups) > 1:
        compared = compare(data, view)
        headline, claims = compared.headline, compared.claims
    return GapsFinding(
        groups=groups, rows=pair_gaps(cells, groups), headline=headline, claims=claims
    )
