"""A foreign file of text becomes a table, and a map: beside DuckDB reading the same file.

Files of one million rows are written into a temporary folder: one that is plain, and others whose
faults the reader has to find. DuckDB reads all cells as text, as the reader does; it is given only
the plain file, as it refuses or misreads the others. Then the plain file goes all the way from the
drop to the map of the page /data, and one step on, beside what opening it as a data set has taken
all along: DuckDB's reading, and the checks, types and tables of `hustings.dataset.open_dataset`.
"""

import csv
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import timing

sys.path.insert(0, str(Path(__file__).parents[1]))

from hustings.dataset import open_dataset  # noqa: E402
from hustings.figures.map import of as map_of  # noqa: E402
from hustings.findings.outcome import outcome  # noqa: E402
from hustings.intake import seen  # noqa: E402
from hustings.intake.apply import apply  # noqa: E402
from hustings.intake.draft import Draft, begin  # noqa: E402
from hustings.intake.readers import read  # noqa: E402
from hustings.link import default_view  # noqa: E402
from hustings.scene import Scene  # noqa: E402

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


def on_the_page(draft: Draft) -> None:
    """All that the page works out for a step of a draft, and the figure of its map."""
    applied = apply(draft.tables, draft.recipe)
    data = seen.look(applied, draft.recipe)
    outcome(data)
    panel = map_of(Scene(data, default_view(data), "", None))
    panel.make(panel.credit, 360)
    data.engine.close()


def to_the_map(path: Path, times: int) -> list[list[str]]:
    """Lines for what happens from the drop of a file to its map, in seconds of this process."""
    named = path.with_name("positions.csv")
    path.rename(named)
    parts: dict[str, list[tuple[float, float]]] = {}

    def part(name: str, work: Callable[..., Any], *given: object) -> Any:
        began, busy = time.perf_counter(), time.process_time()
        found = work(*given)
        took = (time.perf_counter() - began, time.process_time() - busy)
        parts.setdefault(name, []).append(took)
        return found

    asked = f"SELECT * FROM read_csv('{named}', all_varchar = true)"
    for _ in range(times):
        part("DuckDB reads it", lambda: duckdb.sql(asked).to_arrow_table())
        part("it is opened as a data set", open_dataset, named).engine.close()
        reading = part("drop: it is read", read, named)
        draft = part("drop: it is understood", begin, "table.csv", reading, "Some")
        part("drop: it is counted and drawn", on_the_page, draft)
        turned = draft.changed(draft.recipe.turn("Axis 1"))
        part("one step more: an axis is turned", on_the_page, turned)
    return [
        [name, *(f"{min(each[place] for each in took):.1f}" for place in (0, 1))]
        for name, took in parts.items()
    ]


def main() -> None:
    """Print one line for each file, and for each part of the way to the map."""
    parser = timing.options(__doc__.splitlines()[0], times=5)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of a file")
    parser.add_argument("--way", action="store_true", help="the way from the drop to the map")
    chosen = parser.parse_args()
    lines, way = [], []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        generate(path, chosen.rows)
        plain = path.read_text(encoding="utf-8")
        for fault, made in FAULTS.items() if not chosen.way else ():
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
        if chosen.way:
            way = to_the_map(path, chosen.times)
    if chosen.way:
        timing.table(["what", "clock, s", "processor, s"], way)
    else:
        timing.table(["file", "MB", "read, ms", "DuckDB, ms", "ratio"], lines)


if __name__ == "__main__":
    main()
