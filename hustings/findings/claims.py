"""What a headline says, as values: who, on which axes, which figure, how sure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan

import pandas as pd

from hustings.measures.claims import First, certainty

#: columns of positions that claims are made of
_SAID = [
    *("group", "axis", "n", "position", "side", "mixed"),
    *("expected", "expected_low", "expected_high", "deviation"),
]
#: kind of claim -> what it says
KINDS = {
    "side": "the group stands at `side` of the axis: -1 the first pole, 1 the second, 0 mixed; "
    "no side where the evidence names none. `value` is its mean, the interval and the probability "
    "those of its expected position",
    "silent": "the group has no position on the axis",
    "sides": "`n` of `among` groups stand at `side` of the axis",
    "farthest apart": "the groups lie farther apart on the axis than on the others compared",
    "closest": "the groups lie closer together on the axis than on the others compared",
    "mean agreement": "`value` is the agreement of `among` pairs on average",
    "agreement": "the two groups agree by `value`",
    "agree most": "no pair of those compared agrees more",
    "agree least": "no pair of those compared agrees less",
    "thin": "`n` of `among` rest on thin evidence",
    "shift": "the group has moved by `value` on the axis, towards the pole `side`",
    "divides most": "statements on no other axis come nearer to two camps",
    "divides least": "statements on no other axis are farther from two camps",
    "widest apart": "statements on no other axis spread wider",
    "polarisation": "`value` is the polarisation of the statements on the axis",
    "spread": "`value` is the spread of the statements on the axis",
    "too few": "`n` axes have too few statements to say how far they divide",
    "shared": "most statements of every type that speaks on the axis go to the pole `side`",
    "most shared": "no other pole has more common ground of the types behind it",
    "direction": "the first direction of the map, with the share `value` of all differences, runs "
    "along the axes; no axis where none stands out",
    "coalitions": "`n` coalitions of `among` groups, with the modularity `value`",
    "members": "`n` groups are in one of them",
    "alone": "`n` groups are in no coalition",
    "positions": "`n` positions are held by `among` groups",
    "single": "`n` of `among` positions rest on a single statement",
    "alpha": "`value` is Krippendorff's alpha over `n` judgements",
    "lowest alpha": "on no other axis of those compared is alpha lower",
    "highest alpha": "on no other axis of those compared is alpha higher",
    "flips": "`n` of `among` positions change side under some choice",
    "picked flips": "`n` of the `among` positions that picked groups hold do so",
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One thing that a headline says.

    Parameters
    ----------
    kind : str
        A key of `KINDS`, which say what is claimed.
    groups, axes : tuple of str
        Whom and what it is about; several axes share a place, together where they `tie`.
    side : int or None
        -1 the first pole, 1 the second, 0 neither.
    value, low, high : float or None
        The figure, and its 90 % interval.
    probability : float or None
        Share of the distribution, or of the draws, in which it holds.
    n : int or None
        Statements behind it, or how many are counted.
    among : int or None
        Of how many axes, pairs or groups it is said.
    tie : bool
        Whether all that are named are alike.
    mixed : str
        Why a group is on neither side (a key of `hustings.words.MIXED`); else empty.
    """

    kind: str
    groups: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    side: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    probability: float | None = None
    n: int | None = None
    among: int | None = None
    tie: bool = False
    mixed: str = ""


def side_claims(
    cells: pd.DataFrame, groups: Iterable[str], axes: Iterable[str]
) -> tuple[Claim, ...]:
    """Where each of the groups stands on each of the axes, axis by axis.

    `cells` as `hustings.findings.base.group_positions` gives them.
    """
    groups, axes = tuple(groups), tuple(axes)
    here = cells.group.isin(groups) & cells.axis.isin(axes)
    some = cells.loc[here, _SAID]
    known = {(row.group, row.axis): row for row in some.assign(sure=certainty(some)).itertuples()}
    return tuple(
        _side(known[group, axis])
        if (group, axis) in known
        else Claim(kind="silent", groups=(group,), axes=(axis,), n=0)
        for axis in axes
        for group in groups
    )


def _side(row) -> Claim:
    return Claim(
        kind="side",
        groups=(row.group,),
        axes=(row.axis,),
        side=None if isnan(row.side) else int(row.side),
        value=float(row.position),
        low=number(row.expected_low),
        high=number(row.expected_high),
        probability=float(row.sure),
        n=int(row.n),
        mixed=row.mixed,
    )


def place_claim(
    kind: str, first: First | None, axes: list[str], values: Mapping[str, float], **more
) -> tuple[Claim, ...]:
    """The claim that the axes at `first` have a place, or nothing.

    `values` holds the figure of each axis; that of the one named first is stated.
    """
    if first is None:
        return ()
    named = tuple(axes[i] for i in first.at)
    return (
        Claim(
            kind=kind,
            axes=named,
            value=float(values[named[0]]),
            probability=first.share,
            among=len(axes),
            tie=first.tie,
            **more,
        ),
    )


def number(value: float | None) -> float | None:
    """A figure, or None where there is none."""
    return None if value is None or isnan(value) else float(value)
