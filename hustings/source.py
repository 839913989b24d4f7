"""Which files a data set consists of."""

from dataclasses import dataclass
from pathlib import Path

from hustings.readers import ENDINGS, NAMES
from hustings.schema import DataError, Problem

AXES, EVENTS, PACKAGE = "axes.csv", "events.csv", "datapackage.json"


@dataclass(frozen=True, kw_only=True)
class Files:
    """The files of a source.

    Parameters
    ----------
    positions : Path
    name : str
        What the data set is called when nothing else says so.
    axes, events, package : Path, optional
        None when there is no such file.
    """

    positions: Path
    name: str
    axes: Path | None = None
    events: Path | None = None
    package: Path | None = None


def locate(source: str | Path) -> Files:
    """The files of a folder, or those that belong to a file.

    Parameters
    ----------
    source : str or Path
        A folder with one table of positions, or a CSV, TSV or Parquet file. What stands beside a
        file is read only when the file is called positions, as in a folder.

    Returns
    -------
    Files

    Raises
    ------
    DataError
        When there is no table of positions.
    """
    source = Path(source)
    if not source.exists():
        _refuse(source, "", f"a folder, or a {NAMES} file")
    if source.is_file():
        if source.suffix.lower() not in ENDINGS:
            _refuse(source, source.suffix, f"a file that ends in {', '.join(ENDINGS)}")
        if source.stem != "positions":
            return Files(positions=source, name=source.stem)
        positions, folder = source, source.parent
    else:
        positions, folder = _positions(source), source
    axes, events, package = (
        path if path.is_file() else None
        for path in (folder / name for name in (AXES, EVENTS, PACKAGE))
    )
    return Files(
        positions=positions,
        name=folder.resolve().name,
        axes=axes,
        events=events,
        package=package,
    )


def _positions(folder: Path) -> Path:
    """The table of positions in a folder."""
    tables = sorted(p for p in folder.iterdir() if p.suffix.lower() in ENDINGS and p.is_file())
    tables = [path for path in tables if path.name not in (AXES, EVENTS)]
    named = [path for path in tables if path.stem == "positions"]
    if not named and len(tables) != 1:
        value = ", ".join(path.name for path in tables)
        _refuse(folder, value, "positions.csv or positions.parquet, or one table of another name")
    return (named or tables)[0]


def _refuse(source: Path, value: str, allowed: str):
    raise DataError([Problem(file=str(source), row=None, column="", value=value, allowed=allowed)])


def signature(source: str | Path) -> tuple:
    """A cheap value that changes when a file of the source changes.

    Parameters
    ----------
    source : str or Path

    Returns
    -------
    tuple
        Path, times of change and size of each file that `open_dataset` would read; of the source
        alone when there is none. The second time is that of the file's entry: it changes too when
        somebody is allowed to read the file.
    """
    try:
        files = locate(source)
    except DataError as error:
        return (str(source), *map(str, error.problems))
    paths = (files.positions, files.axes, files.events, files.package)
    states = [(path, path.stat()) for path in paths if path]
    return tuple(
        (str(path), state.st_mtime_ns, state.st_ctime_ns, state.st_size) for path, state in states
    )
