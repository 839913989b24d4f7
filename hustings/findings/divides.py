"""What splits the field, what all types of actors share, and what sets one group apart."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import GROUP_WORDS, count_in_words, group_positions, shown_axes, subline
from hustings.findings.network import USES as NETWORK
from hustings.findings.network import coalition_of
from hustings.findings.selection import selected
from hustings.link import View
from hustings.measures.common_ground import LEAST, common_ground, distinguishing, sides
from hustings.measures.polarisation import between_groups, polarisation
from hustings.query import Picks

#: groups drawn as dots
MOST_DOTS = 200
#: axes shown for common ground
MOST_COMMON = 12
#: an even spread over the five steps has 0.5; what is farther from it than this has another shape,
#: and a spread that differs by more is another spread
NEAR_EVEN = 0.05
#: a type goes toward a pole if more than this share of its statements does
MAJORITY = 0.5
#: members of a coalition named in a sentence before "and n more"
MOST_NAMED = 6


@dataclass(frozen=True, kw_only=True)
class DividesFinding:
    """How far each axis divides.

    `axes` the most divided first, those with fewer than ten statements last; `statements` and
    `between` are frames of `hustings.measures.polarisation` by axis; `cells` the positions of the
    drawn groups, `group, type, axis, n, position`; `drawn` and `groups` how many there are.
    `common` is `hustings.measures.common_ground.common_ground` of the actor types with
    `axis, pole, all` (whether every type that speaks goes there) and `shares` one row for each type
    and axis there, `type, axis, n, share` toward the named pole; both empty below two types.
    """

    axes: tuple[Axis, ...]
    statements: pd.DataFrame
    between: pd.DataFrame
    cells: pd.DataFrame
    drawn: int
    groups: int
    common: pd.DataFrame
    shares: pd.DataFrame
    headline: str
    common_headline: str
    subline: str
    common_subline: str


@dataclass(frozen=True, kw_only=True)
class Apart:
    """What sets a chosen group apart: its statements are those of `picks`.

    `n` is their number under the filters; `rows` as
    `hustings.measures.common_ground.distinguishing` gives them, `distinct` those that say
    something.
    """

    name: str
    picks: Picks
    n: int
    rows: pd.DataFrame
    distinct: pd.DataFrame


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat"))
def divides(data: Dataset, view: View) -> DividesFinding:
    """Spread of statements and groups on the shown axes, and common ground between types."""
    shown = shown_axes(data, view)
    statements = polarisation(query.tally(data, view.filters, "actor", view.repeat))
    statements = statements[statements.axis.isin([axis.id for axis in shown])]
    order = statements.assign(thin=statements.n < LEAST).sort_values(
        ["thin", "vdeijk", "spread", "axis"], ascending=[True, False, False, True]
    )
    known = {axis.id: axis for axis in shown}
    cells = group_positions(data, view)
    cells = cells[cells.axis.isin(known)]
    info = query.groups(data, view.filters, view.by, tuple(known))
    info = info[info.group.isin(cells.group)]
    dots = selected(data, view, info, MOST_DOTS)
    drawn = cells[cells.group.isin(dots.group)]
    types = info.set_index("group").type
    common, shares = _common(data, view)
    return DividesFinding(
        axes=tuple(known[key] for key in order.axis),
        statements=order.drop(columns="thin").set_index("axis"),
        between=between_groups(cells).set_index("axis"),
        cells=drawn.assign(type=drawn.group.map(types)).reset_index(drop=True),
        drawn=len(dots),
        groups=len(info),
        common=common,
        shares=shares,
        headline=_headline(order),
        common_headline=_common_headline(data, common),
        subline=subline(data, view, query.totals(data, view.filters, axes=tuple(known))),
        common_subline=subline(data, view, query.totals(data, view.filters, axes=view.axis)),
    )


def _headline(order: pd.DataFrame) -> str:
    enough = order[~order.thin]
    if order.empty:
        return "No statement says what divides"
    if enough.empty:
        return f"Too little evidence: no axis has {LEAST} statements"
    camps = enough.iloc[0]
    far = enough.sort_values(["spread", "axis"], ascending=[False, True]).iloc[0]
    if len(order) == 1:
        return (
            f"Statements on {camps.axis}: polarisation {camps.vdeijk:.2f}, "
            f"spread {camps.spread:.2f}."
        )
    text = f"Statements divide most on {camps.axis}"
    if far.axis != camps.axis:
        text = (
            f"Statements come nearest to two camps on {camps.axis}, lie widest apart on {far.axis}"
        )
    least = enough.iloc[-1].axis
    if least not in (camps.axis, far.axis):
        text += f"; they divide least on {least}"
    thin = int(order.thin.sum())
    if thin:
        text += f"; {thin} {'axis has' if thin == 1 else 'axes have'} fewer than {LEAST} statements"
    return words.sentence(text)


def shape(vdeijk: float) -> str:
    """What van der Eijk's figure says beside that of an even spread, 0.5."""
    if vdeijk > 0.5 + NEAR_EVEN:
        return "more than an even spread has: two camps"
    return (
        "about what an even spread has" if vdeijk >= 0.5 - NEAR_EVEN else "more one than two camps"
    )


def division_sentence(found: DividesFinding, axis: Axis, by: str) -> str:
    """What the two measures mean on one axis."""
    said = found.statements.loc[axis.id]
    if said.n < LEAST:
        return f"{axis.heading}: {words.statements(said.n)}, too few to say how far they divide."
    low, high = sum(said.histogram[:2]) / said.n, sum(said.histogram[3:]) / said.n
    text = (
        f"{axis.heading}: {words.percent(low)} of {words.statements(said.n)} go towards "
        f"{axis.low_noun} and {words.percent(high)} towards {axis.high_noun}. Polarisation "
        f"{said.vdeijk:.2f}, {shape(said.vdeijk)}; spread {said.spread:.2f} of at most 1."
    )
    if axis.id in found.between.index and (group := found.between.loc[axis.id]).n >= 2:
        gap = group.spread - said.spread
        apart = "as far apart as"
        if abs(gap) > NEAR_EVEN:
            apart = "nearer to each other than" if gap < 0 else "farther apart than"
        text += (
            f" The {group.n:,} {GROUP_WORDS[by][1]}, each counted once, stand {apart} single "
            f"statements ({group.vdeijk:.2f} and {group.spread:.2f})."
        )
    return text


def _common(data: Dataset, view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Common ground of the actor types, and each type's share toward the named pole."""
    tally = query.tally(data, view.filters, "type", view.repeat)
    if view.axis:
        tally = tally[tally.axis.isin(view.axis)]
    found = common_ground(tally)
    if tally.group.nunique() < 2:
        found = found.iloc[:0]
    found = found.dropna(subset="pole").head(MOST_COMMON).reset_index(drop=True)
    shares = sides(tally).merge(found[["axis", "pole"]], on="axis")
    toward = shares.low.where(shares.pole == "low", shares.high)
    shares = shares.assign(share=toward / shares.n).rename(columns={"group": "type"})
    least = shares.groupby("axis").share.min()
    found["all"] = (found.axis.map(least).astype(float) > MAJORITY) & (found.groups > 1)
    return found, shares[["type", "axis", "n", "share"]]


def pole_noun(axis: Axis, pole: str) -> str:
    """The noun of the pole "low" or "high"."""
    return axis.high_noun if pole == "high" else axis.low_noun


def _common_headline(data: Dataset, common: pd.DataFrame) -> str:
    if common.empty:
        return "Common ground needs at least two types of actors"
    known = {axis.id: axis for axis in data.axes}
    said = []
    for row in common.itertuples():
        quiet = f", {count_in_words(row.silent, 'type')} silent" if row.silent else ""
        said.append(f"{pole_noun(known[row.axis], row.pole)} ({row.axis}{quiet})")
    shared = [text for text, yes in zip(said, common["all"], strict=True) if yes]
    if shared:
        return words.sentence(
            "Every type of actor that speaks on it goes mostly towards "
            f"{words.listing(shared, most=4)}"
        )
    return f"No pole has most of every type's statements behind it; {said[0]} comes nearest."


@cached(uses=NETWORK)
def apart_options(data: Dataset, view: View) -> tuple[str, ...]:
    """Groups that can be set against the rest: "type: a", "country: b", "coalition: 1".

    Types and countries with enough statements in the whole data set, and the coalitions of the
    view; coalitions only where there are several.
    """
    named = tuple(
        f"{by}: {row.group}"
        for by in ("type", "country")
        for row in query.groups(data, query.Filters(), by).itertuples()
        if row.n >= LEAST
    )
    numbers = sorted(set(coalition_of(data, view).values()))
    return named + tuple(f"coalition: {n}" for n in numbers if len(numbers) > 1)


@cached(uses=("apart", *NETWORK))
def apart(data: Dataset, view: View) -> Apart:
    """What sets the group that `view.apart` names apart from all others, on all axes."""
    kind, _, name = view.apart.partition(": ")
    if kind == "coalition":
        members = coalition_of(data, view)
        picks = Picks(view.by, tuple(g for g, number in members.items() if str(number) == name))
        tally = query.tally(data, view.filters, view.by, view.repeat)
        tally = tally.assign(group=tally.group.isin(picks.groups))
        rows = distinguishing(tally, True)
        title = f"Coalition {name} ({words.listing(picks.groups, most=MOST_NAMED)})"
    else:
        picks = Picks(kind, (name,))
        rows = distinguishing(query.tally(data, view.filters, kind, view.repeat), name)
        title = name
    total = query.totals(data, view.filters, picks)
    return Apart(
        name=title,
        picks=picks,
        n=total.statements,
        rows=rows,
        distinct=rows[rows.distinct].reset_index(drop=True),
    )
