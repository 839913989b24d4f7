"""Proposals of assistants: they wait at a document until a person takes or declines each."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hustings.anchors import place
from hustings.desk import events
from hustings.desk.events import Change, Row
from hustings.desk.marking import statement_row
from hustings.desk.saying import clean, code_row, in_range, is_done, rows, span, there
from hustings.desk.store import DeskError, Store
from hustings.desk.tables import CODE, PROPOSAL, STATEMENT

#: proposals that may wait at one document
MOST_WAITING = 500
#: what is said of the words of a proposal, and characters that each may have
SAID, LONGEST = ("speaker", "role", "actor"), 300
#: what kinds an assistant may name
KINDS = ("direct", "reported")


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What an assistant proposes: the words as they stand in the text, whose they are, stances."""

    quote: str
    speaker: str = ""
    role: str = ""
    actor: str = ""
    kind: str = "direct"
    codes: dict[str, float] = field(default_factory=dict)


class Proposing:
    """The acts on proposals; none of them is a statement, or a code, before a person takes it."""

    store: Store

    def propose(self, who: str, document: str, proposed: Sequence[Proposed]) -> int:
        """Put proposals of an assistant beside a document, as one act: all of them or none.

        What is proposed in the same words by the same assistant, and still waits, is passed over.

        Parameters
        ----------
        who : str
            The assistant; "model" before its name marks the proposals, and later its codes.
        document : str
        proposed : sequence of Proposed

        Returns
        -------
        int
            How many were added.

        Raises
        ------
        DeskError
            When words do not stand in the text, a stance or kind is none, or too many wait.
        """
        if not who.strip():
            raise DeskError("A proposal needs the name of who proposes it.")
        by = f"model {' '.join(clean(who).split())[:LONGEST]}"
        with self.store.writing() as connection:
            text = there(events.row(connection, "document", document), "document")["text"]
            waiting = rows(connection, sa.select(PROPOSAL).where(PROPOSAL.c.document == document))
            known = {(row["start"], row["end"]) for row in waiting if row["by"] == by}
            made = []
            for each in proposed:
                found = {"id": secrets.token_hex(6), "document": document, **_read(text, each)}
                if (found["start"], found["end"]) in known:
                    continue
                known.add((found["start"], found["end"]))
                made.append(Change("proposal", None, {**found, "by": by, "at": events.now()}))
            if len(waiting) + len(made) > MOST_WAITING:
                raise DeskError(f"More than {MOST_WAITING} proposals would wait at this document.")
            if made:
                events.act(connection, by, "propose", *made)
        return len(made)

    def proposals(self, who: str, document: str) -> list[Row]:
        """The proposals that wait at a document, in the order of its text.

        `codes` holds only stances on axes on which `who` has judged the same words, or all of them
        once done with the document: no coder sees a model's code before their own.
        """
        asked = sa.select(PROPOSAL).where(PROPOSAL.c.document == document)
        with self.store.reading() as connection:
            found = rows(connection, asked.order_by(PROPOSAL.c.start, PROPOSAL.c.id))
            if is_done(connection, document, who):
                return found
            judged = _judged(connection, who, document)
        for row in found:
            seen = {
                axis for start, end, axis in judged if row["start"] < end and start < row["end"]
            }
            row["codes"] = {axis: x for axis, x in row["codes"].items() if axis in seen}
        return found

    def take(self, who: str, proposal: str) -> str:
        """Make a statement of a proposal; its stances become codes of the model.

        Returns
        -------
        str
            The id of the statement.
        """
        with self.store.writing() as connection:
            found = there(events.row(connection, "proposal", proposal), "proposal")
            text = there(events.row(connection, "document", found["document"]), "document")["text"]
            words = span(text, found["start"], found["end"])
            said = {name: found[name] for name in (*SAID, "kind")}
            statement = statement_row(found["document"], words, said)
            events.act(
                connection,
                who,
                "take proposal",
                Change("statement", None, statement),
                *absorbed(connection, statement),
            )
        return str(statement["id"])

    def decline(self, who: str, proposal: str) -> None:
        """Take a proposal away without making a statement of it."""
        with self.store.writing() as connection:
            found = there(events.row(connection, "proposal", proposal), "proposal")
            events.act(connection, who, "decline proposal", Change("proposal", found, None))


def absorbed(connection: Connection, statement: Row) -> list[Change]:
    """What becomes of proposals in the words of a new statement: codes of their models."""
    asked = sa.select(PROPOSAL).where(
        *(PROPOSAL.c[name] == statement[name] for name in ("document", "start", "end"))
    )
    changes = []
    for found in rows(connection, asked):
        for axis, stance in found["codes"].items():
            code = code_row(statement["id"], axis, found["by"], stance, "model")
            changes.append(Change("code", None, code))
        changes.append(Change("proposal", found, None))
    return changes


def _judged(connection: Connection, who: str, document: str) -> list[tuple[int, int, str]]:
    """Where somebody's own codes of a document stand, and on which axes."""
    asked = (
        sa.select(STATEMENT.c.start, STATEMENT.c.end, CODE.c.axis)
        .join(CODE)
        .where(STATEMENT.c.document == document, CODE.c.coder == who, CODE.c.origin == "person")
    )
    return [(row.start, row.end, row.axis) for row in connection.execute(asked)]


def _read(text: str, each: Proposed) -> Row:
    """A proposal as its row; its words are those of the text."""
    found = place(text, each.quote)
    if found is None:
        raise DeskError(f"These words do not stand in the text: “{each.quote[:80]}”.")
    if each.kind not in KINDS:
        raise DeskError(f"The kind is {each.kind!r}; allowed: {', '.join(KINDS)}.")
    for axis, stance in each.codes.items():
        in_range(stance, f" on {axis}")
    return {
        "start": found.start,
        "end": found.end,
        "exact": found.exact,
        **{name: " ".join(clean(getattr(each, name)).split())[:LONGEST] for name in SAID},
        "kind": each.kind,
        "codes": {axis: float(stance) for axis, stance in each.codes.items()},
    }
