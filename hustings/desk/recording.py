"""Whole acts of the desk's pages: a statement with its codes at once, an article, its end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hustings.desk import events
from hustings.desk.events import Change, Row
from hustings.desk.marking import OF_STATEMENT, KnownDocument, article_row, statement_row
from hustings.desk.proposing import absorbed
from hustings.desk.saying import allowed, clean, code_row, in_range, rows, span, still_blind, there
from hustings.desk.store import DeskError, Store
from hustings.desk.tables import AGREED, CODE, PROPOSAL, READING, STATEMENT


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What one saves of a statement: what is said of it, and one's own codes.

    Attributes
    ----------
    start, end : int
        Its words, in code points.
    said : mapping
        Columns of a statement that change.
    codes : mapping
        Axis -> stance from -1 to 1, or None for none; axes that do not change are left out.
    note : str or None
        On one's own codes of it, hidden as they are; None leaves it as it was.
    model, proposed : str, mapping
        Under which name a model's stances are kept, which the coder has not been shown.
    """

    start: int
    end: int
    said: Mapping[str, str]
    codes: Mapping[str, float | None]
    note: str | None = None
    model: str = ""
    proposed: Mapping[str, float] | None = None


class Recording:
    """Acts of several rows: saved together, and undone together."""

    store: Store

    def save(self, who: str, document: str, judged: Judged, statement: str = "") -> str:
        """Keep a statement, a new one without `statement`, with one's codes of it.

        Returns
        -------
        str
            The id of the statement.

        Raises
        ------
        DeskError
            Where codes change that may not: out of -1 to 1, or after one is done.
        """
        said = dict(judged.said)
        allowed(said, OF_STATEMENT)
        for stance in judged.codes.values():
            in_range(stance)
        if who == AGREED:
            raise DeskError("A code needs a coder with a name of their own.")
        with self.store.writing() as connection:
            text = there(events.row(connection, "document", document), "document")["text"]
            words = span(text, judged.start, judged.end)
            before = None
            if statement:
                before = there(events.row(connection, "statement", statement), "statement")
                if before["document"] != document:
                    raise DeskError("That statement stands in another document.")
                after = {**before, **said}
                if (before["start"], before["end"]) != (judged.start, judged.end):
                    after |= words
            else:
                after = statement_row(document, words, said)
            changes = [] if after == before else [Change("statement", before, after)]
            own = self._own(connection, who, after["id"], judged)
            if own:
                still_blind(connection, document, who)
            changes += own
            if judged.model and not statement:
                changes += [
                    Change("code", None, code_row(after["id"], axis, judged.model, stance, "model"))
                    for axis, stance in (judged.proposed or {}).items()
                ]
            if not statement:
                changes += absorbed(connection, after)
            if changes:
                events.act(connection, who, "save statement", *changes)
        return str(after["id"])

    def _own(
        self, connection: Connection, who: str, statement: str, judged: Judged
    ) -> list[Change]:
        """How one's own codes of a statement change."""
        mine = sa.select(CODE).where(CODE.c.statement == statement, CODE.c.coder == who)
        had = {row["axis"]: row for row in rows(connection, mine)}
        stances = {axis: row["stance"] for axis, row in had.items()} | dict(judged.codes)
        held = next((row["note"] for row in had.values()), "")
        note = held if judged.note is None else clean(judged.note)
        if note and note != held and all(stance is None for stance in stances.values()):
            raise DeskError("The note goes with your codes: judge an axis first.")
        changes = []
        for axis, stance in stances.items():
            before = had.get(axis)
            if not axis or (before is None and stance is None):
                continue
            after = (
                None if stance is None else code_row(statement, axis, who, stance, "person", note)
            )
            if before and after and {**before, "at": after["at"]} == after:
                continue
            changes.append(Change("code", before, after))
        return changes

    def add_marked(
        self, who: str, text: str, marked: Iterable[tuple[int, int, Row]], **said: str
    ) -> str:
        """Put a text on the desk with statements that are marked in it, as one act.

        Parameters
        ----------
        who, text : str
        marked : iterable
            Of each statement where its words stand, and what is said of it.
        **said
            Of the document.

        Returns
        -------
        str
            The id of the document.
        """
        made = article_row(text, said)
        with self.store.writing() as connection:
            known = events.row(connection, "document", made["id"])
            if known:
                raise KnownDocument(known)
            changes = [Change("document", None, made)]
            for start, end, of_statement in marked:
                allowed(of_statement, OF_STATEMENT)
                words = span(made["text"], start, end)
                made_of = statement_row(made["id"], words, of_statement)
                changes.append(Change("statement", None, made_of))
            events.act(connection, who, "add document", *changes)
        return str(made["id"])

    def remove_document(self, who: str, document: str) -> None:
        """Take a document away with its statements and codes; `undo` brings all of it back."""
        with self.store.writing() as connection:
            found = there(events.row(connection, "document", document), "document")
            inside = sa.select(STATEMENT).where(STATEMENT.c.document == document)
            statements = rows(connection, inside)
            ids = [row["id"] for row in statements]
            codes = rows(connection, sa.select(CODE).where(CODE.c.statement.in_(ids)))
            readings = rows(connection, sa.select(READING).where(READING.c.document == document))
            waiting = sa.select(PROPOSAL).where(PROPOSAL.c.document == document)
            gone = [Change("proposal", row, None) for row in rows(connection, waiting)]
            gone += [Change("code", row, None) for row in codes]
            gone += [Change("reading", row, None) for row in readings]
            gone += [Change("statement", row, None) for row in statements]
            events.act(connection, who, "remove document", *gone, Change("document", found, None))
