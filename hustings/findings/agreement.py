"""All groups against all, in an order that shows who stands with whom."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from hustings import query
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.findings import sentences
from hustings.findings.base import group_positions, subline, unheard
from hustings.findings.claims import Claim
from hustings.findings.groups import groups_of, in_names
from hustings.findings.selection import selected
from hustings.link import View
from hustings.measures.agreement import (
    LEAST_SHARED,
    Agreement,
    is_thin,
    sharing_one,
    sharing_two,
    with_expected,
)
from hustings.measures.agreement import agreement as pairwise_agreement
from hustings.measures.order import bloc_order
from hustings.query import Picks

#: a pair is named as the nearest or farthest only if each side made so many statements on the axes
#: that they share: two on each of three, or one vote on each of six
LEAST_SAID = 6


@dataclass(frozen=True, kw_only=True)
class AgreementFinding:
    """Agreement of all groups shown.

    `groups` in the order of the picture; `pairs` each pair once, `a, b, agreement, expected,
    identical, shared, n, thin` with a before b in that order, the first three figures missing below
    two shared axes; `expected` is the agreement of the expected positions, by which pairs are
    ranked, `identical` the share of shared axes on which both are on the same side; `statements`
    how many each group made; `own` how many groups are of the view's level, `beyond` how many of
    these `top` leaves out, `ties` how (see `selected`), `alone` how many share two axes with
    nobody.
    """

    groups: tuple[str, ...]
    among: Agreement
    pairs: pd.DataFrame
    statements: dict[str, int]
    own: int
    beyond: int
    ties: str
    alone: int
    total: query.Totals
    headline: str
    subline: str
    claims: tuple[Claim, ...]

    @property
    def known(self) -> pd.DataFrame:
        """The pairs that have a figure."""
        return self.pairs.dropna(subset="agreement")


@dataclass(frozen=True)
class Shown:
    """The groups in the squares and in the network, and how many are not (see the finding)."""

    groups: tuple[str, ...]
    beyond: int
    alone: int
    #: how they were chosen; it changes no number of those who were
    ties: str = field(default="", compare=False)


#: the fields of a view that matter once it is known which groups are shown
USES = ("axis", "by", "filters", "min", "repeat", "top")


def agreement(data: Dataset, view: View) -> AgreementFinding:
    """At most `top` groups, of those that share two axes with somebody (see `selected`)."""
    # Whoever is picked among those shown changes nothing: that computes nothing again.
    shown = shown_groups(data, view)
    return replace(among_shown(data, view, shown), ties=shown.ties)


@cached(uses=("actor", *USES))
def shown_groups(data: Dataset, view: View, least: int = LEAST_SHARED) -> Shown:
    """Which groups the squares and the network show: those that share so many axes, one or two.

    Agreement needs two; what is counted, as a link of congruence, counts from one on.
    """
    cells = shown_cells(data, view)
    tied = sharing_two(cells) if least == LEAST_SHARED else sharing_one(cells)
    said = groups_of(data, view, view.axis)
    ranked = said[query.is_in(said.group, tied)]
    # those of other levels take nobody's place
    beside = int(query.is_in(ranked.group, view.mixed).sum())
    shown = selected(data, view, ranked, view.top + beside)
    names = tuple(shown.groups.group)
    alone = cells.group.nunique() - len(ranked)
    return Shown(names, len(ranked) - len(names), alone, shown.ties)


@cached(uses=USES)
def among_shown(data: Dataset, view: View, shown: Shown) -> AgreementFinding:
    """Agreement of these groups."""
    # those of other levels are among the shown by what they are picked as
    view = view.having(actor=shown.groups)
    cells = shown_cells(data, view)
    said = groups_of(data, view, view.axis)
    said = said[query.is_in(said.group, shown.groups)]
    statements = dict(zip(said.group, said.n.astype(int), strict=True))
    cells = cells[query.is_in(cells.group, shown.groups)]
    among = pairwise_agreement(cells)
    groups = tuple(among.groups[i] for i in bloc_order(among))
    expected = pairwise_agreement(cells.assign(position=cells.expected))
    pairs = _pairs(among, expected, groups, statements, data.meta.unit)
    total = query.totals(data, view.filters, Picks(view.by, groups), view.axis)
    claims = _claims(_of_level(view, pairs.assign(least=_least_said(cells, pairs))))
    return AgreementFinding(
        groups=groups,
        among=among,
        pairs=pairs,
        statements={group: statements[group] for group in groups},
        own=len(groups) - len(view.mixed),
        beyond=shown.beyond,
        ties="",
        alone=shown.alone,
        total=total,
        headline=(not claims and unheard(data, view, axes=view.axis))
        or sentences.agreement(
            len(groups) - len(view.mixed), view.by, in_names(data, view, claims)
        ),
        subline=subline(data, view, total),
        claims=claims,
    )


def shown_cells(data: Dataset, view: View) -> pd.DataFrame:
    """Positions on the chosen axes; on all of them, however many, where none is chosen."""
    cells = group_positions(data, view)
    return cells[query.is_in(cells.axis, view.axis)] if view.axis else cells


def _pairs(
    among: Agreement,
    expected: Agreement,
    groups: tuple[str, ...],
    statements: dict[str, int],
    unit: str,
) -> pd.DataFrame:
    """Each pair once, in the order of `groups`, with whether it is thin."""
    rank = {group: i for i, group in enumerate(groups)}
    pairs = with_expected(among, expected)
    turned = (pairs.a.map(rank) > pairs.b.map(rank)).to_numpy(bool)
    first, second = np.where(turned, pairs.b, pairs.a), np.where(turned, pairs.a, pairs.b)
    pairs = pairs.assign(a=first, b=second)
    pairs["thin"] = is_thin(pairs, statements, unit)
    order = sorted(range(len(pairs)), key=lambda i: (rank[first[i]], rank[second[i]]))
    return pairs.iloc[order].reset_index(drop=True)


def _of_level(view: View, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of groups of one level: a type and its own actors agree without saying anything."""
    other = query.is_in(pairs.a, view.mixed) | query.is_in(pairs.b, view.mixed)
    return pairs[~other] if (~other).any() else pairs


def _least_said(cells: pd.DataFrame, pairs: pd.DataFrame) -> np.ndarray:
    """For each pair the statements of the one that made fewer, on the axes that both speak to."""
    said = cells.pivot_table(index="group", columns="axis", values="n", aggfunc="sum", fill_value=0)
    counts = said.to_numpy(float)
    shared = counts @ (counts > 0).T.astype(float)
    a, b = said.index.get_indexer(pairs.a), said.index.get_indexer(pairs.b)
    return np.minimum(shared[a, b], shared[b, a])


def _claims(pairs: pd.DataFrame) -> tuple[Claim, ...]:
    """Agreement on average, the nearest and the farthest pair that rest on enough, thin cases.

    Nothing where no pair has a figure.
    Enough are three axes, half as many as the pair that shares most, and two statements of each
    side for each axis of the three.
    """
    known = pairs.dropna(subset="agreement")
    thin = int(known.thin.sum())
    count = [Claim(kind="thin", n=thin, among=len(known))] if thin else []
    if known.empty:
        return ()
    if len(known) == 1:
        row = known.iloc[0]
        pair = Claim(kind="agreement", groups=(row.a, row.b), value=float(row.agreement), n=row.n)
        return (pair, *count)
    average = Claim(kind="mean agreement", value=float(known.agreement.mean()), among=len(known))
    least = max(LEAST_SHARED + 1, -(-int(known.shared.max()) // 2))
    solid = known[~known.thin & (known.shared >= least) & (known.least >= LEAST_SAID)]
    found = [average]
    if len(solid) > 1 and solid.expected.max() > solid.expected.min():
        for kind, end in (
            ("agree most", solid.expected.max()),
            ("agree least", solid.expected.min()),
        ):
            first = solid[np.isclose(solid.expected, end, rtol=0, atol=1e-9)]
            found += [
                Claim(
                    kind=kind,
                    groups=(row.a, row.b),
                    value=float(row.agreement),
                    n=least,
                    among=len(solid),
                    tie=len(first) > 1,
                )
                for row in first.itertuples()
            ]
    return (*found, *count)
