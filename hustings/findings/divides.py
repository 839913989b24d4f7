"""What splits the field, what all types of actors share, and what sets one group apart."""

from dataclasses import dataclass
from types import SimpleNamespace

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import (
    GROUP_WORDS,
    MOST_AXES,
    group_positions,
    restriction,
    subline,
    unheard,
)
from hustings.findings.claims import Claim, place_claim
from hustings.findings.groups import called, groups_of, of_level
from hustings.findings.network import USES as NETWORK
from hustings.findings.network import coalition_of
from hustings.findings.selection import MOST_OFFERED, selected
from hustings.link import View
from hustings.measures.claims import foremost
from hustings.measures.common_ground import (
    LEAST,
    common_ground,
    distinguishing,
    drawn_common_ground,
    sides,
)
from hustings.measures.polarisation import (
    BINS,
    between_groups,
    drawn_polarisation,
    polarisation,
    scale_steps,
)
from hustings.query import Picks

#: groups drawn as dots
MOST_DOTS = 200
#: axes shown for common ground
MOST_COMMON = 12
#: types that common ground is sought among: each that is silent halves the product, which the
#: numbers of a computer hold down to some 1,000 halvings, and a table of more types and all axes
#: takes seconds
MOST_TYPES = 200
#: an even spread over all steps has 0.5; what is farther from it than this has another shape,
#: and a spread that differs by more is another spread
NEAR_EVEN = 0.05
#: a smaller difference is left by floating point
NEGLIGIBLE = 1e-9
#: a type goes toward a pole if more than this share of its statements does
MAJORITY = 0.5
#: members of a coalition named in a sentence before "and n more"
MOST_NAMED = 6


@dataclass(frozen=True, kw_only=True)
class DividesFinding:
    """How far each axis divides.

    `every` are all axes, or those chosen, the most divided first, those with fewer than ten
    statements last, and `axes` those of them that are drawn; `statements` and `between` are frames
    of `hustings.measures.polarisation` by axis, of all; `cells` the positions of the drawn groups
    on the drawn axes, `group, type, axis, n, position`; `drawn` and `groups` how many there are,
    `ties` how they were chosen (see `selected`).
    `common` is `hustings.measures.common_ground.common_ground` of the actor types with
    `axis, pole, all` (whether every type that speaks goes there) and `shares` one row for each type
    and axis there, `type, axis, n, share` toward the named pole; both empty below two types
    and beyond `MOST_TYPES`. `claims` are those of `headline`, `common_claims` those of
    `common_headline`.
    """

    every: tuple[Axis, ...]
    axes: tuple[Axis, ...]
    statements: pd.DataFrame
    between: pd.DataFrame
    cells: pd.DataFrame
    drawn: int
    groups: int
    ties: str
    common: pd.DataFrame
    shares: pd.DataFrame
    headline: str
    common_headline: str
    subline: str
    common_subline: str
    claims: tuple[Claim, ...]
    common_claims: tuple[Claim, ...]


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
    """Spread of statements and groups on all axes, or those chosen; common ground between types."""
    known = {axis.id: axis for axis in data.axes if not view.axis or axis.id in view.axis}
    named = restriction(data, known)
    counts = query.stance_counts(data, view.filters, "actor", view.repeat, named)
    steps = scale_steps(query.scale_values(data))
    statements = polarisation(counts[query.is_in(counts.axis, known)], steps)
    order = statements.assign(thin=statements.n < LEAST).sort_values(
        ["thin", "vdeijk", "spread", "axis"], ascending=[True, False, False, True]
    )
    every = tuple(known[key] for key in order.axis)
    axes = every if view.axis else every[:MOST_AXES]
    shown = [axis.id for axis in axes]
    cells = group_positions(data, view)
    cells = cells[query.is_in(cells.axis, known)]
    at = cells[query.is_in(cells.axis, shown)]
    info = groups_of(data, view, restriction(data, shown))
    info = info[query.is_in(info.group, at.group)]
    dots = selected(data, view, info, MOST_DOTS)
    drawn = at[query.is_in(at.group, dots.groups.group)]
    types = info.set_index("group").type
    chosen = restriction(data, view.axis)
    common, shares, kinds, common_claims = _common(data, view, chosen)
    claims = _claims(data, view, order)
    total = query.totals(data, view.filters, axes=restriction(data, shown))
    return DividesFinding(
        every=every,
        axes=axes,
        statements=order.drop(columns="thin").set_index("axis"),
        between=between_groups(of_level(view, cells), steps).set_index("axis"),
        cells=drawn.assign(type=drawn.group.map(types)).reset_index(drop=True),
        drawn=len(of_level(view, dots.groups)),
        groups=len(of_level(view, info)),
        ties=dots.ties,
        common=common,
        shares=shares,
        headline=(order.empty and unheard(data, view, axes=view.axis))
        or sentences.divisions(claims, known, LEAST, data.meta.unit),
        common_headline=(kinds == 0 and unheard(data, view, axes=chosen))
        or _common_headline(data, common, common_claims, kinds),
        subline=subline(data, view, total),
        common_subline=subline(data, view, query.totals(data, view.filters, axes=chosen)),
        claims=claims,
        common_claims=common_claims,
    )


def _claims(data: Dataset, view: View, order: pd.DataFrame) -> tuple[Claim, ...]:
    """On which axes statements come nearest to two camps, lie widest apart, and divide least.

    Named is what is first as counted and in 80 % of draws, of all axes with enough statements.
    """
    few = int(order.thin.sum())
    said = [Claim(kind="too few", n=few, among=len(order))] if few else []
    enough = order[~order.thin].sort_values("axis")
    if len(enough) == 1 and len(order) == 1:
        (row,) = enough.itertuples()
        figures = {"polarisation": row.vdeijk, "spread": row.spread}
        return tuple(
            Claim(kind=kind, axes=(row.axis,), value=float(value), n=int(row.n))
            for kind, value in figures.items()
        )
    if len(enough) < 2:
        return tuple(said)
    ids = enough.axis.tolist()
    # Where nobody says two things on an axis, as in votes, nothing else could have been said.
    held = query.extent(data, view.filters, "actor", view.repeat, axes=tuple(ids)).positions
    vdeijk, spread = drawn_polarisation(enough.histogram.tolist(), certain=held == enough.n.sum())
    found: list[Claim] = []
    for kind, values, column, largest in (
        ("divides most", vdeijk, "vdeijk", True),
        ("widest apart", spread, "spread", True),
        ("divides least", vdeijk, "vdeijk", False),
    ):
        figures = enough.set_index("axis")[column]
        first = foremost(values, largest)
        end = figures.max() if largest else figures.min()
        if first and any(abs(figures[ids[i]] - end) < NEGLIGIBLE for i in first.at):
            found += place_claim(kind, first, ids, figures)
    ends = [set(claim.axes) for claim in found if claim.kind != "divides least"]
    found = [
        claim
        for claim in found
        if claim.kind != "divides least" or not any(set(claim.axes) & end for end in ends)
    ]
    return (*found, *said)


def shape(vdeijk: float) -> str:
    """What van der Eijk's figure says beside that of an even spread, 0.5."""
    if vdeijk > 0.5 + NEAR_EVEN:
        return "more than an even spread has: two camps"
    return (
        "about what an even spread has" if vdeijk >= 0.5 - NEAR_EVEN else "more one than two camps"
    )


def division_sentence(found: DividesFinding, axis: Axis, by: str) -> str:
    """What the two measures mean on one axis."""
    said = _figures(found.statements, axis)
    if said.n < LEAST:
        few = words.statements(said.n, axis.unit)
        return f"{axis.heading}: {few}, too few to say how far they divide."
    low, high = said.low / said.n, said.high / said.n
    text = (
        f"{axis.heading}: {words.percent(low)} of {words.statements(said.n, axis.unit)} go towards "
        f"{axis.low_noun} and {words.percent(high)} towards {axis.high_noun}. Polarisation "
        f"{said.vdeijk:.2f}, {shape(said.vdeijk)}; spread {said.spread:.2f} of at most 1."
    )
    if said.binned:
        text += f" Stances here are any numbers, for polarisation put into {BINS} bins."
    if axis.id in found.between.index and (group := _figures(found.between, axis)).n >= 2:
        gap = group.spread - said.spread
        apart = "as far apart as"
        if abs(gap) > NEAR_EVEN:
            apart = "nearer to each other than" if gap < 0 else "farther apart than"
        text += (
            f" The {group.n:,} {GROUP_WORDS[by][1]}, each counted once, stand {apart} single "
            f"{words.many(axis.unit)} ({group.vdeijk:.2f} and {group.spread:.2f})."
        )
    return text


def _figures(frame: pd.DataFrame, axis: Axis) -> SimpleNamespace:
    """The figures of an axis: to cut a row out of the frame takes many times as long."""
    return SimpleNamespace(**{name: frame.at[axis.id, name] for name in frame.columns})


def _common(
    data: Dataset, view: View, axes: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame, int, tuple[Claim, ...]]:
    """Common ground of the types, the share of each toward the named pole, how many, claims."""
    kinds, tally = _of_types(data, view, axes)
    found = common_ground(tally)
    among = len(found)
    found = found.dropna(subset="pole").head(MOST_COMMON).reset_index(drop=True)
    shares = sides(tally).merge(found[["axis", "pole"]], on="axis")
    toward = shares.low.where(shares.pole == "low", shares.high)
    shares = shares.assign(share=toward / shares.n).rename(columns={"group": "type"})
    least = shares.groupby("axis").share.min()
    found["all"] = (found.axis.map(least).astype(float) > MAJORITY) & (found.groups > 1)
    claims = _common_claims(found, tally, among)
    return found, shares[["type", "axis", "n", "share"]], kinds, claims


def _of_types(data: Dataset, view: View, axes: tuple[str, ...]) -> tuple[int, pd.DataFrame]:
    """How many types of actors there are, and what they say; nothing of one, or of too many."""
    kinds = len(query.groups(data, view.filters, "type", axes))
    if 2 <= kinds <= MOST_TYPES:
        return kinds, query.tally(data, view.filters, "type", view.repeat, axes=axes)
    return kinds, pd.DataFrame({"group": (), "axis": (), "x": (), "n": ()})


def common_ground_rows(data: Dataset, view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Common ground of the actor types on all axes, or on those chosen, and what it is made of.

    Returns
    -------
    common : DataFrame
        What `hustings.measures.common_ground.common_ground` gives, and `all`: whether most
        statements of every type that speaks there go to the named pole, two types at least.
    types : DataFrame
        `type, axis, n, low, high`: statements of each type, those toward either pole.
    """
    _, tally = _of_types(data, view, restriction(data, view.axis))
    types = sides(tally)
    found = common_ground(tally)
    shares = types.merge(found[["axis", "pole"]], on="axis").dropna(subset="pole")
    toward = shares.low.where(shares.pole == "low", shares.high) / shares.n
    least = found.axis.map(toward.groupby(shares.axis).min()).astype(float)
    found["all"] = (least > MAJORITY) & (found.groups > 1)
    return found, types.rename(columns={"group": "type"})


def _common_claims(common: pd.DataFrame, tally: pd.DataFrame, among: int) -> tuple[Claim, ...]:
    """The poles that most statements of every type go to; else the one that comes nearest to it."""
    if common["all"].any():
        return tuple(
            _common_claim("shared", row, among) for row in common[common["all"]].itertuples()
        )
    if common.empty:
        return ()
    ids = common.axis.tolist()
    first = foremost(drawn_common_ground(tally, ids))
    if first is None or first.tie or first.at[0] % len(ids):
        return ()
    if len(first.at) > 1:
        return ()
    row = next(common.itertuples())
    if first.at[0] // len(ids) != (row.pole == "high"):
        return ()
    return (_common_claim("most shared", row, among, first.share),)


def _common_claim(kind: str, row, among: int, probability: float | None = None) -> Claim:
    return Claim(
        kind=kind,
        axes=(row.axis,),
        side=1 if row.pole == "high" else -1,
        value=float(row.value),
        n=int(row.silent),
        among=among,
        probability=probability,
    )


def pole_noun(axis: Axis, pole: str) -> str:
    """The noun of the pole "low" or "high"."""
    return axis.high_noun if pole == "high" else axis.low_noun


def _common_headline(
    data: Dataset, common: pd.DataFrame, claims: tuple[Claim, ...], kinds: int
) -> str:
    if kinds > MOST_TYPES:
        return (
            f"Common ground is found among {MOST_TYPES} types of actors at the most; these are "
            f"{kinds:,}: narrow them by type, country or another filter"
        )
    if common.empty:
        return "Common ground needs at least two types of actors"
    return sentences.common_ground(claims, sentences.by_id(data.axes), data.meta.unit)


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
    named = named[:MOST_OFFERED]
    numbers = sorted(set(coalition_of(data, view).values()))
    return named + tuple(f"coalition: {n}" for n in numbers if len(numbers) > 1)


def apart_called(data: Dataset, option: str) -> str:
    """What readers call one of `apart_options`: "academia", "France (country)", "Coalition A"."""
    kind, _, name = option.partition(": ")
    if kind == "coalition":
        return f"Coalition {words.letter(int(name)) if name.isdecimal() else name}"
    return called(data, "actor", [option])[0]


def _against_rest(data: Dataset, view: View, picks: Picks) -> pd.DataFrame:
    """How often the picked groups (True) and all others (False) take each stance on each axis."""
    every = query.stance_counts(data, view.filters, view.by, view.repeat)
    own = every.iloc[:0]
    if picks.groups:
        own = query.tally(data, view.filters, view.by, view.repeat, picks)
    # The others have what is left of all: nobody else is counted one by one.
    parts = [
        own.assign(group=True),
        every.assign(group=False),
        own.assign(group=False, n=-own.n),
    ]
    return pd.concat(parts, ignore_index=True)


@cached(uses=("apart", *NETWORK))
def apart(data: Dataset, view: View) -> Apart:
    """What sets the group that `view.apart` names apart from all others, on all axes."""
    kind, _, name = view.apart.partition(": ")
    if kind == "coalition":
        members = coalition_of(data, view)
        picks = Picks(view.by, tuple(g for g, number in members.items() if str(number) == name))
        rows = distinguishing(_against_rest(data, view, picks), True)
        members_called = called(data, picks.by, picks.groups)
        named = words.listing(members_called, most=MOST_NAMED)
        title = f"{apart_called(data, view.apart)} ({named})"
    else:
        picks = Picks(kind, (name,))
        rows = distinguishing(query.tally(data, view.filters, kind, view.repeat), name)
        (title,) = called(data, kind, [name])
    total = query.totals(data, view.filters, picks)
    return Apart(
        name=title,
        picks=picks,
        n=total.statements,
        rows=rows,
        distinct=rows[rows.distinct].reset_index(drop=True),
    )
