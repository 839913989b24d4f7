"""Axes of a data set: what each is called, and what its two poles mean."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

import ibis
import ibis.expr.types as ir

from hustings.bidi import isolated
from hustings.engine.base import Engine
from hustings.fold import by_name
from hustings.package import SPOKEN

#: poles of an axis that no axes.csv describes
LOW, HIGH = "against", "for"
#: a name of more words than this is a sentence, which prose quotes
MOST_WORDS = 7
#: characters of a sentence that are quoted
MOST_QUOTED = 70
#: what stands between the two poles in a name that is made of them
_OF_POLES = re.compile(r"\b(vs\.?|versus|or|against)(?=\s)|↔|⇔", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One axis and its poles.

    Parameters
    ----------
    id : str
        As it stands in the data.
    name : str
        In full.
    low, high : str
        First pole, at -1, and second pole, at 1.
    low_means, high_means : str
        What the poles stand for; may be empty.
    low_noun, high_noun : str
        The poles in words that follow "leans towards".
    unit : str
        What a position on it is made of: one of `hustings.package.UNITS`.
    """

    id: str
    name: str
    low: str
    high: str
    low_means: str
    high_means: str
    low_noun: str
    high_noun: str
    unit: str = SPOKEN

    @property
    def plain(self) -> bool:
        """Whether the poles are only "against" and "for", so that they do not say of what."""
        return (self.low, self.high) == (LOW, HIGH)

    @property
    def poles(self) -> str:
        """Both poles, the first at the left; empty where they do not say of what.

        >>> described("c1", low="Cut", high="Raise").poles
        'Cut ↔ Raise'
        """
        return "" if self.plain else f"{isolated(self.low)} ↔ {isolated(self.high)}"

    def turned(self) -> "Axis":
        """The same axis drawn from its second pole to its first.

        >>> described("c1", low="Cut", high="Raise").turned().poles
        'Raise ↔ Cut'
        """
        return replace(
            self,
            low=self.high,
            high=self.low,
            low_means=self.high_means,
            high_means=self.low_means,
            low_noun=self.high_noun,
            high_noun=self.low_noun,
        )

    @property
    def called(self) -> str:
        """What a sentence calls the axis: its name, else its poles, else its id.

        A name that is itself a sentence is quoted, and cut where it is long; no letter changes.

        >>> described("c1", name="Lower or higher taxes").called
        'Lower or higher taxes'
        >>> described("c1", low="Cut", high="Raise").called
        'Cut vs. Raise'
        >>> described("c1", name="All trams should be free.").called
        '“All trams should be free”'
        >>> described("c1").called
        'c1'
        """
        text = self.name if self.name != self.id else ""
        if not text and not self.plain and self.low and self.high:
            text = f"{self.low} vs. {self.high}"
        text = text or self.id
        if not text.endswith((".", "!", "?", "…")) and len(text.split()) <= MOST_WORDS:
            return text
        said = text.rstrip(". ") or text
        return (
            f"“{shorten(said, MOST_QUOTED, placeholder='…') if len(said) > MOST_QUOTED else said}”"
        )

    @property
    def heading(self) -> str:
        """What stands over a row: id and name, then both poles where the name is not made of them.

        Links and choices say the id; what stands over a row must let readers find it.

        >>> described("Tax", name="Lower vs. higher taxes", low="Cut", high="Raise").heading
        'Tax: Cut ↔ Raise'
        >>> described("Tax", name="Tax policy", low="Cut", high="Raise").heading
        'Tax policy: Cut ↔ Raise'
        >>> described("c1", name="All trams should be free.").heading
        'c1: All trams should be free.'
        """
        if not self.poles:
            return self.titled
        return f"{self.id if _OF_POLES.search(self.name) else self.titled}: {self.poles}"

    @property
    def titled(self) -> str:
        """Id and name, or the name alone where it holds the id.

        >>> described("c1", name="All trams should be free.").titled
        'c1: All trams should be free.'
        """
        held = self.id.casefold() in self.name.casefold()
        return self.name if held else f"{self.id}: {self.name}"


def described(axis: str, row: int = 0, **said: str | None) -> Axis:
    """An axis from what is said about it; what is not said has a plain default."""
    told = {key: value for key, value in said.items() if value}
    low, high = told.get("low", LOW), told.get("high", HIGH)
    plain = {"low_means": "", "high_means": "", "low_noun": f"“{low}”", "high_noun": f"“{high}”"}
    return Axis(**{"id": axis, "name": axis, "low": low, "high": high, **plain, **told})


def by_poles(axes: Sequence[Axis]) -> dict[str, str]:
    """Id -> what a list of axes to choose from says: the poles, where they tell it from the others.

    >>> by_poles([described("Tax", low="Cut", high="Raise"), described("c1", name="Free trams")])
    {'Tax': 'Cut ↔ Raise', 'c1': 'c1: Free trams'}
    """
    seen = Counter(axis.poles for axis in axes)
    seen[""] = 2
    return {axis.id: axis.poles if seen[axis.poles] == 1 else axis.titled for axis in axes}


def ordered(axes: tuple[Axis, ...], first: tuple[str, ...]) -> tuple[Axis, ...]:
    """The axes in the order of these ids; those that are not named follow as they stood."""
    place = {key: i for i, key in enumerate(first)}
    return tuple(sorted(axes, key=lambda axis: place.get(axis.id, len(place))))


def axes_of(engine: Engine, codings: ir.Table, reasons: ir.Table | None) -> tuple[Axis, ...]:
    """Axes as they stand in the data, those with most statements first.

    Last come those on which `reasons`, the codings without a stance, are all there is.
    """
    found = _most_first(engine, codings)
    rest = [] if reasons is None else _most_first(engine, reasons)
    return tuple(described(axis) for axis in dict.fromkeys([*found, *rest]))


def _most_first(engine: Engine, codings: ir.Table) -> list[str]:
    counts = codings.group_by("axis").agg(n=codings.statement_id.nunique())
    found = engine.run(counts.order_by(ibis.desc("n"), "axis"))
    ranked = sorted(
        zip(found.axis, found.n, strict=True), key=lambda row: (-row[1], by_name(row[0]))
    )
    return [axis for axis, _ in ranked]
