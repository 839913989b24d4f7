"""Measures of many groups: each beside the plain numpy or scipy computation of the same result.

Groups are generated, seeded: about ten of fifty axes each, up to four statements on an axis, five
stances. Both ways start from the same table and end with the same numbers, which is checked.
Times are processor times with one thread for linear algebra, so that other work weighs less.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

import numpy as np
import pandas as pd
import timing
from scipy.spatial.distance import cdist
from threadpoolctl import threadpool_limits

sys.path.insert(0, str(Path(__file__).parents[1]))

from hustings.measures.agreement import LEAST_SHARED, agreement  # noqa: E402
from hustings.measures.coalitions import coalitions, edges, layout  # noqa: E402
from hustings.measures.coverage import concentration, coverage  # noqa: E402
from hustings.measures.landscape import landscape  # noqa: E402
from hustings.measures.network import network  # noqa: E402
from hustings.measures.order import bloc_order  # noqa: E402

SIZES = (200, 1_000, 5_000)
#: what the agreement page draws, and no larger number of groups, goes through these
DRAWN = 200
SEED = 20250212
AXES, SPOKEN, MOST_SAID = 50, 10, 4
STANCES = np.linspace(-1, 1, 5)
#: links weaker than this share of the strongest are left out, as where the page begins
LEAST = 0.2

Arrays = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Case:
    """One result in two ways; `arrays` takes from ours the numbers that the plain way gives."""

    name: str
    ours: Callable[[], object]
    arrays: Callable[[object], Arrays]
    plain: Callable[[], Arrays]


def generate(groups: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables as the queries give them: positions `group, axis, n, position`, tally `..., x, n`."""
    draw = np.random.default_rng(SEED)
    many = draw.binomial(AXES, SPOKEN / AXES, groups).clip(LEAST_SHARED)
    ranks = draw.random((groups, AXES)).argsort(axis=1).argsort(axis=1)
    who, what = np.nonzero(ranks < many[:, None])
    said = draw.integers(1, MOST_SAID + 1, len(who))
    statements = pd.DataFrame(
        {
            "group": np.array([f"group {i:05}" for i in range(groups)])[np.repeat(who, said)],
            "axis": np.array([f"axis {j:02}" for j in range(AXES)])[np.repeat(what, said)],
            "x": STANCES[draw.integers(0, len(STANCES), said.sum())],
        }
    )
    cells = statements.groupby(["group", "axis"]).x.agg(n="size", position="mean").reset_index()
    return cells, statements.groupby(["group", "axis", "x"]).size().reset_index(name="n")


def numbered(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Names in the order of the alphabet, and the number of each row's name."""
    rows = column.to_numpy(dtype=object)
    names = sorted(set(rows))
    number = {name: i for i, name in enumerate(names)}
    return np.array(names, dtype=object), np.fromiter(map(number.get, rows), int, len(rows))


def dense(cells: pd.DataFrame, value: str, missing: float) -> tuple[np.ndarray, Arrays]:
    """A column as groups × axes, and the names of both."""
    (groups, i), (axes, j) = numbered(cells.group), numbered(cells.axis)
    table = np.full((len(groups), len(axes)), missing)
    table[i, j] = cells[value].to_numpy()
    return table, (groups, axes)


def plain_agreement(cells: pd.DataFrame) -> Arrays:
    """City-block distance with 0 for silence, less what silence itself adds to it."""
    place, _ = dense(cells, "position", np.nan)
    count, _ = dense(cells, "n", 0)
    speaks = (~np.isnan(place)).astype(float)
    place = np.nan_to_num(place)
    alone = np.abs(place) @ (1 - speaks).T
    far = cdist(place, place, "cityblock") - alone - alone.T
    shared = speaks @ speaks.T
    both = count @ speaks.T
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(shared >= LEAST_SHARED, 1 - far / shared / 2, np.nan)
    return value, shared, both + both.T


def plain_network(tally: pd.DataFrame) -> Arrays:
    """One product of matrices for each figure."""
    (groups, i), (axes, j) = numbered(tally.group), numbered(tally.axis)
    claims = np.zeros((len(groups), len(axes), len(STANCES)))
    claims[i, j, np.searchsorted(STANCES, tally.x)] = tally.n
    distance = np.abs(STANCES[:, None] - STANCES[None, :]) / 2
    flat = claims.reshape(len(groups), -1)
    said = claims.sum(axis=2)
    speaks = (said > 0).astype(float)
    both = said @ speaks.T
    found = (
        (claims @ (1 - distance)).reshape(flat.shape) @ flat.T,
        (claims @ distance).reshape(flat.shape) @ flat.T,
        speaks @ speaks.T,
        both + both.T,
    )
    for square in found:
        np.fill_diagonal(square, 0)
    return found


def plain_edges(groups: tuple[str, ...], value: np.ndarray, threshold: float) -> Arrays:
    a, b = np.nonzero(np.triu(value >= threshold, 1))
    names = np.array(groups, dtype=object)
    return names[a], names[b], value[a, b]


def plain_landscape(cells: pd.DataFrame) -> Arrays:
    """Points, loadings and explained shares, the heaviest loading of each component positive."""
    place, _ = dense(cells, "position", np.nan)
    centred = np.nan_to_num(place - np.nanmean(place, axis=0))
    _, strength, components = np.linalg.svd(centred, full_matrices=False)
    components = components[:2]
    heaviest = np.abs(components).argmax(axis=1)
    components *= np.sign(components[[0, 1], heaviest])[:, None]
    stretch = np.sqrt(place.shape[1] / (~np.isnan(place)).sum(axis=1))
    points = centred @ components.T * stretch[:, None]
    return points, components.T, strength[:2] ** 2 / (strength**2).sum()


def plain_coverage(cells: pd.DataFrame) -> Arrays:
    """Counts and names, most statements first, and the two figures of concentration."""
    table, (groups, axes) = dense(cells, "n", 0)
    each = table.sum(axis=1)
    rows = np.argsort(-each, kind="stable")
    columns = np.argsort(-table.sum(axis=0), kind="stable")
    up = np.sort(each)
    size, total = len(up), up.sum()
    gini = (2 * np.arange(1, size + 1) - size - 1) @ up / (size * total)
    top = up[size - -(-size // 10) :].sum() / total
    return table[np.ix_(rows, columns)], groups[rows], axes[columns], np.array([gini, top])


def covered(cells: pd.DataFrame) -> tuple:
    table = coverage(cells)
    return table, concentration(table.sum(axis=1))


def cases(groups: int) -> list[Case]:
    """What is measured for so many groups."""
    cells, tally = generate(groups)
    net = network(tally)
    tied = (net.groups, net.congruence, LEAST * net.congruence.max())
    return [
        Case(
            "agreement",
            lambda: agreement(cells),
            lambda found: (found.value, found.shared, found.n),
            lambda: plain_agreement(cells),
        ),
        Case(
            "network",
            lambda: network(tally),
            lambda found: (found.congruence, found.conflict, found.shared, found.n),
            lambda: plain_network(tally),
        ),
        Case(
            "its edges",
            lambda: edges(*tied),
            lambda found: tuple(found[column].to_numpy() for column in found),
            lambda: plain_edges(*tied),
        ),
        Case(
            "landscape",
            lambda: landscape(cells),
            lambda found: (
                found.points[["x", "y"]].to_numpy(),
                found.loadings[["x", "y"]].to_numpy(),
                np.array(found.explained),
            ),
            lambda: plain_landscape(cells),
        ),
        Case(
            "coverage",
            lambda: covered(cells),
            lambda found: (
                found[0].to_numpy(),
                found[0].index.to_numpy(),
                found[0].columns.to_numpy(),
                np.array([found[1].gini, found[1].top_share]),
            ),
            lambda: plain_coverage(cells),
        ),
    ]


def same(case: Case) -> None:
    """Stop unless both ways give the same arrays; the first run of each, so it warms up too."""
    for found, expected in zip(case.arrays(case.ours()), case.plain(), strict=True):
        if expected.dtype == object:
            equal = found.shape == expected.shape and (found == expected).all()
        else:
            equal = found.shape == expected.shape and np.allclose(found, expected, equal_nan=True)
        if not equal:
            raise SystemExit(f"{case.name}: the plain computation differs, nothing to compare.")


def busy(task: Callable[[], object]) -> float:
    """Seconds of the processor that a task takes."""
    start = process_time()
    task()
    return process_time() - start


def ms(values: list[float]) -> str:
    """Median and least of a series of seconds, in milliseconds with a tenth: some take less."""
    return f"{1000 * median(values):,.1f} ({1000 * min(values):,.1f})"


def compare(sizes: list[int], times: int) -> None:
    """Print every measure at every size beside its plain computation, then how both grow."""
    rows, taken = [], {}
    for groups in sizes:
        for case in cases(groups):
            same(case)
            ours, plain = timing.in_worker_thread(
                lambda _: busy(case.ours),  # noqa: B023
                lambda _: busy(case.plain),  # noqa: B023
                times,
            )
            taken[case.name, groups] = ours, plain
            ratio = f"{timing.ratio(ours, plain):.2f}"
            rows.append((case.name, f"{groups:,}", ms(ours), ms(plain), ratio))
    names = list(dict.fromkeys(name for name, _ in taken))
    rows.sort(key=lambda row: names.index(row[0]))
    timing.table(("measure", "groups", "ours, ms", "plain, ms", "ratio of medians"), rows)
    if len(sizes) < 2:
        return
    small, large = sorted(sizes)[-2:]
    grown = [(name, *map(growth, taken[name, small], taken[name, large])) for name in names]
    print(f"\nFrom {small:,} to {large:,} groups; quadratic is {(large / small) ** 2:g}:\n")
    timing.table(("measure", "ours grows by", "plain grows by"), grown)


def growth(before: list[float], after: list[float]) -> str:
    """How many times as long it takes, by the medians and by the least."""
    return f"{median(after) / median(before):.1f} ({min(after) / min(before):.1f})"


def drawn(groups: int, times: int) -> None:
    """Print what only the groups in the picture go through."""
    cells, tally = generate(groups)
    net, among = network(tally), agreement(cells)
    tied = edges(net.groups, net.congruence, LEAST * net.congruence.max())
    rows = []
    for name, task in (
        ("order of the squares", lambda: bloc_order(among)),
        ("coalitions, one run", lambda: coalitions(net.groups, tied)),
        ("layout", lambda: layout(net.groups, tied)),
    ):
        task()
        rows.append((name, ms([busy(task) for _ in range(times)])))
    print(f"\n{groups:,} groups in the picture, {len(tied):,} links:\n")
    timing.table(("step", "ms"), rows)


def main() -> None:
    parser = timing.options(__doc__.splitlines()[0], times=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="groups")
    parser.add_argument("--drawn", type=int, default=DRAWN, help="groups in the picture")
    chosen = parser.parse_args()
    with threadpool_limits(1):
        compare(chosen.sizes, chosen.times)
        drawn(chosen.drawn, chosen.times)


if __name__ == "__main__":
    main()
