"""Command `hustings check SOURCE`: every problem of a data set, by file, row, column and value."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from hustings.cli import foreign
from hustings.cli.source import source_argument
from hustings.cli.texts import compared
from hustings.dataset import Dataset, open_dataset
from hustings.schema import COLUMNS, DataError, Problem, printable
from hustings.words import MOST_NAMED, listing

#: problems that are printed unless all are asked for: one fault of a program is in every row
MOST = 200


@click.command()
@source_argument
@click.option("--all", "every", is_flag=True, help=f"print more than {MOST} problems too")
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="a folder of texts (.txt): name the rows whose quote does not stand in that of its source",
)
def check(source: str, every: bool, texts: Path | None) -> int:
    """Print every problem of SOURCE, the first 200 of many; exit code 1 if there is any.

    Of a file with other columns or another scale: the header that was read, and what it would be.

    A file of the folder of texts is called as the statement_id, the url or the source_title of the
    rows that it is the source of, or has that url as its first line.
    """
    try:
        data = open_dataset(source)
    except DataError as error:
        for line in listed(error.problems, every):
            click.echo(line)
        click.echo("Nothing can be used.")
        for line in foreign.told(source, 0):
            click.echo(line)
        return 1
    for line in lines(data, every):
        click.echo(line)
    if data.left_out > data.rows / 2:
        for line in foreign.told(source, data.rows - data.left_out):
            click.echo(line)
    if texts is None:
        return int(bool(data.problems))
    found = compared(data, source, texts)
    for line in (*listed(found.problems, every), *found.lines()):
        click.echo(line)
    return int(bool(data.problems or found.problems))


def listed(problems: Sequence[Problem], every: bool) -> Iterator[str]:
    """The problems, a line each; of many the first, and how many more there are."""
    shown = len(problems) if every else MOST
    yield from map(str, problems[:shown])
    if len(problems) > shown:
        yield f"And {len(problems) - shown:,} more: --all prints them."


def lines(data: Dataset, every: bool) -> Iterator[str]:
    """The problems, the columns that are not read, and how many rows remain."""
    yield from listed(data.problems, every)
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
