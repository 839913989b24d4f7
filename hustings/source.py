"""Where a data set lies: files, a prepared folder, a table of a database, files in a cluster."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hustings.readers import ENDINGS, NAMES
from hustings.schema import refuse

AXES, EVENTS, PACKAGE = "axes.csv", "events.csv", "datapackage.json"
#: what tells a prepared folder from others, and is written last
MANIFEST = "prepared.json"
#: how addresses of databases and clusters begin
POSTGRES, SPARK = "postgresql://", "spark://"


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


@dataclass(frozen=True)
class Prepared:
    """A folder that `hustings prepare` has made."""

    folder: Path


@dataclass(frozen=True)
class Database:
    """A table of PostgreSQL: the address of its database, and its name, with or without schema."""

    address: str
    table: str


@dataclass(frozen=True)
class Cluster:
    """Parquet files that the workers of a Spark cluster reach, and settings of its session."""

    master: str
    path: str
    settings: tuple[tuple[str, str], ...] = ()


Source = Files | Prepared | Database | Cluster


def is_address(source: str | Path) -> bool:
    """Whether a source is a database or a cluster rather than something on disk."""
    return str(source).startswith((POSTGRES, SPARK))


def locate(source: str | Path) -> Source:
    """What a source consists of.

    Parameters
    ----------
    source : str or Path
        A folder with one table of positions, or a CSV, TSV or Parquet file. What stands beside a
        file is read only when the file is called positions, as in a folder. Or a prepared folder,
        or an address that begins with postgresql:// or spark://.

    Returns
    -------
    Files, Prepared, Database or Cluster

    Raises
    ------
    DataError
        When there is no table of positions.
    """
    if is_address(source):
        return _addressed(str(source))
    source = Path(source)
    if not source.exists():
        refuse(str(source), "", f"a folder, or a {NAMES} file")
    if (source / MANIFEST).is_file():
        return Prepared(source)
    if source.is_file():
        if source.suffix.lower() not in ENDINGS:
            refuse(str(source), source.suffix, f"a file that ends in {', '.join(ENDINGS)}")
        if source.stem != "positions":
            return Files(positions=source, name=source.stem)
        positions, folder = source, source.parent
    else:
        positions, folder = _positions(source), source
    return files_in(folder, positions)


def files_in(folder: Path, positions: Path, name: str = "") -> Files:
    """The files of a folder, of which one has the positions."""
    axes, events, package = (
        path if path.is_file() else None
        for path in (folder / name for name in (AXES, EVENTS, PACKAGE))
    )
    return Files(
        positions=positions,
        name=name or folder.resolve().name,
        axes=axes,
        events=events,
        package=package,
    )


def _addressed(address: str) -> Database | Cluster:
    """What an address names: of a database the table, of a cluster the path."""
    plain, _, query = address.partition("?")
    needed = "table" if address.startswith(POSTGRES) else "path"
    given = [pair for pair in query.split("&") if pair]
    named = [pair.partition("=")[2] for pair in given if pair.startswith(f"{needed}=")]
    if len(named) != 1 or not named[0]:
        refuse(shown(plain), "", f"?{needed}=… at the end of the address, once")
    rest = [pair for pair in given if not pair.startswith(f"{needed}=")]
    value = unquote(named[0])
    if needed == "path":
        pairs = (pair.partition("=") for pair in rest)
        settings = {name: unquote(said) for name, _, said in pairs}
        # masters that have no such address: yarn, k8s://…
        master = settings.pop("spark.master", plain)
        return Cluster(master, value, tuple(settings.items()))
    return Database(f"{plain}?{'&'.join(rest)}" if rest else plain, value)


def shown(address: str) -> str:
    """An address without its password."""
    password = urlsplit(address).password if is_address(address) else None
    return address.replace(f":{password}@", "@") if password else address


def _positions(folder: Path) -> Path:
    """The table of positions in a folder."""
    tables = sorted(p for p in folder.iterdir() if p.suffix.lower() in ENDINGS and p.is_file())
    tables = [path for path in tables if path.name not in (AXES, EVENTS)]
    named = [path for path in tables if path.stem == "positions"]
    if not named and len(tables) != 1:
        value = ", ".join(path.name for path in tables)
        refuse(
            str(folder), value, "positions.csv or positions.parquet, or one table of another name"
        )
    return (named or tables)[0]


def file_signature(where: Files | Prepared | Cluster) -> tuple:
    """Path, times of change and size of each file that is read; only those that are on this disk.

    The second time is that of the file's entry: it changes too when somebody is allowed to read
    the file.
    """
    paths: tuple[Path | None, ...]
    match where:
        case Prepared(folder):
            paths = (folder / MANIFEST,)
        case Cluster(path=path):
            names = (MANIFEST, "positions.parquet", AXES, EVENTS, PACKAGE)
            inside = [Path(path, name) for name in names]
            paths = tuple(each for each in (Path(path), *inside) if each.exists())
        case files:
            paths = (files.positions, files.axes, files.events, files.package)
    states = [(path, path.stat()) for path in paths if path]
    return tuple(
        (str(path), state.st_mtime_ns, state.st_ctime_ns, state.st_size) for path, state in states
    )
