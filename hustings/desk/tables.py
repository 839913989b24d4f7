"""Tables of the coding desk: documents, statements, codes, who is done, checks, proposals, events.

All but `event` say how things stand; each row of `event` is one act with what it changed, so that
the others can be rebuilt to any moment. Moments are text in UTC, which sorts as it was.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

#: names of constraints are the same in every database, so that migrations find them
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
#: who can have made a code
ORIGINS = ("person", "rule", "model")
#: the coder of codes on which coders have agreed
AGREED = "agreed"


def _text(name: str) -> Column:
    """A column of text that is "" where nothing is said."""
    return Column(name, Text, nullable=False, server_default="")


#: an article; its id is a hash of its words
DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("text", Text, nullable=False),
    *map(_text, ("title", "publisher", "url", "date", "note")),
)
#: words in a document, and what is said of them; the names are those of positions.csv, but `exact`
#: for `quote` and `type` for `actor_type`
STATEMENT = Table(
    "statement",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", Text, nullable=False),
    *map(_text, ("prefix", "suffix", "speaker", "role", "actor", "type", "country", "date")),
    *map(_text, ("event", "theme", "kind", "summary", "argument", "note")),
    CheckConstraint('start >= 0 AND "end" > start', name="span"),
    Index(None, "document"),
)
#: one coder's stance of a statement on an axis; only of "agreed" it may be missing: coders then
#: agree that the statement does not speak to the axis
CODE = Table(
    "code",
    METADATA,
    Column("statement", Text, ForeignKey("statement.id"), primary_key=True),
    Column("axis", Text, primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("stance", Float),
    Column("origin", Text, nullable=False),
    Column("at", Text, nullable=False),
    _text("note"),
    CheckConstraint("stance BETWEEN -1 AND 1", name="stance"),
    CheckConstraint("stance IS NOT NULL OR coder = 'agreed'", name="known"),
    CheckConstraint("origin IN ('person', 'rule', 'model')", name="origin"),
)
#: how far a coder is with a document
READING = Table(
    "reading",
    METADATA,
    Column("document", Text, ForeignKey("document.id"), primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("done", Boolean, nullable=False),
)
#: a person's judgement of a coding of any data set, from the check queue
CHECK = Table(
    "checked",
    METADATA,
    Column("data", Text, primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("axis", Text, primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("stance", Float, nullable=False),
    Column("at", Text, nullable=False),
    CheckConstraint("stance BETWEEN -1 AND 1", name="stance"),
)
#: what an assistant proposes for a document, until a person takes or declines it: words, who says
#: them, and stances by axis, which stay hidden from a coder who has not judged these words
PROPOSAL = Table(
    "proposal",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", Text, nullable=False),
    *map(_text, ("speaker", "role", "actor", "kind")),
    Column("by", Text, nullable=False),
    Column("codes", JSON, nullable=False),
    Column("at", Text, nullable=False),
    CheckConstraint('start >= 0 AND "end" > start', name="span"),
    Index(None, "document"),
)
#: one act: who did what when, what it changed, and which earlier act it takes back
EVENT = Table(
    "event",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("undoes", Integer, ForeignKey("event.id")),
    Index(None, "who"),
    sqlite_autoincrement=True,
)
#: tables that acts change, in the order in which rows can be added
CHANGED = {table.name: table for table in (DOCUMENT, STATEMENT, CODE, READING, CHECK, PROPOSAL)}
