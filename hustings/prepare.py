"""Prepare a data set: do once what opening does each time, and keep it as files or tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow as pa

from hustings import prepared, remote
from hustings.build import Step, build_files
from hustings.engine.base import quiet
from hustings.engine.duckdb import DuckDB
from hustings.model import Dataset
from hustings.schema import refuse
from hustings.source import (
    MANIFEST,
    Cluster,
    Database,
    Prepared,
    Source,
    is_address,
    locate,
    shown,
)
from hustings.tables import Tables

if TYPE_CHECKING:
    from hustings.engine.postgres import Postgres

#: rows that go into a database at a time
PIECE = 20_000


def prepare(source: str | Path, target: str | Path, step: Step = quiet) -> Dataset:
    """Prepare a data set, on the engine that holds it; a broken run leaves nothing half made.

    Parameters
    ----------
    source : str or Path
        Whatever `open_dataset` opens.
    target : str or Path
        A folder that does not exist yet or is a prepared one, which the workers of a cluster must
        reach where the source is in one; or `postgresql://user@host/database?table=name`.
    step : callable
        Is told what is about to be done, one step after the other.

    Returns
    -------
    Dataset
        As it can be opened now.

    Raises
    ------
    DataError
        When nothing in the source can be used, or the target is something else.
    EngineError
        When a database or a cluster does not answer.
    """
    where = locate(source)
    if is_address(target):
        goal = locate(target)
        if not isinstance(goal, Database):
            refuse(shown(str(target)), "", "a folder, or postgresql://…?table=…")
        return _into_database(where, goal, step)
    folder = Path(target)
    if folder.exists() and not (folder / MANIFEST).is_file():
        refuse(str(folder), "", "a new folder, or one that was prepared before")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # beside the target there is room for what the target will hold
    with (
        TemporaryDirectory(prefix="hustings", dir=folder.parent) as temporary,
        _built(where, Path(temporary), step) as data,
    ):
        prepared.write_folder(data, folder, step)
    return prepared.open_folder(folder)


@contextmanager
def _built(where: Source, temporary: Path, step: Step) -> Iterator[Dataset]:
    """The data set of a source, made where the source is; of files on disk, in a folder."""
    match where:
        case Prepared(folder):
            yield prepared.open_folder(folder)
        case Cluster():
            yield remote.open_cluster(where, step)
        case Database():
            engine = remote.engine_of(where)
            if remote.there_is(where, engine):
                with remote.built(where, engine, step) as data:
                    yield data
            else:
                yield remote.open_database(where)
        case _:
            tables = DuckDB(temporary / "tables.duckdb")
            yield build_files(tables, where, step)
            tables.close()


def _into_database(where: Source, goal: Database, step: Step) -> Dataset:
    engine = remote.engine_of(goal)
    if isinstance(where, Database) and where.address == goal.address:
        with engine.locked(), remote.built(where, engine, step) as data:
            remote.finish(data, engine, state="")
    else:
        with (
            TemporaryDirectory(prefix="hustings") as temporary,
            engine.locked(),
            _built(where, Path(temporary), step) as data,
            remote.beside(engine) as new,
        ):
            remote.finish(_copied(data, new, step), engine, state="")
    return remote.open_database(goal)


def _copied(data: Dataset, engine: "Postgres", step: Step) -> Dataset:
    """A data set with its tables in a database."""
    made = {}
    for name, rows in data.tables.by_name().items():
        step(f"write {name}")
        made[name] = engine.make(name, rows.schema().to_pyarrow().empty_table(), keep=True)
        for batch in data.engine.batches(rows, PIECE):
            engine.insert(name, pa.Table.from_batches([batch]))
        engine.analyze(name)
    tables = Tables(
        codings=made.pop("codings"),
        statements=made.pop("statements"),
        judged=made.pop("judged"),
        reasons=made.pop("reasons", None),
        summaries=made,
        sizes=data.tables.sizes,
        steps=data.tables.steps,
    )
    return replace(data, engine=engine, tables=tables)
