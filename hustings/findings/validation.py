"""How often the intervals of a data set hold, and how far its positions are off, by leaving out."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.measures.validation import (
    LEAST_TESTED,
    SIZES,
    calibrated,
    outcomes,
    plain,
    splits,
    summary,
)
from hustings.query import Filters

#: positions for which a page checks by itself: it takes a second or two for a thousand
MOST_CHECKED = 5000
#: statements of one group on one axis that are read at the most
MOST_STATEMENTS = 100


@dataclass(frozen=True, kw_only=True)
class ValidationFinding:
    """Outcome of the held-out check.

    `table` is what `hustings.measures.validation.summary` gives for the calibrated interval and the
    expected position, and a column more, `plain`: how often the plain interval held in its tests.
    `tested` counts the groups and axes with a test of one statement; where it is 0 nothing can be
    told, `least`, `most` and `ratio` are missing. `least` and `most` are the smallest and largest
    share of intervals that held over all axes at one size, `ratio` the mean absolute error of
    expected positions from one statement over that of plain ones, of `far` groups and axes.
    """

    table: pd.DataFrame
    tested: int
    least: float | None
    most: float | None
    far: int
    ratio: float | None

    @property
    def overall(self) -> pd.DataFrame:
        """The rows of all axes together that enough groups stand behind."""
        return self.table[self.table.axis.isna() & (self.table.tested >= LEAST_TESTED)]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of statements with enough groups to speak of."""
        return tuple(int(n) for n in self.overall.n)


@cached
def validation(data: Dataset) -> ValidationFinding:
    """The held-out check of all statements by actor, for positions from 1, 2, 3 and 5 statements.

    Filters do not apply: what is checked is the method, on the whole of the data.
    """
    everything = Filters()
    cells = query.cells(data, everything)
    made = splits(query.occasions(data, everything, most=MOST_STATEMENTS), SIZES)
    table = summary(outcomes(made, cells, calibrated))
    other = summary(outcomes(made, cells, plain))
    keys = ["n", "axis"]
    other = other[[*keys, "held"]].rename(columns={"held": "plain"})
    table = table.merge(other, on=keys, how="left")
    overall = table[table.axis.isna()]
    single = overall[overall.n == 1]
    enough = overall[overall.tested >= LEAST_TESTED].held
    far = int(single.far.sum())
    raw, expected = single.raw.sum(), single.expected.sum()
    return ValidationFinding(
        table=table,
        tested=int(single.tested.sum()),
        least=float(enough.min()) if len(enough) else None,
        most=float(enough.max()) if len(enough) else None,
        far=far,
        ratio=float(expected / raw) if far >= LEAST_TESTED and raw else None,
    )


def validated(data: Dataset) -> str:
    """The outcome of the check in one sentence, or why there is none."""
    if query.extent(data, Filters(), "actor", "all").positions > MOST_CHECKED:
        return "Too many positions to check here how often intervals hold: hustings validate does."
    found, many = validation(data), words.many(data.meta.unit)
    if not found.sizes:
        return (
            f"How often intervals hold cannot be checked by leaving {many} out: too few actors "
            "have spoken on several occasions on one axis."
        )
    said = (
        f"Checked by leaving {many} out: the 90 % intervals drawn here held the mean of the "
        f"actor's other {many} in {_range(found.overall.plain)} of the tests from "
        f"{words.listing(map(str, found.sizes), 'or')} {many}, those of expected positions in "
        f"{_range(found.overall.held)}"
    )
    if found.ratio is not None:
        said += (
            f"; from {words.statements(1, data.meta.unit)} the expected position was off by "
            f"{found.ratio:.2f} times as much as the mean"
        )
    return f"{said}."


def _range(shares: pd.Series) -> str:
    low, high = words.percent(shares.min()), words.percent(shares.max())
    return low if low == high else f"{low.removesuffix(' %')} to {high}"
