"""All statements on one axis, one by one, by type of actor."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.base import axis_of, subline, unheard
from hustings.findings.divides import divides
from hustings.findings.groups import named
from hustings.link import View
from hustings.query import MIDDLE, Picks

#: statements drawn one by one at the most, and lanes
MOST_DOTS, MOST_LANES = 1500, 12
#: what the lane of those is called whose type the data do not say
UNTYPED = "no type given"


@dataclass(frozen=True, kw_only=True)
class SwarmFinding:
    """Statements on an axis.

    `dots` has a row for each that is drawn: `statement_id, x, date, actor, speaker, quote, type,
    pick`; `pick` is the picked group that it is by, as readers know it, else missing. `lanes` are
    the types with the number of their statements, most first. Of `total` statements `drawn` are
    among the newest `MOST_DOTS` and of the first `MOST_LANES` types; `types` counts all of these.
    """

    axis: Axis | None
    dots: pd.DataFrame
    lanes: dict[str, int]
    total: int
    types: int
    headline: str
    subline: str

    @property
    def drawn(self) -> int:
        """How many statements are drawn."""
        return len(self.dots)


@cached(uses=("actor", "axis", "by", "filters", "min", "repeat"))
def swarm(data: Dataset, view: View) -> SwarmFinding:
    """Every statement on the first chosen axis, else on the one that divides most.

    Each counts, whatever `repeat` and `min` say: the dots show them one by one.
    """
    order = [view.axis[0]] if view.axis else [axis.id for axis in divides(data, view).axes]
    axis = axis_of(data, order[0]) if order else None
    if axis is None:
        return _nothing(data, view)
    found = query.units(data, view.filters, Picks("actor"), (axis.id,), MOST_DOTS)
    if found.empty:
        return _nothing(data, view)
    told = query.by_ids(data, tuple(found.statement_id))
    columns = ["statement_id", "actor", "actor_type", "country", "speaker", "quote"]
    dots = found[["statement_id", "x", "date"]].merge(told[columns], on="statement_id")
    dots = dots.rename(columns={"actor_type": "type"}).assign(pick=_pick(data, view, dots))
    dots["type"] = dots.type.where(dots.type.notna(), UNTYPED)
    counts = (
        dots.type.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    )
    lanes = {str(kind): int(n) for kind, n in counts.head(MOST_LANES).items()}
    stances = query.stance_counts(data, view.filters, "actor", "all", (axis.id,))
    return SwarmFinding(
        axis=axis,
        dots=dots[query.is_in(dots.type, lanes)].drop(columns="country").reset_index(drop=True),
        lanes=lanes,
        total=int(stances.n.sum()),
        types=len(counts),
        headline=_headline(axis, stances),
        subline=subline(
            data,
            view.having(repeat="all", min=1),
            query.totals(data, view.filters, axes=(axis.id,)),
        ),
    )


def _nothing(data: Dataset, view: View) -> SwarmFinding:
    return SwarmFinding(
        axis=None,
        dots=pd.DataFrame(),
        lanes={},
        total=0,
        types=0,
        headline=unheard(data, view, axes=view.axis) or "Nothing to draw",
        subline="",
    )


def _pick(data: Dataset, view: View, dots: pd.DataFrame) -> pd.Series:
    """The first of the picked groups that each statement is by."""
    column = {"actor": "actor", "speaker": "speaker", "type": "actor_type", "country": "country"}
    found = pd.Series([None] * len(dots), index=dots.index, dtype=object)
    names = named(data, view, view.actor)
    for group, name in zip(view.actor, names, strict=True):
        level, value = query.level_of(group, view.by)
        found = found.mask(found.isna() & (dots[column[level]] == value), name)
    return found


def _headline(axis: Axis, stances: pd.DataFrame) -> str:
    """How many of all statements go to either side."""
    n = int(stances.n.sum())
    low, high = (int(stances.n[side].sum()) for side in (
        stances.x <= -MIDDLE, stances.x >= MIDDLE
    ))  # fmt: skip
    about = f" on {axis.called}" if axis.plain else ""
    return words.sentence(
        f"of {words.statements(n, axis.unit)}{about}, {words.percent(low / n)} go towards "
        f"{axis.low_noun} and {words.percent(high / n)} towards {axis.high_noun}"
    )
