"""Blind coding: what one person may see of the codes, checks and trail of a desk.

Codes of others are seen in documents that the reader has finished, and checks of others once the
reader has judged the same coding. This holds for every role: an owner who codes is blind too.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from hustings.desk.events import Change, Event, Row, State

if TYPE_CHECKING:
    from hustings.desk.desk import Desk


class Sight:
    """Which rows somebody may see.

    Parameters
    ----------
    desk : Desk
    who : str
    """

    def __init__(self, desk: "Desk", who: str):
        self.who = who
        self.done = {row["id"] for row in desk.documents() if who in row["done"]}
        self.checked = {_unit(row) for row in desk.checks(who=who)}

    def code(self, row: Row, document: str | None) -> bool:
        """Whether a code is seen; `document` is that of its statement."""
        return row["coder"] == self.who or document in self.done

    def proposal(self, row: Row) -> Row:
        """A proposal of a model, without its stances where this person still judges blind."""
        return row if row["document"] in self.done else {**row, "codes": {}}

    def check(self, row: Row) -> bool:
        """Whether a judgement of the check queue is seen."""
        return row["coder"] == self.who or _unit(row) in self.checked


def _unit(row: Row) -> tuple[str, str, str]:
    return row["data"], row["statement"], row["axis"]


def seen_state(desk: "Desk", who: str, until: str | None = None) -> State:
    """`Desk.state` without what somebody may not see yet; for exports."""
    sight, state = Sight(desk, who), desk.state(until)
    documents = {row["id"]: row["document"] for row in state["statement"].values()}
    codes = {
        key: row
        for key, row in state["code"].items()
        if sight.code(row, documents.get(row["statement"]))
    }
    checks = {key: row for key, row in state["checked"].items() if sight.check(row)}
    proposals = {key: sight.proposal(row) for key, row in state["proposal"].items()}
    return {**state, "code": codes, "checked": checks, "proposal": proposals}


def seen_trail(desk: "Desk", who: str, until: str | None = None) -> Iterator[Event]:
    """`Desk.trail` without what somebody may not see yet.

    Every act is there, with who did it when; of a code that is hidden neither stance nor axis, nor
    the statement that it is of.
    """
    sight = Sight(desk, who)
    documents: dict[str, str] = {}

    def seen(change: Change) -> bool:
        row = change.after or change.before or {}
        if change.table == "code":
            return sight.code(row, documents.get(row["statement"]))
        return change.table != "checked" or sight.check(row)

    def blind(change: Change) -> Change:
        if change.table != "proposal":
            return change
        before, after = (row and sight.proposal(row) for row in (change.before, change.after))
        return Change("proposal", before, after)

    for event in desk.trail(until):
        for change in event.changes:
            if change.table == "statement":
                row = change.after or change.before or {}
                documents[row["id"]] = row["document"]
        yield replace(event, changes=tuple(map(blind, filter(seen, event.changes))))
