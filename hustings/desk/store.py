"""Where the coding desk keeps its tables, SQLite or PostgreSQL: one act is one transaction.

Writers take turns, readers never wait. A transaction is saved as a whole or not at all, whether the
process is killed, the connection is lost or the disk is full.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from hustings.settings import Settings

#: how addresses begin
SQLITE, POSTGRES = "sqlite:///", "postgresql://"
#: seconds that a writer waits for others
PATIENCE = 30
#: the lock of PostgreSQL that writers of a desk take in turn
_LOCK = 0x4855_5354
_MIGRATIONS = Path(__file__).parent / "migrations"


class DeskError(Exception):
    """What was asked cannot be done; in one sentence for whoever asked."""


def address(settings: Settings) -> str:
    """Where the desk of these settings lies; "" where there is none.

    By default a file of its own on one's own machine; a server with a public address has a desk
    only where `HUSTINGS_DESK` says so.
    """
    if not settings.has_desk:
        return ""
    if settings.desk:
        return settings.desk
    return f"{SQLITE}{Path(click.get_app_dir('hustings')) / 'desk.sqlite'}"


class Store:
    """The database of a desk.

    Parameters
    ----------
    address : str
        `sqlite:///file` or `postgresql://user@host/database`. The tables are made, or brought up to
        date, when it is opened.

    Raises
    ------
    DeskError
        When it cannot be opened, or is newer than this program.
    """

    def __init__(self, address: str):
        with explained():
            self.engine = _engine(address)
        with self.writing() as connection:
            _migrate(connection)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store."""
        with explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are saved together at the end, or not at all."""
        with explained(), self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                if self.engine.dialect.name == "postgresql":
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                yield connection


@contextmanager
def explained() -> Iterator[None]:
    """An error of the database as one sentence."""
    try:
        yield
    except DBAPIError as error:
        raise DeskError(f"The desk cannot be reached or written: {_said(error)}") from error
    except SQLAlchemyError as error:
        raise DeskError(f"The desk cannot be reached: {_said(error)}") from error


def _said(error: SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(cause).split()) or type(cause).__name__


def _engine(address: str) -> Engine:
    if address.startswith(SQLITE):
        file = Path(address.removeprefix(SQLITE))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeskError(f"The folder {file.parent} cannot be made: {error.strerror}") from error
        engine = sa.create_engine(address, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _tune)
        event.listen(engine, "begin", _begin)
        return engine
    if address.startswith(POSTGRES):
        url = make_url(address).set(drivername="postgresql+psycopg")
        return sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE})
    raise DeskError(f"HUSTINGS_DESK is {address!r}; allowed: {SQLITE}file or {POSTGRES}…")


def _tune(connection: Any, _record: object) -> None:
    """SQLite: readers beside a writer, saved when the disk says so, transactions begun by us."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # a writer takes its turn at the beginning, so that what it reads is still so when it writes
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection) -> None:
    """Bring the tables up to date, in the transaction of this connection."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    present = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if present is not None and present not in known:
        raise DeskError(f"The desk was written by a newer version of this program ({present}).")
    if present != scripts.get_current_head():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
