"""Open a data set: files, a prepared folder, a table of a database, or files in a cluster."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hustings import prepared, remote
from hustings.axes import Axis
from hustings.build import Step, build_files
from hustings.engine.base import EngineError, quiet
from hustings.engine.duckdb import DuckDB
from hustings.model import Dataset
from hustings.package import Meta, NamedView
from hustings.schema import DataError
from hustings.source import Cluster, Database, Files, Prepared, file_signature, locate, shown
from hustings.zipped import is_zip, unpack

__all__ = [
    "Axis",
    "Dataset",
    "EngineError",
    "Meta",
    "NamedView",
    "open_dataset",
    "signature",
]


def open_dataset(source: str | Path, step: Step = quiet) -> Dataset:
    """Open a data set, wherever it lies.

    Parameters
    ----------
    source : str or Path
        A CSV, TSV or Parquet file; a folder with positions.csv or positions.parquet, or one table
        of another name, with axes.csv, events.csv and datapackage.json beside it; a folder that
        `hustings prepare` has made; a zip of a folder, as readers take their own data away;
        `postgresql://user@host/database?table=name`; or `spark://host:port?path=folder`.
    step : callable
        Is told what is about to be done with files.

    Returns
    -------
    Dataset
        With all rows that can be used; `problems` names the others.

    Raises
    ------
    DataError
        When not a single row can be used.
    EngineError
        When a database or a cluster does not answer.
    """
    if is_zip(source):
        return replace(_unzipped(Path(source)), source=str(source))
    match locate(source):
        case Prepared(folder):
            data = prepared.open_folder(folder)
        case Database() as where:
            data = remote.open_database(where)
        case Cluster() as where:
            data = remote.open_cluster(where)
        case files:
            data = build_files(DuckDB(), files, step)
    return replace(data, source=shown(str(source)))


def _unzipped(file: Path) -> Dataset:
    """The data set in a zip, called like the zip where it does not say what it is called."""
    with TemporaryDirectory(prefix="hustings") as temporary:
        folder = Path(temporary, file.stem)
        folder.mkdir()
        unpack(file, folder)
        return open_dataset(folder)


def signature(source: str | Path) -> tuple:
    """A cheap value that changes when a source changes.

    Parameters
    ----------
    source : str or Path

    Returns
    -------
    tuple
        Of the files that `open_dataset` would read, of the table of a database; of the source alone
        when there is nothing. For a database or a cluster the last part is "" unless a table has
        changed since it was prepared.

    Raises
    ------
    EngineError
        When a database does not answer.
    """
    if is_zip(source):
        return (str(source), *file_signature(Files(positions=Path(source), name="")))
    try:
        where = locate(source)
    except DataError as error:
        return (str(source), *map(str, error.problems))
    if isinstance(where, Database):
        return (str(source), *remote.state(where))
    if isinstance(where, Cluster):
        return (str(source), *file_signature(where), "")
    return (str(source), *file_signature(where))
