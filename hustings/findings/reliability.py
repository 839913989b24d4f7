"""How far coders agree, and on which statements they do not."""

from dataclasses import dataclass
from math import isnan

import pandas as pd

from hustings import query
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import shown_axes, subline, unheard
from hustings.link import View
from hustings.measures.reliability import disagreements
from hustings.measures.reliability import reliability as krippendorff

#: Krippendorff (2019): from here on data are reliable, and from here on for tentative conclusions
RELIABLE, TENTATIVE = 0.8, 0.667
#: what agreement of automated readers is worth
ALIKE = (
    "How far automated readers agree with each other shows consistency, not truth: readers of the "
    "same make err alike."
)
#: disagreements that are listed
MOST_LISTED = 10


@dataclass(frozen=True, kw_only=True)
class ReliabilityFinding:
    """Agreement of coders.

    `alphas` holds `axis, alpha, units, coders` of the shown axes that two have coded, and last the
    row of all axes (axis None); `differing` the widest of `differing_count` disagreements, as
    `hustings.measures.reliability.disagreements` gives them.
    """

    axes: tuple[Axis, ...]
    alphas: pd.DataFrame
    differing: pd.DataFrame
    differing_count: int
    headline: str
    subline: str

    @property
    def drawn(self) -> pd.DataFrame:
        """The rows worth drawing: without that of all axes where there is only one."""
        return self.alphas if len(self.axes) > 1 else self.alphas.iloc[:-1]

    @property
    def units(self) -> int:
        """Statements judged on an axis by at least two coders."""
        return int(self.alphas.units.iloc[-1])


@cached(uses=("axis", "filters"))
def reliability(data: Dataset, view: View) -> ReliabilityFinding:
    """Reliability under the view's filters; the facets `coder` and `checked` are lifted."""
    view = view.having(coder=(), checked=(), min=1, repeat="all")
    codings = query.double_coded(data, view.filters)
    if view.axis:
        codings = codings[codings.axis.isin(view.axis)]
    found = krippendorff(codings)
    coded = set(codings.axis)
    axes = tuple(axis for axis in shown_axes(data, view) if axis.id in coded)
    rank = {axis.id: i for i, axis in enumerate(axes)} | {None: len(axes)}
    shown = found[[axis in rank for axis in found.axis]]
    shown = shown.sort_values("axis", key=lambda names: names.map(rank), ignore_index=True)
    differing = disagreements(codings)
    total = query.totals(data, view.filters, axes=view.axis)
    return ReliabilityFinding(
        axes=axes,
        alphas=shown,
        differing=differing.head(MOST_LISTED),
        differing_count=len(differing),
        headline=unheard(data, view, axes=view.axis)
        or _headline(shown, data.meta.coded_by == "automated"),
        subline=subline(data, view, total),
    )


def coding_limit(data: Dataset) -> list[str]:
    """What follows from who coded the data, as sentences: none where people did, or nobody says."""
    if not data.meta.coding or data.meta.coded_by == "people":
        return []
    said = f"{data.meta.coding}."
    return [f"{said} {ALIKE}" if data.meta.coded_by == "automated" else said]


def verdict(alpha: float) -> str:
    """What an alpha allows, by the usual marks."""
    if isnan(alpha):
        return "no alpha: too few judgements, or all alike"
    if alpha >= RELIABLE:
        return "reliable"
    return "for tentative conclusions" if alpha >= TENTATIVE else "not reliable"


def _headline(alphas: pd.DataFrame, automated: bool) -> str:
    overall = alphas.iloc[-1]
    if overall.units == 0:
        return "No statement was coded twice"
    if isnan(overall.alpha):
        return "Too little was coded twice to say how far coders agree"
    mark = {
        "reliable": "agree well",
        "for tentative conclusions": "agree tolerably",
        "not reliable": "do not agree enough",
    }[verdict(overall.alpha)]
    who = "Automated coders" if automated else "Coders"
    what = " with each other, which shows consistency, not truth" if automated else ""
    said = f"{who} {mark}{what}: alpha {overall.alpha:.2f} over {overall.units:,} judgements"
    axes = alphas.iloc[:-1].dropna(subset="alpha")
    if len(axes) > 1:
        low, high = axes.loc[axes.alpha.idxmin()], axes.loc[axes.alpha.idxmax()]
        said += (
            f"; lowest on {low.axis} ({low.alpha:.2f}), highest on {high.axis} ({high.alpha:.2f})"
        )
    return said
