"""What the benchmarks share: taking turns, and the tables they print."""

import argparse
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


def seconds(task: Callable[[], object]) -> float:
    """How long a task takes."""
    start = perf_counter()
    task()
    return perf_counter() - start


def in_worker_thread(
    first: Callable[[int], T], second: Callable[[int], T], times: int
) -> tuple[list[T], list[T]]:
    """Measure two things alternately, so that a busy moment of the machine meets both.

    Parameters
    ----------
    first, second : callable
        Given the number of the repetition, take one measurement and give it. Who begins
        changes every time: the second to run finds warmer caches.
    times : int

    Returns
    -------
    tuple of two lists
    """
    ours, theirs = [], []
    for i in range(times):
        turn = ((first, ours), (second, theirs))
        for measure, found in turn if i % 2 else reversed(turn):
            found.append(measure(i))
    return ours, theirs


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Median of one series over the median of the other."""
    return median(ours) / median(theirs)


def ms(values: Sequence[float]) -> str:
    """Median and least of a series of seconds, in milliseconds."""
    return f"{1000 * median(values):,.0f} ({1000 * min(values):,.0f})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows below their headings, as Markdown."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, ["-" * width for width in widths], *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(f"| {' | '.join(cells)} |", flush=True)


def options(description: str, times: int) -> argparse.ArgumentParser:
    """A parser that knows how often to measure."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--times", type=int, default=times, help="measurements of each kind")
    return parser
