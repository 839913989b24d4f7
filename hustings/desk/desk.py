"""The desk: what coders do with documents, statements and codes, and the trail of it."""

from collections.abc import Iterator

import sqlalchemy as sa

from hustings.desk import events
from hustings.desk.events import Event, State
from hustings.desk.judging import Judging
from hustings.desk.marking import KnownDocument, Marking
from hustings.desk.proposing import Proposing
from hustings.desk.recording import Recording
from hustings.desk.store import Store
from hustings.desk.tables import EVENT

__all__ = ["Desk", "KnownDocument"]


class Desk(Marking, Judging, Recording, Proposing):
    """The acts of a desk; each is one transaction and one event.

    Parameters
    ----------
    store : Store

    Every act takes first who does it: a name, which is that of the coder.
    """

    def __init__(self, store: Store):
        self.store = store

    def undo(self, who: str) -> Event | None:
        """Take back one's last act; None where there is none. Raises `DeskError` if it rests."""
        with self.store.writing() as connection:
            return events.undo(connection, who)

    def trail(self, until: str | None = None) -> Iterator[Event]:
        """All acts in their order, up to a moment ("2026-02-03T12:00") where one is given."""
        with self.store.reading() as connection:
            yield from events.events(connection, until)

    def last(self) -> int:
        """The number of the last act, which tells whether anything has changed; 0 before any."""
        with self.store.reading() as connection:
            return int(connection.execute(sa.select(sa.func.max(EVENT.c.id))).scalar() or 0)

    def state(self, until: str | None = None) -> State:
        """How everything stands, or stood at a moment, by table and key."""
        with self.store.reading() as connection:
            if until is None:
                return events.current(connection)
            return events.replay(events.events(connection, until))
