"""One group against all others: how far each agrees with it and why, and who opposes the picked."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import MOST_COMPARED, group_positions
from hustings.findings.groups import groups_of
from hustings.link import View
from hustings.measures.agreement import agreement_of, is_thin
from hustings.package import SPOKEN

#: groups shown as nearest and as farthest
MOST_NEAR = 8
#: axes that a reason names
MOST_REASONS = 3


def with_all_others(
    positions: pd.DataFrame, group: str, statements: pd.Series, unit: str = SPOKEN
) -> pd.DataFrame:
    """One group with each of the others, the one expected to agree most first.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position, expected, n` of all groups.
    group : str
        The group that the others are compared with.
    statements : Series
        The number of statements of each group, by its name.
    unit : str
        What a row of the data set is.

    Returns
    -------
    DataFrame
        `group, agreement, expected, shared, n, thin`: `agreement` is that of the plain positions,
        `expected` that of the expected ones, which orders the rows; ties to the higher plain
        agreement, then to the pair with more shared axes, with more statements, then by name.
    """
    found = agreement_of(positions, group)
    expected = agreement_of(positions.assign(position=positions.expected), group)
    found["expected"] = found.group.map(expected.set_index("group").agreement)
    found["thin"] = is_thin(found.assign(a=group, b=found.group), statements, unit)
    found = found.sort_values("expected", ascending=False, kind="stable", ignore_index=True)
    return found[["group", "agreement", "expected", "shared", "n", "thin"]]


def outside(data: Dataset, view: View, group: str, others: pd.DataFrame) -> pd.DataFrame:
    """Those of `with_all_others` who are no part of a picked type or country, nor it of them."""
    level, name = query.level_of(group, view.by)
    if level not in ("type", "country") or level == view.by:
        return others
    own = query.groups(data, view.filters, view.by)
    members = own.group[own[level] == name]
    return others[~query.is_in(others.group, members)].reset_index(drop=True)


@dataclass(frozen=True)
class Neighbours:
    """Those `near` to a group and `far` from it, on more than `thin` evidence, and the others.

    Frames of `group, agreement, expected, shared, n, thin, reason`: `near` with the nearest first,
    `far` with the farthest first, `thin` from the nearest to the farthest. Nobody is in two of
    them. `reason` says what brings near and far those who are so, and is empty among the thin.
    """

    near: pd.DataFrame
    far: pd.DataFrame
    thin: pd.DataFrame


def nearest_and_farthest(
    positions: pd.DataFrame,
    group: str,
    others: pd.DataFrame,
    axes: tuple[Axis, ...],
    most: int = MOST_NEAR,
) -> Neighbours:
    """At most so many nearest and farthest of `with_all_others`, with their reasons.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position, n` of all groups on the axes that were compared.
    group : str
    others : DataFrame
        What `with_all_others` gives of them.
    axes : tuple of Axis
        All that positions may be on.
    most : int
    """
    solid = others[~others.thin]
    near = solid.head(min(most, -(-len(solid) // 2)))
    far = solid.iloc[::-1].head(min(most, len(solid) // 2))
    why = reasons(positions, group, pd.concat([near.group, far.group]), axes)
    return Neighbours(
        near.assign(reason=[why[name][0] for name in near.group]),
        far.assign(reason=[why[name][1] for name in far.group]),
        others[others.thin].assign(reason=""),
    )


def reasons(
    positions: pd.DataFrame, group: str, others: pd.Series, axes: tuple[Axis, ...]
) -> dict[str, tuple[str, str]]:
    """What brings each of the others near to a group, and what keeps it away, in words.

    Returns
    -------
    dict of str to (str, str)
        By name: "both for A, for B" of the axes on which both lean to the same pole, and "for A,
        not B" of those on which they lean to opposite ones; at most three each, those first on
        which the one that said less has said most; empty where there is none.
    """
    known = {axis.id: axis for axis in axes}
    own = positions[positions.group == group]
    own = own.set_index("axis")[["position", "n"]].add_suffix("_own").reset_index()
    both = positions[query.is_in(positions.group, (*others,))]
    both = both.merge(own, on="axis")
    both = both[(both.position.abs() >= query.MIDDLE) & (both.position_own.abs() >= query.MIDDLE)]
    both = both.assign(least=both[["n", "n_own"]].min(axis=1))
    both = both.sort_values(["least", "n", "axis"], ascending=[False, False, True])
    found = {}
    for other in others:
        rows = both[both.group == other]
        alike = rows.position * rows.position_own > 0
        near = [_lean(row, known) for row in rows[alike].head(MOST_REASONS).itertuples()]
        far = [_lean(row, known, True) for row in rows[~alike].head(MOST_REASONS).itertuples()]
        found[other] = (f"both {', '.join(near)}" if near else "", "; ".join(far))
    return found


def _lean(row, axes: dict[str, Axis], opposed: bool = False) -> str:
    """What one leans to on an axis, and where the two are `opposed`, what the other does."""
    axis = axes[row.axis]
    if axis.plain:
        return f"{axis.high if row.position > 0 else axis.low} {axis.called}"
    other = f", not {words.noun(row.position_own, axis)}" if opposed else ""
    return f"for {words.noun(row.position, axis)}{other}"


@cached(uses=("actor", "by", "filters", "min", "repeat"))
def opponents(data: Dataset, view: View) -> tuple[str, ...]:
    """For each picked group (of the first eight) the one expected to agree with it least.

    On all axes. An agreement on thin evidence does not count; of equals it is the one with most
    evidence.
    """
    positions = group_positions(data, view)
    said = groups_of(data, view).set_index("group").n
    found = []
    for group in view.actor[:MOST_COMPARED]:
        others = with_all_others(positions, group, said, data.meta.unit)
        others = outside(data, view, group, others)
        others = others[~others.thin]
        if len(others):
            # Nearest first, equals by evidence: the first of the lowest.
            found.append(others.group[others.expected.idxmin()])
    return tuple(dict.fromkeys(found))
