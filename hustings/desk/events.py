"""Acts as events: what each changed, so that it can be undone, replayed to a day, exported."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hustings.desk.store import DeskError
from hustings.desk.tables import CHANGED, CODE, EVENT, STATEMENT

Row = dict[str, Any]
#: rows of each table by their keys
State = dict[str, dict[tuple, Row]]


@dataclass(frozen=True)
class Change:
    """One row as it was and as it is; None where there was or is none."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def key(self) -> tuple:
        """What tells the row in its table."""
        return key(self.table, self.after or self.before or {})

    def back(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.after, self.before)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One act: who did what when, what it changed, and which earlier act it takes back."""

    id: int
    at: str
    who: str
    what: str
    changes: tuple[Change, ...]
    undoes: int | None = None

    def line(self) -> str:
        """The act as one line of JSON."""
        said = {**vars(self), "changes": [vars(change) for change in self.changes]}
        return json.dumps(said, ensure_ascii=False)


def now() -> str:
    """This moment, in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def key(table: str, row: Mapping[str, Any]) -> tuple:
    """What tells a row in its table."""
    return tuple(row[column.name] for column in CHANGED[table].primary_key)


def row(connection: Connection, table: str, *keys: object) -> Row | None:
    """A row as it stands."""
    here = CHANGED[table]
    where = [column == value for column, value in zip(here.primary_key, keys, strict=True)]
    found = connection.execute(sa.select(here).where(*where)).mappings().first()
    return dict(found) if found else None


def act(
    connection: Connection, who: str, what: str, *changes: Change, undoes: int | None = None
) -> int:
    """Apply changes and write the event, in the transaction of the connection.

    Returns
    -------
    int
        The id of the event.
    """
    for change in changes:
        _apply(connection, change)
    made = sa.insert(EVENT).values(
        at=now(),
        who=who,
        what=what,
        payload=[vars(change) for change in changes],
        undoes=undoes,
    )
    return int(connection.execute(made.returning(EVENT.c.id)).scalar_one())


def _apply(connection: Connection, change: Change) -> None:
    here = CHANGED[change.table]
    where = [column == value for column, value in zip(here.primary_key, change.key, strict=True)]
    if change.before is None:
        connection.execute(sa.insert(here).values(**(change.after or {})))
    elif change.after is None:
        connection.execute(sa.delete(here).where(*where))
    else:
        connection.execute(sa.update(here).where(*where).values(**change.after))


def events(connection: Connection, until: str | None = None) -> Iterator[Event]:
    """All acts in their order, up to a moment where one is given."""
    asked = sa.select(EVENT).order_by(EVENT.c.id)
    if until is not None:
        asked = asked.where(EVENT.c.at <= until)
    for found in connection.execute(asked):
        yield _event(found)


def _event(found: Any) -> Event:
    return Event(
        id=found.id,
        at=found.at,
        who=found.who,
        what=found.what,
        changes=tuple(Change(**change) for change in found.payload),
        undoes=found.undoes,
    )


def undo(connection: Connection, who: str) -> Event | None:
    """Take back the last act of a person that is not taken back yet; None where there is none.

    Raises
    ------
    DeskError
        When somebody has changed the same since, something rests on it, or it would let somebody
        judge again who has been able to see the codes of others.
    """
    taken = sa.select(EVENT.c.undoes).where(EVENT.c.undoes.is_not(None))
    asked = sa.select(EVENT).where(
        EVENT.c.who == who, EVENT.c.undoes.is_(None), EVENT.c.id.not_in(taken)
    )
    found = connection.execute(asked.order_by(EVENT.c.id.desc()).limit(1)).first()
    if found is None:
        return None
    last = _event(found)
    back = [change.back() for change in reversed(last.changes)]
    gone = {change.key for change in back if change.table == "document" and not change.after}
    for change in back:
        if row(connection, change.table, *change.key) != change.before:
            raise DeskError(f"“{last.what}” cannot be undone: it has been changed since.")
        if change.key[:1] not in gone:
            keep_blind(connection, change)
    with_rows = _depending(connection, back)
    if with_rows:
        raise DeskError(f"“{last.what}” cannot be undone: {with_rows} rests on it.")
    act(connection, who, f"undo: {last.what}", *back, undoes=last.id)
    return last


def keep_blind(connection: Connection, change: Change) -> None:
    """Refuse that somebody who is done goes on where codes of others could be seen.

    Raises
    ------
    DeskError
    """
    before, after = change.before or {}, change.after or {}
    if change.table != "reading" or not before.get("done") or after.get("done"):
        return
    asked = (
        sa.select(CODE.c.axis)
        .join(STATEMENT)
        .where(STATEMENT.c.document == before["document"], CODE.c.coder != before["coder"])
    )
    if connection.execute(asked.limit(1)).first():
        raise DeskError(
            "You have been done with this article, and could see the codes of others: your own "
            "rest as they are."
        )


def _depending(connection: Connection, back: list[Change]) -> str:
    """The table with rows that rest on rows that would go, and are not among them."""
    gone = {(change.table, change.key) for change in back if change.after is None}
    for name, table in CHANGED.items():
        for link in table.foreign_keys:
            parent = link.column.table.name
            ids = [key_[0] for where, key_ in gone if where == parent]
            if not ids:
                continue
            found = connection.execute(sa.select(table).where(link.parent.in_(ids))).mappings()
            if any((name, key(name, dict(each))) not in gone for each in found):
                return f"a {name}"
    return ""


def replay(acts: Iterator[Event]) -> State:
    """How the tables stood after these acts."""
    state: State = {name: {} for name in CHANGED}
    for each in acts:
        for change in each.changes:
            if change.after is None:
                del state[change.table][change.key]
            else:
                state[change.table][change.key] = change.after
    return state


def current(connection: Connection) -> State:
    """How the tables stand."""
    return {
        name: {
            key(name, each): each
            for each in map(dict, connection.execute(sa.select(table)).mappings())
        }
        for name, table in CHANGED.items()
    }
