"""How many readers a server holds, and what a session costs.

Each reader fetches the page of a link as a browser does, opens its websocket, and from then on
changes a choice every few seconds: a filter, an axis, the picked actors. A crowd is held when the
median rerun stays below one second and 95 of 100 below three. Two processes get half of the readers
each, as behind a balancer that keeps a reader with one process.
"""

import random
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import median, quantiles
from time import monotonic, sleep
from urllib.parse import urlencode
from urllib.request import urlopen

import timing
from serving import PATIENCE, Reader, Server, server

#: seconds below which the median and the 95th percentile of the reruns must stay
MEDIAN, MOST = 1.0, 3.0
#: a crowd is tried from this many readers on, doubled until it is not held
FIRST = 10
#: seconds between the arrivals of two readers
ARRIVAL = 0.4
#: how often the number between held and not held is halved
HALVINGS = 2
#: sessions open at once while a thousand come and go
TOGETHER = 10
#: links that readers open
LINKS = (
    {"x": "Regulation", "y": "Openness"},
    {"x": "Precaution", "y": "Coordination", "actor": ["France", "Germany"]},
    {"type": ["company"], "by": "actor"},
    {"by": "country", "actor": ["USA", "CHN"]},
    {"q": "open", "x": "Openness", "y": "Footprint"},
)
#: what a reader changes, and the values to choose from
CHANGES = {
    "type": [["company"], ["government", "academia"], ["civil society"], []],
    "x": ["Regulation", "Openness", "Precaution", "Footprint"],
    "y": ["Coordination", "Inclusion", "Openness"],
    "since": [["2024-01-01"], ["2025-02-10"], ["2023-06-01"]],
    "repeat": ["all", "document", "latest"],
    "q": ["open", "risk", "jobs", ""],
}


def visit(where: Server, number: int, watched: tuple[float, float], pause: float) -> list[float]:
    """One reader, who comes at some moment before the watch begins and stays until its end.

    Returns
    -------
    list of float
        Seconds of each rerun that was asked for during the watch.
    """
    chance = random.Random(number)
    begin, end = watched
    sleep(chance.uniform(0, begin - monotonic()))
    link = LINKS[number % len(LINKS)]
    address = f"http://{where.address}/?{urlencode(link, doseq=True)}"
    with urlopen(address, timeout=PATIENCE) as page:
        page.read()
    spent = []
    with Reader(where, link) as reader:
        while monotonic() < end:
            sleep(chance.uniform(0.5, 1.5) * pause)
            key, before = chance.choice(list(CHANGES)), monotonic()
            reader.change(key, chance.choice(CHANGES[key]))
            if before >= begin:
                spent.append(monotonic() - before)
    return spent


def crowd(servers: list[Server], readers: int, seconds: float, pause: float) -> list[float]:
    """Readers who come one after the other; seconds of each rerun once all are there."""
    begin = monotonic() + max(pause, readers * ARRIVAL)
    watched = (begin, begin + seconds)
    with ThreadPoolExecutor(readers) as pool:
        visits = [
            pool.submit(visit, servers[i % len(servers)], i, watched, pause) for i in range(readers)
        ]
        return [spent for visited in visits for spent in visited.result()]


def held(spent: list[float]) -> bool:
    """Whether these reruns were quick enough."""
    return median(spent) < MEDIAN and percentile(spent) < MOST


def percentile(spent: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(spent, n=20)[-1]


def largest(processes: int, seconds: float, pause: float) -> list[tuple]:
    """Crowds tried, each on fresh servers, with what they waited; rows for the table."""
    tried: dict[int, list[float]] = {}

    def holds(readers: int) -> bool:
        with ExitStack() as stack:
            servers = [stack.enter_context(server()) for _ in range(processes)]
            tried[readers] = crowd(servers, readers, seconds, pause)
        return held(tried[readers])

    readers = FIRST
    while holds(readers):
        readers *= 2
    low, high = readers // 2, readers
    for _ in range(HALVINGS):
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return [
        (
            str(processes),
            str(n),
            f"{len(spent):,}",
            f"{median(spent):.2f}",
            f"{percentile(spent):.2f}",
            "held" if held(spent) else "not held",
        )
        for n, spent in sorted(tried.items())
    ]


def sessions(where: Server, number: int) -> list[tuple]:
    """Memory with open sessions, and while many come and go."""
    rows = [("at the start", f"{where.memory():.0f}")]

    def come_and_go(i: int) -> None:
        with Reader(where, LINKS[i % len(LINKS)]):
            pass

    # What the process keeps for all readers is filled first, and not put down to one of them.
    for i in range(2 * len(LINKS)):
        come_and_go(i)
    before = where.memory()
    rows.append(("ten sessions later", f"{before:.0f}"))
    with ExitStack() as stack:
        for i in range(50):
            stack.enter_context(Reader(where, LINKS[i % len(LINKS)]))
        each = (where.memory() - before) / 50
        rows.append(("50 sessions open", f"{where.memory():.0f} ({each:.1f} each)"))
    with ThreadPoolExecutor(TOGETHER) as pool:
        for done in range(0, number, number // 10):
            list(pool.map(come_and_go, range(number // 10)))
            rows.append((f"{done + number // 10:,} opened and closed", f"{where.memory():.0f}"))
    return rows


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long a crowd is watched")
    parser.add_argument("--pause", type=float, default=5, help="seconds between two choices")
    parser.add_argument("--sessions", type=int, default=1000, help="sessions opened and closed")
    chosen = parser.parse_args()
    rows = []
    for processes in (1, 2):
        rows += largest(processes, chosen.seconds, chosen.pause)
    head = ("processes", "readers", "reruns", "median, s", "95 %, s", "")
    timing.table(head, rows)
    with server() as where:
        timing.table(("sessions", "memory, MiB"), sessions(where, chosen.sessions))


if __name__ == "__main__":
    main()
