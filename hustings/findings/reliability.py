"""How far coders agree, and on which statements they do not."""

from dataclasses import dataclass
from math import isnan

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import shown_axes, subline, unheard
from hustings.findings.claims import Claim
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
    `hustings.measures.reliability.disagreements` gives them. `metric` is that of the alphas.
    """

    axes: tuple[Axis, ...]
    alphas: pd.DataFrame
    differing: pd.DataFrame
    differing_count: int
    metric: str
    headline: str
    subline: str
    claims: tuple[Claim, ...]

    @property
    def drawn(self) -> pd.DataFrame:
        """The rows worth drawing: without that of all axes where there is only one."""
        return self.alphas if len(self.axes) > 1 else self.alphas.iloc[:-1]

    @property
    def units(self) -> int:
        """Statements judged on an axis by at least two coders."""
        return int(self.alphas.units.iloc[-1])


@cached(uses=("axis", "filters", "metric"))
def reliability(data: Dataset, view: View) -> ReliabilityFinding:
    """Reliability under the view's filters; the facets `coder` and `checked` are lifted."""
    view = view.having(coder=(), checked=(), min=1, repeat="all")
    codings = query.double_coded(data, view.filters)
    if view.axis:
        codings = codings[codings.axis.isin(view.axis)]
    found = krippendorff(codings, view.metric)
    coded = set(codings.axis)
    axes = tuple(axis for axis in shown_axes(data, view) if axis.id in coded)
    rank = {axis.id: i for i, axis in enumerate(axes)} | {None: len(axes)}
    shown = found[[axis in rank for axis in found.axis]]
    shown = shown.sort_values("axis", key=lambda names: names.map(rank), ignore_index=True)
    differing = disagreements(codings)
    total = query.totals(data, view.filters, axes=view.axis)
    claims = _claims(found)
    return ReliabilityFinding(
        axes=axes,
        alphas=shown,
        differing=differing.head(MOST_LISTED),
        differing_count=len(differing),
        metric=view.metric,
        headline=unheard(data, view, axes=view.axis) or _headline(data, found, claims, view.metric),
        subline=subline(data, view, total),
        claims=claims,
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


def _claims(alphas: pd.DataFrame) -> tuple[Claim, ...]:
    """Alpha over all axes, and the axes on which it is lowest and highest, all that tie."""
    (overall,) = alphas[alphas.axis.isna()].itertuples()
    if isnan(overall.alpha):
        return ()
    said = [Claim(kind="alpha", value=float(overall.alpha), n=int(overall.units))]
    axes = alphas[alphas.axis.notna()].dropna(subset="alpha")
    low, high = axes.alpha.min(), axes.alpha.max()
    if low < high:
        for kind, end in (("lowest alpha", low), ("highest alpha", high)):
            named = tuple(axes.axis[axes.alpha == end])
            tie = len(named) > 1
            said.append(Claim(kind=kind, axes=named, value=float(end), among=len(axes), tie=tie))
    return tuple(said)


def _headline(data: Dataset, alphas: pd.DataFrame, claims: tuple[Claim, ...], metric: str) -> str:
    if not claims:
        if alphas.units.iloc[-1] == 0:
            return f"No {words.one(data.meta.unit)} was coded twice"
        return "Too little was coded twice to say how far coders agree"
    mark = {
        "reliable": "agree well",
        "for tentative conclusions": "agree tolerably",
        "not reliable": "do not agree enough",
    }[verdict(alphas.alpha.iloc[-1])]
    automated = data.meta.coded_by == "automated"
    return sentences.reliability(claims, sentences.by_id(data.axes), mark, automated, metric)
