"""Open what lies in a database or a cluster: a table of PostgreSQL, Parquet that Spark reads.

Tables are made where the source is: in a schema of the database, or in the memory of the workers.
What lies beside the positions (axes, events, the descriptor) is small, and comes here.
"""

import csv
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import pyarrow as pa

from hustings import prepared
from hustings.build import Step, build
from hustings.engine.base import quiet
from hustings.model import Dataset
from hustings.readers import Text
from hustings.readers.table import as_text, read_table
from hustings.schema import COLUMNS, refuse
from hustings.source import AXES, EVENTS, MANIFEST, PACKAGE, Cluster, Database, files_in
from hustings.tables import PLAIN

if TYPE_CHECKING:
    from hustings.engine.postgres import Postgres
    from hustings.engine.spark import Spark

#: how schemas of prepared tables are called, before the name of the table
SCHEMA = "hustings_"
#: characters of the longest name that PostgreSQL keeps, less what marks an unfinished one
LONGEST = 59
#: the table that holds all of a prepared data set but its tables
KEPT = "manifest"


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """Say which extra of the package is missing, where one is."""
    try:
        yield
    except ModuleNotFoundError as error:
        refuse(name, str(error.name), f'the extra of this name: pip install "hustings[{name}]"')


def schema_of(table: str) -> str:
    """The schema that holds what is prepared of a table."""
    return f"{SCHEMA}{table.rpartition('.')[2]}"[:LONGEST]


def open_database(where: Database) -> Dataset:
    """Open a table of PostgreSQL, or what is prepared of it.

    A table that is not prepared, or has changed since, is prepared in the database: the role needs
    the right to create a schema, unless somebody else prepares it.

    Raises
    ------
    DataError
        When there is no such table, or nothing in it can be used.
    EngineError
        When the database does not answer.
    """
    engine = engine_of(where)
    state = engine.state(*_parts(where.table))
    if (kept := _kept(engine, where, state)) is not None:
        return kept
    with engine.locked():
        # whoever had to wait finds what the other has made
        if _kept(engine, where, state) is None:
            with built(where, engine) as data:
                finish(data, engine, state)
    return prepared.restored(_manifest(engine)[0], where.table, engine, engine.table)


def state(where: Database) -> tuple[str, str]:
    """A hash of what is prepared of a table, and the table's state where that has changed since."""
    engine = engine_of(where)
    try:
        text, seen = _manifest(engine) if KEPT in engine.tables() else ("", "nothing")
        now = engine.state(*_parts(where.table))
        return hashlib.sha256(text.encode()).hexdigest(), "" if seen in ("", now) else now
    finally:
        engine.close()


def engine_of(where: Database) -> "Postgres":
    """The engine of the schema that holds what is prepared of a table."""
    with _extra("postgres"):
        from hustings.engine.postgres import Postgres
    return Postgres(where.address, schema_of(where.table))


def there_is(where: Database, engine: "Postgres") -> bool:
    """Whether the table itself is in the database, and not only what was prepared elsewhere."""
    return bool(engine.state(*_parts(where.table)))


def _parts(table: str) -> tuple[str, str]:
    schema, _, name = table.rpartition(".")
    return schema or "public", name


def _manifest(engine: "Postgres") -> tuple[str, str]:
    [(text, state)] = engine.rows(f'SELECT content, state FROM "{engine.schema}"."{KEPT}"')
    return text, state


def _kept(engine: "Postgres", where: Database, state: str) -> Dataset | None:
    """What is prepared of a table as it is now; None when nothing is, or the table has changed."""
    if KEPT not in engine.tables():
        return None
    text, seen = _manifest(engine)
    # without a state it was prepared on purpose, and stays as it is
    if seen not in ("", state):
        return None
    # what opening has made, and not somebody on purpose, another version makes anew
    if seen and not prepared.is_of_this_form(text):
        return None
    return prepared.restored(text, where.table, engine, engine.table)


@contextmanager
def built(where: Database, engine: "Postgres", step: Step = quiet) -> Iterator[Dataset]:
    """A table of PostgreSQL as a data set, in a schema that is gone afterwards.

    Parameters
    ----------
    where : Database
    engine : Postgres
        Beside whose schema that of the tables is made.
    """
    schema, name = _parts(where.table)
    with beside(engine) as new, TemporaryDirectory(prefix="hustings") as temporary:
        if not new.state(schema, name):
            refuse(where.table, "", "the name of a table in the database")
        folder = Path(temporary)
        step("read")
        _write_beside(new, schema, folder)
        text = Text(file=name)
        read_table(new, new.table(name, schema), COLUMNS, "text", text)
        yield build(new, files_in(folder, folder / name, name), text, keep=True, step=step)


@contextmanager
def beside(engine: "Postgres") -> Iterator["Postgres"]:
    """An empty schema beside that of an engine; gone afterwards, unless it has taken its place."""
    new = type(engine)(engine.address, f"{engine.schema}_new")
    new.clear()
    try:
        yield new
    finally:
        new.clear()
        new.close()


def finish(data: Dataset, engine: "Postgres", state: str) -> None:
    """Put what is complete in the place of what was there: all at once.

    Parameters
    ----------
    data : Dataset
        In the schema beside that of the engine.
    engine : Postgres
    state : str
        The state of the table that is remembered with it; "" to keep it however the table changes.
    """
    new = cast("Postgres", data.engine)
    for table in ("codings", "statements", "judged"):
        new.index(table, "statement_id")
    content = {"content": [prepared.manifest(data)], "state": [state]}
    new.make(KEPT, pa.table(content), keep=True)
    engine.take_over(new.schema)


def _write_beside(engine: "Postgres", schema: str, folder: Path) -> None:
    """Write the tables `axes`, `events` and `package` of a database as files, where they are."""
    there = engine.tables_in(schema)
    for name, file in (("axes", AXES), ("events", EVENTS)):
        if name in there:
            table = engine.table(name, schema)
            rows = engine.arrow(table.select(**{c: as_text(table[c]) for c in table.columns}))
            with (folder / file).open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(rows.column_names)
                writer.writerows(rows.to_pandas().fillna("").itertuples(index=False))
    if "package" in there:
        rows = engine.rows(f'SELECT * FROM "{schema}"."package" LIMIT 1')
        if rows and rows[0]:
            said = rows[0][0]
            text = said if isinstance(said, str) else json.dumps(said)
            (folder / PACKAGE).write_text(text, encoding="utf-8")


def open_cluster(where: Cluster, step: Step = quiet) -> Dataset:
    """Open Parquet files that the workers of a Spark cluster reach, prepared or not.

    What is not prepared is prepared in the memory of the workers, each time it is opened.

    Raises
    ------
    DataError
        When there are no such files, or nothing in them can be used.
    EngineError
        When the cluster does not answer.
    """
    with _extra("spark"):
        from hustings.engine.spark import Spark
    engine = Spark(where.master, dict(where.settings))
    with TemporaryDirectory(prefix="hustings") as folder:
        if (local := engine.fetch(f"{where.path}/{MANIFEST}", Path(folder))) is not None:
            return _prepared_in_cluster(engine, where, local.read_text(encoding="utf-8"))
        return _built_in_cluster(where, engine, Path(folder), step)


def _built_in_cluster(where: Cluster, engine: "Spark", folder: Path, step: Step) -> Dataset:
    """A data set of Parquet files, made by the workers; what lies beside them comes here."""
    path, parent = where.path.rstrip("/"), where.path.rstrip("/").rpartition("/")[0]
    inside = f"{path}/positions.parquet"
    positions = inside if engine.exists(inside) else path
    if not engine.exists(positions):
        refuse(where.path, "", "Parquet files that the workers reach")
    name = path.rpartition("/")[2].removesuffix(".parquet")
    home = path if positions == inside else parent
    if positions == inside or name == "positions":
        for file in (AXES, EVENTS, PACKAGE):
            engine.fetch(f"{home}/{file}", folder)
        name = home.rpartition("/")[2]
    step("read")
    text = Text(file=positions.rpartition("/")[2])
    read_table(engine, engine.read("source", positions), COLUMNS, "text", text)
    return build(engine, files_in(folder, folder / "positions", name), text, step=step)


def _prepared_in_cluster(engine: "Spark", where: Cluster, text: str) -> Dataset:
    def table(name: str):
        found = engine.read(name, f"{where.path}/{name}")
        # summaries are small and asked often: the workers keep them
        return found if name in PLAIN else engine.make(f"{name}_kept", found)

    return prepared.restored(text, where.path, engine, table)
