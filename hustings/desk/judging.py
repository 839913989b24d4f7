"""Codes of the desk: each coder's own, agreed ones, those of the check queue; and who is done."""

import sqlalchemy as sa

from hustings.desk import events
from hustings.desk.events import Change, Row
from hustings.desk.saying import clean, code_row, in_range, is_done, rows, still_blind, there
from hustings.desk.store import DeskError, Store
from hustings.desk.tables import AGREED, CHECK, CODE, ORIGINS, READING, STATEMENT


class Judging:
    """The acts on codes; no coder sees those of another before being done with the document."""

    store: Store

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

        Refused once one is done with the document, since the codes of others can be seen then.

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
        in_range(stance)
        if origin not in ORIGINS:
            raise DeskError(f"The origin is {origin!r}; allowed: {', '.join(ORIGINS)}.")
        coder = coder or who
        if AGREED in (who, coder) or not axis or not coder:
            raise DeskError("A code needs an axis, and a coder with a name of their own.")
        if coder != who and origin == "person":
            raise DeskError(f"{who} cannot judge in the name of {coder}.")
        after = None
        if stance is not None:
            after = code_row(statement, axis, coder, stance, origin, clean(note))
        with self.store.writing() as connection:
            found = there(events.row(connection, "statement", statement), "statement")
            if origin == "person":
                still_blind(connection, found["document"], who)
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
        in_range(stance)
        after = code_row(statement, axis, AGREED, stance, "person", clean(note))
        with self.store.writing() as connection:
            found = there(events.row(connection, "statement", statement), "statement")
            if not is_done(connection, found["document"], who):
                raise DeskError("Codes are settled by somebody who is done with the document.")
            before = events.row(connection, "code", statement, axis, AGREED)
            events.act(connection, who, "agree", Change("code", before, after))

    def check(self, who: str, data: str, statement: str, axis: str, stance: float | None) -> None:
        """Judge a coding of a data set from the check queue; None takes the judgement away.

        `data` is the name of the data set, as its `meta.name`.
        """
        in_range(stance)
        after = None if stance is None else {
            "data": data, "statement": statement, "axis": axis, "coder": who,
            "stance": float(stance), "at": events.now(),
        }  # fmt: skip
        with self.store.writing() as connection:
            before = events.row(connection, "checked", data, statement, axis, who)
            if before or after:
                events.act(connection, who, "check", Change("checked", before, after))

    def checks(self, data: str | None = None, who: str | None = None) -> list[Row]:
        """What people have judged of the codings of a data set or of all, or what one of them has.

        Pages show each person their own: see `hustings.desk.sight`.
        """
        asked = sa.select(CHECK)
        if data is not None:
            asked = asked.where(CHECK.c.data == data)
        if who is not None:
            asked = asked.where(CHECK.c.coder == who)
        with self.store.reading() as connection:
            return rows(connection, asked.order_by(*CHECK.primary_key))

    def finish(self, who: str, document: str, done: bool = True) -> None:
        """Say that one is done with a document, after which others' codes can be seen.

        Going on (`done=False`) is refused, as undoing it is, where there are codes of others.
        """
        with self.store.writing() as connection:
            there(events.row(connection, "document", document), "document")
            before = events.row(connection, "reading", document, who)
            if before and before["done"] == done:
                return
            change = Change("reading", before, {"document": document, "coder": who, "done": done})
            events.keep_blind(connection, change)
            events.act(connection, who, "done" if done else "go on", change)

    def progress(self) -> list[Row]:
        """How far people are with documents: `document, coder, coded, done`.

        `coded` is of how many statements they have judged anything, never what.
        """
        coded = (
            sa.select(
                STATEMENT.c.document,
                CODE.c.coder,
                sa.func.count(sa.distinct(CODE.c.statement)).label("coded"),
            )
            .join(STATEMENT)
            .where(CODE.c.origin == "person", CODE.c.coder != AGREED)
            .group_by(STATEMENT.c.document, CODE.c.coder)
        )
        with self.store.reading() as connection:
            found = {(row["document"], row["coder"]): row for row in rows(connection, coded)}
            done = {
                (row["document"], row["coder"])
                for row in rows(connection, sa.select(READING).where(READING.c.done))
            }
        return [
            {
                "document": document,
                "coder": coder,
                "coded": found.get((document, coder), {}).get("coded", 0),
                "done": (document, coder) in done,
            }
            for document, coder in sorted({*found, *done})
        ]

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
            return rows(connection, asked)
