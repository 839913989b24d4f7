"""The desk: what coders do with documents, statements and codes, and what each of them may see."""

import hashlib
import secrets
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hustings.anchors import anchor
from hustings.desk import events
from hustings.desk.events import Change, Event, Row, State
from hustings.desk.store import DeskError, Store
from hustings.desk.tables import AGREED, CHECK, CODE, DOCUMENT, ORIGINS, READING, STATEMENT
from hustings.schema import as_text

#: what may be said of a document, and of a statement
OF_DOCUMENT = tuple(c.name for c in DOCUMENT.c if c.name not in ("id", "text"))
OF_STATEMENT = tuple(c.name for c in STATEMENT.c)[7:]


def text_hash(text: str) -> str:
    """What tells a text, whatever its spaces and line ends."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


class KnownDocument(DeskError):
    """The same text is on the desk already."""

    def __init__(self, document: Row):
        super().__init__(
            f"This text is here already: “{document['title'] or document['id'][:12]}”."
        )
        self.document = document


class Desk:
    """The acts of a desk; each is one transaction and one event.

    Parameters
    ----------
    store : Store

    Every act takes first who does it: a name, which is that of the coder.
    """

    def __init__(self, store: Store):
        self.store = store

    # documents

    def add_document(self, who: str, text: str, **said: str) -> str:
        """Put a text on the desk, with `title`, `publisher`, `url`, `date` and `note`.

        Returns
        -------
        str
            Its id.

        Raises
        ------
        KnownDocument
            When the same text is there already.
        """
        text = _clean(text)
        if not text.strip():
            raise DeskError("The text is empty.")
        _allowed(said, OF_DOCUMENT)
        made = {"id": text_hash(text), "text": text, **dict.fromkeys(OF_DOCUMENT, ""), **said}
        with self.store.writing() as connection:
            known = events.row(connection, "document", made["id"])
            if known:
                raise KnownDocument(known)
            events.act(connection, who, "add document", Change("document", None, made))
        return str(made["id"])

    def change_document(self, who: str, document: str, **said: str) -> None:
        """Say something else of a document."""
        _allowed(said, OF_DOCUMENT)
        self._change(who, "document", document, said)

    def documents(self) -> list[Row]:
        """All documents without their text, by title, with their statements and who is done."""
        columns = [column for column in DOCUMENT.c if column.name != "text"]
        counted = (
            sa.select(STATEMENT.c.document, sa.func.count().label("statements"))
            .group_by(STATEMENT.c.document)
            .subquery()
        )
        asked = (
            sa.select(*columns, sa.func.coalesce(counted.c.statements, 0).label("statements"))
            .outerjoin(counted, counted.c.document == DOCUMENT.c.id)
            .order_by(DOCUMENT.c.title, DOCUMENT.c.id)
        )
        with self.store.reading() as connection:
            found = _rows(connection, asked)
            done = _rows(connection, sa.select(READING).where(READING.c.done))
        for row in found:
            row["done"] = sorted(one["coder"] for one in done if one["document"] == row["id"])
        return found

    def document(self, document: str) -> Row:
        """A document with its text."""
        with self.store.reading() as connection:
            return _there(events.row(connection, "document", document), "document")

    # statements

    def add_statement(self, who: str, document: str, start: int, end: int, **said: str) -> str:
        """Mark words of a document, from `start` to `end` in code points, and say whose they are.

        Returns
        -------
        str
            The id of the statement.
        """
        _allowed(said, OF_STATEMENT)
        with self.store.writing() as connection:
            text = _there(events.row(connection, "document", document), "document")["text"]
            made = {
                "id": secrets.token_hex(6),
                "document": document,
                **_span(text, start, end),
                **dict.fromkeys(OF_STATEMENT, ""),
                **said,
            }
            events.act(connection, who, "add statement", Change("statement", None, made))
        return str(made["id"])

    def change_statement(
        self, who: str, statement: str, span: tuple[int, int] | None = None, **said: str
    ) -> None:
        """Say something else of a statement, or mark other words."""
        _allowed(said, OF_STATEMENT)
        self._change(who, "statement", statement, said, span)

    def remove_statement(self, who: str, statement: str) -> None:
        """Take a statement away, with all of its codes."""
        with self.store.writing() as connection:
            found = _there(events.row(connection, "statement", statement), "statement")
            codes = _rows(connection, sa.select(CODE).where(CODE.c.statement == statement))
            gone = [Change("code", code, None) for code in codes]
            events.act(connection, who, "remove statement", *gone, Change("statement", found, None))

    def statements(self, document: str | None = None) -> list[Row]:
        """The statements of a document, or all, in the order of the text."""
        asked = sa.select(STATEMENT).order_by(
            STATEMENT.c.document, STATEMENT.c.start, STATEMENT.c.id
        )
        if document is not None:
            asked = asked.where(STATEMENT.c.document == document)
        with self.store.reading() as connection:
            return _rows(connection, asked)

    # codes

    def code(
        self,
        who: str,
        statement: str,
        axis: str,
        stance: float | None,
        note: str = "",
        coder: str = "",
        origin: str = "person",
    ) -> None:
        """Judge a statement on an axis; None takes the judgement away. See `agree` for "agreed".

        Parameters
        ----------
        who, statement, axis : str
        stance : float or None
            From -1 to 1.
        note : str
        coder : str
            In whose name, when not one's own: a rule or a model.
        origin : str
            One of `ORIGINS`.
        """
        if stance is not None and not -1 <= stance <= 1:
            raise DeskError(f"The stance is {stance}; allowed: a number from -1 to 1.")
        if origin not in ORIGINS:
            raise DeskError(f"The origin is {origin!r}; allowed: {', '.join(ORIGINS)}.")
        coder = coder or who
        if AGREED in (who, coder) or not axis or not coder:
            raise DeskError("A code needs an axis, and a coder with a name of their own.")
        if coder != who and origin == "person":
            raise DeskError(f"{who} cannot judge in the name of {coder}.")
        after = None if stance is None else {
            "statement": statement, "axis": axis, "coder": coder, "stance": float(stance),
            "origin": origin, "at": events.now(), "note": _clean(note),
        }  # fmt: skip
        with self.store.writing() as connection:
            _there(events.row(connection, "statement", statement), "statement")
            before = events.row(connection, "code", statement, axis, coder)
            if before is None and after is None:
                return
            what = "code" if after else "take code away"
            events.act(connection, who, what, Change("code", before, after))

    def agree(
        self, who: str, statement: str, axis: str, stance: float | None, note: str = ""
    ) -> None:
        """Settle a difference: the agreed stance, or None where the statement has none there.

        The code gets the coder "agreed". Who settles must be done with the document.
        """
        if stance is not None and not -1 <= stance <= 1:
            raise DeskError(f"The stance is {stance}; allowed: a number from -1 to 1.")
        after = {
            "statement": statement, "axis": axis, "coder": AGREED, "stance": stance,
            "origin": "person", "at": events.now(), "note": _clean(note),
        }  # fmt: skip
        with self.store.writing() as connection:
            found = _there(events.row(connection, "statement", statement), "statement")
            reading = events.row(connection, "reading", found["document"], who)
            if not (reading and reading["done"]):
                raise DeskError("Codes are settled by somebody who is done with the document.")
            before = events.row(connection, "code", statement, axis, AGREED)
            events.act(connection, who, "agree", Change("code", before, after))

    def check(self, who: str, data: str, statement: str, axis: str, stance: float | None) -> None:
        """Judge a coding of a data set from the check queue; None takes the judgement away.

        `data` is the name of the data set, as its `meta.name`.
        """
        if stance is not None and not -1 <= stance <= 1:
            raise DeskError(f"The stance is {stance}; allowed: a number from -1 to 1.")
        after = None if stance is None else {
            "data": data, "statement": statement, "axis": axis, "coder": who,
            "stance": float(stance), "at": events.now(),
        }  # fmt: skip
        with self.store.writing() as connection:
            before = events.row(connection, "checked", data, statement, axis, who)
            if before or after:
                events.act(connection, who, "check", Change("checked", before, after))

    def checks(self, data: str, who: str | None = None) -> list[Row]:
        """What people have judged of the codings of a data set, or what one of them has."""
        asked = sa.select(CHECK).where(CHECK.c.data == data)
        if who is not None:
            asked = asked.where(CHECK.c.coder == who)
        with self.store.reading() as connection:
            return _rows(connection, asked.order_by(*CHECK.primary_key))

    def finish(self, who: str, document: str, done: bool = True) -> None:
        """Say that one is done with a document, after which others' codes can be seen."""
        with self.store.writing() as connection:
            _there(events.row(connection, "document", document), "document")
            before = events.row(connection, "reading", document, who)
            if before and before["done"] == done:
                return
            after = {"document": document, "coder": who, "done": done}
            events.act(
                connection, who, "done" if done else "go on", Change("reading", before, after)
            )

    def codes(self, who: str, document: str | None = None) -> list[Row]:
        """The codes that somebody may see: their own, and all of documents they are done with."""
        mine = sa.select(READING.c.document).where(READING.c.coder == who, READING.c.done)
        asked = (
            sa.select(CODE, STATEMENT.c.document)
            .join(STATEMENT)
            .where(sa.or_(CODE.c.coder == who, STATEMENT.c.document.in_(mine)))
            .order_by(CODE.c.statement, CODE.c.axis, CODE.c.coder)
        )
        if document is not None:
            asked = asked.where(STATEMENT.c.document == document)
        with self.store.reading() as connection:
            return _rows(connection, asked)

    # the trail

    def undo(self, who: str) -> Event | None:
        """Take back one's last act; None where there is none. Raises `DeskError` if it rests."""
        with self.store.writing() as connection:
            return events.undo(connection, who)

    def trail(self, until: str | None = None) -> Iterator[Event]:
        """All acts in their order, up to a moment ("2026-02-03T12:00") where one is given."""
        with self.store.reading() as connection:
            yield from events.events(connection, until)

    def state(self, until: str | None = None) -> State:
        """How everything stands, or stood at a moment, by table and key."""
        with self.store.reading() as connection:
            if until is None:
                return events.current(connection)
            return events.replay(events.events(connection, until))

    def _change(
        self, who: str, table: str, key: str, said: Row, span: tuple[int, int] | None = None
    ) -> None:
        with self.store.writing() as connection:
            before = _there(events.row(connection, table, key), table)
            after = {**before, **said}
            if span:
                text = _there(events.row(connection, "document", before["document"]), "document")
                after |= _span(text["text"], *span)
            if after != before:
                events.act(connection, who, f"change {table}", Change(table, before, after))


def _clean(text: str) -> str:
    """The text without what no database holds: half characters, and characters of no meaning."""
    return as_text(text).replace("\0", "")


def _span(text: str, start: int, end: int) -> Row:
    """Where words stand, with what is around them."""
    if not 0 <= start < end <= len(text):
        raise DeskError(
            f"No words stand from {start} to {end} in a text of {len(text)} characters."
        )
    found = anchor(text, start, end)
    return {name: getattr(found, name) for name in ("start", "end", "exact", "prefix", "suffix")}


def _allowed(said: dict[str, Any], names: tuple[str, ...]) -> None:
    for name, value in said.items():
        if name not in names or not isinstance(value, str):
            raise DeskError(f"{name} is {value!r}; allowed: text for {', '.join(names)}.")
        said[name] = _clean(value)


def _there(found: Row | None, what: str) -> Row:
    if found is None:
        raise DeskError(f"There is no such {what} any more.")
    return found


def _rows(connection: Connection, asked: sa.Select) -> list[Row]:
    return [dict(row) for row in connection.execute(asked).mappings()]
