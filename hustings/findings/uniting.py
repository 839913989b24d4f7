"""What unites a coalition: the poles towards which its members stand, more often than others do."""

from collections.abc import Sequence

import pandas as pd

from hustings import query, words
from hustings.dataset import Axis
from hustings.query import MIDDLE

#: members who must speak on an axis: at least so many, and this share of all
LEAST_MEMBERS, LEAST_SHARE = 3, 0.5
#: share of those who speak that must stand on one side, and poles that are named at the most
UNITED, MOST_POLES = 0.8, 2
#: members named before "and n more"
MOST_MEMBERS = 4


def uniting(cells: pd.DataFrame, coalitions: Sequence[Sequence[str]]) -> pd.DataFrame:
    """The poles that unite each coalition.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, position` of all that the network shows.
    coalitions : sequence of sequence of str

    Returns
    -------
    DataFrame
        `coalition, axis, side, n, among`: of the `among` members that speak on the axis, `n` are on
        the side (-1 or 1). At most two for each coalition: those by which its members differ most
        from the others, in the share that stands there.
    """
    rows = []
    for number, members in enumerate(coalitions, 1):
        inside = query.is_in(cells.group, members)
        for axis, part in cells[inside].groupby("axis"):
            among = len(part)
            if among < max(LEAST_MEMBERS, LEAST_SHARE * len(members)):
                continue
            rest = cells[~inside & (cells.axis == axis)]
            for side in (-1, 1):
                n = int((part.position * side >= MIDDLE).sum())
                others = (rest.position * side >= MIDDLE).mean() if len(rest) else 0.0
                if n >= UNITED * among:
                    rows.append((number, axis, side, n, among, n / among - others))
    columns = ["coalition", "axis", "side", "n", "among", "ahead"]
    found = pd.DataFrame(rows, columns=columns)
    order = ["coalition", "ahead", "n", "axis"]
    found = found.sort_values(order, ascending=[True, False, False, True], ignore_index=True)
    return found.groupby("coalition").head(MOST_POLES)[columns[:-1]].reset_index(drop=True)


def united_by(found: pd.DataFrame, number: int, axes: Sequence[Axis]) -> str:
    """What unites one coalition, in words; that nothing does where no pole is shared so widely."""
    known = {axis.id: axis for axis in axes}
    rows = found[found.coalition == number]
    said = [
        f"{words.noun(row.side, known[row.axis])} ({row.n} of {row.among}"
        f"{f' on {known[row.axis].called}' if known[row.axis].plain else ''})"
        for row in rows.itertuples()
    ]
    return f"united by {words.listing(said)}" if said else "united by no single pole"
