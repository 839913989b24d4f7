"""Guesses what the columns of a foreign table mean, each with its reason."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a column is taken for something: `sure` is from 0 to 1."""

    column: str
    meaning: str
    because: str
    sure: float


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the file does not say: what was taken until somebody answers, and what else it may be.

    `key` names the kind of question: "date order", "scale", "abstained", "empty", "names" ...
    """

    key: str
    column: str
    asked: str
    taken: str
    others: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Match:
    """Which column is what, with reasons; `columns` is meaning -> column."""

    columns: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)

    def take(self, meaning: str, column: str, because: str, sure: float) -> None:
        """Note that a column is something."""
        self.columns[meaning] = column
        self.reasons[meaning] = Reason(
            column=column, meaning=meaning, because=because, sure=min(1.0, round(sure, 2))
        )

    def drop(self, meaning: str) -> None:
        """Take that back."""
        self.columns.pop(meaning, None)
        self.reasons.pop(meaning, None)
