"""Command `hustings validate SOURCE`: how often intervals hold, by leaving statements out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pandas as pd

from hustings.cli.source import opened, source_argument
from hustings.cli.texts import compared
from hustings.findings.validation import ValidationFinding, validation
from hustings.measures.validation import LEAST_OTHERS
from hustings.words import percent

WIDTH = 32
HEAD = f"{'':{WIDTH}} groups   held  plain interval   groups*  error of plain  of expected position"


@click.command()
@source_argument
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="a folder of texts (.txt): how many quotations stand in that of their source",
)
def validate(source: str, texts: Path | None) -> None:
    """Leave out statements of SOURCE and print how often the intervals from the rest hold.

    For positions from 1, 2, 3 and 5 statements, over all axes and on each: how often the 90 %
    interval of the expected position held the mean of the group's other statements (with the chance
    of that mean allowed for), how often the plain interval did, and the mean absolute error of the
    plain and of the expected position.

    With texts, named as for `hustings check`, also how many quotations stand in them; `check` names
    those that do not.
    """
    data = opened(source)
    for line in lines(validation(data)):
        click.echo(line)
    if texts is not None:
        for line in compared(data, source, texts).lines():
            click.echo(line)


def lines(found: ValidationFinding) -> Iterator[str]:
    """The table of the check, with what it rests on."""
    if not found.tested:
        yield (
            "Nothing can be left out: on no axis does a group have statements of two occasions "
            "that other groups give an interval for."
        )
        return
    yield "Occasions left out of each group; 90 % of intervals should hold."
    yield HEAD
    for n, rows in found.table.groupby("n"):
        yield f"{n} statement{'' if n == 1 else 's'}"
        for row in rows.itertuples():
            yield _line("all axes" if row.axis is None else row.axis, row)
    yield f"* with at least {LEAST_OTHERS} statements left out, whose mean the error is told from"


def _line(name: str, row: Any) -> str:
    name = name if len(name) <= WIDTH - 3 else f"{name[: WIDTH - 4]}…"
    plain = "" if pd.isna(row.plain) else percent(row.plain)
    errors = f"{row.far:7,}"
    if row.far:
        errors += f"  {row.raw:14.2f}  {row.expected:20.2f}"
    line = f"  {name:{WIDTH - 2}} {row.tested:6,} {percent(row.held):>6} {plain:>15}   {errors}"
    return line.rstrip()
