"""Foreign files for tests: written, read, and looked at."""

from pathlib import Path

from hustings.intake.readers import read
from hustings.intake.table import Reading, Table

DATA = Path(__file__).parent / "data/intake"


def read_as(folder: Path, content: str | bytes, name: str = "some.csv") -> Reading:
    """What is read of a file with this content."""
    path = folder / "upload"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, name)


def one(reading: Reading) -> Table:
    """The only table of a file in which nothing is wrong."""
    assert reading.faults == ()
    (table,) = reading.tables
    return table


def lists(table: Table) -> list[list[str]]:
    """Its rows as lists of cells."""
    return table.cells.to_numpy().tolist()
