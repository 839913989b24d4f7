"""API endpoint /api/positions: where groups stand on each axis, with intervals."""

from datetime import date

from pydantic import Field

from hustings import findings, query, words
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row, bound
from hustings.link import View


class PositionRow(Row):
    """One group on one axis."""

    group: str
    axis: str
    position: float = Field(description="mean of its statements, -1 first pole, 1 second pole")
    low: float | None = Field(description="lower end of the 90 % interval, where there is one")
    high: float | None = Field(description="upper end of the 90 % interval, where there is one")
    expected: float = Field(
        description="the mean drawn towards that of all groups, the farther the thinner its "
        "evidence is: what sentences rest on"
    )
    expected_low: float | None = Field(description="lower end of the 90 % interval of `expected`")
    expected_high: float | None = Field(description="upper end of the 90 % interval of `expected`")
    n: int = Field(description="statements behind it")
    judges: int | None = Field(
        description="of estimates by others: judges behind them, as `n` says"
    )
    se: float | None = Field(description="of estimates by others: standard error of their mean")
    first: date | None = Field(description="day of the first dated statement")
    last: date | None = Field(description="day of the last dated statement")
    words: str = Field(description="the position in words, which also say how thin its evidence is")


def _positions(question: Question) -> Found:
    view = question.view
    # Counted before anything is worked out: what is too much is refused at once.
    each = [query.Picks(level, names) for level, names in view.picks.levels.items()]
    counted = sum(
        query.extent(
            question.data, view.filters, some.by, view.repeat, some, view.axis, view.min
        ).positions
        for some in each or [view.picks]
    )
    bound(counted, POSITIONS.takes)
    found = findings.group_positions(question.data, view)
    if view.axis:
        found = found[query.is_in(found.axis, view.axis)]
    if view.actor:
        found = found[query.is_in(found.group, view.actor)]
    known = {axis.id: axis for axis in question.data.axes}
    said = [
        words.stands(cell.position, cell.n, known[cell.axis], cell.mixed)
        for cell in found.itertuples()
    ]
    found = found.assign(words=said, judges=found.judges.astype("Int64"))
    return Found(tables={"positions": found}, view=_on_map(view))


def _page(view: View) -> str:
    return "compare" if 0 < len(view.actor) <= findings.MOST_COMPARED else ""


def _on_map(view: View) -> View:
    """The view with the first two of the chosen axes on the map."""
    return view.having(**dict(zip(("x", "y"), view.axis, strict=False)))


POSITIONS = Endpoint(
    name="positions",
    summary="Positions of groups on axes",
    about="One row for each group and axis with a statement: silence has no row. The interval "
    "pools all groups, also those that `actor` and `min` leave out; that of estimates by "
    "others rests on the standard errors that their rows give.",
    page=_page,
    takes=(*FILTERS, "by", "axis", "actor", "min", "repeat"),
    tables={"positions": PositionRow},
    of=_positions,
)
