"""Looking at a data set without opening the dashboard: `python -m hustings`."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

import ibis
import pandas as pd

from hustings import __version__
from hustings.dataset import Dataset, open_dataset
from hustings.schema import COLUMNS, DataError, printable
from hustings.words import MOST_NAMED, listing


def check(data: Dataset) -> Iterator[str]:
    """Every problem, a line each, the columns that are not read, and how many rows remain."""
    yield from map(str, data.problems)
    if data.passed_over:
        passed = listing(map(printable, data.passed_over), most=MOST_NAMED)
        yield f"Columns that are not read: {passed}."
        yield f"Columns that can be: {listing(column.name for column in COLUMNS)}."
    yield _usable(data)


def info(data: Dataset) -> Iterator[str]:
    """What the data set is called, what it holds, and its axes with their poles."""
    table, meta = data.table, data.meta
    counts = table.agg(
        statements=table.statement_id.nunique(),
        actors=table.actor.nunique(),
        first=table.date.min(),
        last=table.date.max(),
    )
    total = data.run(counts).iloc[0]
    dated = not pd.isna(total["first"])
    types = table.filter(table.actor_type.notnull()).group_by("actor_type")
    types = data.run(types.agg(n=table.actor.nunique()).order_by([ibis.desc("n"), "actor_type"]))
    licence = " ".join(part for part in (meta.licence, meta.licence_url) if part)
    yield meta.title
    facts = {
        "version": data.version,
        "licence": licence or "not stated",
        "rows": _usable(data),
        "statements": f"{total['statements']:,}",
        "actors": f"{total['actors']:,}",
        "types": ", ".join(f"{row.actor_type} {row.n:,}" for row in types.itertuples()) or "none",
        "dates": f"{total['first']:%Y-%m-%d} to {total['last']:%Y-%m-%d}" if dated else "none",
        "events": f"{len(data.events):,}",
        "axes": f"{len(data.axes):,}",
    }
    for name, fact in facts.items():
        yield f"{name:<11} {fact}"
    for axis in data.axes:
        name = axis.id if axis.name == axis.id else f"{axis.id}: {axis.name}"
        yield f"  {name} (-1 {axis.low}, 1 {axis.high})"


def _usable(data: Dataset) -> str:
    count = len(data.problems)
    problems = f"{count:,} problem{'' if count == 1 else 's'}" if count else "no problems"
    kept = data.rows - data.left_out
    return f"{kept:,} of {data.rows:,} rows can be used; {problems}"


COMMANDS: dict[str, tuple[Callable[[Dataset], Iterator[str]], str]] = {
    "check": (check, "print every problem of a data set; exit code 1 if there is any"),
    "info": (info, "print counts, axes, version and licence of a data set"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line by default.

    Returns
    -------
    int
        Exit code: 1 when the data set cannot be opened, or when `check` finds a problem.
    """
    parser = argparse.ArgumentParser(prog="python -m hustings", description="Who stands where.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, about) in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=about.capitalize() + ".")
        command.add_argument(
            "source", metavar="SOURCE", help="a folder, a CSV or TSV file, or a Parquet file"
        )
    given = parser.parse_args(arguments)
    try:
        data = open_dataset(given.source)
    except DataError as error:
        print(*error.problems, "Nothing can be used.", sep="\n")
        return 1
    print(*COMMANDS[given.command][0](data), sep="\n")
    return int(given.command == "check" and bool(data.problems))


if __name__ == "__main__":
    sys.exit(main())
