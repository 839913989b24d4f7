"""One group against all others: how far each agrees with it, and who opposes the picked."""

import pandas as pd

from hustings import query
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.findings.base import MOST_COMPARED, group_positions
from hustings.link import View
from hustings.measures.agreement import agreement_of, is_thin


def with_all_others(positions: pd.DataFrame, group: str, statements: pd.Series) -> pd.DataFrame:
    """One group with each of the others, nearest first: `group, agreement, shared, n, thin`.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position, n` of all groups.
    statements : Series
        The number of statements of each group, by its name.
    """
    found = agreement_of(positions, group)
    return found.assign(thin=is_thin(found.assign(a=group, b=found.group), statements))


@cached(uses=("actor", "by", "filters", "min", "repeat"))
def opponents(data: Dataset, view: View) -> tuple[str, ...]:
    """For each picked group (of the first eight) the one that agrees with it least on all axes.

    An agreement on thin evidence does not count; of equals it is the one with most evidence.
    """
    positions = group_positions(data, view)
    said = query.groups(data, view.filters, view.by).set_index("group").n
    found = []
    for group in view.actor[:MOST_COMPARED]:
        others = with_all_others(positions, group, said)
        others = others[~others.thin]
        if len(others):
            # Nearest first, equals by evidence: the first of the lowest.
            found.append(others.group[others.agreement.idxmin()])
    return tuple(dict.fromkeys(found))
