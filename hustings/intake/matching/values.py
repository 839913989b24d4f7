"""The different values of an answer, sorted into words, numbers and what says nothing."""

import re
from collections.abc import Iterable

import pandas as pd

from hustings.intake.numbers import numbers
from hustings.intake.recipe import Meant
from hustings.intake.scales import MISSING_CODES, is_nothing, meaning

#: values that a question or a reason names
MOST_NAMED = 8
#: marks that stand for answers, where a plus is among them
_SIGNS = dict.fromkeys(("0", "o", "+/-", "+-", "±"), (0, 0)) | {
    "++": (1, 3),
    "+": (1, 2),
    "-": (-1, 2),
    "−": (-1, 2),
    "--": (-1, 3),
    "−−": (-1, 3),
}
_CODED = re.compile(r"\s*([+\-−]?\d+)\s*[-–=:.)]\s*(\D.*)")


class Values:
    """The different values of an answer, sorted into words, numbers and what says nothing."""

    def __init__(self, counts: pd.Series, labels: dict[str, str], absent: frozenset[str]) -> None:
        found = numbers(pd.Series(counts.index, dtype="str"))
        self.counts = {str(text): int(n) for text, n in counts.items()}
        self.silent: dict[str, Meant] = {}
        self.answers: dict[str, tuple[int, int]] = {}
        self.numbers: dict[str, float] = {}
        self.rest: list[str] = []
        signs = _SIGNS if {"+", "++"} & {text.strip() for text in self.counts} else {}
        for text, value in zip(self.counts, found, strict=True):
            coded = _CODED.fullmatch(text)
            said = meaning(labels.get(text, text)) or (meaning(coded[2]) if coded else None)
            said = said or signs.get(text.strip())
            if isinstance(said, tuple):
                self.answers[text] = said
            elif said:
                self.silent[text] = said
            elif text in absent or (text.strip() and is_nothing(text)):
                self.silent[text] = "other"
            elif not pd.isna(value):
                self.numbers[text] = float(value)
            elif text.strip():
                self.rest.append(text)
        self.worded = self.count(self.answers)
        self.numbered = self.count(self.numbers)
        self.filled = self.count(t for t in self.counts if t.strip() and not is_nothing(t))

    def count(self, texts: Iterable[str]) -> int:
        return sum(self.counts[text] for text in texts)

    def share(self, rest: list[str]) -> float:
        """Share of the filled cells that are explained if these are not."""
        return 1 - self.count(rest) / self.filled if self.filled else 0.0


def listed(values: Values, texts: list[str]) -> str:
    ranked = sorted(texts, key=lambda text: -values.counts[text])
    told = ", ".join(f"“{text}” ({values.counts[text]:,})" for text in ranked[:MOST_NAMED])
    more = len(ranked) - MOST_NAMED
    return f"{told} and {more:,} more" if more > 0 else told


def missing(found: set[float]) -> set[float]:
    """Numbers that look like codes for missing answers among the others."""
    far = {value for value in found if value in MISSING_CODES and not -2 < value < 10}
    near = found - far
    if -1 in near and -2 not in near and max(near) > 1:
        far.add(-1.0)
    # 7, 8 and 9 behind a gap: a whole scale below, and nothing above
    coded = {value for value in near if value in (7, 8, 9) and value - 1 not in near - {7, 8, 9}}
    coded = coded if 7 not in near or 7 in coded else set()
    coded |= {9.0} & near if 8 not in near else set()
    steps = near - coded - far
    whole = all(value == int(value) for value in steps) and len(steps) >= 3
    if coded and whole and max(steps) - min(steps) + 1 == len(steps) and max(steps) < min(coded):
        far |= coded
    return far
