"""What changes when the evidence is chosen differently."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import (
    GROUP_WORDS,
    MOST_COMPARED,
    group_positions,
    shown_axes,
    subline,
)
from hustings.findings.claims import Claim
from hustings.findings.groups import in_names, of_level
from hustings.findings.selection import most_evidence, selected
from hustings.link import View
from hustings.measures.position import positions
from hustings.measures.sensitivity import Sensitivity, weighted_positions
from hustings.measures.sensitivity import sensitivity as compared
from hustings.package import SPOKEN
from hustings.query import REPEATS, Picks

#: the view as it stands
BASE = "as shown"
#: groups whose positions are compared; of more, those that `selected` gives
MOST_TRIED = 2000
#: days after which a statement weighs half
HALF_LIFE = 365
#: more statements on an axis than this are not weighed by age
MOST_WEIGHED = 100_000
#: coders of whom each alone is tried, those with most statements
MOST_CODERS = 4
#: kinds of statement of which each is left out in turn, those with most statements
MOST_KINDS = 4

REPEAT_LABELS = {
    "all": "every statement",
    "document": "each document once",
    "latest": "newest day only",
}
RECENT = "recent weigh more"


@dataclass(frozen=True, kw_only=True)
class SensitivityFinding:
    """Positions and orders under each choice.

    `found` compares groups on the shown `axes`, `compared` of the `groups` that have a position
    there (all of them up to `MOST_TRIED`); `drawn` are the groups of the figure,
    `ties` and `drawn_ties` say how both were chosen (see `selected`);
    `flips` the positions that change side, the picked first; `summary` has one row for each
    choice: `choice, compared, flips, silent, pairs, reversed`.
    """

    axes: tuple[Axis, ...]
    labels: tuple[str, ...]
    drawn: tuple[str, ...]
    drawn_ties: str
    compared: int
    groups: int
    ties: str
    found: Sensitivity
    flips: pd.DataFrame
    summary: pd.DataFrame
    total: query.Totals
    headline: str
    sentences: tuple[str, ...]
    subline: str
    claims: tuple[Claim, ...]


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat"))
def sensitivity(data: Dataset, view: View) -> SensitivityFinding | None:
    """Compare the view with every other choice of evidence; None where it has no position."""
    axes = shown_axes(data, view)
    ids = tuple(axis.id for axis in axes)
    everyone = group_positions(data, view)
    # other choices are computed for the groups of one level
    everyone = of_level(view, everyone[everyone.axis.isin(ids)])
    if everyone.empty:
        return None
    said = query.groups(data, view.filters, view.by, ids)
    said = said[query.is_in(said.group, everyone.group)]
    chosen = selected(data, view, said, MOST_TRIED)
    some = chosen.groups
    start = everyone[query.is_in(everyone.group, some.group)]
    among = tuple(some.group) if len(some) < len(said) else ()
    others = _alternatives(data, view, Picks(view.by, among), ids)
    found = compared({BASE: start, **others}, BASE, words.side)
    which = most_evidence(view, len(some), len(said), chosen.ties, data.meta.unit)
    note = [f"Compared: {which}."] if among else []
    placed = set(start.group)
    picked = [group for group in view.actor if group in placed]
    flips = found.flips()
    first = flips.group.isin(picked)
    flips = pd.concat([flips[first], flips[~first]], ignore_index=True)
    total = query.totals(data, view.filters, axes=ids)
    labels = tuple(others)
    summary = _summary(found, labels)
    best = selected(data, view, some, MOST_COMPARED)
    claims = _claims(start, flips, picked)
    return SensitivityFinding(
        axes=axes,
        labels=labels,
        drawn=tuple(picked[:MOST_COMPARED]) or tuple(best.groups.group),
        drawn_ties=best.ties,
        compared=len(some),
        groups=len(said),
        ties=chosen.ties,
        found=found,
        flips=flips,
        summary=summary,
        total=total,
        headline=sentences.flips(in_names(data, view, claims), view.by),
        sentences=(*note, *_sentences(view, data.meta.unit, start, flips, picked, summary)),
        subline=subline(data, view, total),
        claims=claims,
    )


def _alternatives(
    data: Dataset, view: View, picks: Picks, axes: tuple[str, ...]
) -> dict[str, pd.DataFrame]:
    """Each other choice -> positions of the picked groups on the axes."""

    def under(**choice) -> pd.DataFrame:
        # Of thousands of groups the engine counts those that are compared, and no others.
        other = view.having(**choice)
        found = positions(query.cells(data, other.filters, view.by, other.repeat, picks, axes))
        return found[found.n >= view.min]

    coders = query.counts(data, view.filters, "coder").dropna(subset="value").value.tolist()
    found = {}
    if len(coders) > 1:
        for coder in coders[:MOST_CODERS]:
            found[f"coder {coder} only"] = under(coder=(coder,))
    for repeat in REPEATS:
        if repeat != view.repeat:
            found[words.told(REPEAT_LABELS[repeat], data.meta.unit)] = under(repeat=repeat)
    for label, kinds in _without_kinds(query.counts(data, view.filters, "kind")):
        found[label] = under(kind=kinds)
    units = query.units(data, view.filters, Picks(view.by), limit=MOST_WEIGHED)
    if len(units) < MOST_WEIGHED and units.date.nunique() > 1:
        weighted = weighted_positions(units, HALF_LIFE)
        weighted = weighted[weighted.axis.isin(axes) & (weighted.n >= view.min)]
        found[RECENT] = weighted
    return found


def _without_kinds(counts: pd.DataFrame) -> list[tuple[str, tuple[str, ...]]]:
    """Each kind that can be left out, as a label, with the kinds that stay.

    A filter by kind also leaves out statements of no kind, which the label then says.
    """
    unstated = int(counts.n[counts.value.isna()].sum())
    named = counts[counts.value.notna()]
    found = []
    for value, n in zip(named.value, named.n, strict=True):
        if len(named) > 1 and 2 * (n + unstated) <= counts.n.sum():
            rest = tuple(kind for kind in named.value if kind != value)
            found.append((f"without {value}{' and unstated' if unstated else ''}", rest))
    return found[:MOST_KINDS]


def _summary(found: Sensitivity, labels: tuple[str, ...]) -> pd.DataFrame:
    """One row for each choice."""
    at, order = found.positions.groupby("choice"), found.orders.groupby("choice")
    return pd.DataFrame(
        {
            "choice": labels,
            "compared": at.other.count().reindex(labels).to_numpy(),
            "flips": at.flip.count().reindex(labels).to_numpy(),
            "silent": at.other.apply(lambda x: int(x.isna().sum())).reindex(labels).to_numpy(),
            "pairs": order.pairs.sum().reindex(labels).to_numpy(),
            "reversed": order.flips.sum().reindex(labels).to_numpy(),
        }
    )


def _claims(start: pd.DataFrame, flips: pd.DataFrame, picked: list[str]) -> tuple[Claim, ...]:
    """How many positions change side, of all and of the picked."""
    flipped = flips.drop_duplicates(["group", "axis"])
    said = [Claim(kind="flips", n=len(flipped), among=len(start))]
    if picked:
        own, held = (int(frame.group.isin(picked).sum()) for frame in (flipped, start))
        said.append(Claim(kind="picked flips", groups=tuple(picked), n=own, among=held))
    return tuple(said)


def _sentences(view, unit: str, start, flips, picked, summary) -> tuple[str, ...]:
    """Which choice matters most, and how much of it rests on thin evidence."""
    said = []
    if len(flips):
        whole = len(flips.drop_duplicates(["group", "axis"]))
        across = len(flips[flips.flip == "across"].drop_duplicates(["group", "axis"]))
        goes = {0: "None of them goes", 1: "One of them goes"}.get(across, f"{across:,} of them go")
        rest = "; the rest become mixed, or no longer are" if across < whole else ""
        said.append(f"{goes} from one pole to the other{rest}.")
        top = summary.loc[summary.flips.idxmax()]
        said.append(
            f"Most change under “{top.choice}”: {int(top.flips):,} of {int(top.compared):,}."
        )
    share = summary.reversed / summary.pairs.where(summary.pairs > 0)
    if share.max() > 0:
        top = summary.loc[share.idxmax()]
        percent = f" ({words.percent(share.max())})" if share.max() >= 0.005 else ""
        said.append(
            f"The order of two {GROUP_WORDS[view.by][1]} on an axis is reversed most often under "
            f"“{top.choice}”: in {int(top.reversed):,} of {int(top.pairs):,} pairs{percent}."
        )
    thin = int((start.n == 1).sum()) if unit == SPOKEN else 0
    if thin:
        rests = "one position rests" if thin == 1 else f"{thin:,} positions rest"
        said.append(
            f"{words.sentence(rests)[:-1]} on one statement: most choices leave such a position as "
            "it is, or take it away, so that holding says little for it."
        )
    return tuple(said)
