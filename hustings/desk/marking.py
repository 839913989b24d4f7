"""Documents and statements of the desk: who puts what there, marks words, says whose they are."""

import hashlib
import secrets
from collections.abc import Mapping

import sqlalchemy as sa

from hustings.desk import events
from hustings.desk.events import Change, Row
from hustings.desk.saying import allowed, clean, rows, span, there
from hustings.desk.store import DeskError, Store
from hustings.desk.tables import CODE, DOCUMENT, READING, STATEMENT

#: what may be said of a document, and of a statement
OF_DOCUMENT = tuple(c.name for c in DOCUMENT.c if c.name not in ("id", "text"))
OF_STATEMENT = tuple(c.name for c in STATEMENT.c)[7:]


def text_hash(text: str) -> str:
    """What tells a text, whatever its spaces and line ends."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def article_row(text: str, said: dict[str, str]) -> Row:
    """A text as a row of the table of documents.

    Raises
    ------
    DeskError
        When it is empty, or something else is said of it than a document has.
    """
    text = clean(text).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DeskError("The text is empty.")
    allowed(said, OF_DOCUMENT)
    return {"id": text_hash(text), "text": text, **dict.fromkeys(OF_DOCUMENT, ""), **said}


def statement_row(document: str, words: Row, said: Mapping[str, str]) -> Row:
    """A new statement as a row of its table: where its words stand, and what is said of it."""
    empty = dict.fromkeys(OF_STATEMENT, "")
    return {"id": secrets.token_hex(6), "document": document, **words, **empty, **said}


class KnownDocument(DeskError):
    """The same text is on the desk already."""

    def __init__(self, document: Row):
        super().__init__(
            f"This text is here already: “{document['title'] or document['id'][:12]}”."
        )
        self.document = document


class Marking:
    """The acts on documents and statements."""

    store: Store

    def add_document(self, who: str, text: str, **said: str) -> str:
        """Put a text on the desk, with `title`, `publisher`, `url`, `date` and `note`.

        Its lines end in "\\n" from then on, whatever ended them before.

        Returns
        -------
        str
            Its id.

        Raises
        ------
        KnownDocument
            When the same text is there already.
        """
        made = article_row(text, said)
        with self.store.writing() as connection:
            known = events.row(connection, "document", made["id"])
            if known:
                raise KnownDocument(known)
            events.act(connection, who, "add document", Change("document", None, made))
        return str(made["id"])

    def change_document(self, who: str, document: str, **said: str) -> None:
        """Say something else of a document."""
        allowed(said, OF_DOCUMENT)
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
            found = rows(connection, asked)
            done = rows(connection, sa.select(READING).where(READING.c.done))
        for row in found:
            row["done"] = sorted(one["coder"] for one in done if one["document"] == row["id"])
        return found

    def document(self, document: str) -> Row:
        """A document with its text."""
        with self.store.reading() as connection:
            return there(events.row(connection, "document", document), "document")

    def add_statement(self, who: str, document: str, start: int, end: int, **said: str) -> str:
        """Mark words of a document, from `start` to `end` in code points, and say whose they are.

        Returns
        -------
        str
            The id of the statement.
        """
        allowed(said, OF_STATEMENT)
        with self.store.writing() as connection:
            text = there(events.row(connection, "document", document), "document")["text"]
            made = statement_row(document, span(text, start, end), said)
            events.act(connection, who, "add statement", Change("statement", None, made))
        return str(made["id"])

    def change_statement(
        self, who: str, statement: str, words: tuple[int, int] | None = None, **said: str
    ) -> None:
        """Say something else of a statement, or mark other words."""
        allowed(said, OF_STATEMENT)
        self._change(who, "statement", statement, said, words)

    def remove_statement(self, who: str, statement: str) -> None:
        """Take a statement away, with all of its codes."""
        with self.store.writing() as connection:
            found = there(events.row(connection, "statement", statement), "statement")
            codes = rows(connection, sa.select(CODE).where(CODE.c.statement == statement))
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
            return rows(connection, asked)

    def _change(
        self, who: str, table: str, key: str, said: Row, words: tuple[int, int] | None = None
    ) -> None:
        with self.store.writing() as connection:
            before = there(events.row(connection, table, key), table)
            after = {**before, **said}
            if words:
                text = there(events.row(connection, "document", before["document"]), "document")
                after |= span(text["text"], *words)
            if after != before:
                events.act(connection, who, f"change {table}", Change(table, before, after))
