"""The first tables of the coding desk."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        *map(_text, ("title", "publisher", "url", "date", "note")),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Text),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("exact", sa.Text, nullable=False),
        *map(_text, ("prefix", "suffix", "speaker", "role", "actor", "type", "country", "date")),
        *map(_text, ("event", "theme", "kind", "summary", "argument", "note")),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_statement_document"),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_statement_span")),
    )
    op.create_index("ix_statement_document", "statement", ["document"])
    op.create_table(
        "code",
        sa.Column("statement", sa.Text),
        sa.Column("axis", sa.Text),
        sa.Column("coder", sa.Text),
        sa.Column("stance", sa.Float),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        _text("note"),
        sa.PrimaryKeyConstraint("statement", "axis", "coder", name="pk_code"),
        sa.ForeignKeyConstraint(["statement"], ["statement.id"], name="fk_code_statement"),
        sa.CheckConstraint("stance BETWEEN -1 AND 1", name=op.f("ck_code_stance")),
        sa.CheckConstraint("stance IS NOT NULL OR coder = 'agreed'", name=op.f("ck_code_known")),
        sa.CheckConstraint("origin IN ('person', 'rule', 'model')", name=op.f("ck_code_origin")),
    )
    op.create_table(
        "reading",
        sa.Column("document", sa.Text),
        sa.Column("coder", sa.Text),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("document", "coder", name="pk_reading"),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_reading_document"),
    )
    op.create_table(
        "checked",
        sa.Column("data", sa.Text),
        sa.Column("statement", sa.Text),
        sa.Column("axis", sa.Text),
        sa.Column("coder", sa.Text),
        sa.Column("stance", sa.Float, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("data", "statement", "axis", "coder", name="pk_checked"),
        sa.CheckConstraint("stance BETWEEN -1 AND 1", name=op.f("ck_checked_stance")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, autoincrement=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.ForeignKeyConstraint(["undoes"], ["event.id"], name="fk_event_undoes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_who", "event", ["who"])
