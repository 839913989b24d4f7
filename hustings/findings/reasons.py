"""Why there is no stance (abstained, absent, no opinion, not asked): counts, and the words."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.dataset import Dataset
from hustings.findings.base import restriction
from hustings.link import View
from hustings.query import Picks
from hustings.schema import REASONS


@dataclass(frozen=True, kw_only=True)
class ReasonsFinding:
    """Statements that have a reason in the place of a stance.

    `rows` holds `group, axis, answer, n` (see `hustings.query.reasons`); `sentence` says how often
    there is which reason, and is empty where there is none.
    """

    rows: pd.DataFrame
    sentence: str

    @property
    def table(self) -> pd.DataFrame:
        """`group, axis`, and one column of counts for each reason that occurs."""
        keys = ["group", "axis"]
        wide = self.rows.pivot_table(
            index=keys, columns="answer", values="n", aggfunc="sum", fill_value=0
        )
        occurring = [reason for reason in REASONS if reason in wide.columns]
        return wide[occurring].reset_index().rename_axis(columns=None)


def reasons(data: Dataset, view: View) -> ReasonsFinding:
    """Why the picked groups of a view, or all of them, have no stance, on its axes.

    Filters count; `min` and `repeat` do not, since they are about positions.
    """
    axes = restriction(data, view.axis)
    rows = _rows(data, view, view.listed, axes)
    return ReasonsFinding(rows=rows, sentence=_sentence(rows))


def reasons_of(data: Dataset, view: View, group: str) -> ReasonsFinding:
    """The same of one group on all axes of the view."""
    axes = restriction(data, view.axis)
    rows = _rows(data, view, Picks(view.by, (group,)), axes)
    return ReasonsFinding(rows=rows, sentence=_sentence(rows))


def _rows(data: Dataset, view: View, picks: Picks, axes: tuple[str, ...]) -> pd.DataFrame:
    return query.each_level(
        picks, lambda some: query.reasons(data, view.filters, some.by, some, axes)
    )


def _sentence(rows: pd.DataFrame) -> str:
    if rows.empty:
        return ""
    counts = rows.groupby("answer").n.sum()
    said = words.listing(f"{reason} {counts[reason]:,}" for reason in REASONS if reason in counts)
    return f"Without a stance, and in no position: {said}."
