"""What stands in a column: how many cells are filled, and what they look like."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from hustings.intake.dates import clock_of, day_of
from hustings.intake.languages import plain
from hustings.intake.numbers import number_each
from hustings.intake.scales import meaning, nothing

#: different values of a column that are looked at
LOOKED_AT = 1_000
#: shares of cells that are some, half, nearly all
SOME, HALF, MOST = 0.3, 0.5, 0.8
#: characters of a text that is more than a name, and different values that are still types
LONG, MOST_TYPES = 60, 25
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|10\.\d{4,9}/\S+|doi:\s*\S+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One column, seen from its values.

    Attributes
    ----------
    name : str
    counts : Series of int
        How often each different value occurs, by value; empty cells and what stands for nothing
        are left out.
    rows, filled : int
        All rows, and those that say something.
    labels : dict of str to str
        Words that the file itself gives for coded values.
    """

    name: str
    counts: pd.Series
    rows: int
    filled: int
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def distinct(self) -> int:
        return len(self.counts)

    @cached_property
    def texts(self) -> list[str]:
        """The values that are looked at, the frequent ones first."""
        return [str(text) for text in self.counts.index[:LOOKED_AT]]

    @cached_property
    def number(self) -> float:
        """Share of cells that hold a number."""
        return self._share([value is not None for value in self.numbers])

    @cached_property
    def numbers(self) -> list[float | None]:
        """The number that each of the values holds."""
        return number_each(self.texts)

    @cached_property
    def date(self) -> float:
        """Share of cells that hold a date with a day or a month, but no bare number."""
        return self._share([_is_date(text) for text in self.texts])

    @cached_property
    def time(self) -> float:
        """Share of cells that hold a time of day and nothing else."""
        return self._share([len(text) <= 16 and bool(clock_of(text)) for text in self.texts])

    @cached_property
    def moment(self) -> float:
        """Share of cells that could be a date if the column's name says so: years, numbers too."""
        today = date.max
        return self._share([day_of(text, "dmy", today).cause != "unread" for text in self.texts])

    @cached_property
    def address(self) -> float:
        """Share of cells that begin with an address of the web or a DOI."""
        return self._share([bool(_ADDRESS.match(text)) for text in self.texts])

    @cached_property
    def answers(self) -> float:
        """Share of cells that are answers in words."""
        said = [self.labels.get(text, text) for text in self.texts]
        return self._share([meaning(text) is not None for text in said])

    @cached_property
    def silent(self) -> float:
        """Share of cells that say why there is no stance."""
        return self._share([isinstance(meaning(text), str) for text in self.texts])

    @cached_property
    def length(self) -> float:
        """Characters of a cell on average."""
        return float(sum(map(len, self.texts)) / len(self.texts)) if self.texts else 0.0

    @cached_property
    def upper(self) -> float:
        """Share of cells that are two or three capital letters, as codes of countries are."""
        return self._share([bool(re.fullmatch("[A-Z]{2,3}", text)) for text in self.texts])

    @property
    def is_answer(self) -> bool:
        """Whether nearly all cells are one of a few answers in words."""
        return self.answers >= MOST and self.distinct <= MOST_TYPES

    @property
    def unique(self) -> bool:
        """Whether no value stands in two rows."""
        return bool(self.filled) and self.distinct == self.filled

    def _share(self, right: list[bool]) -> float:
        weights = self.counts.iloc[:LOOKED_AT].to_numpy()
        return float((weights * right).sum() / weights.sum()) if len(weights) else 0.0


def profile(cells: pd.Series, labels: dict[str, str] | None = None) -> Profile:
    """What stands in a column of text."""
    counts = cells.value_counts()
    counts = counts[~nothing(pd.Series(counts.index, dtype="str")).to_numpy()]
    return Profile(
        name=str(cells.name),
        counts=counts,
        rows=len(cells),
        filled=int(counts.sum()),
        labels=labels or {},
    )


def _is_date(text: str) -> bool:
    if len(text) > 40 or plain(text).isdigit() and not re.fullmatch(r"\d+\D\d+\D\d+", text):
        return False
    return day_of(text, "dmy", date.max).cause in ("", "partial", "early", "impossible")
