"""What a data set holds in short: actors, axes, rows, days, and axes too thin for intervals."""

from dataclasses import dataclass

from hustings import query, words
from hustings.dataset import Dataset
from hustings.measures.position import LEAST_FREEDOM, spreads
from hustings.package import SPOKEN


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a data set gives: a sentence, the axes with intervals, and those without, by name."""

    sentence: str
    carried: tuple[str, ...]
    thin: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """What can be said of intervals, a sentence each."""
        found = []
        if self.carried:
            found.append(f"{_axes(len(self.carried))} with intervals.")
        if self.thin:
            named = words.listing((f"“{name}”" for name in self.thin), most=words.MOST_NAMED)
            found.append(f"Too little for intervals: {named}.")
        return tuple(found)


def outcome(data: Dataset) -> Outcome:
    """What a data set holds.

    An axis has intervals where the statements of its groups leave three degrees of freedom (see
    `hustings.measures.position.positions`). Of votes, answers and estimates a group has one by
    nature, so that nothing is said to be thin.
    """
    total = query.totals(data, query.Filters())
    counted = spreads(query.cells(data, query.Filters()))
    enough = {str(axis) for axis in counted.index[counted.freedom >= LEAST_FREEDOM]}
    unit = data.meta.unit
    actors = f"{total.actors:,} actor{'s' * (total.actors != 1)}"
    rows = f"{total.statements:,} {words.many(unit) if total.statements != 1 else unit}"
    said = f"{actors} on {_axes(len(data.axes))}, {rows}"
    if total.first and total.last:
        first, last = words.day(total.first), words.day(total.last)
        said += f", {first}" if first == last else f", {first} to {last}"
    named = [(axis.id, axis.called) for axis in data.axes]
    return Outcome(
        sentence=f"{said}.",
        carried=tuple(name for axis, name in named if axis in enough),
        thin=tuple(name for axis, name in named if axis not in enough) if unit == SPOKEN else (),
    )


def _axes(number: int) -> str:
    return f"{number:,} {'axis' if number == 1 else 'axes'}"
