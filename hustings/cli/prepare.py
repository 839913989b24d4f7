"""Command `hustings prepare SOURCE TARGET`: prepare a data set once, so that it opens at once."""

import sys
import time
from typing import Any

import click

from hustings.cli.check import usable
from hustings.cli.source import explained, source_argument
from hustings.tables import SUMMARIES, names

#: what is done in each step, for whoever waits
STEPS = {
    "read": "reading",
    "check": "checking every row",
    "codings": "types and names",
    "statements": "statements and their searchable text",
    "version": "version",
    "judged": "averaging coders",
}
#: those, each summary, and writing all tables: the most that there can be
LENGTH = len(STEPS) + len(SUMMARIES) + len([*names()])


@click.command()
@source_argument
@click.argument("target", metavar="TARGET")
def prepare(source: str, target: str) -> None:
    """Check, type, fold and count SOURCE once, and keep the result in TARGET.

    TARGET is a new folder, or postgresql://user@host/database?table=name. What is prepared opens in
    a moment at any size. A run that is broken off leaves nothing half made.
    """
    from hustings.prepare import prepare as prepared

    started = time.monotonic()
    told: Any = click.progressbar(
        length=LENGTH, label="prepare", file=sys.stderr, item_show_func=lambda step: step or ""
    )
    with told as bar, explained():
        data = prepared(source, target, lambda name: bar.update(1, STEPS.get(name, name)))
        bar.update(LENGTH - bar.pos)
    click.echo(f"{usable(data)}; version {data.version}; {time.monotonic() - started:.1f} s")
