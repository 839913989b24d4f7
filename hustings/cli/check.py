"""Command `hustings check SOURCE`: every problem of a data set, by file, row, column and value."""

from collections.abc import Iterator

import click

from hustings.cli.source import source_argument
from hustings.dataset import Dataset, open_dataset
from hustings.schema import COLUMNS, DataError, printable
from hustings.words import MOST_NAMED, listing


@click.command()
@source_argument
def check(source: str) -> int:
    """Print every problem of SOURCE; exit code 1 if there is any."""
    try:
        data = open_dataset(source)
    except DataError as error:
        for problem in error.problems:
            click.echo(problem)
        click.echo("Nothing can be used.")
        return 1
    for line in lines(data):
        click.echo(line)
    return int(bool(data.problems))


def lines(data: Dataset) -> Iterator[str]:
    """Every problem, a line each, the columns that are not read, and how many rows remain."""
    yield from map(str, data.problems)
    if data.passed_over:
        passed = listing(map(printable, data.passed_over), most=MOST_NAMED)
        yield f"Columns that are not read: {passed}."
        yield f"Columns that can be: {listing(column.name for column in COLUMNS)}."
    yield usable(data)


def usable(data: Dataset) -> str:
    """How many rows can be used, and how many problems there are."""
    count = len(data.problems)
    problems = f"{count:,} problem{'' if count == 1 else 's'}" if count else "no problems"
    kept = data.rows - data.left_out
    return f"{kept:,} of {data.rows:,} rows can be used; {problems}"
