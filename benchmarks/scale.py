"""From a million to a hundred million codings: preparing, opening, the first map, positions.

Data sets with all columns are generated (`codings.py`) and prepared with `hustings prepare`. Each
prepared one is opened in a process of its own, so that its memory is that of a server which does
nothing else. Positions are those of a filter by type and by a period never asked for before, beside
the same question written by hand in SQL for the same table of the same engine. With `--spark` the
prepared folder is read by a Spark cluster on loopback, a master and two workers of one core each.
"""

import json
import resource
import subprocess
import sys
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

import codings
import numpy as np
import pandas as pd
import psutil
import timing

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import clusters  # noqa: E402

from hustings import figures  # noqa: E402
from hustings.dataset import Dataset, open_dataset  # noqa: E402
from hustings.engine.duckdb import DuckDB  # noqa: E402
from hustings.link import default_view  # noqa: E402
from hustings.measures.position import positions  # noqa: E402
from hustings.query import Filters, cells  # noqa: E402
from hustings.scene import Scene  # noqa: E402

SIZES = (1_000_000, 10_000_000, 100_000_000)
#: half of the types
CHOSEN = tuple(f"type {i}" for i in range(0, codings.TYPES, 2))
BY_HAND = """
    SELECT actor AS who, axis, count(*) AS n, sum(x) AS total, sum(x * x) AS squares,
           min(date) AS first, max(date) AS last
    FROM judged
    WHERE actor_type IN ({types}) AND date >= DATE '{since}' AND actor IS NOT NULL
    GROUP BY actor, axis
    ORDER BY actor, axis
"""


def since(i: int) -> date:
    """The first day of repetition `i`: one tenth into the period and a few days more."""
    return date(2015, 1, 1) + timedelta(days=codings.DAYS // 10 + i)


def by_hand(data: Dataset, day: date) -> pd.DataFrame:
    """The answer of the engine itself to SQL that somebody wrote for this one question."""
    sql = BY_HAND.format(types=", ".join(f"'{name}'" for name in CHOSEN), since=day)
    if isinstance(data.engine, DuckDB):
        return data.table.get_backend().con.cursor().execute(sql).df()
    return data.engine.session.sql(sql).toArrow().to_pandas()


def asked(data: Dataset, day: date) -> pd.DataFrame:
    """The call that pages make."""
    return positions(cells(data, Filters(type=CHOSEN, since=day)))


def first_map(data: Dataset) -> None:
    """The map as it opens, with all that is asked for it."""
    figure = figures.named("map")
    panel = figure.of(Scene(data, default_view(data), figure.page, "https://example.org"))
    panel.draw(figures.EXPORT_WIDTH).to_json()


def measure(source: str, times: int) -> dict[str, object]:
    """Everything that is measured of one prepared data set, in this process."""
    before = psutil.Process().memory_info().rss
    opened: list[Dataset] = []
    opening = timing.seconds(lambda: opened.append(open_dataset(source)))
    [data] = opened
    first = timing.seconds(lambda: first_map(data))
    for i in (times, times + 1):
        ours, plain = asked(data, since(i)), by_hand(data, since(i))
        if ours.n.tolist() != plain.n.tolist() or not np.allclose(
            ours.position, plain.total / plain.n
        ):
            raise SystemExit("The query by hand gives other positions: nothing to compare.")
    ours, plain = timing.in_worker_thread(
        lambda i: timing.seconds(lambda: asked(data, since(i))),
        lambda i: timing.seconds(lambda: by_hand(data, since(i))),
        times,
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "opening": opening, "first": first, "before": before, "most": most,
        "ours": ours, "plain": plain,
    }  # fmt: skip


def size_on_disk(folder: Path) -> float:
    """Gigabytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9


def row(size: int, folder: Path, times: int, spark: bool, votes: bool) -> list[str]:
    """One size: generated and prepared where that was not done before, then measured."""
    name = f"{size}-votes" if votes else f"{size}"
    source, prepared = folder / name, folder / f"{name}-prepared"
    codings.generate(source, size, votes)
    preparing = "before"
    if not prepared.exists():
        command = [sys.executable, "-m", "hustings", "prepare", str(source), str(prepared)]
        run = lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: E731
        preparing = f"{timing.seconds(run):,.0f}"
    with ExitStack() as stack:
        asked_of = str(prepared)
        if spark:
            address = stack.enter_context(clusters.spark()).address
            asked_of = f"{address}?{urlencode({'path': prepared})}"
        measuring = [sys.executable, __file__, "--measure", asked_of, "--times", str(times)]
        done = subprocess.run(measuring, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        f"{size:,}", f"{size_on_disk(source):.1f}", preparing, f"{size_on_disk(prepared):.1f}",
        f"{found['opening']:.2f}", f"{found['first']:.2f}",
        f"{found['most'] / 2**30:.2f} ({found['before'] / 2**30:.2f})",
        timing.ms(found["ours"]), timing.ms(found["plain"]),
        f"{timing.ratio(found['ours'], found['plain']):.2f}",
    ]  # fmt: skip


def main() -> None:
    parser = timing.options(__doc__.splitlines()[0], times=7)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="codings in a table")
    parser.add_argument("--folder", type=Path, default=Path("scale"), help="for the data sets")
    parser.add_argument("--votes", action="store_true", help="codings without any text")
    parser.add_argument("--spark", action="store_true", help="read by a Spark cluster of two")
    parser.add_argument("--measure", default="", help="measure this prepared data set alone")
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure, chosen.times)))
        return
    head = (
        "codings", "GB", "prepared in s", "GB prepared", "opened in s", "first map, s",
        "memory, GiB (before)", "positions, ms", "by hand, ms", "ratio of medians",
    )  # fmt: skip
    folder = chosen.folder.resolve()
    rows = [
        row(size, folder, chosen.times, chosen.spark, chosen.votes) for size in sorted(chosen.sizes)
    ]
    timing.table(head, rows)


if __name__ == "__main__":
    main()
