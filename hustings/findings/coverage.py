"""How far the evidence covers groups and axes, and how skewed it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings import sentences
from hustings.findings.base import (
    GROUP_WORDS,
    MOST_COMPARED,
    called,
    count_in_words,
    group_positions,
    restriction,
    shown_axes,
    subline,
    unheard,
)
from hustings.findings.claims import Claim
from hustings.findings.groups import groups_of, names, of_level
from hustings.findings.selection import selected
from hustings.link import View
from hustings.measures.coverage import Concentration, concentration, silences, spoken
from hustings.measures.coverage import coverage as coverage_table
from hustings.package import SPOKEN

#: groups that are drawn
MOST_ROWS = 40
#: who is silent on what is told by name for so many pairs of group and axis
MOST_NAMED = 1_000_000
#: values of one column that are drawn
MOST_VALUES = 12
#: what statements are counted by -> its column, and one and many of it in words
COUNTED = {
    "year": ("year", "year", "years"),
    "type": ("actor_type", "actor type", "actor types"),
    "country": ("country", "country", "countries"),
    "kind": ("kind", "kind of statement", "kinds of statement"),
    "source_kind": ("source_kind", "kind of source", "kinds of source"),
    "publisher": ("publisher", "publisher", "publishers"),
}


@dataclass(frozen=True)
class Count:
    """Statements by the values of one thing: `values` holds `value, name, n, share`, most first.

    `name` is the value as readers know it: a country's name for its code. The value None stands
    for statements that have none; `skew` leaves them out. `unit` says what a row of the data is.
    """

    key: str
    values: pd.DataFrame
    skew: Concentration
    unit: str = SPOKEN

    @property
    def named(self) -> pd.DataFrame:
        """The values without what is not stated."""
        return self.values[self.values.value.notna()]

    @property
    def called(self) -> tuple[str, str]:
        """One and many of what is counted, in words."""
        one, many = COUNTED[self.key][1:]
        return words.told(one, self.unit), words.told(many, self.unit)

    @property
    def drawn(self) -> pd.DataFrame:
        """The values that are drawn: the largest, or the last years in their order."""
        if self.key == "year":
            return self.named.sort_values("value", key=lambda v: v.astype(int)).tail(MOST_VALUES)
        return self.named.head(MOST_VALUES)

    @property
    def unstated(self) -> int:
        """How many statements have no value."""
        return int(self.values.n[self.values.value.isna()].sum())


@dataclass(frozen=True, kw_only=True)
class CoverageFinding:
    """Who speaks about what.

    `cells` holds `group, axis, n` of the drawn groups on the drawn axes; `groups` what
    `hustings.query.groups` gives of the drawn ones, the picked first, chosen by `ties` (see
    `selected`); `by_group` and `by_axis` are all groups and all axes of the view, as
    `name, n, spoken, quiet`: on how many of the others each has a position, and on how many it has
    none; where these are `named`, `silent` holds the names. `skew` is over all groups.
    """

    axes: tuple[Axis, ...]
    groups: pd.DataFrame
    ties: str
    cells: pd.DataFrame
    by_group: pd.DataFrame
    by_axis: pd.DataFrame
    named: bool
    skew: Concentration
    total: query.Totals
    headline: str
    sentences: tuple[str, ...]
    subline: str
    claims: tuple[Claim, ...]


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat"))
def coverage(data: Dataset, view: View) -> CoverageFinding:
    """Coverage of groups and axes under the view's filters, `min` and `repeat`."""
    axes = shown_axes(data, view)
    chosen = restriction(data, view.axis)
    wanted = chosen or tuple(axis.id for axis in data.axes)
    found = group_positions(data, view)
    if chosen:
        found = found[query.is_in(found.axis, chosen)]
    own = of_level(view, found)
    info = groups_of(data, view, chosen)
    everyone = info[query.is_in(info.group, found.group)]
    some = selected(data, view, everyone, MOST_ROWS)
    drawn = some.groups
    picked = drawn.group.isin(view.actor[:MOST_COMPARED])
    drawn = pd.concat([drawn[picked], drawn[~picked]])
    ids = [axis.id for axis in axes]
    cells = found[query.is_in(found.axis, ids) & query.is_in(found.group, drawn.group)]
    named = len(everyone) * len(wanted) <= MOST_NAMED
    if named:
        table = coverage_table(own, wanted)
        by_group, by_axis = silences(table), silences(table.T)
    else:
        by_group, by_axis = spoken(own, "group"), spoken(own, "axis", wanted)
    # A statement on two axes is one statement of its group.
    by_group["n"] = by_group.name.map(everyone.set_index("group").n)
    by_group = by_group.sort_values(["n", "name"], ascending=[False, True], ignore_index=True)
    by_group["quiet"], by_axis["quiet"] = (
        len(wanted) - by_group.spoken,
        len(by_group) - by_axis.spoken,
    )
    total = query.totals(data, view.filters, axes=chosen)
    # How skewed the collection is does not depend on which positions are thick enough to show.
    skew = concentration(of_level(view, info).n)
    # Silence is told of the whole data set; what filters leave out is told as that.
    asked = view.actor[:MOST_COMPARED] if view.filters != query.Filters() else ()
    gone = {
        name: f"{missed}."
        for name in asked
        if (missed := unheard(data, view, query.Picks(view.by, (name,))))
    }
    called = {axis.id: axis.called for axis in data.axes}
    claims = _claims(own, len(by_group), data.meta.unit)
    return CoverageFinding(
        axes=axes,
        groups=drawn.reset_index(drop=True),
        cells=cells[["group", "axis", "n"]].reset_index(drop=True),
        ties=some.ties,
        by_group=by_group,
        by_axis=by_axis,
        named=named,
        skew=skew,
        total=total,
        headline=(found.empty and unheard(data, view, axes=chosen))
        or sentences.extent(view.by, claims, data.meta.unit),
        sentences=_sentences(
            data.meta.unit,
            view,
            by_group,
            by_axis,
            _silent(view, found, wanted),
            gone,
            names(data, view),
            called,
            skew,
        ),
        subline=subline(data, view, total),
        claims=claims,
    )


def _claims(found: pd.DataFrame, groups: int, unit: str) -> tuple[Claim, ...]:
    """How many positions there are, and how many rest on one statement."""
    if found.empty:
        return ()
    thin, n = int((found.n == 1).sum()), len(found)
    held = Claim(kind="positions", n=n, among=groups)
    return (held, Claim(kind="single", n=thin, among=n)) if unit == SPOKEN else (held,)


def _silent(view: View, found: pd.DataFrame, wanted: Sequence[str]) -> dict[str, list[str]]:
    """The axes on which each picked group that has a position has none, most statements first."""
    ranked = spoken(found, "axis", wanted).name
    speaks = found[found.group.isin(view.actor[:MOST_COMPARED])].groupby("group").axis
    return {group: ranked[~ranked.isin(axes)].tolist() for group, axes in speaks}


def _sentences(
    unit: str,
    view: View,
    by_group: pd.DataFrame,
    by_axis: pd.DataFrame,
    known: Mapping[str, list[str]],
    gone: Mapping[str, str],
    renamed: Mapping[str, str],
    called: Mapping[str, str],
    skew: Concentration,
) -> tuple[str, ...]:
    """Who is silent on what, and how skewed that is."""
    if by_group.empty:
        return ()
    groups, axes = len(by_group), len(by_axis)
    silent = "silent" if view.min == 1 or unit != SPOKEN else "silent or too thin"
    said = []
    if axes > 1 and groups > 1:
        full, one = int((by_group.spoken == axes).sum()), int((by_group.spoken == 1).sum())
        said.append(
            f"Of {count_in_words(groups, view.by)}, {full or 'none'} "
            f"{'has' if full < 2 else 'have'} a position on all {axes} axes, and "
            f"{one or 'none'} on one only."
        )
        least, most = by_axis.spoken.min(), by_axis.spoken.max()
        verb = "are" if groups - least > 1 else "is"
        said.append(
            f"Least is known on {_axes(by_axis, least, called)}, where {groups - least:,} of "
            f"{groups:,} are {silent}; most on {_axes(by_axis, most, called)} "
            f"({groups - most or 'nobody'} {silent})."
            if least < most
            else f"On every axis {groups - least or 'nobody'} {verb} {silent}."
        )
    for name in view.actor[:MOST_COMPARED]:
        shown = renamed.get(name, name)
        if name not in known:
            quiet = f"{shown} is {silent} on {'every axis' if axes > 1 else 'it'}."
            said.append(gone.get(name, quiet))
        elif known[name]:
            axes_in_words = words.listing((called[axis] for axis in known[name]), most=6)
            said.append(f"{shown} is {silent} on {axes_in_words}.")
    said.append(skewed(skew, GROUP_WORDS[view.by], unit))
    return tuple(filter(None, said))


def _axes(by_axis: pd.DataFrame, spoken: int, called: Mapping[str, str]) -> str:
    return words.listing((called[axis] for axis in by_axis.name[by_axis.spoken == spoken]), most=3)


def skewed(skew: Concentration, called: tuple[str, str], unit: str = SPOKEN) -> str:
    """The concentration of statements in one sentence; nothing where there is only one group."""
    if skew.n == 0 or skew.groups < 2:
        return ""
    one, many = called
    who = f"the most quoted {one}" if skew.top == 1 else f"the most quoted tenth of the {many}"
    return (
        f"{words.sentence(who)[:-1]} ({skew.top:,} of {skew.groups:,}) accounts for "
        f"{words.percent(skew.top_share)} of the {words.many(unit)} "
        f"(Gini {skew.gini:.2f}: 0 all alike, 1 one has all)."
    )


@cached(uses=("axis", "filters"))
def statement_counts(data: Dataset, view: View) -> tuple[Count, ...]:
    """Statements by what `COUNTED` names; what has no value at all is left out.

    Filters and axes count; `min` and `repeat` do not, since they are about positions.
    """
    found = []
    for key, (column, *_) in COUNTED.items():
        values = query.counts(data, view.filters, column, restriction(data, view.axis))
        if values.value.notna().any():
            values = values.assign(share=values.n / values.n.sum(), name=values.value)
            known = values.value.notna()
            values.loc[known, "name"] = called(data, key, values.value[known])
            skew = concentration(values.n[values.value.notna()])
            found.append(Count(key, values, skew, data.meta.unit))
    return tuple(found)


def counts_headline(counts: Sequence[Count], unit: str = SPOKEN) -> str:
    """The largest value of each thing that is counted and has more than one."""
    several = [count.named for count in counts if len(count.named) > 1]
    if not several:
        return f"All {words.many(unit)} are of one kind in every respect that is counted"
    said = []
    for named in several:
        tops = named[named.n == named.n.max()]
        who = words.listing(tops["name"].astype(str), "and", most=2)
        each = " each" if len(tops) > 1 else ""
        said.append(f"{who} ({words.percent(tops.share.iloc[0])}{each})")
    return f"Largest share{'s' if len(said) > 1 else ''}: {words.listing(said)}"


def plain_subline(data: Dataset, view: View) -> str:
    """The sub-line of figures that count statements, to which `min` and `repeat` do not apply."""
    total = query.totals(data, view.filters, axes=view.axis)
    return subline(data, view.having(min=1, repeat="all"), total)
