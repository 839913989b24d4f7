"""Guess which columns of a wide table are answers: one column for each axis, or for each actor."""

from dataclasses import dataclass

import pandas as pd

from hustings.intake.cells import UNMARKED
from hustings.intake.matching.headers import EXACT, is_count, named
from hustings.intake.matching.profile import LONG, MOST, SOME, Profile
from hustings.intake.matching.scale import Guessed, guess_scale
from hustings.intake.scales import meaning

#: share of a column's cells that must be answers, and different numbers of a scale without decimals
HALF, MOST_STEPS = 0.6, 101
#: how sure a single column of numbers must be
ALONE = 0.7
#: characters that a sentence has on average
SENTENCE = 40
#: what a column of marks may hold
_MARKS = frozenset((*UNMARKED, "1", "1.0", "x", "true", "yes", "✓", "ja", "oui", "sí"))
#: what the head of a column in a wide table is not: it says something of the whole row
_OF_THE_ROW = frozenset(("date", "time", "url", "statement_id", "checked", "quote", "answer"))


@dataclass(frozen=True, kw_only=True)
class Wide:
    """Columns that are answers.

    Attributes
    ----------
    columns : tuple of str
        In the order of the file.
    scales : dict of str to Guessed
        Of each column by itself.
    decimals : bool
        Whether most columns hold numbers with decimals, as means of judges do.
    """

    columns: tuple[str, ...]
    scales: dict[str, Guessed]
    decimals: bool


def answers(profiles: list[Profile], absent: dict[str, frozenset[str]]) -> Wide | None:
    """The columns that hold answers of one kind, or None where there are none."""
    scales: dict[str, Guessed] = {}
    for one in profiles:
        if _may_be(one):
            known = absent.get(one.name, frozenset())
            guessed = guess_scale(one.counts, one.name, labels=one.labels, absent=known)
            if guessed.sure > 0 and guessed.explained >= HALF and _answers(one, guessed):
                scales[one.name] = guessed
    worded = [name for name, guessed in scales.items() if guessed.kind in ("words", "silent")]
    spoken = [name for name in worded if scales[name].kind == "words"]
    counted = _alike({name: each for name, each in scales.items() if name not in worded})
    best = max(worded if spoken else [], counted, key=len)
    if not best or (best is counted and len(best) == 1 and scales[best[0]].sure < ALONE):
        return None
    broken = [one for one in profiles if one.name in best and _has_decimals(one)]
    return Wide(
        columns=tuple(best),
        scales={name: scales[name] for name in best},
        decimals=len(broken) > len(best) / 2,
    )


def _has_decimals(one: Profile) -> bool:
    return any(value is not None and value % 1 for value in one.numbers)


def _alike(scales: dict[str, Guessed]) -> list[str]:
    """Columns of numbers that are sure to be answers, and those that have their scale."""
    kinds = {guessed.kind for guessed in scales.values() if guessed.sure >= HALF}
    return [name for name, each in scales.items() if each.kind in kinds] if kinds else [*scales]


def _may_be(one: Profile) -> bool:
    """Whether the name of a column lets it be an answer."""
    if not one.filled or one.length > LONG:
        return False
    sure = [each for each in named(one.name) if each.score >= SOME]
    if any(each.score == EXACT and each.meaning not in ("stance", "axis") for each in sure):
        return False
    if one.unique and any(each.meaning == "statement_id" for each in sure):
        return False
    # numbers that are called as what is counted are no answers, answers in words are always some
    if one.number >= HALF and one.answers < HALF:
        others = {each.meaning for each in sure if each.score >= 1}
        return not is_count(one.name) and not (others - {"stance"} and "stance" not in others)
    return not any(each.meaning in _OF_THE_ROW and each.score >= 1 for each in sure)


def _answers(one: Profile, guessed: Guessed) -> bool:
    """Whether the values are answers: words of answers, or not too many different numbers."""
    if guessed.kind in ("words", "silent"):
        return one.answers >= HALF
    whole = all("." not in text and "," not in text for text in one.texts)
    return not (one.unique and whole and one.distinct > MOST_STEPS)


def heads_are_actors(profiles: list[Profile], rest: list[Profile]) -> bool:
    """Whether the rows of a wide table are axes, so that its heads are actors.

    Parameters
    ----------
    profiles : list of Profile
        The columns of answers.
    rest : list of Profile
        The other columns.
    """
    meant = {each.meaning: each.score for one in rest for each in named(one.name)}
    if meant.get("actor", 0) >= 0.8 or meant.get("speaker", 0) >= 0.8:
        return False
    if max(meant.get("axis", 0), meant.get("axis_name", 0)) >= 0.8:
        return True
    names = [one for one in rest if one.filled and one.number < HALF and one.date < HALF]
    heads = sum(len(one.name) for one in profiles) / len(profiles)
    if len(names) == 1 and max(meant.get("quote", 0), meant.get("summary", 0)) >= 0.8:
        return True
    # sentences in the rows and short heads: theses, and who answers them
    return bool(names) and max(one.length for one in names) > max(SENTENCE, 2 * heads)


def marked(profiles: list[Profile], cells: pd.DataFrame) -> tuple[str, ...]:
    """Columns that are called as answers, of which every row marks one: ja, nein, Enthaltung."""
    heads = [
        one.name
        for one in profiles
        if meaning(one.name) is not None and {text.lower() for text in one.texts} <= _MARKS
    ]
    sides = {said[0] for head in heads if isinstance(said := meaning(head), tuple)}
    if not sides >= {-1, 1}:
        return ()
    marks = sum((~cells[head].str.strip().str.lower().isin(UNMARKED)).astype(int) for head in heads)
    return tuple(heads) if (marks <= 1).mean() >= MOST and (marks == 1).mean() >= HALF else ()


def pooled(cells: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """How often each value stands in any of these columns."""
    values = cells[list(columns)].to_numpy(dtype=object).ravel()
    return pd.Series(values, dtype="str").value_counts()
