"""Scales: what answers, marks and codes mean as a stance from -1 to 1, or as a kind of silence.

A scale explains all numbers of a column or takes none of them: half of a scale from 0 to 10 fits
between -1 and 1 by accident, and would be shown as extreme positions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings.intake.languages import plain, words
from hustings.intake.numbers import numbers, shortest
from hustings.intake.recipe import Meant, Scale

#: rounding of a program that computed a stance: as much may lie beyond an end, of the whole range
ROUNDING = 1e-6
#: texts that say there is nothing, in any language, as they are compared
NOTHING = frozenset(
    ["", "na", "nan", "null", "none", "n a", "n/a", "#n/a", "#value!", "#ref!", "#name?", "nil"]
    + [".", "..", "...", "-", "--", "---", "–", "—", "?", "/", "*", "\\n"]
)
#: characters of the longest of them, with marks round it
_SHORT = 10
#: numbers that stand for a missing answer, and why it is missing as far as the number says so
MISSING_CODES: dict[float, str] = {
    **dict.fromkeys((-99, -999, -9999, -9, -1, 99, 999, 9999, 98, 998, 97, 997, 9), "other"),
    **dict.fromkeys((-98, -998, -8, 88, 888, 8), "no opinion"),
    **dict.fromkeys((-97, -997, -7, 7, 77, 777, -96, 96, -95, -88, -77, -66, 66), "other"),
}


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A scale that many files have; `key` names it, `label` is what readers see."""

    key: str
    label: str
    scale: Scale


def _range(low: float, high: float) -> Preset:
    key = f"{shortest(low)}..{shortest(high)}"
    label = f"numbers from {shortest(low)} to {shortest(high)}"
    return Preset(key=key, label=label.replace("-", "−"), scale=Scale(low=low, high=high))


def _codes(key: str, label: str, values: Mapping[str, Meant]) -> Preset:
    return Preset(key=key, label=label, scale=Scale(values=values))


#: ranges in the order in which they are thought of
RANGES = tuple(
    _range(low, high)
    for low, high in (
        *((-1, 1), (0, 10), (1, 5), (1, 7), (0, 100), (1, 10), (1, 4), (1, 3), (1, 6), (0, 4)),
        *((-2, 2), (-3, 3), (-5, 5), (-10, 10), (-100, 100), (0, 1), (0, 5), (0, 6), (1, 9)),
        *((1, 11), (0, 20), (1, 20), (1, 100), (0, 3), (0, 2)),
    )
)
#: codes, each with what its source says of them
CODES = (
    # Voeten, United Nations General Assembly Voting Data: codebook
    _codes(
        "un",
        "United Nations: 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member",
        {"1": 1, "2": "abstained", "3": -1, "8": "absent", "9": "not asked"},
    ),
    # Lewis and others, Voteview: member votes, cast_code
    _codes(
        "voteview",
        "Voteview: 1 to 3 yea, 4 to 6 nay, 7 and 8 present, 9 not voting, 0 not a member",
        {"0": "not asked", "9": "absent", "7": "abstained", "8": "abstained"}
        | {"1": 1, "2": 1, "3": 1, "4": -1, "5": -1, "6": -1},
    ),
    _codes("agree1", "1 agree, −1 disagree, 0 in between", {"1": 1, "-1": -1, "0": 0}),
    # Polis: what its database holds, and what its older exports hold
    _codes("agree-1", "−1 agree, 1 disagree, 0 in between", {"-1": 1, "1": -1, "0": 0}),
    _codes("yes1no0", "1 yes, 0 no", {"1": 1, "0": -1}),
    _codes("yes1no2", "1 yes, 2 no", {"1": 1, "2": -1}),
    _codes("yes1no2abstain3", "1 yes, 2 no, 3 abstain", {"1": 1, "2": -1, "3": "abstained"}),
)
PRESETS = (*RANGES, *CODES)


def preset(key: str) -> Scale:
    """The scale of a preset."""
    return next(each.scale for each in PRESETS if each.key == key)


def keys(texts: pd.Series) -> pd.Series:
    """How values are compared with those of a scale: numbers by their size, words as `plain` does.

    >>> keys(pd.Series(["−1,0", "Strongly  Agree", "."])).tolist()
    ['-1', 'strongly agree', '.']
    """
    found = numbers(texts)
    worded = [plain(text) or text.strip() for text in texts]
    counted = [shortest(value) for value in found]
    return pd.Series(np.where(found.notna(), counted, worded), index=texts.index, dtype="str")


def is_number(texts: pd.Series) -> pd.Series:
    """Which texts hold a number."""
    return numbers(texts).notna()


def is_nothing(text: str) -> bool:
    """Whether a text says in any language that there is nothing."""
    said = text.strip().lower()
    return said in NOTHING or (len(said) <= _SHORT and plain(said) in NOTHING)


def nothing(texts: pd.Series) -> pd.Series:
    """Which of many texts say that there is nothing (see `is_nothing`)."""
    found = (texts.str.len() <= _SHORT).to_numpy(dtype=bool, copy=True)
    # no word for nothing has a digit, most texts of long tables have one
    found &= ~texts.str.contains("[0-9]").to_numpy(dtype=bool)
    found[found] = np.array([is_nothing(text) for text in texts[found].tolist()], dtype=bool)
    return pd.Series(found, index=texts.index)


def meaning(text: str) -> tuple[int, int] | str | None:
    """What an answer in words says: pole and strength, a kind of silence, or None.

    >>> meaning("Stimme eher zu"), meaning("Weiß nicht"), meaning("see letter")
    ((1, 1), 'no opinion', None)
    """
    said = plain(text)
    return words().answers.get(said) or words().silence.get(said)


def graded(answers: list[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Stances of answers in words: the strongest of a scale is at the pole, the others between.

    >>> graded([(1, 3), (1, 2), (-1, 2), (0, 0)])
    {(1, 3): 1.0, (1, 2): 0.5, (-1, 2): -0.5, (0, 0): 0.0}
    """
    strengths = sorted({strength for _, strength in answers if strength})
    # of a scale that has only its weakest steps nobody has taken the strong ones
    steps = len(strengths) + (strengths == [1])
    place = {strength: (rank + 1) / steps for rank, strength in enumerate(strengths)}
    return {(pole, strength): pole * place.get(strength, 0.0) for pole, strength in answers}


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What a scale makes of texts, one for each: NaN and "" where it says nothing.

    `wrong` marks texts that the scale does not explain; `unfit` is true where that includes a
    number, so that the scale is another one and nothing is taken.
    """

    stance: pd.Series
    answer: pd.Series
    wrong: pd.Series
    unfit: bool


def apply(texts: pd.Series, scale: Scale) -> Applied:
    """The stances of distinct texts, and why others have none."""
    compared, found = keys(texts), numbers(texts)
    known = dict(
        zip(keys(pd.Series([*scale.values], dtype="str")), scale.values.values(), strict=True)
    )
    meant = [known.get(key) for key in compared]
    listed = compared.isin(known.keys())
    stance = pd.Series(
        [m if isinstance(m, int | float) else np.nan for m in meant], texts.index, dtype=float
    )
    answer = pd.Series([m if isinstance(m, str) else "" for m in meant], texts.index, dtype="str")
    empty = (texts.str.strip() == "") & ~listed
    answer = answer.mask(empty, scale.empty)
    if scale.low is not None and scale.high is not None:
        place = 2 * (found - scale.low) / (scale.high - scale.low) - 1
        inside = place.abs() <= 1 + 2 * ROUNDING
        stance = stance.mask(~listed & inside, place.clip(-1, 1))
    wrong = stance.isna() & ~listed & ~empty
    # 12 digits: what is left of 0.1 + 0.2 is no position
    stance = stance.round(12) + 0.0
    return Applied(
        stance=stance, answer=answer, wrong=wrong, unfit=bool((wrong & found.notna()).any())
    )
