"""One group: who it is, where it stands, when it said so, whom it is near to."""

from dataclasses import dataclass

import pandas as pd

from hustings import query
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import group_positions, shown_axes, subline, unheard
from hustings.findings.claims import Claim, side_claims
from hustings.findings.groups import called, groups_of
from hustings.findings.neighbours import outside, with_all_others
from hustings.link import View

#: axes that a headline names
MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class ActorFinding:
    """One group: who it is, where it stands, when it said so, whom it is near to.

    `agreement` holds all others, nearest first, as `group, agreement, expected, shared, n, thin`.
    """

    group: str
    axes: tuple[Axis, ...]
    type: str | None
    country: str | None
    cells: pd.DataFrame
    units: pd.DataFrame
    agreement: pd.DataFrame
    both_sides: pd.DataFrame
    total: query.Totals
    headline: str
    subline: str
    claims: tuple[Claim, ...]


@cached(uses=("axis", "by", "filters", "min", "repeat"))
def actor(data: Dataset, view: View, group: str) -> ActorFinding | None:
    """Everything the actor page says of one group; None where the filters leave nothing of it."""
    picks = query.Picks(view.by, (group,))
    view = view.having(actor=(group,))
    info = groups_of(data, view).set_index("group")
    if group not in info.index:
        return None
    axes = shown_axes(data, view, picks)
    ids = [axis.id for axis in axes]
    found = group_positions(data, view)
    (name,) = called(data, view.by, [group])
    units = query.units(data, view.filters, picks)
    units = units[units.axis.isin(ids)].reset_index(drop=True)
    cells = found[(found.group == group) & found.axis.isin(ids)].reset_index(drop=True)
    total = query.totals(data, view.filters, picks)
    both = _both_sides(units)
    claims = profile_claims(group, cells)
    return ActorFinding(
        group=group,
        axes=axes,
        type=words_or_none(info.type[group]),
        country=words_or_none(info.country[group]),
        cells=cells,
        units=units,
        agreement=outside(data, view, group, with_all_others(found, group, info.n, data.meta.unit)),
        both_sides=both,
        total=total,
        headline=(len(cells) and sentences.profile(name, claims, sentences.by_id(axes)))
        or unheard(data, view, picks, view.axis)
        or f"{name} has no position under these filters",
        subline=subline(data, view, total),
        claims=claims,
    )


def words_or_none(value: object) -> str | None:
    """A text, or None for anything missing."""
    return value if isinstance(value, str) and value else None


def _both_sides(units: pd.DataFrame) -> pd.DataFrame:
    """Axes on which a group has statements at either pole: `axis, low, high` as counts."""
    sides = units.assign(low=units.x < 0, high=units.x > 0).groupby("axis")[["low", "high"]].sum()
    return sides[(sides.low > 0) & (sides.high > 0)].reset_index()


def profile_claims(group: str, cells: pd.DataFrame) -> tuple[Claim, ...]:
    """The axes on which the group stands most clearly, of those where the evidence names a side."""
    clear = cells[cells.side.abs() == 1]
    clear = clear.assign(size=clear.position.abs(), thin=clear.n == 1)
    clear = clear.sort_values(["thin", "size", "n"], ascending=[True, False, False])
    return side_claims(clear, (group,), clear.axis.head(MOST_NAMED))
