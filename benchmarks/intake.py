"""A foreign file of text becomes a table: the reader, beside DuckDB reading the same file.

Files of one million rows are written into a temporary folder: one that is plain, and others whose
faults the reader has to find. DuckDB reads all cells as text, as the reader does; it is given only
the plain file, as it refuses or misreads the others.
"""

import csv
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import timing

sys.path.insert(0, str(Path(__file__).parents[1]))

from hustings.intake.readers import read  # noqa: E402

HEADER = ("statement_id", "actor", "axis", "stance", "date", "quote", "url", "country")
#: what is done to the text of each file
FAULTS: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "a cell missing in every tenth row": lambda text: _short(text).encode(),
    "Windows-1252": lambda text: text.replace("some", "prêts").encode("cp1252"),
    "quotes in quotes": lambda text: text.replace('a, comma"', 'a, "comma" here"').encode(),
}


def _short(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(line[:-3] + "\n" if i % 10 == 7 else line for i, line in enumerate(lines))


def generate(path: Path, rows: int) -> None:
    """Write a plain table of so many rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for i in range(rows):
            quote = "and a, comma" if i % 3 else "some words"
            day, stance = f"2024-01-{i % 28 + 1:02}", (i % 5 - 2) / 2
            address = f"https://example.org/{i}"
            actor, axis = f"Actor {i % 300}", f"Axis {i % 12}"
            writer.writerow([f"s{i}", actor, axis, stance, day, quote, address, "FR"])


def main() -> None:
    """Print one line for each file."""
    parser = timing.options(__doc__.splitlines()[0], times=5)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of a file")
    chosen = parser.parse_args()
    lines = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        generate(path, chosen.rows)
        plain = path.read_text(encoding="utf-8")
        for fault, made in FAULTS.items():
            path.write_bytes(made(plain))

            def ours(i: int, path: Path = path) -> float:
                return timing.seconds(lambda: read(path))

            def duck(i: int, path: Path = path) -> float:
                asked = f"SELECT * FROM read_csv('{path}', all_varchar = true)"
                return timing.seconds(lambda: duckdb.sql(asked).to_arrow_table())

            if fault == "plain":
                found, theirs = timing.in_worker_thread(ours, duck, chosen.times)
                more = [timing.ms(theirs), f"{timing.ratio(found, theirs):.1f}"]
            else:
                found, more = [ours(i) for i in range(chosen.times)], ["", ""]
            lines.append([fault, f"{path.stat().st_size / 1e6:.0f}", timing.ms(found), *more])
    timing.table(["file", "MB", "read, ms", "DuckDB, ms", "ratio"], lines)


if __name__ == "__main__":
    main()
