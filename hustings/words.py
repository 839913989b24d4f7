"""Numbers to words: one ladder for pages, alternative texts, previews and reports."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isnan
from typing import Any

from hustings.dataset import Axis
from hustings.package import SPOKEN, UNITS
from hustings.query import MIDDLE

#: |position| from which a rung holds -> the words, {pole} being the pole's noun
LADDER = (
    (0.75, "consistently for {pole}"),
    (MIDDLE, "leans towards {pole}"),
    (0.0, "mixed"),
)
#: why a position is near the middle (see `hustings.measures.mixture`) -> the same of one and of
#: many; where nothing tells, only that it is
MIXED = {
    "middle": ("speaks for both", "speak for both"),
    "opposite": ("has said opposite things", "have said opposite things"),
    "changed": ("has changed sides", "have changed sides"),
    "both": ("says both things", "say both things"),
    "": ("is mixed", "are mixed"),
}
#: below this |position| a single statement says both rather than a pole
SINGLE_BOTH = MIDDLE
#: up to this many statements the evidence is called few
FEW = 3
#: said of who leans to a side that the evidence is too thin to name
UNCLEAR = "on no clear side"
#: up to so many who stand alike are named one by one
MOST_ALIKE = 4
#: names in one sentence before "and n more"
MOST_NAMED = 12


def stands(position: float, n: int, axis: Axis, mixed: str = "") -> str:
    """Where a position stands, in words that also say how thin its evidence is.

    `mixed` says why it is near the middle, where that is known (a key of `MIXED`).

    >>> poles = {"low_noun": "lower taxes", "high_noun": "higher taxes"}
    >>> means = {"low_means": "", "high_means": ""}
    >>> axis = Axis(id="Tax", name="Tax", low="Cut", high="Raise", **means, **poles)
    >>> stands(-1.0, 1, axis)
    'one statement, towards lower taxes'
    >>> stands(0.5, 8, axis)
    'leans towards higher taxes'
    >>> stands(0.1, 8, axis, "opposite")
    'has said opposite things'
    """
    pole = noun(position, axis)
    if n == 1:
        one = statements(1, axis.unit)
        return f"{one}, for both" if abs(position) < SINGLE_BOTH else f"{one}, towards {pole}"
    words = next(text for least, text in LADDER if abs(position) >= least).format(pole=pole)
    if mixed:
        words = MIXED[mixed][0]
    return f"{words} (few statements)" if n <= FEW and axis.unit == SPOKEN else words


def stands_at(position: float, n: int, axis: Axis, mixed: str = "") -> str:
    """The same with its numbers: "leans towards higher taxes (+0.50, 8 statements)"."""
    said = stands(position, n, axis, mixed)
    return f"{said} ({signed(position)}, {statements(n, axis.unit)})"


def in_cell(position: float, n: int, axis: Axis, mixed: str = "") -> str:
    """The same for a table that has the number of statements beside it."""
    said = stands(position, n, axis, mixed)
    return said.removeprefix("one statement, ").removesuffix(" (few statements)")


def side(position: float) -> int:
    """-1 the first pole, +1 the second, 0 mixed: the ladder without its strength."""
    return 0 if abs(position) < LADDER[1][0] else (1 if position > 0 else -1)


def noun(position: float, axis: Axis) -> str:
    """The noun of the pole on whose side a position lies."""
    return axis.high_noun if position > 0 else axis.low_noun


def statements(n: int, unit: str = SPOKEN) -> str:
    """How much a figure rests on: "one statement", "2 statements", "317 votes"."""
    one, many = UNITS[unit]
    return f"one {one}" if n == 1 else f"{n:,} {many}"


def evidence(n: int, judges: float, unit: str) -> str:
    """How much a position rests on, with the judges behind estimates where these are known.

    >>> evidence(1, 12, "estimate"), evidence(2, float("nan"), "vote")
    ('one estimate by 12 judges', '2 votes')
    """
    said = statements(n, unit)
    if isnan(judges):
        return said
    return f"{said} by {'one judge' if judges == 1 else f'{judges:,.0f} judges'}"


def one(unit: str) -> str:
    """One row of a data set: "statement", "vote"."""
    return UNITS[unit][0]


def many(unit: str) -> str:
    """Rows of a data set: "statements", "votes"."""
    return UNITS[unit][1]


def all_statements(n: int, unit: str = SPOKEN) -> str:
    """ "All 12 statements", "The one statement": the label of a link to them."""
    return f"{'The' if n == 1 else 'All'} {statements(n, unit)}"


def in_unit(text: str, unit: str) -> str:
    """A text about marks with its gaps filled: `{one}` and `{many}` name the unit.

    `{hollow}` in a sentence and `{Hollow}` as one say what a hollow mark is; of votes, answers and
    estimates none is hollow, and neither says anything.

    >>> in_unit("Area: {many}{hollow}.", "statement"), in_unit("Area: {many}{hollow}.", "vote")
    ('Area: statements; hollow: one statement.', 'Area: votes.')
    """
    one, many = UNITS[unit]
    lone = {"hollow": "; hollow: one statement", "Hollow": " Hollow: one statement."}
    lone = lone if unit == SPOKEN else dict.fromkeys(lone, "")
    return text.format(one=one, many=many, **lone)


#: where a fixed text speaks of statements, with the article before one
_STATEMENTS = re.compile(r"\b(?:(a) )?(statement)(s?)\b", re.IGNORECASE)


def told(text: str, unit: str) -> str:
    """A fixed text about statements, told of what a row of the data set is.

    For texts that hold no words of the data: a name that speaks of statements stays as it is.

    >>> told("A statement without date; all dated statements", "answer")
    'An answer without date; all dated answers'
    """
    if unit == SPOKEN:
        return text

    def named(found: re.Match[str]) -> str:
        article, word, several = found.groups()
        said = many(unit) if several else one(unit)
        said = said.capitalize() if word[0].isupper() else said
        if not article:
            return said
        return f"{article}{'n' if said[0].lower() in 'aeiou' else ''} {said}"

    return _STATEMENTS.sub(named, text)


def signed(value: float) -> str:
    """A stance with its sign and a true minus: "+0.25", "−1.00", "0.00"."""
    text = f"{abs(value):.2f}"
    if text == "0.00":
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def interval(low: float, high: float, unit: str = SPOKEN) -> str:
    """An interval for readers, or that there is none."""
    if isnan(low) or isnan(high):
        return "no interval" + (" (too little evidence on this axis)" if unit == SPOKEN else "")
    return f"90 % interval {signed(low)} to {signed(high)}"


def percent(share: float) -> str:
    """A share as whole percent."""
    return f"{share * 100:.0f} %"


def day(value: date | None) -> str:
    """A date as readers write it: "11 February 2025"; "undated" where there is none."""
    return f"{value.day} {value:%B %Y}" if value else "undated"


def moment(value: date | None, time: str | None) -> str:
    """A day with the time of day: "11 February 2025, 10:30"; seconds where there are any."""
    if not time:
        return day(value)
    # parts of a second order votes, and tell readers nothing
    return f"{day(value)}, {time[:8].removesuffix(':00')}"


def period(first: date | None, last: date | None) -> str:
    """From when to when."""
    if first is None:
        return "undated"
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def listing(names: Iterable[str], last: str = "and", most: int | None = None) -> str:
    """A list in a sentence: "France, China and 3 more"."""
    names = list(names)
    if most is not None and len(names) > most:
        names = [*names[:most], f"{len(names) - most} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def checked(codes: int, checks: Sequence[Mapping[str, Any]]) -> str:
    """Which of the codes of a statement on an axis a person has checked; nothing where none is.

    Parameters
    ----------
    codes : int
        How many codes there are.
    checks : sequence of mapping
        `coder`, `checked` (date) and `checked_by` of those that are checked; name and coder may be
        missing.

    >>> ada = {"coder": "A", "checked": date(2026, 3, 1), "checked_by": "Ada"}
    >>> checked(1, [ada])
    'checked by Ada on 1 March 2026'
    >>> checked(2, [ada])
    '1 of 2 codes checked: that of A by Ada on 1 March 2026'
    >>> checked(3, [{**ada, "coder": "Ada"}])
    "1 of 3 codes checked: Ada's own of 1 March 2026"
    """
    if not checks:
        return ""
    said = []
    for each in checks:
        coder, person, when = each["coder"], each["checked_by"], day(each["checked"])
        by = f"by {person or 'a person'} on {when}"
        if codes == 1:
            return f"checked {by}"
        own = person is not None and coder == person
        said.append(
            f"{person}'s own of {when}" if own else f"that of {coder or 'an unnamed coder'} {by}"
        )
    return f"{len(checks)} of {codes} codes checked: {listing(said, most=MOST_NAMED)}"


def letter(number: int) -> str:
    """What the first, second … of several coalitions or clusters is called.

    >>> letter(1), letter(3), letter(27)
    ('A', 'C', '27')
    """
    return chr(ord("A") + number - 1) if 1 <= number <= 26 else str(number)


def sentence(text: str) -> str:
    """The text with a capital at its head and a full stop at its end."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def headline(
    axes: Sequence[Axis],
    sides: Mapping[str, Mapping[str, float]],
    mixed: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """Who stands where, in one sentence for each axis.

    Parameters
    ----------
    axes : sequence of Axis
        The axes of the picture.
    sides : dict
        group -> axis id -> -1, 0 or +1, or missing where the evidence names no side (see
        `hustings.measures.claims`), in the order in which groups are to be named.
    mixed : dict, optional
        group -> axis id -> why it is on neither side (a key of `MIXED`).

    Returns
    -------
    str
        For example "A and B stand towards regulation, D towards innovation; C is mixed. On tax, …":
        the axis is named where the poles do not say what it is about.
    """
    if not sides:
        return ""
    parts = []
    for axis in axes:
        bins: dict[int, list[str]] = {-1: [], 1: [], 0: []}
        ways: dict[str, list[str]] = {}
        unclear, silent = [], []
        for group, found in sides.items():
            if axis.id not in found:
                silent.append(group)
            elif isnan(found[axis.id]):
                unclear.append(group)
            else:
                bins[int(found[axis.id])].append(group)
                if not found[axis.id]:
                    way = (mixed or {}).get(group, {}).get(axis.id, "")
                    ways.setdefault(way, []).append(group)
        towards = [(s, pole) for s, pole in ((-1, axis.low_noun), (1, axis.high_noun)) if bins[s]]
        stand = [
            f"{listing(bins[s])} {'stand ' if len(bins[s]) > 1 else 'stands '}towards {pole}"
            for s, pole in towards[:1]
        ]
        # the poles say what it is about, where they have names of their own
        about = "" if towards and not axis.plain else f"On {axis.called}, "
        # of the second side the verb is that of the first
        stand += [f"{listing(bins[s])} towards {pole}" for s, pole in towards[1:]]
        clauses = [", ".join(stand)] if stand else []
        clauses += [f"{listing(alike)} {MIXED[way][len(alike) > 1]}" for way, alike in ways.items()]
        if unclear:
            clauses.append(f"{listing(unclear)} {'are' if len(unclear) > 1 else 'is'} {UNCLEAR}")
        if silent:
            clauses.append(f"{listing(silent)} {'are' if len(silent) > 1 else 'is'} silent")
        everyone = [s for s in (-1, 1, 0) if len(bins[s]) == len(sides)]
        if everyone and len(sides) > MOST_ALIKE:
            where = {-1: axis.low_noun, 1: axis.high_noun}.get(everyone[0])
            verb = f"stand towards {where}" if where else "are mixed"
            clauses = [f"{'all' if about else 'All'} {len(sides)} {verb}"]
        # no letter of a name is changed, also where it comes first
        parts.append(f"{about}{'; '.join(clauses)}")
    return ". ".join(parts) + "."
