"""API endpoint /api/change: shifts before and after a date, and running positions."""

from datetime import date

from pydantic import BaseModel, Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class ShiftRow(Row):
    """One group on one axis, before and after the day that divides."""

    group: str
    axis: str
    before: float = Field(description="position before")
    after: float = Field(description="position from that day on")
    n_before: int = Field(description="statements before")
    n_after: int = Field(description="statements from that day on")
    shift: float = Field(description="after less before")
    low: float | None = Field(description="lower end of the 90 % interval of the shift")
    high: float | None = Field(description="upper end of the 90 % interval of the shift")
    p: float | None = Field(description="probability of a shift as large, were there none")
    verdict: str = Field(
        description="shift, unsteady shift (its interval excludes 0, but it does not hold when the "
        "number of comparisons is allowed for or the day is moved), no clear change, or not enough "
        "evidence"
    )
    words: str


class RunningRow(Row):
    """Position of one group on one axis over the last `window` days, on a day that has one."""

    group: str
    axis: str
    date: date
    position: float
    low: float | None = Field(description="lower end of the 90 % interval, where there is one")
    high: float | None = Field(description="upper end of the 90 % interval, where there is one")
    n: int = Field(description="statements behind it")


class ChangeFacts(BaseModel):
    """The day that divides, and how much there is on both sides."""

    cut: date | None = Field(description="first day of after; missing where nothing divides")
    event: str = Field(description="what happened on that day, if the data know")
    chosen: bool = Field(description="whether `cut` asked for it")
    before: int = Field(description="statements before")
    after: int = Field(description="statements from that day on")
    undated: int = Field(description="statements without a date, which are left out")
    one_sided: int = Field(description="pairs of group and axis heard in one period only")
    sentence: str = Field(description="which day divides, and why that one")
    running_note: str = Field(description="which groups and axes the running positions are of")


def _change(question: Question) -> Found:
    data, view = question.data, question.view
    moves, history = findings.shifts(data, question.everywhere), findings.history(data, view)
    rows = moves.rows[moves.rows.group.isin(view.actor)] if view.actor else moves.rows
    known = {axis.id: axis for axis in data.axes}
    told = findings.shown(data, view, rows)
    said = [findings.shift_sentence(row, known[row.axis]) for row in told.itertuples()]
    cut = moves.split
    return Found(
        tables={"shifts": rows.assign(words=said), "running": history.lines},
        facts={
            "cut": cut.day,
            "event": cut.event,
            "chosen": cut.chosen,
            "before": cut.before,
            "after": cut.after,
            "undated": cut.undated,
            "one_sided": moves.one_sided,
            "sentence": cut.sentence,
            "running_note": history.note,
        },
        headline=moves.headline,
        claims=moves.claims,
        view=view.having(cut=cut.day),
    )


ENDPOINT = Endpoint(
    name="change",
    summary="Positions before and after a day",
    about="Every group and axis heard in both periods: the difference, its interval, and whether "
    "it may be called a shift. Without `cut` the event that divides the statements most evenly. "
    "`actor` restricts the list to the groups named; their running positions, or those of the "
    "groups with most statements, are the second table.",
    page=lambda view: "change",
    takes=(*FILTERS, "by", "axis", "actor", "min", "repeat", "cut", "window"),
    tables={"shifts": ShiftRow, "running": RunningRow},
    facts=ChangeFacts,
    of=_change,
)
