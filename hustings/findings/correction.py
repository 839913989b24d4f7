"""How much people have checked, and positions corrected by it (prediction-powered inference)."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import GROUP_WORDS, group_positions, restriction, shown_axes
from hustings.link import View
from hustings.measures.correction import LEAST_CHECKED, LEAST_EACH, SUMS, corrected

#: what a correction rests on
DRAWN = (
    "Corrected positions are the mean of all first codes plus the mean of what people changed in "
    "those that they checked. They hold as far as those were drawn at random; the plain positions, "
    "for which every code counts alike, stay those of all other pages."
)
_COLUMNS = (
    *("axis", "position", "statements", "n", "checked", "first", "difference"),
    *("corrected", "low", "high"),
)


@dataclass(frozen=True, kw_only=True)
class CorrectionFinding:
    """What people have checked.

    Of `codings` they have checked `checked`; `both` statements on an axis have a first code and a
    person's. `axes` holds, for each shown axis, `axis, position` (plain mean of all its
    `statements`), and what `hustings.measures.correction.corrected` gives, `groups` the same with
    `group` for those with at least ten checked statements on the axis, most checked first. Both are
    empty with fewer than 50 checked in all. `called` is the word for the groups.
    """

    codings: int
    checked: int
    both: int
    axes: pd.DataFrame
    groups: pd.DataFrame
    called: str
    headline: str
    sentences: tuple[str, ...]


@cached(uses=("axis", "by", "filters"))
def correction(data: Dataset, view: View) -> CorrectionFinding | None:
    """What is checked under the view's filters; None where the data do not say, or nothing passes.

    The facets `coder` and `checked` are lifted, and every statement counts.
    """
    view = view.having(coder=(), checked=(), min=1, repeat="all")
    if not query.says_what_is_checked(data):
        return None
    counts = query.codings_checked(data, view.filters)
    wanted = restriction(data, view.axis)
    if wanted:
        counts = counts[counts.axis.isin(wanted)]
    codings, checked = int(counts.codings.sum()), int(counts.checked.sum())
    if not codings:
        return None
    cells = query.first_and_checked(data, view.filters)
    if wanted:
        cells = cells[cells.axis.isin(wanted)]
    both = int(cells.checked.sum())
    axes = groups = pd.DataFrame(columns=["group", *_COLUMNS])
    if both >= LEAST_CHECKED:
        axes = _of_axes(data, view, cells, shown_axes(data, view))
        groups = _of_groups(data, view, wanted)
    return CorrectionFinding(
        codings=codings,
        checked=checked,
        both=both,
        axes=axes.drop(columns="group", errors="ignore"),
        groups=groups,
        called=GROUP_WORDS[view.by][1],
        headline=_headline(checked, codings),
        sentences=_sentences(both, axes, data.meta.unit),
    )


def correction_limit(data: Dataset, view: View) -> list[str]:
    """How much people have checked, as a sentence; none where the data do not say."""
    found = correction(data, view)
    return [words.sentence(found.headline)] if found else []


def _of_axes(
    data: Dataset, view: View, cells: pd.DataFrame, axes: tuple[Axis, ...]
) -> pd.DataFrame:
    """The mean of all statements on each axis, plain and corrected, in the order of the axes."""
    plain = query.cells(data, view.filters).groupby("axis")[["n", "total"]].sum()
    sums = cells.groupby("axis", as_index=False)[[*SUMS]].sum()
    found = corrected(sums).set_index("axis")
    found = found.loc[[axis.id for axis in axes if axis.id in found.index]].reset_index()
    counts = plain.loc[found.axis]
    position, statements = (counts.total / counts.n).to_numpy(), counts.n.to_numpy()
    return found.assign(position=position, statements=statements)[[*_COLUMNS]]


def _of_groups(data: Dataset, view: View, wanted: tuple[str, ...]) -> pd.DataFrame:
    """Positions of the groups of which enough is checked, plain and corrected."""
    cells = query.first_and_checked(data, view.filters, view.by)
    cells = cells[cells.checked >= LEAST_EACH]
    if wanted:
        cells = cells[cells.axis.isin(wanted)]
    plain = group_positions(data, view)[["group", "axis", "position", "n"]]
    plain = plain.rename(columns={"n": "statements"})
    found = corrected(cells).merge(plain, on=["group", "axis"])
    found = found.sort_values(["checked", "group", "axis"], ascending=[False, True, True])
    return found[["group", *_COLUMNS]].reset_index(drop=True)


def _headline(checked: int, codings: int) -> str:
    """ "312 of 5,433 codings have been checked by a person"."""
    of = f"of {codings:,} codings" if codings > 1 else "of one coding"
    if not checked:
        return f"None {of} has been checked by a person"
    return f"{checked:,} {of} {'has' if checked == 1 else 'have'} been checked by a person"


def _sentences(both: int, axes: pd.DataFrame, unit: str) -> tuple[str, ...]:
    """What follows from so many: that positions are corrected, or from when on they will be."""
    if both < LEAST_CHECKED:
        return (
            "Positions are corrected by what people have checked once "
            f"{words.statements(LEAST_CHECKED, unit)} on an axis have a person's code beside "
            f"a first one; so far {both or 'none'} {'has' if both < 2 else 'have'}.",
        )
    missing = axes.axis[axes.corrected.isna()].tolist()
    thin = f"Fewer than {LEAST_EACH} are checked on {words.listing(missing, most=6)}."
    return (DRAWN, thin) if missing else (DRAWN,)
