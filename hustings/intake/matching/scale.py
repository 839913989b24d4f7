"""Guess what the values of an answer mean: words, a range of numbers, or codes of votes."""

import re
from dataclasses import dataclass

import pandas as pd

from hustings.intake.languages import plain
from hustings.intake.matching import Question
from hustings.intake.matching.headers import is_vote
from hustings.intake.matching.values import Values, listed, missing
from hustings.intake.numbers import shortest
from hustings.intake.recipe import Meant, Scale
from hustings.intake.scales import (
    MISSING_CODES,
    RANGES,
    ROUNDING,
    Preset,
    graded,
    preset,
)

#: ranges that most files have: another one is asked about
COMMON = ("-1..1", "0..10", "1..5", "1..7", "0..100")
#: other ranges that a question names
MOST_OTHERS = 3


@dataclass(frozen=True, kw_only=True)
class Guessed:
    """A scale with its reason.

    `kind` is "words", the key of a preset, "silent" for reasons alone, or "" where nothing fits;
    `sure` is from 0 to 1; `explained` is the share of the filled cells that it explains.
    """

    scale: Scale
    kind: str
    because: str
    sure: float
    explained: float
    questions: tuple[Question, ...] = ()


def guess_scale(
    counts: pd.Series,
    column: str,
    *,
    labels: dict[str, str] | None = None,
    absent: frozenset[str] = frozenset(),
    vote: bool = False,
    empty: str = "",
) -> Guessed:
    """The scale of values.

    Parameters
    ----------
    counts : Series of int
        How often each different value occurs, by value.
    column : str
        What it is called, for reasons and questions.
    labels : dict of str to str, optional
        Words that the file gives for codes.
    absent : frozenset of str
        Values that the file declares missing.
    vote : bool
        Whether something beside the values says that they are votes.
    empty : str
        Reason of an empty cell, of the scale that is given back.
    """
    labels = labels or {}
    # what the file has a word for may be answered in its next wave
    unheard = [code for code in labels if code not in counts.index]
    if unheard:
        counts = pd.concat([counts, pd.Series(0, index=unheard, dtype="int64")])
    values = Values(counts, labels, absent)
    vote = vote or is_vote(column)
    if values.worded >= max(values.numbered, 1):
        found = _words(values, column)
    elif values.numbered:
        found = _numbers(values, column, vote)
    else:
        found = _none(values, column)
    said = Scale(values=found.scale.values, low=found.scale.low, high=found.scale.high, empty=empty)
    return Guessed(**{**vars(found), "scale": said})


def _unexplained(values: Values, column: str, texts: list[str]) -> tuple[Question, ...]:
    if not texts:
        return ()
    asked = f"What do these values mean: {listed(values, texts)}?"
    return (Question(key="scale", column=column, asked=asked, taken="not used"),)


def _none(values: Values, column: str) -> Guessed:
    silent = values.filled and values.count(values.silent) and not values.rest
    return Guessed(
        scale=Scale(values=values.silent),
        kind="silent" if silent else "",
        because=f"reasons alone: {listed(values, [*values.silent])}"
        if silent
        else "no answers that are known",
        sure=0.5 if silent else 0.0,
        explained=values.share(values.rest),
        questions=_unexplained(values, column, values.rest),
    )


def _words(values: Values, column: str) -> Guessed:
    """Answers in words, each with its place by strength."""
    places = graded([*values.answers.values()])
    meant: dict[str, Meant] = {text: places[said] for text, said in values.answers.items()}
    coded = {t: MISSING_CODES[v] for t, v in values.numbers.items() if v in MISSING_CODES}
    rest = [*values.rest, *(text for text in values.numbers if text not in coded)]
    shown = listed(values, [*values.answers])
    because = f"answers in words: {shown}"
    questions = _abstained(values, column) + _unexplained(values, column, rest)
    return Guessed(
        scale=Scale(values={**meant, **values.silent, **coded}),
        kind="words",
        because=because,
        sure=0.9,
        explained=values.share(rest),
        questions=questions,
    )


def _abstained(values: Values, column: str) -> tuple[Question, ...]:
    found = [text for text, said in values.silent.items() if said == "abstained"]
    if not found:
        return ()
    asked = f"Is {listed(values, found)} a reason for no stance, or a place in the middle?"
    return (
        Question(key="abstained", column=column, asked=asked, taken="abstained", others=("0",)),
    )


def _numbers(values: Values, column: str, vote: bool) -> Guessed:
    """A range of numbers, or codes of votes; numbers beyond it may stand for missing answers."""
    found = {*values.numbers.values()}
    if (codes := _codes(found, column, vote)) is not None:
        meant: dict[str, Meant] = {**preset(codes.taken).values, **values.silent}
        because = f"the values are codes: {listed(values, [*values.numbers])}"
        return Guessed(
            scale=Scale(values=meant),
            kind=codes.taken,
            because=because,
            sure=0.7,
            explained=values.share(values.rest),
            questions=(codes, *_unexplained(values, column, values.rest)),
        )
    core = (found - missing(found)) or found
    chosen, others = _ranges(core, column)
    if chosen is None:
        asked = f"What are the ends of this scale: {listed(values, [*values.numbers])}?"
        question = Question(key="scale", column=column, asked=asked, taken="not used")
        none = _none(values, column)
        nothing = values.share([*values.rest, *values.numbers])
        asked_all = (question, *none.questions)
        return Guessed(**{**vars(none), "explained": nothing, "questions": asked_all})
    low, high = chosen.scale.low or 0.0, chosen.scale.high or 0.0
    slack = ROUNDING * (high - low)
    inside = {t for t, v in values.numbers.items() if low - slack <= v <= high + slack}
    coded = {
        text: MISSING_CODES[value]
        for text, value in values.numbers.items()
        if text not in inside and value in MISSING_CODES
    }
    strange = [text for text in values.numbers if text not in inside and text not in coded]
    rest = [*values.rest, *strange]
    ends = f"lowest {shortest(min(core))}, highest {shortest(max(core))}"
    questions = _range_asked(column, chosen, others, core) + _coded_asked(values, column, coded)
    return Guessed(
        scale=Scale(values={**values.silent, **coded}, low=low, high=high),
        kind=chosen.key,
        because=f"{chosen.label} ({ends})",
        sure=(0.8 if not others else 0.6) if len(core) > 1 else 0.5,
        explained=values.share(rest),
        questions=questions + _unexplained(values, column, rest),
    )


def _codes(found: set[float], column: str, vote: bool) -> Question | None:
    """Codes of votes that the numbers may be, asked about; its `taken` is the preset."""
    options = "1 yes, 2 abstain, 3 no (8 absent, 9 not a member)"
    if "cast code" in " ".join(re.findall("[a-z]+", column.lower())) and found <= {*range(10)}:
        asked = "Are these the cast codes of Voteview (1 to 3 yea, 4 to 6 nay, 7 and 8 present)?"
        return _question(column, asked, "voteview", "0..10")
    # 1, 2, 3 and 9 may as well be three steps and a missing answer
    coded = 8 in found or (9 in found and 2 not in found) or vote
    if found <= {1, 2, 3, 8, 9} and {1, 3} <= found and len(found) > 2 and coded:
        asked = f"Are these codes of votes: {options}?"
        return _question(column, asked, "un", "yes1no2abstain3", "1..3")
    if found == {1, 2}:
        return _question(column, "Is 1 yes and 2 no?", "yes1no2", "1..3")
    if found == {0, 1} and "stance" not in column.lower():
        return _question(column, "Is 1 yes and 0 no?", "yes1no0", "-1..1")
    if vote and found <= {-1, 0, 1} and -1 in found:
        asked = "Is 1 for and −1 against? (In old files of Polis it is the other way round.)"
        return _question(column, asked, "agree1", "agree-1")
    return None


def _question(column: str, asked: str, taken: str, *others: str) -> Question:
    return Question(key="scale", column=column, asked=asked, taken=taken, others=others)


def _ranges(core: set[float], column: str) -> tuple[Preset | None, list[Preset]]:
    """The range that fits numbers best, and others that fit too."""
    low, high = min(core), max(core)
    fit = [
        each
        for each in RANGES
        if (each.scale.low or 0) - ROUNDING <= low
        and high <= (each.scale.high or 0) + ROUNDING
        # a scale with two sides has answers on both
        and (low < 0 or (each.scale.low or 0) >= 0 or each.key == "-1..1")
    ]
    if not fit:
        return None, []
    if fit[0].key == "-1..1":
        if low < 0 or len(core) < 3:
            return fit[0], []
        shares = next(each for each in RANGES if each.key == "0..1")
        return (fit[0], [shares]) if plain(column) == "stance" else (shares, [fit[0]])
    exact = [each for each in fit if (each.scale.low, each.scale.high) == (low, high)]
    whole = all(value == int(value) for value in core)
    common = [each for each in fit if each.key in COMMON]
    if exact and whole and len(core) > 2:
        return exact[0], [] if exact[0].key in COMMON else common[:2]
    ranked = sorted(common or fit, key=_span)
    best = ranked[0]
    near = [each for each in (*common, *fit) if each != best and _span(each) < 2 * _span(best)]
    return best, [*dict.fromkeys(near)][:MOST_OTHERS]


def _span(each: Preset) -> float:
    return (each.scale.high or 0) - (each.scale.low or 0)


def _range_asked(
    column: str, chosen: Preset, others: list[Preset], core: set[float]
) -> tuple[Question, ...]:
    if not others:
        return ()
    seen = f"{shortest(min(core))} to {shortest(max(core))}"
    asked = f"The values go from {seen}: are the ends of the scale those of “{chosen.label}”?"
    return (_question(column, asked, chosen.key, *(each.key for each in others)),)


def _coded_asked(values: Values, column: str, coded: dict[str, str]) -> tuple[Question, ...]:
    if not coded:
        return ()
    asked = f"Do these numbers stand for missing answers: {listed(values, [*coded])}?"
    taken = ", ".join(f"{text} = {reason}" for text, reason in coded.items())
    return (Question(key="missing", column=column, asked=asked, taken=taken),)
