"""Filter to positions: the call a page makes, beside the same query written by hand.

Tables of codings are generated, seeded, into a temporary folder. Every repetition filters by type
and by a period that was never asked for before, so that nothing is remembered from an earlier one.
"""

import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import timing

sys.path.insert(0, str(Path(__file__).parents[1]))

from hustings.dataset import Dataset, open_dataset  # noqa: E402
from hustings.measures.position import positions  # noqa: E402
from hustings.query import Filters, cells  # noqa: E402

SIZES = (10_000, 1_000_000, 10_000_000)
SEED = 20250212
ACTORS, TYPES, AXES, DAYS = 300, 8, 6, 3650
FIRST_DAY = date(2015, 1, 1)
#: half of the types
CHOSEN = tuple(f"type {i}" for i in range(0, TYPES, 2))

BY_HAND = """
    SELECT "group", axis, count(*) AS n, sum(x) AS total, sum(x * x) AS squares,
           min(day) AS first, max(day) AS last
    FROM (
        SELECT actor AS "group", axis, statement_id, avg(stance) AS x, max(date) AS day
        FROM codings
        WHERE actor_type IN ({types}) AND date >= DATE '{since}' AND actor IS NOT NULL
        GROUP BY actor, axis, statement_id
    )
    GROUP BY "group", axis
    ORDER BY "group", axis
"""


def generate(path: Path, codings: int) -> None:
    """Write a table of statements that speak to two axes each.

    Parameters
    ----------
    path : Path
        Of the Parquet file.
    codings : int
        Rows; an even number.
    """
    draw = np.random.default_rng(SEED)
    statements = codings // 2
    actor = draw.integers(0, ACTORS, statements)
    day = draw.integers(0, DAYS, statements) + (FIRST_DAY - date(1970, 1, 1)).days
    axis = draw.integers(0, AXES, statements)
    other = (axis + draw.integers(1, AXES, statements)) % AXES
    number = pa.array(np.repeat(np.arange(statements), 2))

    def named(word: str, many: int, which: np.ndarray) -> pa.Array:
        return pa.DictionaryArray.from_arrays(
            pa.array(which.astype("int32")), [f"{word} {i}" for i in range(many)]
        )

    table = pa.table(
        {
            "statement_id": pc.binary_join_element_wise("s", number.cast("string"), ""),
            "date": pa.array(np.repeat(day, 2).astype("int32")).cast("date32"),
            "actor": named("actor", ACTORS, np.repeat(actor, 2)),
            "actor_type": named("type", TYPES, np.repeat(actor % TYPES, 2)),
            "axis": named("axis", AXES, np.column_stack([axis, other]).ravel()),
            "stance": draw.integers(-2, 3, codings) / 2,
        }
    )
    pq.write_table(table, path)


def since(i: int) -> date:
    """The first day of repetition `i`: one tenth into the period and a few days more."""
    return FIRST_DAY + timedelta(days=DAYS // 10 + i)


def measure(data: Dataset, times: int) -> tuple[list[float], list[float]]:
    """Seconds of the page's call and of the query by hand, `times` each after two to warm up."""
    cursor = data.table.get_backend().con.cursor()

    def ours(i: int) -> pd.DataFrame:
        return positions(cells(data, Filters(type=CHOSEN, since=since(i))))

    def by_hand(i: int) -> pd.DataFrame:
        types = ", ".join(f"'{name}'" for name in CHOSEN)
        return cursor.execute(BY_HAND.format(types=types, since=since(i))).df()

    for i in (times, times + 1):
        same(ours(i), by_hand(i))
    return timing.in_worker_thread(
        lambda i: timing.seconds(lambda: ours(i)),
        lambda i: timing.seconds(lambda: by_hand(i)),
        times,
    )


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Stop unless both ways give the same positions."""
    keys = ["group", "axis", "n"]
    if found[keys].to_numpy().tolist() != expected[keys].to_numpy().tolist() or not np.allclose(
        found.position, expected.total / expected.n
    ):
        raise SystemExit("The query by hand gives other positions: nothing to compare.")


def main() -> None:
    parser = timing.options(__doc__.splitlines()[0], times=11)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="codings in a table")
    chosen = parser.parse_args()
    rows = []
    with TemporaryDirectory() as folder:
        for size in chosen.sizes:
            path = Path(folder) / f"{size}.parquet"
            generate(path, size)
            opened: list[Dataset] = []
            opening = timing.seconds(lambda: opened.append(open_dataset(path)))  # noqa: B023
            ours, by_hand = measure(opened[0], chosen.times)
            rows.append(
                (
                    f"{size:,}",
                    f"{opening:,.1f}",
                    timing.ms(ours),
                    timing.ms(by_hand),
                    f"{timing.ratio(ours, by_hand):.2f}",
                )
            )
    timing.table(
        ("codings", "opened in s", "positions, ms", "by hand, ms", "ratio of medians"), rows
    )


if __name__ == "__main__":
    main()
